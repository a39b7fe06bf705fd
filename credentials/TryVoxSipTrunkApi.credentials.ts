import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { bearer } from '../nodes/SipTrunk/http/signIn';
import { tryVoxApi } from '../nodes/SipTrunk/providers/tryVox/api';
import { apiBaseUrlField } from './apiBaseUrlField';

/** An account and its API key. */
export class TryVoxSipTrunkApi implements ICredentialType {
	name = 'tryVoxSipTrunkApi';

	displayName = 'TryVox SIP Trunk API';

	icon = { light: 'file:../icons/tryVox.svg', dark: 'file:../icons/tryVox.dark.svg' } as const;

	documentationUrl = 'https://docs.tryvox.io/getting-started/authentication';

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
		apiBaseUrlField({ default: 'https://api.tryvox.io/v1' }),
	];

	authenticate = authenticateWith(tryVoxApi, bearer);

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.tryvox.io/v1',
			url: '=/account/{{ encodeURIComponent($credentials.accountId.trim()) }}/trunks',
		},
		rules: testRules('TryVox', {
			401: 'The API key was refused. Copy it again from the TryVox dashboard; it starts with tvx_sk_.',
			403: 'The API key was refused for this account. Check that the Account ID is the one the key belongs to.',
			404: 'The account was not found. Check the Account ID, and the API Base URL if it was changed.',
		}),
	};
}
