import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { liveKitApi } from './api';
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
	resources: [
		trunk,
		configurationResource(liveKitConfiguration, {
			check: { rules: liveKitRules },
			others: [trunk, dispatchRule],
		}),
		dispatchRule,
	],
};
