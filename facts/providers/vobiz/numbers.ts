import type { NumberFacts } from '../../numbers';
import { path } from './routes';

export const numbers: NumberFacts = {
	trunks: `${path}/trunks`,
	trunkId: 'trunk_id',
	free: '+910055500121',
	onApplication: '+910055500124',
	applicationId: '20570000000000000',
	byIds: {
		free: 'dddd4444-0000-4000-a000-000000000001',
		other: 'dddd4444-0000-4000-a000-000000000002',
	},
	row: { number: 'e164', routes: ['trunk_group_id', 'application_id'] },
	freeWithoutRoutes: true,
	unknown: ['+910055509999', 'dddd4444-0000-4000-a000-999999999999'],
	trunkOf: ({ sandbox }, number) => sandbox.state('vobiz').numbers.get(number)?.trunk_group_id,
	trunk: (name) => ({ name, trunk_direction: 'inbound', concurrent_calls_limit: 1 }),
	changesToMove: ['DELETE', 'POST'],
	assignment: /^(POST|DELETE) \/api\/v1\/Account\/\w+\/numbers\/%2B\d+\/assign$/,
};
