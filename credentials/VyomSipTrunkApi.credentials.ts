import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { bearer } from '../nodes/SipTrunk/http/signIn';
import { vyomApi } from '../nodes/SipTrunk/providers/vyom/api';
import { apiBaseUrlField } from './apiBaseUrlField';

/** The API key of one user. */
export class VyomSipTrunkApi implements ICredentialType {
	name = 'vyomSipTrunkApi';

	displayName = 'Vyom SIP Trunk API';

	icon = { light: 'file:../icons/vyom.svg', dark: 'file:../icons/vyom.dark.svg' } as const;

	documentationUrl =
		'https://api-livekit-vyom.indusnettechnologies.com/documentation/api/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'A Vyom API key; it starts with lvk_ and sees the trunks that it created',
		},
		apiBaseUrlField({ default: 'https://api-livekit-vyom.indusnettechnologies.com' }),
	];

	authenticate = authenticateWith(vyomApi, bearer);

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api-livekit-vyom.indusnettechnologies.com',
			url: '/auth/check-key',
		},
		rules: testRules('Vyom', {
			401: 'The API key was refused: it is wrong or no longer active. Get an API key from Vyom; it starts with lvk_.',
			404: 'No Vyom API answers at the API Base URL. Check the address.',
		}),
	};
}
