import type { Provider } from '../../contract/provider';
import { plivoApi } from './api';
import { ipAccessControlEntries } from './ipAccessControlEntry';
import { originationUris } from './originationUri';
import { phoneNumber } from './phoneNumber';
import { sipCredentials } from './sipCredential';
import { trunks } from './trunk';

export const plivo: Provider = {
	value: 'plivo',
	name: 'Plivo',
	description: 'Plivo Zentrunk SIP trunks',
	credentialType: 'plivoSipTrunkApi',
	api: plivoApi,
	resources: [
		trunks.resource,
		originationUris.resource,
		sipCredentials.resource,
		ipAccessControlEntries.resource,
		phoneNumber,
	],
};
