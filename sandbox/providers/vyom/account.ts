import { bearer, type SandboxAccount } from '../../account';

export const vyomAccount = {
	/** Real keys are `lvk_` and 43 URL-safe characters. */
	apiKey: `lvk_${'sandbox-only_'.repeat(4).slice(0, 43)}`,
};

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ ...vyomAccount, baseUrl }),
	authorization: bearer(vyomAccount.apiKey),
	secrets: [vyomAccount.apiKey],
	ids: {},
};
