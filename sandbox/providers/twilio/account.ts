import { basic, type SandboxAccount } from '../../account';

/** Both ways in are accepted: the API key pair, and the account SID with the auth token. */
export const twilioAccount = {
	accountSid: `AC${'0a'.repeat(16)}`,
	apiKeySid: `SK${'0b'.repeat(16)}`,
	apiKeySecret: 'twilio-sandbox-only-api-key',
	authToken: 'twilio-sandbox-only-account',
};

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({
		...twilioAccount,
		authType: 'apiKey',
		authToken: '',
		region: 'us1',
		baseUrl,
	}),
	authorization: basic(twilioAccount.apiKeySid, twilioAccount.apiKeySecret),
	secrets: [twilioAccount.apiKeySecret, twilioAccount.authToken],
	ids: { [twilioAccount.accountSid]: '{account SID}' },
};
