import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { basic } from '../nodes/SipTrunk/http/signIn';
import { twilioApi } from '../nodes/SipTrunk/providers/twilio/api';
import { apiBaseUrlField } from './apiBaseUrlField';

/** HTTP Basic with an API key or the Auth Token: https://www.twilio.com/docs/usage/requests-to-twilio */
export class TwilioSipTrunkApi implements ICredentialType {
	name = 'twilioSipTrunkApi';

	displayName = 'Twilio SIP Trunk API';

	icon = { light: 'file:../icons/twilio.svg', dark: 'file:../icons/twilio.dark.svg' } as const;

	documentationUrl = 'https://www.twilio.com/docs/iam/api-keys/keys-in-console';

	properties: INodeProperties[] = [
		{
			displayName: 'Auth Type',
			name: 'authType',
			type: 'options',
			options: [
				{ name: 'API Key (Recommended)', value: 'apiKey' },
				{ name: 'Auth Token', value: 'authToken' },
			],
			default: 'apiKey',
			description: 'An API key can be revoked alone; the Auth Token opens the whole account',
		},
		{
			displayName: 'Account SID',
			name: 'accountSid',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. AC0123456789abcdef0123456789abcdef',
			description:
				'The account to work in. For a sub-account: its own SID, with a key made inside it.',
		},
		{
			displayName: 'API Key SID',
			name: 'apiKeySid',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. SK0123456789abcdef0123456789abcdef',
			displayOptions: { show: { authType: ['apiKey'] } },
		},
		{
			displayName: 'API Key Secret',
			name: 'apiKeySecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authType: ['apiKey'] } },
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authType: ['authToken'] } },
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia (AU1)', value: 'au1' },
				{ name: 'Ireland (IE1)', value: 'ie1' },
				{ name: 'United States (US1)', value: 'us1' },
			],
			default: 'us1',
			description:
				'The region in which the key was made. Trunks of one region are not visible in another.',
		},
		apiBaseUrlField({
			default: '',
			placeholder: 'e.g. https://twilio-proxy.example.com',
			description:
				"Empty for Twilio's own addresses of the region. Fill it in only to reach a private or test address.",
		}),
	];

	authenticate = authenticateWith(
		twilioApi,
		basic(({ authType, accountSid, apiKeySid, apiKeySecret, authToken }) =>
			authType === 'authToken' ? [accountSid, authToken] : [apiKeySid, apiKeySecret],
		),
	);

	/**
	 * An API key belongs to the account in which it was made, and on the trunking host nothing says which that is; the
	 * account host refuses it for any other account. The Auth Token signs in together with the Account SID, so that it
	 * is tested with what it is for.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				"={{ $credentials.authType === 'authToken' ? 'https://trunking.twilio.com' : 'https://api.twilio.com' }}",
			url: "={{ $credentials.authType === 'authToken' ? '/v1/Trunks' : '/2010-04-01/Accounts/' + $credentials.accountSid.trim() + '/SIP/IpAccessControlLists.json' }}",
			qs: { PageSize: 1 },
		},
		rules: testRules('Twilio', {
			401: 'The key was refused for this account. Check SID and secret, that the Account SID is the account in which the key was made, and the Region: keys of one region are refused in another. A Restricted key must be allowed to read IP access control lists.',
			403: 'The key was accepted but may not read what the test reads. Give it the permission (IP access control lists for an API key), or use a Standard key.',
			404: 'There is no such account for this key, or no Twilio API answers at the API Base URL. Check the Account SID and the address.',
		}),
	};
}
