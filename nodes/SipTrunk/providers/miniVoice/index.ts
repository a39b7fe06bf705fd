import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { miniVoiceApi } from './api';
import { miniVoiceRules } from './check';
import { miniVoiceConfiguration } from './configuration';
import { phoneNumber } from './phoneNumber';
import { trunk } from './trunk';

export const miniVoice: Provider = {
	value: 'miniVoice',
	name: 'MiniVoice',
	description: 'MiniVoice trunks to a SIP carrier of your own (BYOC)',
	credentialType: 'miniVoiceSipTrunkApi',
	api: miniVoiceApi,
	resources: [
		trunk,
		configurationResource(miniVoiceConfiguration, {
			check: { rules: miniVoiceRules },
			others: [trunk, phoneNumber],
		}),
		phoneNumber,
	],
};
