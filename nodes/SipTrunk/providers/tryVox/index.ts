import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { tryVoxApi } from './api';
import { carrier } from './carrier';
import { tryVoxCheck } from './check';
import { tryVoxConfiguration } from './configuration';
import { ipAccessControlEntry } from './ipAccessControlEntry';
import { phoneNumber } from './phoneNumber';
import { sipCredential } from './sipCredential';
import { trunks } from './trunk';

const others = [trunks.resource, sipCredential, ipAccessControlEntry, phoneNumber];

export const tryVox: Provider = {
	value: 'tryVox',
	name: 'TryVox',
	description: 'TryVox SIP trunking',
	credentialType: 'tryVoxSipTrunkApi',
	api: tryVoxApi,
	carrier,
	resources: [
		trunks.resource,
		configurationResource(tryVoxConfiguration, { check: tryVoxCheck, carrier, others }),
		sipCredential,
		ipAccessControlEntry,
		phoneNumber,
	],
};
