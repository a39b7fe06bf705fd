import fastify from 'fastify';
import type { IDataObject } from 'n8n-workflow';
import { sandboxCredentials, type ProviderName } from '../../sandbox/index';
import { facts } from '../../facts/index';
import { trunkListOf } from '../../facts/requests';
import { withEnvironment } from '../support/environment.cjs';
import { signedRequest, type HelperName } from '../support/signedRequest';
import { expectNoCredentials, useBenches, type Bench } from './support';

/**
 * Other nodes may sign their requests with these credentials, above all n8n's HTTP Request node. Whoever may use a
 * credential there, and not read it, must not come by the key.
 */

const benches = useBenches();
const named = benches.map((bench) => ({ name: bench.provider.name, bench }));

/** Hears everything that reaches it and answers as if it were the provider. */
const eavesdropper = fastify({ forceCloseConnections: true });
let heard: string[] = [];
let eavesdropperPort = 0;
eavesdropper.addHook('onRequest', async ({ method, headers, raw }) => {
	heard.push([method, raw.url, ...Object.values(headers)].join(' '));
});
eavesdropper.setNotFoundHandler(async () => ({ trunks: [], data: [] }));
/** What a proxy is asked where the way behind it is encrypted. */
eavesdropper.server.on('connect', (request, socket) => {
	heard.push(`CONNECT ${String(request.url)}`);
	socket.destroy();
});

beforeAll(async () => {
	const { port } = new URL(await eavesdropper.listen({ host: '127.0.0.1', port: 0 }));
	eavesdropperPort = Number(port);
});
beforeEach(() => {
	heard = [];
});
afterAll(async () => await eavesdropper.close());

const stored = ({ provider, sandbox }: Bench): IDataObject => ({
	...(sandboxCredentials(sandbox.addresses) as Record<string, IDataObject>)[
		provider.credentialType
	],
});

/** As the two helpers want it; the second is what the HTTP Request node hands over. */
const requests: Record<HelperName, (url: string) => IDataObject> = {
	httpRequestWithAuthentication: (url) => ({ url, json: true }),
	requestWithAuthentication: (uri) => ({
		uri,
		headers: { accept: 'application/json' },
		gzip: true,
		rejectUnauthorized: true,
		followRedirect: true,
		followAllRedirects: true,
		maxRedirects: 21,
		resolveWithFullResponse: true,
		timeout: 300_000,
		json: true,
	}),
};

const asked = (provider: ProviderName): IDataObject => {
	const { method, data } = trunkListOf(provider);
	return { method, ...(data === undefined ? {} : { body: data }) };
};

const send = async (
	{ provider }: Bench,
	helper: HelperName,
	credential: IDataObject,
	url: string,
	options: IDataObject = {},
) =>
	await signedRequest(helper, provider.credentialType, credential, {
		...requests[helper](url),
		...asked(provider.value),
		...options,
	});

describe.each(named)('$name', ({ bench }) => {
	describe.each(Object.keys(requests) as HelperName[])('%s', (helper) => {
		const listUrl = (credential: IDataObject) =>
			String(credential.baseUrl) + facts[bench.provider.value].api.trunks;

		it('signs what goes to the provider', async () => {
			const credential = stored(bench);
			await send(bench, helper, credential, listUrl(credential));
			expect(bench.sent()).toHaveLength(1);
		});

		it('goes through the proxy of the machine, which whoever runs n8n has set', async () => {
			const credential = stored(bench);
			const proxy = `http://127.0.0.1:${eavesdropperPort}`;
			const sending = async () => await send(bench, helper, credential, listUrl(credential));
			await withEnvironment(
				{ HTTP_PROXY: proxy, http_proxy: proxy, NO_PROXY: '', no_proxy: '' },
				sending,
			);
			expect(heard).toEqual([
				expect.stringContaining(`${asked(bench.provider.value).method} ${listUrl(credential)}`),
			]);
			expect(bench.sent()).toEqual([]);
		});

		const elsewhere = () => ({ host: '127.0.0.1', port: eavesdropperPort });
		const ways: Array<[what: string, options: () => IDataObject]> = [
			['a proxy as an address', () => ({ proxy: `http://127.0.0.1:${eavesdropperPort}` })],
			['a proxy in parts', () => ({ proxy: { ...elsewhere(), protocol: 'http' } })],
			['an own authority', () => ({ agentOptions: { ca: 'PEM' } })],
			['no check of certificates', () => ({ rejectUnauthorized: false })],
			['no check of certificates, in newer words', () => ({ skipSslCertificateValidation: true })],
			['a proxy without a check', () => ({ proxy: elsewhere(), rejectUnauthorized: false })],
			['another address of its agent', () => ({ agentOptions: elsewhere() })],
			['a socket of its own', () => ({ agentOptions: { socketPath: '/tmp/none' } })],
			['the method that repeats what is sent', () => ({ method: 'TRACE' })],
			['another host in its header', () => ({ headers: { host: 'evil.example' } })],
			['another address', () => ({ url: `http://127.0.0.1:${eavesdropperPort}/` })],
		];

		it.each(ways)('does not sign with %s', async (_, options) => {
			for (const address of [{}, { baseUrl: 'https://provider.example' }]) {
				const credential = { ...stored(bench), ...address };
				const outcome = await send(bench, helper, credential, listUrl(credential), options()).then(
					() => undefined,
					(error: unknown) => error as Error,
				);
				expect(outcome?.message).toMatch(/^The key is (not )?sent /);
				expect(heard).toEqual([]);
				expectNoCredentials(JSON.stringify(outcome));
			}
			expect(bench.sandbox.requests).toEqual([]);
		});

		it("replaces another base by the credential's address", async () => {
			const base = { baseURL: `http://127.0.0.1:${eavesdropperPort}` };
			await send(bench, helper, stored(bench), facts[bench.provider.value].api.trunks, base);
			expect(heard).toEqual([]);
			expect(bench.sent()).toHaveLength(1);
		});
	});
});
