import type { SandboxAccount } from '../../account';

export const vobizAccount = {
	authId: 'MA_SANDBOX1',
	authToken: 'vobiz-sandbox-only',
};

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ ...vobizAccount, baseUrl }),
	authorization: { 'x-auth-id': vobizAccount.authId, 'x-auth-token': vobizAccount.authToken },
	secrets: [vobizAccount.authToken],
	ids: { [vobizAccount.authId]: '{auth id}' },
};
