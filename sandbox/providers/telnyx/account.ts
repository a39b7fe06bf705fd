import { bearer, type SandboxAccount } from '../../account';

export const telnyxAccount = {
	/** Real keys begin with `KEY` too. */
	apiKey: 'KEY_sandbox_only',
};

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ ...telnyxAccount, baseUrl }),
	authorization: bearer(telnyxAccount.apiKey),
	secrets: [telnyxAccount.apiKey],
	ids: {},
};
