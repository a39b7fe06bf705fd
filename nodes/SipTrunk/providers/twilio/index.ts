import type { Provider } from '../../contract/provider';
import { twilioApi } from './api';
import { carrier } from './carrier';
import { credentialList } from './credentialList';
import { ipAccessControlEntry } from './ipAccessControlEntry';
import { ipAccessControlList } from './ipAccessControlList';
import { originationUri } from './originationUri';
import { phoneNumber } from './phoneNumber';
import { recording } from './recording';
import { sipCredential } from './sipCredential';
import { trunk } from './trunk';

export const twilio: Provider = {
	value: 'twilio',
	name: 'Twilio',
	description: 'Twilio Elastic SIP Trunking',
	credentialType: 'twilioSipTrunkApi',
	api: twilioApi,
	carrier,
	resources: [
		trunk,
		originationUri,
		credentialList,
		sipCredential,
		ipAccessControlList,
		ipAccessControlEntry,
		phoneNumber,
		recording,
	],
};
