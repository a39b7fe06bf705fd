import { bearer, type SandboxAccount } from '../../account';

export const tryVoxAccount = {
	accountId: 'acc_1a2b3c',
	apiKey: 'tvx_sk_test_sandbox_only',
};

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ ...tryVoxAccount, baseUrl }),
	authorization: bearer(tryVoxAccount.apiKey),
	secrets: [tryVoxAccount.apiKey],
	ids: { [tryVoxAccount.accountId]: '{account id}' },
};
