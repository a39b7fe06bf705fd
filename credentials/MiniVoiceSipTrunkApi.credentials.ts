import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, bearer, testRules } from '../nodes/SipTrunk/http/authenticate';
import { miniVoiceApi } from '../nodes/SipTrunk/providers/miniVoice/api';

/** An application's API key: https://doc.minivoice.eu/docs/getting-started/overview */
export class MiniVoiceSipTrunkApi implements ICredentialType {
	name = 'miniVoiceSipTrunkApi';

	displayName = 'MiniVoice SIP Trunk API';

	icon = {
		light: 'file:../icons/miniVoice.svg',
		dark: 'file:../icons/miniVoice.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-sip-trunk/n8n-nodes-sip-trunk/blob/main/docs/miniVoice.md';

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
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.minivoice.eu',
			description:
				'Change it only to reach a private or test address. It must start with https://, or http:// on the machine of n8n itself (127.0.0.1).',
		},
	];

	authenticate = authenticateWith(miniVoiceApi, bearer);

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.minivoice.eu', url: '/v1/trunks' },
		rules: testRules({
			401: 'The API key was refused. Open the application in MiniVoice and copy its API key again; it starts with mv_live_.',
			404: 'No MiniVoice API answers at the API Base URL. Check the address.',
		}),
	};
}
