import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { bearer } from '../nodes/SipTrunk/http/signIn';
import { telnyxApi } from '../nodes/SipTrunk/providers/telnyx/api';
import { apiBaseUrlField } from './apiBaseUrlField';

const BASE_URL = 'https://api.telnyx.com/v2';

/** An API v2 key: https://developers.telnyx.com/development/api-fundamentals/authentication */
export class TelnyxSipTrunkApi implements ICredentialType {
	name = 'telnyxSipTrunkApi';

	displayName = 'Telnyx SIP Trunk API';

	icon = { light: 'file:../icons/telnyx.svg', dark: 'file:../icons/telnyx.dark.svg' } as const;

	documentationUrl = 'https://developers.telnyx.com/development/api-fundamentals/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'An API v2 key from the Telnyx portal under API Keys; it begins with KEY',
		},
		apiBaseUrlField({
			default: BASE_URL,
			description:
				'For Europe: https://api.telnyx.eu/v2. Otherwise change it only to reach a test address.',
		}),
	];

	authenticate = authenticateWith(telnyxApi, bearer);

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL, url: '/connections?page%5Bsize%5D=1' },
		rules: testRules('Telnyx', {
			401: 'The API key was refused. Make a new API v2 key in the Telnyx portal (API Keys); it begins with KEY.',
			403: 'The API key may not read connections, or the account is not verified for it.',
			404: 'No Telnyx API answers at the API Base URL. It ends in /v2.',
		}),
	};
}
