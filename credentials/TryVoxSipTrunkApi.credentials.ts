import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, bearer, testRules } from '../nodes/SipTrunk/http/authenticate';
import { tryVoxApi } from '../nodes/SipTrunk/providers/tryVox/api';

/** An account's API key: https://docs.tryvox.io/getting-started/authentication */
export class TryVoxSipTrunkApi implements ICredentialType {
	name = 'tryVoxSipTrunkApi';

	displayName = 'TryVox SIP Trunk API';

	icon = { light: 'file:../icons/tryVox.svg', dark: 'file:../icons/tryVox.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-sip-trunk/n8n-nodes-sip-trunk/blob/main/docs/tryVox.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. acc_1a2b3c',
			description: 'The account ID from the TryVox dashboard',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'An API key of this account; it starts with tvx_sk_',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.tryvox.io/v1',
			description:
				'Change it only to reach a private or test address. It must start with https://, or http:// on the machine of n8n itself (127.0.0.1).',
		},
	];

	authenticate = authenticateWith(tryVoxApi, bearer);

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.tryvox.io/v1',
			url: '=/account/{{ encodeURIComponent($credentials.accountId.trim()) }}/trunks',
		},
		rules: testRules({
			401: 'The API key was refused. Copy it again from the TryVox dashboard; it starts with tvx_sk_.',
			403: 'The API key was refused for this account. Check that the Account ID is the one the key belongs to.',
			404: 'The account was not found. Check the Account ID, and the API Base URL if it was changed.',
		}),
	};
}
