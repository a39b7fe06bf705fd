import type { ProviderFacts } from '../../providerFacts';
import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import { account } from './account';
import { configuration } from './configuration';
import { errors } from './errors';
import { numbers } from './numbers';
import { passwords } from './passwords';
import { pickers } from './pickers';

const crud = 'create delete get getAll update';
const sharedList = 'addToTrunk create delete get getAll removeFromTrunk update';

export const twilio: ProviderFacts = {
	texts: {
		product: 'Twilio Elastic SIP Trunking',
		documentation: 'https://www.twilio.com/docs/sip-trunking',
		cannot:
			'The termination domain of a trunk cannot be removed, only changed. A user name of a SIP credential cannot be changed.',
		youEnter: 'Account SID and an API key (SID and secret) or the Auth Token, Region',
		searchWords: ['elastic sip trunking'],
	},
	offers: {
		trunkConfiguration: 'apply check delete get plan',
		trunk: crud,
		originationUri: crud,
		credentialList: sharedList,
		sipCredential: crud,
		ipAccessControlList: sharedList,
		ipAccessControlEntry: crud,
		phoneNumber: 'assign getAll unassign',
		recording: 'get update',
	},
	api: { bodies: 'form', updates: 'POST', trunks: '/v1/Trunks' },
	credential: {
		test: `GET /2010-04-01/Accounts/${twilioAccount.accountSid}/SIP/IpAccessControlLists.json?PageSize=1`,
		whereabouts: /SID and secret.*Region/,
	},
	filledIn: {
		name: 'Berlin office',
		domainName: 'acme-berlin.pstn.twilio.com',
		additionalFields: { secure: true },
	},
	account,
	configuration,
	errors,
	pickers,
	passwords,
	numbers,
	tool: {
		things: {
			'credentialList addToTrunk': { credentialListId: [1, 0] },
			'credentialList delete': { credentialListId: [1, 0] },
			'ipAccessControlList addToTrunk': { ipAccessControlListId: [1, 0] },
			'ipAccessControlList delete': { ipAccessControlListId: [1, 0] },
			'phoneNumber unassign': { phoneNumber: [0, 1] },
		},
	},
};
