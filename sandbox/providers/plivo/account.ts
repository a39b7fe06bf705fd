import { basic, type SandboxAccount } from '../../account';

/** Both ways in are accepted: ID and token, and a token of limited scope by itself. */
export const plivoAccount = {
	authId: 'MA_SANDBOX_ONLY',
	authToken: 'plivo-sandbox-only',
	scopedToken: 'stk_sandbox_only',
};

const { authId, authToken, scopedToken } = plivoAccount;

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ authId, authToken, baseUrl }),
	authorization: basic(authId, authToken),
	secrets: [authToken, scopedToken],
	ids: { [authId]: '{auth id}' },
};
