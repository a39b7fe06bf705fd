import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { vobizApi } from '../nodes/SipTrunk/providers/vobiz/api';
import { apiBaseUrlField } from './apiBaseUrlField';

/** Auth ID and Auth Token in two headers: https://docs.vobiz.ai/trunks/create-trunk */
export class VobizSipTrunkApi implements ICredentialType {
	name = 'vobizSipTrunkApi';

	displayName = 'Vobiz SIP Trunk API';

	icon = { light: 'file:../icons/vobiz.svg', dark: 'file:../icons/vobiz.dark.svg' } as const;

	documentationUrl = 'https://docs.vobiz.ai/account/retrieve-account';

	properties: INodeProperties[] = [
		{
			displayName: 'Auth ID',
			name: 'authId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. MA_XXXXXXXX',
			description: 'From the Vobiz Console under Settings, API; it starts with MA_ or SA_',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'From the same place as the Auth ID',
		},
		apiBaseUrlField({ default: 'https://api.vobiz.ai/api/v1' }),
	];

	authenticate = authenticateWith(vobizApi, ({ authId, authToken }) => ({
		'X-Auth-ID': authId,
		'X-Auth-Token': authToken,
	}));

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.vobiz.ai/api/v1', url: '/auth/me' },
		rules: testRules('Vobiz', {
			401: 'The key was refused. Copy Auth ID and Auth Token again from the Vobiz Console (Settings, API); the Auth ID starts with MA_ or SA_.',
			403: 'The account is inactive or has no permission for the API.',
			404: 'No Vobiz API answers at the API Base URL. It ends in /api/v1.',
		}),
	};
}
