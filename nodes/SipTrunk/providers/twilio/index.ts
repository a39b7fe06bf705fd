import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { twilioApi } from './api';
import { carrier } from './carrier';
import { twilioCheck } from './check';
import { twilioConfiguration } from './configuration';
import { credentialLists } from './credentialList';
import { ipAccessControlEntries } from './ipAccessControlEntry';
import { ipAccessControlLists } from './ipAccessControlList';
import { originationUris } from './originationUri';
import { phoneNumber } from './phoneNumber';
import { recording } from './recording';
import { sipCredentials } from './sipCredential';
import { trunks } from './trunk';

const resources = [
	originationUris.resource,
	credentialLists.resource,
	sipCredentials.resource,
	ipAccessControlLists.resource,
	ipAccessControlEntries.resource,
	phoneNumber,
	recording,
];

export const twilio: Provider = {
	value: 'twilio',
	name: 'Twilio',
	description: 'Twilio Elastic SIP Trunking',
	credentialType: 'twilioSipTrunkApi',
	api: twilioApi,
	carrier,
	resources: [
		trunks.resource,
		configurationResource(twilioConfiguration, {
			check: twilioCheck,
			carrier,
			others: [trunks.resource, ...resources],
		}),
		...resources,
	],
};
