import type { Provider } from '../../contract/provider';
import { vobizApi } from './api';
import { carrier } from './carrier';
import { ipAccessControlEntry } from './ipAccessControlEntry';
import { originationUri } from './originationUri';
import { phoneNumber } from './phoneNumber';
import { sipCredential } from './sipCredential';
import { trunk } from './trunk';

export const vobiz: Provider = {
	value: 'vobiz',
	name: 'Vobiz',
	description: 'Vobiz SIP trunks',
	credentialType: 'vobizSipTrunkApi',
	api: vobizApi,
	carrier,
	resources: [trunk, originationUri, sipCredential, ipAccessControlEntry, phoneNumber],
};
