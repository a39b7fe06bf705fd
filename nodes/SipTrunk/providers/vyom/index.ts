import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { vyomApi } from './api';
import { vyomRules } from './check';
import { vyomConfiguration } from './configuration';
import { trunk } from './trunk';

export const vyom: Provider = {
	value: 'vyom',
	name: 'Vyom',
	description: 'Outbound trunks of LiveKit Vyom to Twilio and Exotel',
	credentialType: 'vyomSipTrunkApi',
	api: vyomApi,
	resources: [
		trunk,
		configurationResource(vyomConfiguration, { check: { rules: vyomRules }, others: [trunk] }),
	],
};
