import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { plivoApi } from './api';
import { carrier } from './carrier';
import { plivoRules } from './check';
import { plivoConfiguration } from './configuration';
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

export const plivo: Provider = {
	value: 'plivo',
	name: 'Plivo',
	description: 'Plivo Zentrunk SIP trunks',
	credentialType: 'plivoSipTrunkApi',
	api: plivoApi,
	carrier,
	resources: [
		trunks.resource,
		configurationResource(plivoConfiguration, {
			check: { rules: plivoRules },
			carrier,
			others: [trunks.resource, ...resources],
		}),
		...resources,
	],
};
