import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { tryVoxApi } from './api';
import { carrier } from './carrier';
import { tryVoxConfiguration } from './configuration';
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
	resources: [
		trunks.resource,
		configurationResource(tryVoxConfiguration),
		sipCredential,
		ipAccessControlEntry,
		phoneNumber,
	],
};
