import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { vobizApi } from './api';
import { carrier } from './carrier';
import { vobizRules } from './check';
import { vobizConfiguration } from './configuration';
import { ipAccessControlEntries } from './ipAccessControlEntry';
import { originationUris } from './originationUri';
import { phoneNumber } from './phoneNumber';
import { sipCredentials } from './sipCredential';
import { trunks } from './trunk';

const resources = [
	originationUris.resource,
	sipCredentials.resource,
	ipAccessControlEntries.resource,
	phoneNumber,
];

export const vobiz: Provider = {
	value: 'vobiz',
	name: 'Vobiz',
	description: 'Vobiz SIP trunks',
	credentialType: 'vobizSipTrunkApi',
	api: vobizApi,
	carrier,
	resources: [
		trunks.resource,
		configurationResource(vobizConfiguration, {
			check: { rules: vobizRules },
			carrier,
			others: [trunks.resource, ...resources],
		}),
		...resources,
	],
};
