import axios, { type AxiosInstance } from 'axios';
import { miniVoiceAccount } from '../../sandbox/providers/miniVoice/account';
import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { vobizAccount } from '../../sandbox/providers/vobiz/account';
import { vyomAccount } from '../../sandbox/providers/vyom/account';
import {
	startSandbox,
	type ProviderName,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index';

const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

const basic = (user: string, value: string) => ({
	authorization: `Basic ${Buffer.from(`${user}:${value}`).toString('base64')}`,
});

export const authorization: Record<ProviderName, Record<string, string>> = {
	miniVoice: bearer(miniVoiceAccount.apiKey),
	tryVox: bearer(tryVoxAccount.apiKey),
	twilio: basic(twilioAccount.apiKeySid, twilioAccount.apiKeySecret),
	vobiz: { 'x-auth-id': vobizAccount.authId, 'x-auth-token': vobizAccount.authToken },
	vyom: bearer(vyomAccount.apiKey),
};

/** A client that holds the provider's credentials and hands every status to the test. */
export function clientFor(
	sandbox: Sandbox,
	provider: ProviderName,
	headers: Record<string, string> = authorization[provider],
): AxiosInstance {
	return axios.create({
		baseURL: sandbox.addresses[provider],
		// Without kept connections: the one after a refusal must find a port that does not listen.
		headers: { connection: 'close', ...headers },
		validateStatus: () => true,
		maxRedirects: 0,
	});
}

export function controlOf(sandbox: Sandbox): AxiosInstance {
	return axios.create({ baseURL: sandbox.controlAddress, validateStatus: () => true });
}

/** Where each provider lists its trunks, below its base URL. */
export const trunkLists: Record<ProviderName, string> = {
	miniVoice: '/v1/trunks',
	tryVox: `/account/${tryVoxAccount.accountId}/trunks`,
	twilio: '/v1/Trunks',
	vobiz: `/Account/${vobizAccount.authId}/trunks`,
	vyom: '/sip/list',
};

/** One sandbox for a test file, fresh before every test. */
export function useSandbox(options: SandboxOptions = {}): { readonly sandbox: Sandbox } {
	let started: Sandbox | undefined;
	beforeAll(async () => {
		started = await startSandbox(options);
	});
	beforeEach(() => started?.reset());
	afterAll(async () => await started?.stop());
	return {
		get sandbox() {
			if (started === undefined) throw new Error('The sandbox is only there within a test');
			return started;
		},
	};
}

/** The code of the socket error with which a request fails, such as `ECONNRESET`. */
export async function socketError(request: Promise<unknown>): Promise<string> {
	const outcome = await request.then(
		() => 'answered',
		(error: { code?: string }) => error.code ?? String(error),
	);
	return outcome;
}
