import { bearer, type SandboxAccount } from '../../account';

export const miniVoiceAccount = {
	apiKey: 'mv_live_sandbox_only',
};

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ ...miniVoiceAccount, baseUrl }),
	authorization: bearer(miniVoiceAccount.apiKey),
	secrets: [miniVoiceAccount.apiKey],
	ids: {},
};
