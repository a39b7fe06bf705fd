import type { ProviderFacts } from '../../providerFacts';
import { account } from './account';
import { configuration } from './configuration';
import { errors } from './errors';
import { numbers } from './numbers';
import { passwords } from './passwords';
import { pickers } from './pickers';
import { path } from './routes';

const crud = 'create delete get getAll update';

export const vobiz: ProviderFacts = {
	texts: {
		product: 'Vobiz',
		documentation: 'https://docs.vobiz.ai',
		cannot:
			'The SIP URI of an origination URI and the user name of a SIP credential cannot be changed. Numbers on a voice application must be taken off it in the Vobiz Console.',
		youEnter: 'Auth ID, Auth Token',
	},
	offers: {
		trunk: crud,
		trunkConfiguration: 'apply check delete get plan',
		originationUri: crud,
		sipCredential: crud,
		ipAccessControlEntry: crud,
		phoneNumber: 'assign getAll unassign',
	},
	api: { bodies: 'json', updates: 'PUT', trunks: `${path}/trunks`, trunksOnPage: 20 },
	credential: {
		test: 'GET /api/v1/auth/me',
		whereabouts: /Console \(Settings, API\).*MA_ or SA_/,
	},
	withOthersOnly: ['enableTranscription', 'recordingWebhookEnabled'],
	finishedWhenCancelled: ['phoneNumber assign'],
	filledIn: { name: 'Mumbai office', maxConcurrentCalls: 20 },
	account,
	configuration,
	errors,
	pickers,
	passwords,
	numbers,
	tool: {
		things: { 'phoneNumber unassign': { phoneNumber: [0, 1] } },
		// A change of a credential replaces its password as well.
		changes: { 'sipCredential update': 'generatePassword' },
		alwaysSent: { sipCredential: { generatePassword: true } },
		toldAs: { 'trunk enabled': { key: 'status', value: 'inactive' } },
		notReported: ['sipCredential description'],
	},
};
