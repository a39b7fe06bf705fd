import { NodeHelpers, type IHttpRequestOptions, type INodeParameters } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { apiBaseUrl } from '../../../../nodes/SipTrunk/http/address';
import { authenticateWith, testRules } from '../../../../nodes/SipTrunk/http/authenticate';
import { bearer, type SignIn } from '../../../../nodes/SipTrunk/http/signIn';

const WORD = 'invented-word';

const api = {
	addresses: ({ baseUrl }: { baseUrl?: unknown }) => ({
		default: apiBaseUrl(baseUrl, 'https://trunking.example.com'),
		account: apiBaseUrl(baseUrl, 'https://api.example.com'),
	}),
	secrets: ['apiKey'],
};

const authenticateBy = (signIn: SignIn) =>
	authenticateWith(api, signIn) as (
		credentials: object,
		options: object,
	) => Promise<IHttpRequestOptions>;

const authenticate = authenticateBy(bearer);

const credentials = { apiKey: ` ${WORD}\n`, baseUrl: '', other: 5 };

describe('authenticateWith', () => {
	it.each<[what: string, request: object]>([
		["n8n's own helper", { url: 'https://trunking.example.com/v1/Trunks' }],
		['a second host', { url: 'https://api.example.com/2010-04-01/Accounts' }],
		['capitals in the host', { url: 'HTTPS://Trunking.Example.com/v1/Trunks' }],
		["n8n's HTTP Request node", { uri: 'https://trunking.example.com/v1/Trunks' }],
		['a credential test', { baseURL: 'https://elsewhere.example', url: '/v1/Trunks' }],
		['a credential test without a path', { baseURL: 'https://trunking.example.com' }],
	])('adds the key for %s', async (_, request) => {
		const sent = await authenticate(credentials, { ...request, headers: { Accept: 'x' } });
		expect(sent.headers).toEqual({ Accept: 'x', Authorization: `Bearer ${WORD}` });
	});

	it('sends a credential test to the address in the credential, whatever its type says', async () => {
		const request = { baseURL: 'https://trunking.example.com', url: '/v1/Trunks' };
		const own = { ...credentials, baseUrl: ' http://127.0.0.1:5690/twilio/ ' };
		expect(await authenticate(own, request)).toMatchObject({
			url: 'http://127.0.0.1:5690/twilio/v1/Trunks',
		});
	});

	it.each<[request: object, url: string]>([
		[{ baseURL: 'https://trunking.example.com', url: '/v1' }, 'https://trunking.example.com/v1'],
		[{ baseURL: 'https://api.example.com', url: '/v1' }, 'https://api.example.com/v1'],
		[{ baseURL: 'https://api.example.com', url: 'v1' }, 'https://api.example.com/v1'],
		[{ baseURL: 'https://api.example.com' }, 'https://api.example.com'],
		[{ baseURL: 'https://elsewhere.example', url: '/v1' }, 'https://trunking.example.com/v1'],
		[
			{ baseURL: 'https://api.example.com', url: 'https://trunking.example.com/v1' },
			'https://trunking.example.com/v1',
		],
	])('makes one address of base and path: %j', async (request, url) => {
		const sent = await authenticate(credentials, request);
		expect(sent).toMatchObject({ url });
		expect(sent).not.toHaveProperty('baseURL');
	});

	it('follows no redirect, in the words of either of the helpers', async () => {
		const request = {
			uri: 'https://trunking.example.com/v1/Trunks',
			followRedirect: true,
			followAllRedirects: true,
		};
		expect(await authenticate(credentials, request)).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it('passes on what is asked and how the answer is read, and nothing that it does not know', async () => {
		const known = {
			method: 'PATCH',
			qs: { a: 1 },
			arrayFormat: 'repeat',
			body: { b: 2 },
			timeout: 5,
			json: true,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: new AbortController().signal,
			rejectUnauthorized: true,
		};
		const url = 'https://trunking.example.com/';
		const sent = await authenticate(credentials, {
			...known,
			url,
			invented: 'x',
			auth: { user: 'u' },
		});
		expect(sent).toMatchObject(known);
		expect(sent).not.toHaveProperty('invented');
		expect(sent).not.toHaveProperty('auth');
	});

	it('signs in in place of a header that the request has, whatever its capitals', async () => {
		const url = 'https://trunking.example.com/';
		const headers = { authorization: 'x', AUTHORIZATION: 'y', Accept: 'z' };
		const sent = await authenticate(credentials, { url, headers });
		expect(sent.headers).toEqual({ Accept: 'z', Authorization: `Bearer ${WORD}` });
	});

	it('makes the headers anew for every request, which they may depend on', async () => {
		let made = 0;
		const perRequest = authenticateBy(async ({ apiKey }, { method, url, body }) => {
			made += 1;
			return await Promise.resolve({ 'X-Signed': [made, apiKey, method, url, body].join(' ') });
		});
		const request = { method: 'POST', url: 'https://api.example.com/a', body: 'b' };
		const signed = async () => (await perRequest(credentials, request)).headers?.['X-Signed'];
		expect([await signed(), await signed()]).toEqual([
			`1 ${WORD} POST https://api.example.com/a b`,
			`2 ${WORD} POST https://api.example.com/a b`,
		]);
	});

	it('leaves the request that it is given as it is', async () => {
		const request = { url: 'https://trunking.example.com', headers: { Accept: 'x' } };
		await authenticate(credentials, request);
		expect(request).toEqual({
			url: 'https://trunking.example.com',
			headers: { Accept: 'x' },
		});
	});

	it.each<[what: string, request: object]>([
		['another host', { url: 'https://evil.example/v1/Trunks' }],
		['a host that begins alike', { url: 'https://trunking.example.com.evil.example/' }],
		['a host behind a user', { url: 'https://trunking.example.com@evil.example/' }],
		['a host behind a backslash', { url: 'https://trunking.example.com\\@evil.example/' }],
		['another port', { url: 'https://trunking.example.com:8443/' }],
		['no encryption', { url: 'http://trunking.example.com/' }],
		['a user of its own', { url: 'https://user@trunking.example.com/' }],
		['a tab in the host', { url: 'https://trunking.example.com\t.evil.example/' }],
		['a host in other letters', { url: 'https://trunking.example。com.evil.example/' }],
		['no scheme', { url: '//evil.example/' }],
		['no host', { url: '/v1/Trunks' }],
		['no address', {}],
		[
			'another host next to a base',
			{ baseURL: 'https://trunking.example.com', url: 'https://evil.example/' },
		],
		[
			'a host without scheme next to a base',
			{ baseURL: 'https://trunking.example.com', url: '//evil.example/' },
		],
		[
			'backslashes next to a base',
			{ baseURL: 'https://trunking.example.com', url: '\\\\evil.example/' },
		],
		[
			'a host behind a space next to a base',
			{ baseURL: 'https://trunking.example.com', url: ' https://evil.example/' },
		],
		[
			'a host behind a tab next to a base',
			{ baseURL: 'https://trunking.example.com', url: '\t/\n/evil.example/' },
		],
		[
			'another scheme next to a base',
			{ baseURL: 'https://trunking.example.com', url: 'ftp://evil.example/' },
		],
		["another host by the HTTP Request node's name", { uri: 'https://evil.example/' }],
		[
			'two addresses of which the first is another',
			{ url: 'https://evil.example/', uri: 'https://trunking.example.com/' },
		],
	])('keeps the key back from %s', async (_, request) => {
		const sending = authenticate(credentials, request);
		await expect(sending).rejects.toThrow('The key is sent only to the address in the credential');
		await expect(sending).rejects.not.toThrow(WORD);
	});

	it.each([
		'https://gateway.example.com/other',
		'https://gateway.example.com/twilio/../other',
		'https://gateway.example.com/twilio/%2e%2e/other',
		'https://gateway.example.com/twilio2/v1',
		'https://gateway.example.com/',
	])('keeps the key to the path of an address that has one: %s', async (url) => {
		const own = { ...credentials, baseUrl: 'https://gateway.example.com/twilio/' };
		for (const request of [{ url }, { uri: url }, { baseURL: 'https://api.example.com', url }]) {
			await expect(authenticate(own, request)).rejects.toThrow('what is below it, not to');
		}
		for (const below of ['', '/', '/v1', '?a=1']) {
			const sent = await authenticate(own, { url: `https://gateway.example.com/twilio${below}` });
			expect(sent.headers).toHaveProperty('Authorization');
		}
	});

	const revealing: Array<[option: string, value: unknown]> = [
		['proxy', 'http://evil.example:3128'],
		['proxy', { host: 'evil.example', port: 3128 }],
		['agentOptions', { ca: 'PEM' }],
		['agentOptions', { rejectUnauthorized: false }],
		['agentOptions', { servername: 'evil.example' }],
		['rejectUnauthorized', false],
		['rejectUnauthorized', 0],
		['skipSslCertificateValidation', true],
		['skipSslCertificateValidation', 'true'],
		['strictSSL', false],
		['agent', { a: 1 }],
		['httpAgent', { a: 1 }],
		['httpsAgent', { a: 1 }],
		['lookup', () => undefined],
		['socketPath', '/tmp/socket'],
		['createConnection', () => undefined],
		['hostname', 'evil.example'],
		['host', 'evil.example'],
		['port', 3128],
		['transport', { request: () => undefined }],
		['adapter', 'http'],
		['dispatcher', { a: 1 }],
		['tunnel', true],
		['ca', 'PEM'],
		['checkServerIdentity', () => undefined],
		['beforeRedirect', () => undefined],
	];
	/** How the HTTP Request node calls it. */
	const labels: Record<string, string> = {
		agentOptions: 'SSL Certificates',
		proxy: 'Proxy',
		rejectUnauthorized: 'Ignore SSL Issues',
		skipSslCertificateValidation: 'Ignore SSL Issues',
	};

	it.each(revealing)('keeps the key back from the option %s: %p', async (option, value) => {
		for (const key of ['url', 'uri']) {
			const request = { [key]: 'https://trunking.example.com/', [option]: value };
			const sending = authenticate(credentials, request);
			await expect(sending).rejects.toThrow(
				`The key is not sent with the option "${labels[option] ?? option}"`,
			);
		}
	});

	it.each<[option: string, value: unknown]>([
		['proxy', undefined],
		['proxy', ''],
		['proxy', null],
		['agentOptions', {}],
		['rejectUnauthorized', true],
		['skipSslCertificateValidation', false],
	])('takes the option %s where it says nothing: %p', async (option, value) => {
		const request = { url: 'https://trunking.example.com/', [option]: value };
		expect((await authenticate(credentials, request)).headers).toHaveProperty('Authorization');
	});

	it.each(['TRACE', 'trace', 'CONNECT', 'TRACK', ''])(
		'keeps the key back from the method %p, whose answer may repeat it',
		async (method) => {
			const request = { url: 'https://trunking.example.com/', method };
			await expect(authenticate(credentials, request)).rejects.toThrow('not with another method');
		},
	);

	it.each(['Host', 'host', 'HOST ', ' host'])(
		'keeps the key back from a header %p, which may lead it to another customer of the same network',
		async (name) => {
			const request = { url: 'https://trunking.example.com/', headers: { [name]: 'evil.example' } };
			await expect(authenticate(credentials, request)).rejects.toThrow('a header "Host"');
		},
	);

	it.each(['http://api.example.com', 'ftp://x', 'https://user@api.example.com'])(
		'says that the address %s cannot be used',
		async (baseUrl) => {
			const request = { baseURL: 'https://trunking.example.com', url: '/' };
			await expect(authenticate({ ...credentials, baseUrl }, request)).rejects.toThrow(InputError);
		},
	);

	it('hands over values without pasted spaces, and texts only', async () => {
		const seen: unknown[] = [];
		const watch = authenticateBy((given) => {
			seen.push(given);
			return {};
		});
		await watch(credentials, { url: 'https://api.example.com/' });
		expect(seen).toEqual([{ apiKey: WORD, baseUrl: '', other: '' }]);
	});
});

describe('testRules', () => {
	const rules = testRules('Acme', { 401: 'Refused.', 302: 'Moved.' }) ?? [];
	const messageFor = (status: number) =>
		rules.find(({ properties }) => 'value' in properties && properties.value === status)?.properties
			.message;

	it('has one rule per status, and tells redirects unless the provider does', () => {
		expect([401, 302, 200].map(messageFor)).toEqual(['Refused.', 'Moved.', undefined]);
		for (const status of [301, 303, 307, 308]) {
			expect(messageFor(status)).toMatch(/leads to another address.*the Acme API\.$/);
		}
	});

	it.each<[what: string, body: unknown, says: RegExp | undefined]>([
		['an object', { trunks: [] }, undefined],
		['a success that says so', { success: true }, undefined],
		['a failure', { success: false }, /^Acme answered that .* not carried out/],
		['a web page', '<html></html>', /something else than the Acme API/],
		['nothing', '', /something else than the Acme API/],
		['a text in JSON', 'OK', /something else than the Acme API/],
	])('reads bodies of success: %s', (_, body, says) => {
		const broken = rules.filter(
			({ type, properties }) =>
				type === 'responseSuccessBody' &&
				NodeHelpers.getParameterValueByPath(body as INodeParameters, properties.key, '') ===
					properties.value,
		);
		expect(broken.map(({ properties }) => properties.message)).toEqual(
			says === undefined ? [] : [expect.stringMatching(says) as string],
		);
	});
});
