import type { NumberFacts } from '../../numbers';
import { zentrunk } from './routes';

export const numbers: NumberFacts = {
	trunks: `${zentrunk}/Trunk/`,
	trunkId: 'trunk_id',
	free: '+12025550151',
	onApplication: '+12025550153',
	applicationId: '20570000000000001',
	row: { number: 'number', routes: ['application'] },
	inRequests: (phoneNumber) => phoneNumber.slice(1),
	trunkOf: ({ sandbox }, phoneNumber) => {
		const { application } = sandbox.state('plivo').numbers.get(phoneNumber.slice(1)) ?? {};
		return /\/Trunk\/(\d+)\/$/.exec(application ?? '')?.[1];
	},
	trunk(name, { sandbox }) {
		const uri_uuid = '90b6eb07-0000-4000-a000-000000000001';
		const dates = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' };
		const { uris } = sandbox.state('plivo');
		if (uris.get(uri_uuid) === undefined) {
			uris.add({
				...dates,
				uri_uuid,
				name: 'PBX',
				uri: 'pbx.example.com;transport=tcp',
				authentication_needed: false,
				username: '',
				password: '',
			});
		}
		return { name, trunk_direction: 'inbound', primary_uri_uuid: uri_uuid };
	},
	changesToMove: ['POST'],
	assignment: /^POST \/v1\/Account\/\w+\/Number\/\d+\/$/,
};
