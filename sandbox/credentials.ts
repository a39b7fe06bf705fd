import type { ProviderName } from './provider';

/**
 * The invented accounts of the sandbox. They open nothing but the sandbox itself.
 */

export const miniVoiceAccount = {
	apiKey: 'mv_live_sandbox_only',
};

export const tryVoxAccount = {
	accountId: 'acc_1a2b3c',
	apiKey: 'tvx_sk_test_sandbox_only',
};

/** Both ways in are accepted: the API key pair, and the account SID with the auth token. */
export const twilioAccount = {
	accountSid: `AC${'0a'.repeat(16)}`,
	apiKeySid: `SK${'0b'.repeat(16)}`,
	apiKeySecret: 'twilio-sandbox-only-api-key',
	authToken: 'twilio-sandbox-only-account',
};

export const vobizAccount = {
	authId: 'MA_SANDBOX1',
	authToken: 'vobiz-sandbox-only',
};

export const vyomAccount = {
	/** Real keys are `lvk_` and 43 URL-safe characters. */
	apiKey: `lvk_${'sandbox-only_'.repeat(4).slice(0, 43)}`,
};

export type CredentialTypeName =
	| 'miniVoiceSipTrunkApi'
	| 'tryVoxSipTrunkApi'
	| 'twilioSipTrunkApi'
	| 'vobizSipTrunkApi'
	| 'vyomSipTrunkApi';

/** The data of the five n8n credentials, for a sandbox that listens on these addresses. */
export function sandboxCredentials(
	addresses: Record<ProviderName, string>,
): Record<CredentialTypeName, Record<string, string>> {
	return {
		miniVoiceSipTrunkApi: { ...miniVoiceAccount, baseUrl: addresses.miniVoice },
		tryVoxSipTrunkApi: { ...tryVoxAccount, baseUrl: addresses.tryVox },
		twilioSipTrunkApi: {
			...twilioAccount,
			authType: 'apiKey',
			authToken: '',
			region: 'us1',
			baseUrl: addresses.twilio,
		},
		vobizSipTrunkApi: { ...vobizAccount, baseUrl: addresses.vobiz },
		vyomSipTrunkApi: { ...vyomAccount, baseUrl: addresses.vyom },
	};
}

/** Values that must not appear in anything that the sandbox prints. */
export const secretValues: readonly string[] = [
	miniVoiceAccount.apiKey,
	tryVoxAccount.apiKey,
	twilioAccount.apiKeySecret,
	twilioAccount.authToken,
	vobizAccount.authToken,
	vyomAccount.apiKey,
];

/** Account ids in paths are printed as their names. */
export const accountIdLabels: ReadonlyArray<readonly [string, string]> = [
	[tryVoxAccount.accountId, '{account id}'],
	[twilioAccount.accountSid, '{account SID}'],
	[vobizAccount.authId, '{auth id}'],
];
