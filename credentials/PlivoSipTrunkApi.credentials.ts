import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { basic, type SignIn } from '../nodes/SipTrunk/http/signIn';
import { plivoApi } from '../nodes/SipTrunk/providers/plivo/api';
import { apiBaseUrlField } from './apiBaseUrlField';

const withBoth = basic(({ authId, authToken }) => [authId, authToken]);

/** A token of limited scope signs in by itself. */
const signIn: SignIn = (credentials, request) =>
	credentials.authToken.startsWith('stk_')
		? { Authorization: `Bearer ${credentials.authToken}` }
		: withBoth(credentials, request);

/** HTTP Basic with Auth ID and Auth Token: https://www.plivo.com/docs/account/api/overview */
export class PlivoSipTrunkApi implements ICredentialType {
	name = 'plivoSipTrunkApi';

	displayName = 'Plivo SIP Trunk API';

	icon = { light: 'file:../icons/plivo.svg', dark: 'file:../icons/plivo.dark.svg' } as const;

	documentationUrl = 'https://www.plivo.com/docs/account/api/overview';

	properties: INodeProperties[] = [
		{
			displayName: 'Auth ID',
			name: 'authId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. MAXXXXXXXXXXXXXXXXXX',
			description:
				'From the Plivo Console (Overview). It starts with MA, or with SA for a sub-account.',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'From the same place as the Auth ID. A token of limited scope starts with stk_; it must be allowed to use Zentrunk and numbers.',
		},
		apiBaseUrlField({ default: 'https://api.plivo.com' }),
	];

	authenticate = authenticateWith(plivoApi, signIn);

	/** A trunk list, because it shows that the account has Zentrunk as well. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.plivo.com',
			url: "={{ '/v1/Account/' + $credentials.authId.trim() + '/Zentrunk/Trunk/' }}",
			qs: { limit: 1 },
		},
		rules: testRules('Plivo', {
			401: 'The key was refused. Copy Auth ID and Auth Token again from the Plivo Console (Overview); the Auth ID starts with MA or SA, and a sub-account has a token of its own.',
			403: 'The key was accepted, and Zentrunk (SIP trunking) is not enabled for the account, or the account is not verified.',
			404: 'No Plivo API answers at the API Base URL, or there is no such account. Check the address and the Auth ID.',
			503: 'Plivo does not answer, or another API is at the API Base URL. Check the address, and try again later.',
		}),
	};
}
