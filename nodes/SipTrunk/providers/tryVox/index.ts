import type { Provider } from '../../contract/provider';
import { tryVoxApi } from './api';
import { carrier } from './carrier';
import { ipAccessControlEntry } from './ipAccessControlEntry';
import { phoneNumber } from './phoneNumber';
import { sipCredential } from './sipCredential';
import { trunks } from './trunk';

export const tryVox: Provider = {
	value: 'tryVox',
	name: 'TryVox',
	description: 'TryVox SIP trunking',
	credentialType: 'tryVoxSipTrunkApi',
	api: tryVoxApi,
	carrier,
	resources: [trunks.resource, sipCredential, ipAccessControlEntry, phoneNumber],
};
