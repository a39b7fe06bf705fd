import type { IHttpRequestOptions } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { apiBaseUrl } from '../../../../nodes/SipTrunk/http/address';
import { authenticateWith, bearer, testRules } from '../../../../nodes/SipTrunk/http/authenticate';

const WORD = 'invented word';

const authenticate = authenticateWith(
	{
		addresses: ({ baseUrl }) => ({
			default: apiBaseUrl(baseUrl, 'https://trunking.example.com'),
			account: apiBaseUrl(baseUrl, 'https://api.example.com'),
		}),
	},
	bearer,
) as (credentials: object, options: object) => Promise<IHttpRequestOptions>;

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
			baseURL: 'http://127.0.0.1:5690/twilio',
			url: '/v1/Trunks',
		});
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
		});
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

	it.each(['http://api.example.com', 'ftp://x', 'https://user@api.example.com'])(
		'says that the address %s cannot be used',
		async (baseUrl) => {
			const request = { baseURL: 'https://trunking.example.com', url: '/' };
			await expect(authenticate({ ...credentials, baseUrl }, request)).rejects.toThrow(InputError);
		},
	);

	it('hands over values without pasted spaces, and texts only', async () => {
		const seen: unknown[] = [];
		const watch = authenticateWith(
			{ addresses: () => ({ default: 'https://a.example' }) },
			(given) => {
				seen.push(given);
				return {};
			},
		) as typeof authenticate;
		await watch(credentials, { url: 'https://a.example/' });
		expect(seen).toEqual([{ apiKey: WORD, baseUrl: '', other: '' }]);
	});
});

describe('testRules', () => {
	it('are one rule per status', () => {
		expect(testRules({ 401: 'Refused.', 404: 'Nothing there.' })).toEqual([
			{ type: 'responseCode', properties: { value: 401, message: 'Refused.' } },
			{ type: 'responseCode', properties: { value: 404, message: 'Nothing there.' } },
		]);
	});
});
