import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { bearer } from '../nodes/SipTrunk/http/signIn';
import { miniVoiceApi } from '../nodes/SipTrunk/providers/miniVoice/api';
import { apiBaseUrlField } from './apiBaseUrlField';

/** The API key of an application. */
export class MiniVoiceSipTrunkApi implements ICredentialType {
	name = 'miniVoiceSipTrunkApi';

	displayName = 'MiniVoice SIP Trunk API';

	icon = {
		light: 'file:../icons/miniVoice.svg',
		dark: 'file:../icons/miniVoice.dark.svg',
	} as const;

	documentationUrl = 'https://doc.minivoice.eu/docs/getting-started/overview';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The API key of a MiniVoice application; it starts with mv_live_',
		},
		apiBaseUrlField({ default: 'https://api.minivoice.eu' }),
	];

	authenticate = authenticateWith(miniVoiceApi, bearer);

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.minivoice.eu', url: '/v1/trunks' },
		rules: testRules('MiniVoice', {
			401: 'The API key was refused. Open the application in MiniVoice and copy its API key again; it starts with mv_live_.',
			404: 'No MiniVoice API answers at the API Base URL. Check the address.',
		}),
	};
}
