import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { twilioApi } from '../nodes/SipTrunk/providers/twilio/api';

/** HTTP Basic with an API key or the Auth Token: https://www.twilio.com/docs/usage/requests-to-twilio */
export class TwilioSipTrunkApi implements ICredentialType {
	name = 'twilioSipTrunkApi';

	displayName = 'Twilio SIP Trunk API';

	icon = { light: 'file:../icons/twilio.svg', dark: 'file:../icons/twilio.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-sip-trunk/n8n-nodes-sip-trunk/blob/main/docs/twilio.md';

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
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://twilio-proxy.example.com',
			description:
				"Empty for Twilio's own addresses of the region. Fill it in only to reach a private or test address. It must start with https://, or http:// on the machine of n8n itself (127.0.0.1).",
		},
	];

	authenticate = authenticateWith(
		twilioApi,
		({ authType, accountSid, apiKeySid, apiKeySecret, authToken }) => {
			const pair = authType === 'authToken' ? [accountSid, authToken] : [apiKeySid, apiKeySecret];
			return { Authorization: `Basic ${Buffer.from(pair.join(':')).toString('base64')}` };
		},
	);

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://trunking.twilio.com',
			url: '/v1/Trunks',
			qs: { PageSize: 1 },
		},
		rules: testRules({
			401: 'The key was refused. Check SID and secret, and the Region: keys of one region are refused in another.',
			403: 'The key was accepted but may not read trunks. Give it the permission, or use a Standard key.',
			404: 'No Twilio API answers at the API Base URL. Check the address.',
		}),
	};
}
