import axios, { type AxiosInstance } from 'axios';
import { facts } from '../../facts/index';
import { trunkListOf } from '../../facts/requests';
import { simulators } from '../../sandbox/providers';
import {
	providerNames,
	startSandbox,
	type ProviderName,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index';

const eachProvider = <Value>(valueOf: (name: ProviderName) => Value) =>
	Object.fromEntries(providerNames.map((name) => [name, valueOf(name)])) as Record<
		ProviderName,
		Value
	>;

export const authorization = eachProvider((name) => simulators[name].account.authorization);

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
export const trunkLists = eachProvider((name) => facts[name].api.trunks);

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

/** Lists the trunks of a provider, as its customers do. */
export const listTrunks = async (sandbox: Sandbox, provider: ProviderName) =>
	await clientFor(sandbox, provider).request({
		...trunkListOf(provider),
		data: allTrunks(provider),
	});

/** The body of that request, where it has one, without a limit. */
const allTrunks = (provider: ProviderName) => trunkListOf(provider).data && {};
