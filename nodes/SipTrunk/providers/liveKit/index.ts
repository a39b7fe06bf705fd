import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { liveKitApi } from './api';
import { carrier } from './carrier';
import { liveKitRules } from './check';
import { liveKitConfiguration } from './configuration';
import { dispatchRule } from './dispatchRule';
import { trunk } from './trunk';

export const liveKit: Provider = {
	value: 'liveKit',
	name: 'LiveKit',
	description: 'Trunks and dispatch rules of LiveKit, Cloud or a server of your own',
	credentialType: 'liveKitSipTrunkApi',
	api: liveKitApi,
	carrier,
	resources: [
		trunk,
		configurationResource(liveKitConfiguration, {
			check: { rules: liveKitRules },
			carrier,
			others: [trunk, dispatchRule],
		}),
		dispatchRule,
	],
};
