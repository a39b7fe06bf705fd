import fc from 'fast-check';
import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';
import { Capacity } from '../../../../nodes/SipTrunk/http/capacity';
import { createClient, type ItemClient } from '../../../../nodes/SipTrunk/http/client';
import { ProviderClock } from '../../../../nodes/SipTrunk/http/clock';
import { CreatedRows } from '../../../../nodes/SipTrunk/http/createdRows';
import { Deadlines } from '../../../../nodes/SipTrunk/http/deadlines';
import { RequestFailure, type Cause } from '../../../../nodes/SipTrunk/http/errors';
import { RateLimiter } from '../../../../nodes/SipTrunk/http/pacing';
import { ifThere } from '../../../../nodes/SipTrunk/http/lookup';
import { Redactor } from '../../../../nodes/SipTrunk/http/redaction';
import type { ClientSettings } from '../../../../nodes/SipTrunk/http/settings';
import type {
	ProviderApi,
	ProviderClient,
	ProviderRequest,
	Recovery,
} from '../../../../nodes/SipTrunk/contract/request';
import { idUnder, saysNoSuccess } from '../../../../nodes/SipTrunk/rows/identity';

const START = Date.parse('2026-05-12T05:11:52Z');
const WORD = 'invented word';

const api: ProviderApi = {
	secrets: ['apiKey'],
	encoding: 'json',
	idOf: idUnder('id'),
	isRefusal: saysNoSuccess,
	requestIdHeaders: ['x-request-id', 'vendor-request-id'],
	addresses: () => ({
		default: 'https://api.example.com/v1',
		account: 'https://account.example.com',
	}),
	accountId: () => 'AC1',
	providerError(_status, body) {
		const { code, message, retryAfterMs, askAgain, gone, requestId } = body as IDataObject;
		return {
			code: code ?? null,
			said: message ?? '',
			retryAfterMs,
			askAgain,
			gone,
			requestId,
		} as never;
	},
	advice: { 42: 'Do what 42 needs.', 503: 'Read the status page.' },
};

/** What a server does with one request: an answer, or no answer and the code of a socket. */
interface Answer {
	status?: number;
	headers?: IDataObject;
	body?: unknown;
	code?: string;
	syscall?: string;
	takesMs?: number;
}

const node = {
	id: '1',
	name: 'SIP Trunk',
	type: 'sipTrunk',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

/** As n8n's own helper throws it: wrapped, with the socket's error inside. */
const socketError = (code: string, syscall?: string) => {
	const inner = Object.assign(new Error(`${code} with ${WORD} in it`), { code, syscall });
	return new NodeApiError(node, inner as unknown as JsonObject);
};

interface Server {
	send: ClientSettings['send'];
	requests: IHttpRequestOptions[];
	/** When each request came, in milliseconds since the server began. */
	at: number[];
}

function serverOf(answer: (request: IHttpRequestOptions, times: number) => Answer): Server {
	const begin = Date.now();
	const server: Server = {
		requests: [],
		at: [],
		send: async (options) => {
			server.requests.push(options);
			server.at.push(Date.now() - begin);
			const {
				takesMs,
				code,
				syscall,
				status = 200,
				headers = {},
				body = '{}',
			} = answer(options, server.requests.length);
			if (takesMs !== undefined) await sleep(takesMs);
			if (code !== undefined) return await Promise.reject(socketError(code, syscall));
			return { statusCode: status, headers, body } as IN8nHttpFullResponse;
		},
	};
	return server;
}

/** Answers one after another, the last one for ever. */
const inTurn = (answers: Answer[]) =>
	serverOf((_, times) => answers[Math.min(times, answers.length) - 1]);

function clientOf(
	server: Pick<Server, 'send'>,
	settings: Partial<ClientSettings> = {},
): ItemClient {
	return createClient({
		send: server.send,
		providerName: 'Example',
		api,
		credentials: { apiKey: WORD },
		addresses: api.addresses({}),
		timeoutMs: 30_000,
		maxRetries: 5,
		maxWaitMs: 120_000,
		rateLimiter: settings.rateLimiter ?? new RateLimiter(4, settings.signal),
		createdRows: new CreatedRows(),
		redactor: new Redactor([WORD]),
		capacity: new Capacity(),
		deadlines: new Deadlines(),
		clock: new ProviderClock(),
		...settings,
	});
}

/** What becomes of a promise when time has passed. */
async function settled<T>(promise: Promise<T>): Promise<T | RequestFailure> {
	const outcome = promise.catch((error: unknown) => error as RequestFailure);
	await jest.runAllTimersAsync();
	return await outcome;
}

const get: ProviderRequest = { method: 'GET', path: '/trunks' };
const post: ProviderRequest = { method: 'POST', path: '/trunks', body: { name: 'pbx' } };
const put: ProviderRequest = { method: 'PUT', path: '/trunks/1', body: { name: 'pbx' } };
const remove: ProviderRequest = { method: 'DELETE', path: '/trunks/1' };
const methods: ProviderRequest[] = [get, post, put, remove];

async function sent(answers: Answer[], request = get, settings: Partial<ClientSettings> = {}) {
	const server = inTurn(answers);
	const result = await settled(clientOf(server, settings).sendForAny(request));
	return { result, requests: server.requests, at: server.at };
}

async function failureOf(answers: Answer[], request = get, settings: Partial<ClientSettings> = {}) {
	const { result } = await sent(answers, request, settings);
	expect(result).toBeInstanceOf(RequestFailure);
	return result as RequestFailure;
}

const once = { maxRetries: 0 };

beforeEach(() => {
	jest.useFakeTimers({ now: START });
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

describe('a request', () => {
	it("goes through n8n's helper with everything that n8n must not do by itself", async () => {
		const { requests } = await sent([{}], post, { timeoutMs: 7000 });
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'https://api.example.com/v1/trunks',
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				body: '{"name":"pbx"}',
				encoding: 'stream',
				timeout: 7000,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
	});

	it('has no body and no content type where there is nothing to send', async () => {
		const { requests } = await sent([{}], get);
		expect(requests[0]).not.toHaveProperty('body');
		expect(requests[0].headers).toEqual({ Accept: 'application/json' });
	});

	it('sends a body without keys, too', async () => {
		const { requests } = await sent([{}], { ...post, body: {} });
		expect(requests[0]).toMatchObject({ body: '{}' });
	});

	it.each<[query: ProviderRequest['query'], url: string]>([
		[undefined, ''],
		[{}, ''],
		[{ limit: 100, offset: 0 }, '?limit=100&offset=0'],
		[{ search: '+49 30&x=y', all: false }, '?search=%2B49%2030%26x%3Dy&all=false'],
		[{ a: undefined, b: '' }, '?b='],
		[{ 'a b': 'ü#/?' }, '?a%20b=%C3%BC%23%2F%3F'],
	])('with the query %p', async (query, url) => {
		const { requests } = await sent([{}], { ...get, query });
		expect(requests[0].url).toBe(`https://api.example.com/v1/trunks${url}`);
	});

	it('goes to another host of the provider where it says so', async () => {
		const { requests } = await sent([{}], { ...get, host: 'account' });
		expect(requests[0].url).toBe('https://account.example.com/trunks');
	});

	it('is written as a form where the provider wants that', async () => {
		const { requests } = await sent([{}], post, { api: { ...api, encoding: 'form' } });
		expect(requests[0]).toMatchObject({
			body: 'name=pbx',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		});
	});

	it('knows the account, the rows that are wanted and how many may be under way', () => {
		const client = clientOf(inTurn([]), { rowsWanted: 7, rateLimiter: new RateLimiter(3) });
		expect(client).toMatchObject({ accountId: 'AC1', rowsWanted: 7, parallel: 3 });
		const { accountId, ...without } = api;
		void accountId;
		expect(clientOf(inTurn([]), { api: without }).accountId).toBe('');
	});
});

describe('an answer', () => {
	it.each<[what: string, answer: Answer, result: unknown]>([
		['200', { body: '{"id":1}' }, { id: 1 }],
		['201', { status: 201, body: '{"id":1}' }, { id: 1 }],
		['202', { status: 202, body: '{"id":1}' }, { id: 1 }],
		['a bare list', { body: '[{"id":1}]' }, [{ id: 1 }]],
		[
			'JSON of another content type',
			{ headers: { 'content-type': 'text/html' }, body: '{"id":1}' },
			{ id: 1 },
		],
		['JSON that n8n has parsed', { body: { id: 1 } }, { id: 1 }],
		['JSON between line breaks', { body: '\r\n{"id":1}\n' }, { id: 1 }],
		['a success that says so', { body: '{"success":true,"data":[]}' }, { success: true, data: [] }],
		['an unknown success', { body: '{"success":null}' }, { success: null }],
		[
			'success: false further inside',
			{ body: '{"data":{"success":false}}' },
			{ data: { success: false } },
		],
		['prototype keys', { body: '{"constructor":1}' }, { constructor: 1 }],
	])('%s is what it says', async (_, answer, result) => {
		expect((await sent([answer])).result).toEqual(result);
	});

	it.each<[what: string, answer: Answer]>([
		['200 without a body', { body: '' }],
		['200 with spaces', { body: ' \r\n' }],
		['204', { status: 204, body: '' }],
		['204 that n8n has no body for', { status: 204, body: null }],
		['205 that n8n has no body for', { status: 205, body: undefined }],
	])('%s is fine for a change, and nothing that a read could go on with', async (_, answer) => {
		const empty = { ...answer, body: 'body' in answer ? answer.body : '' };
		for (const request of [post, put, remove]) {
			const server = serverOf(() => empty);
			server.send = async () =>
				await Promise.resolve({
					statusCode: answer.status ?? 200,
					headers: {},
					body: answer.body,
				} as never);
			expect(await settled(clientOf(server).sendForAny(request))).toEqual({});
			const read = await settled(clientOf(server, once).sendForAny(get));
			expect(read).toMatchObject({ message: 'Example answered with an empty text.' });
		}
	});

	const unreadable: Array<[what: string, answer: Answer, message: string]> = [
		['a web page', { body: '<!DOCTYPE html><p>Sign in</p>' }, 'a web page instead of JSON'],
		['a web page after spaces', { body: '\n  <html>' }, 'a web page instead of JSON'],
		['JSON that breaks off', { body: '{"id":1,"na' }, 'JSON that is incomplete or damaged'],
		['a list that breaks off', { body: ' [{"id":1},' }, 'JSON that is incomplete or damaged'],
		['a text', { body: 'OK' }, 'a text instead of JSON'],
		['null', { body: 'null' }, 'a single value instead of an object'],
		['a number', { body: '5' }, 'a single value instead of an object'],
		['true', { body: 'true' }, 'a single value instead of an object'],
		['a text in JSON', { body: '"OK"' }, 'a single value instead of an object'],
	];

	it.each(unreadable)(
		'%s with status 200 is nothing that was asked for',
		async (_, answer, message) => {
			const failure = await failureOf([answer], get, once);
			expect(failure).toMatchObject({
				message: `Example answered with ${message}.`,
				cause: 'refused',
				status: 200,
				effect: 'none',
			});
			expect(failure.advice).toContain('Check the API Base URL');
		},
	);

	const MAY_BE = 'The change may have been made, because the outcome is not known.';

	it.each(unreadable.slice(0, 4))('%s leaves a change open', async (_, answer, message) => {
		const change = await failureOf([answer], post);
		expect(change.message).toBe(`${MAY_BE} Example answered with ${message}.`);
		expect(change.effect).toBe('open');
	});

	it.each(unreadable.slice(2))('%s says that something is removed', async (_, answer) => {
		const { result, requests } = await sent([answer], remove);
		expect(result).toEqual({});
		expect(requests).toHaveLength(1);
	});

	it.each<(typeof unreadable)[number]>([...unreadable.slice(4), ['a list', { body: '[]' }, '']])(
		'%s counts as empty for a change, whose success is told by the status',
		async (_, answer) => {
			for (const request of [post, put, remove, { ...post, method: 'PATCH' as const }]) {
				for (const status of [200, 201, 202, 299]) {
					const { result, requests } = await sent([{ ...answer, status }], request);
					expect(result).toEqual({});
					expect(requests).toHaveLength(1);
				}
			}
		},
	);

	it('a web page instead of what was to be removed is asked for again', async () => {
		const { result, requests } = await sent([{ body: '<html>' }, {}], remove);
		expect(result).toEqual({});
		expect(requests).toHaveLength(2);
	});

	it('that is nested too deeply is no use to a read, and enough for a change', async () => {
		const body = `{"id":1,"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
		const { result, requests } = await sent([{ body }]);
		expect(result).toMatchObject({
			message:
				'Example answered with data that is nested more than 100 levels deep, which is more than can be read.',
			cause: 'refused',
			effect: 'none',
		});
		expect(requests).toHaveLength(1);
		for (const request of [post, put, remove]) {
			expect((await sent([{ body }], request)).result).toEqual({});
		}
		const refusal = `{"message":"No.","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
		expect((await failureOf([{ status: 400, body: refusal }], post)).message).toBe(
			'Example answered HTTP 400: No.',
		);
	});

	it('keeps all digits of a number that JavaScript cannot hold', async () => {
		const body = '{"id":12345678901234567890,"text":"a 12345678901234567890","n":7}';
		expect((await sent([{ body }])).result).toEqual({
			id: '12345678901234567890',
			text: 'a 12345678901234567890',
			n: 7,
		});
	});

	describe('that is too large', () => {
		const limited = () => ({ capacity: new Capacity(100) });
		const large = { headers: { 'content-length': '101' }, body: '{}' };

		it('is refused at once and not asked for again, where something is read', async () => {
			const { result, requests } = await sent([large], get, limited());
			expect(result).toMatchObject({
				message: 'Example answered with more than 64 MB, which is more than can be read.',
				effect: 'none',
				status: 200,
			});
			expect((result as RequestFailure).advice).toContain("'Limit'");
			expect(requests).toHaveLength(1);
		});

		it.each([429, 500, 503])('is not asked for again with HTTP %s either', async (status) => {
			const { result, requests } = await sent([{ ...large, status }, {}], get, limited());
			expect(result).toMatchObject({ status, effect: 'none' });
			expect(requests).toHaveLength(1);
		});

		it('is as good as an empty one for a change', async () => {
			for (const request of [put, remove]) {
				expect((await sent([large], request, limited())).result).toEqual({});
			}
		});

		it('is told by its status, where it has another than of success', async () => {
			expect(await failureOf([{ ...large, status: 409 }], post, limited())).toMatchObject({
				message: 'Example answered HTTP 409: it conflicts with what exists.',
				effect: 'none',
			});
		});
	});

	it.each<[body: IDataObject, message: string]>([
		[{ success: false, message: 'Bad name.', code: '42' }, 'HTTP 200, code 42: Bad name.'],
		[{ success: 'false', message: 'Bad name' }, 'HTTP 200: Bad name.'],
		[{ success: false }, 'HTTP 200: the request was not carried out.'],
	])('%p is a refusal, whatever the status', async (body, message) => {
		const { result, requests } = await sent([{ body: JSON.stringify(body) }], post);
		expect(result).toMatchObject({ message: `Example answered ${message}`, cause: 'refused' });
		expect(requests).toHaveLength(1);
		const created = await failureOf([{ status: 201, body: JSON.stringify(body) }], post);
		expect(created.message).toBe(`Example answered ${message.replace('200', '201')}`);
	});

	it.each([
		[301, { location: 'https://evil.example/v1?x=1' }, ' to https://evil.example'],
		[302, { location: '/login' }, ''],
		[303, {}, ''],
		[304, {}, ''],
		[307, { location: 'http://api.example.com/v1' }, ' to http://api.example.com'],
		[308, { location: ['https://evil.example'] }, ' to https://evil.example'],
	])('%i is a redirect and not followed', async (status, headers, target) => {
		for (const request of methods) {
			const { result, requests } = await sent([{ status, headers, body: '<html>' }], request);
			expect(result).toMatchObject({
				message: `Example answered with a redirect${target}, which is not followed, so that the key reaches no other address.`,
				cause: 'refused',
				status,
			});
			expect(requests).toHaveLength(1);
		}
	});

	it('is one object for an operation that wants one', async () => {
		const { send } = clientOf(inTurn([{ body: '{"id":1}' }]));
		expect(await settled(send(get))).toEqual({ id: 1 });
		const list = inTurn([{ body: '[1]' }]);
		expect(await settled(clientOf(list).send(get))).toMatchObject({
			message: 'Example answered with a list where one object was expected.',
			effect: 'none',
		});
		expect(await settled(clientOf(list).send(post))).toEqual({});
	});
});

describe('a refusal', () => {
	const providerError = async (status: number, body: unknown, headers: IDataObject = {}) =>
		await failureOf(
			[{ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }],
			post,
			once,
		);

	it.each<[status: number, body: unknown, message: string]>([
		[400, { code: 42, message: 'Bad name.' }, 'Example answered HTTP 400, code 42: Bad name.'],
		[400, { message: 'Bad name...  ' }, 'Example answered HTTP 400: Bad name.'],
		[400, {}, 'Example answered HTTP 400: the request was not accepted.'],
		[401, {}, 'Example refused the key (HTTP 401).'],
		[
			401,
			{ code: 20003, message: 'Authenticate' },
			'Example refused the key (HTTP 401, code 20003): Authenticate.',
		],
		[402, {}, 'Example answered HTTP 402: payment is required.'],
		[403, {}, 'Example answered HTTP 403: the key has no permission for this.'],
		[
			404,
			{},
			'Example answered HTTP 404: there is no such thing, or it belongs to another account.',
		],
		[409, {}, 'Example answered HTTP 409: it conflicts with what exists.'],
		[418, {}, 'Example answered HTTP 418: status 418.'],
		[100, {}, 'Example answered HTTP 100: the request was not carried out.'],
		[
			404,
			'<html><h1>Not found</h1>',
			'Example answered HTTP 404: there is no such thing, or it belongs to another account.',
		],
		[400, 'null', 'Example answered HTTP 400: the request was not accepted.'],
		[400, [{ message: 'x' }], 'Example answered HTTP 400: the request was not accepted.'],
		[400, '', 'Example answered HTTP 400: the request was not accepted.'],
	])('%i with %p', async (status, body, message) => {
		const failure = await providerError(status, body);
		expect(failure.message).toBe(message);
		expect(failure).toMatchObject({ cause: 'refused', status, effect: 'none' });
		expect(failure.advice).not.toBe('');
	});

	it.each<[what: string, status: number, body: IDataObject, advice: RegExp]>([
		["the provider's code", 400, { code: 42 }, /^Do what 42 needs\.$/],
		["the provider's code before its status", 503, { code: '42' }, /^Do what 42 needs\.$/],
		['the status at the provider', 503, {}, /status page/],
		['the status in general', 409, { code: 99 }, /^Choose another value/],
		['neither', 418, { code: 99 }, /what this status means/],
		[
			'a code that every object has',
			400,
			{ code: 'constructor' },
			/^Change what the message names/,
		],
		['a code that every object has', 418, { code: '__proto__' }, /what this status means/],
	])('advises by %s', async (_, status, body, advice) => {
		expect((await failureOf([{ status, body: JSON.stringify(body) }], get, once)).advice).toMatch(
			advice,
		);
	});

	it.each<[what: string, baseUrl: string, status: number, isAdvised: boolean]>([
		['lacks its path', 'https://api.example.com', 404, true],
		['has another path', 'https://api.example.com/v2', 404, true],
		['has another path, and refuses the method', 'https://api.example.com/v2', 405, true],
		['is as usual', 'https://api.example.com/v1', 404, false],
		['is below another', 'https://proxy.example.com/x/v1', 404, false],
		['lacks its path, for another refusal', 'https://api.example.com', 400, false],
	])('advises to check an address that %s', async (_, baseUrl, status, isAdvised) => {
		const placed = {
			...api,
			addresses: ({ baseUrl: own }: IDataObject) => ({
				default: String(own ?? 'https://api.example.com/v1'),
			}),
		};
		const settings = { api: placed, credentials: { baseUrl }, ...once };
		const { advice } = await failureOf([{ status, body: '{}' }], get, settings);
		const words = 'Check the API Base URL in the credential first: the usual one ends in /v1. ';
		expect(advice?.startsWith(words)).toBe(isAdvised);
		expect(advice?.length).toBeGreaterThan(isAdvised ? words.length : 0);
	});

	it('tells code and request ID, wherever they come from', async () => {
		expect(await providerError(400, { code: 42, requestId: 'RQ1' })).toMatchObject({
			code: '42',
			requestId: 'RQ1',
		});
		expect(await providerError(400, {}, { 'x-request-id': 'RQ2' })).toMatchObject({
			requestId: 'RQ2',
		});
		expect(await providerError(400, {}, { 'vendor-request-id': 'RQ3' })).toMatchObject({
			requestId: 'RQ3',
		});
		expect(await providerError(400, {})).toMatchObject({ code: null, requestId: null });
		expect(await providerError(400, { code: { a: 1 }, requestId: ['x'] })).toMatchObject({
			code: null,
			requestId: null,
		});
	});

	it('never tells a secret, in no field', async () => {
		const failure = await providerError(
			400,
			{ code: `c ${WORD}`, message: `"${WORD}" is wrong`, requestId: WORD },
			{ 'x-request-id': WORD },
		);
		expect(failure.message).toBe(
			'Example answered HTTP 400, code c [redacted]: "[redacted]" is wrong.',
		);
		expect(JSON.stringify({ ...failure })).not.toContain(WORD);
	});

	it('knows a password that was made while it was at work', async () => {
		const server = inTurn([{ status: 400, body: '{"message":"made word is too weak"}' }]);
		const client = clientOf(server);
		client.keepSecret('made word');
		expect(await settled(client.send(post))).toMatchObject({
			message: 'Example answered HTTP 400: [redacted] is too weak.',
		});
	});

	it('is short and soon read, however much the provider says', async () => {
		const failure = await providerError(400, {
			message: `${'. '.repeat(200_000)}x${WORD}`,
			code: 'c'.repeat(500),
			requestId: 'r'.repeat(500),
		});
		expect(failure.message.length).toBeLessThan(700);
		expect(failure.code).toHaveLength(100);
		expect(failure.requestId).toHaveLength(100);
	});

	it('is told by its status if its body makes the reader stumble', async () => {
		const stumbling = {
			...api,
			refusal: (_: number, body: unknown) =>
				(body as { errors: Array<{ a: string }> }).errors[0] as never,
		};
		const failure = await failureOf([{ status: 409, body: '{}' }], post, { api: stumbling });
		expect(failure).toMatchObject({
			message: 'Example answered HTTP 409: it conflicts with what exists.',
		});
	});

	it('hands a text to the reader as a text', async () => {
		const reading = {
			...api,
			providerError: (_: number, body: unknown) => ({ code: null, said: `<${String(body)}>` }),
		};
		const failure = await failureOf([{ status: 400, body: 'plain words' }], post, { api: reading });
		expect(failure.message).toBe('Example answered HTTP 400: <plain words>.');
	});

	it.each<[status: number, body: unknown, gone: boolean]>([
		[404, {}, true],
		[404, { gone: false }, false],
		[400, { gone: true }, true],
		[410, {}, false],
		[404, '<html>', false],
		[404, '', false],
	])('%i with %p: gone is %p', async (status, body, gone) => {
		expect(await providerError(status, body)).toMatchObject({ gone });
	});

	it.each<[status: number, body: string, cause: Cause]>([
		[400, '{}', 'refused'],
		[400, '<html>', 'refused'],
		[500, '{}', 'refused'],
		[500, '<html>', 'lost'],
		[503, '{}', 'refused'],
		[503, '', 'lost'],
		[408, '{}', 'lost'],
		[502, '{}', 'lost'],
		[504, '{}', 'lost'],
	])(
		'%i with %p: %s, by whether the provider may still be at work',
		async (status, body, cause) => {
			expect(await failureOf([{ status, body }], get, once)).toMatchObject({ cause });
		},
	);
});

/** Some of those that say that a server has failed, and may have done so after the effect. */
const OPEN_STATUSES = [408, 500, 502, 503, 504, 507, 520, 524, 530, 561, 598, 599];

describe('asking again', () => {
	const limited = { status: 429, body: '{}' };
	const fine = { body: '{"id":1}' };

	it.each(methods)('after 429, for $method', async (request) => {
		const { result, at } = await sent([limited, limited, fine], request);
		expect(result).toEqual({ id: 1 });
		expect(at).toEqual([0, 250, 750]);
	});

	it.each<[what: string, answer: Answer, waitMs: number]>([
		['seconds', { ...limited, headers: { 'retry-after': '3' } }, 3125],
		['a date', { ...limited, headers: { 'retry-after': 'Tue, 12 May 2026 05:11:55 GMT' } }, 3125],
		[
			'a date in the past',
			{ ...limited, headers: { 'retry-after': 'Tue, 12 May 2026 05:00:00 GMT' } },
			125,
		],
		['an hour', { ...limited, headers: { 'retry-after': '3600' } }, 120_000],
		['what cannot be read', { ...limited, headers: { 'retry-after': 'soon' } }, 250],
		['a wait in the body', { status: 429, body: '{"retryAfterMs":5000}' }, 5125],
		['an endless wait in the body', { status: 429, body: '{"retryAfterMs":1e999}' }, 120_000],
		[
			'a header rather than the body',
			{ status: 429, headers: { 'retry-after': '1' }, body: '{"retryAfterMs":5000}' },
			1125,
		],
		['a busy provider of another status', { status: 400, body: '{"askAgain":true}' }, 250],
		['503 with a wait', { status: 503, body: '', headers: { 'retry-after': '2' } }, 2125],
	])('waits as long as told by %s', async (_, answer, waitMs) => {
		const { result, at } = await sent([answer, fine]);
		expect(result).toEqual({ id: 1 });
		expect(at).toEqual([0, waitMs]);
	});

	const open: Answer[] = [
		...OPEN_STATUSES.map((status) => ({ status, body: '{}' })),
		{ status: 502, body: '<html><h1>Bad gateway</h1>' },
		{ code: 'ECONNRESET' },
		{ code: 'EPIPE' },
		{ code: 'ECONNABORTED' },
		{ code: 'ETIMEDOUT' },
		{ body: '<html>' },
		{ body: '{"id":' },
	];

	it.each(open)('after %p, where repeating is harmless', async (answer) => {
		for (const request of [get, put, { ...post, repeatable: true }]) {
			const { result, at } = await sent([answer, fine], request);
			expect(result).toEqual({ id: 1 });
			expect(at).toEqual([0, 250]);
		}
	});

	it.each(open)('not after %p, where it is not: it may have been done', async (answer) => {
		for (const request of [post, { ...put, repeatable: false }]) {
			const { result, requests } = await sent([answer, fine], request);
			expect(result).toMatchObject({
				effect: 'open',
				message: expect.stringMatching(/^The change may have been made/),
				advice: 'Look at the provider whether the change was made before you try again.',
			});
			expect(requests).toHaveLength(1);
		}
	});

	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EADDRNOTAVAIL',
	])('after %s, for everything, because nothing was sent', async (code) => {
		for (const request of methods) {
			const { result, requests } = await sent([{ code, syscall: 'connect' }, fine], request);
			expect(result).toEqual({ id: 1 });
			expect(requests).toHaveLength(2);
		}
		const failure = await failureOf([{ code }], post, once);
		expect(failure).toMatchObject({
			cause: 'undelivered',
			effect: 'none',
			message: `Example cannot be reached at https://api.example.com (${code}).`,
		});
	});

	it('not after the network went away while a request was on its way', async () => {
		const { result, requests } = await sent(
			[{ code: 'EHOSTUNREACH', syscall: 'read' }, fine],
			post,
		);
		expect(result).toMatchObject({ effect: 'open' });
		expect(requests).toHaveLength(1);
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'INVALID_CA',
	])('not after %s, and nothing was sent', async (code) => {
		const { result, requests } = await sent([{ code }], post);
		expect(result).toMatchObject({
			cause: 'refused',
			effect: 'none',
			message: `The certificate of https://api.example.com could not be verified (${code}), so nothing was sent.`,
		});
		expect(requests).toHaveLength(1);
	});

	it('not after a handshake that failed, and nothing was sent', async () => {
		const { result, requests } = await sent([{ code: 'EPROTO', syscall: 'write' }], post);
		expect(result).toMatchObject({
			cause: 'refused',
			effect: 'none',
			message:
				'No encrypted connection to https://api.example.com could be made (EPROTO), so nothing was sent.',
		});
		expect(requests).toHaveLength(1);
	});

	it.each([
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
		'ERR_SSL_BAD_RECORD_TYPE',
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'ERR_SSL_BAD_SIGNATURE',
	])('%s breaks a connection over which something was sent', async (code) => {
		expect(await failureOf([{ code }], post)).toMatchObject({ cause: 'lost', effect: 'open' });
		const { requests } = await sent([{ code }, fine], get);
		expect(requests).toHaveLength(2);
	});

	it('not for ever: as often as allowed, and says so', async () => {
		for (const [maxRetries, told] of [
			[0, ''],
			[1, ' It was asked once more.'],
			[3, ' It was asked 3 more times.'],
		] as const) {
			const { result, requests } = await sent([limited], get, { maxRetries });
			expect((result as RequestFailure).message).toBe(
				`Example answered HTTP 429: too many requests.${told}`,
			);
			expect(result).toMatchObject({ cause: 'busy', status: 429 });
			expect((result as RequestFailure).advice).toContain("'Requests in Parallel'");
			expect(requests).toHaveLength(maxRetries + 1);
		}
	});

	it('not for longer than an item may wait, all its requests together', async () => {
		const long = { ...limited, headers: { 'retry-after': '50' } };
		const server = inTurn([long, fine, long, fine, long, fine]);
		const client = clientOf(server);
		expect(await settled(client.send(get))).toEqual({ id: 1 });
		expect(await settled(client.send(get))).toEqual({ id: 1 });
		expect(await settled(client.send(get))).toMatchObject({ cause: 'busy' });
		expect(server.requests).toHaveLength(5);
	});

	it('not after refusals', async () => {
		for (const status of [400, 401, 403, 404, 409, 422, 418, 499, 501, 505, 511]) {
			const { requests } = await sent([{ status, body: '{}' }, fine]);
			expect(requests).toHaveLength(1);
		}
	});

	it('not when a request takes too long, if it may have been done', async () => {
		const slow = { ...fine, takesMs: 100_000 };
		const { result, requests } = await sent([slow], post, { timeoutMs: 5000 });
		expect(result).toMatchObject({
			effect: 'open',
			message: expect.stringContaining('Example did not answer within 5 seconds.'),
		});
		expect(requests).toHaveLength(1);
	});

	it("never tells the words of a socket's error, which may hold anything", async () => {
		for (const code of ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'CERT_HAS_EXPIRED', 'ERR_ODD']) {
			const failure = await failureOf([{ code }], get, once);
			expect(failure.message + JSON.stringify({ ...failure })).not.toContain(WORD);
		}
	});

	it.each<[what: string, thrown: unknown, code: string]>([
		['a bare error', Object.assign(new Error('x'), { code: 'ECONNRESET' }), ' (ECONNRESET)'],
		['an error without a code', new Error('x'), ''],
		['an odd code', Object.assign(new Error('x'), { code: '<b>' }), ''],
		['a text', 'x', ''],
		['nothing', undefined, ''],
		['an error that is its own cause', Object.assign(new Error('x'), { cause: undefined }), ''],
	])('stands %s', async (_, thrown, code) => {
		if (thrown instanceof Error && 'cause' in thrown) thrown.cause = thrown;
		const client = clientOf({ send: async () => await Promise.reject(thrown) }, once);
		expect(await settled(client.send(get))).toMatchObject({
			cause: 'lost',
			effect: 'none',
			message: `The connection to Example at https://api.example.com broke before an answer arrived${code}.`,
		});
	});
});

it('what was made is known by the ID that the provider has for its rows, whatever the key', async () => {
	const other = { ...api, idOf: idUnder('uuid') };
	const body = '{"api_id":"x","message":"created","uuid":"U1"}';
	const server = serverOf(({ method }) => (method === 'GET' ? { body: '{"rows":[]}' } : { body }));
	const client = clientOf(server, { api: other });
	expect(await settled(client.send(makes(client, 'pbx')))).toMatchObject({ uuid: 'U1' });
	expect(server.requests).toHaveLength(1);
	expect(client.added).toEqual({});
});

describe('an answer about another thing', () => {
	const about = { id: 'T1', idOf: idUnder('id') };
	const other = { body: '{"id":"T2","name":"other"}' };
	const ANOTHER = 'Example answered with another thing than the one that was asked for.';

	it('is none to a read, and not asked for again', async () => {
		const { result, requests } = await sent([other], { ...get, about });
		expect(result).toMatchObject({ message: ANOTHER, cause: 'refused', effect: 'none' });
		expect(requests).toHaveLength(1);
	});

	it('leaves a change open', async () => {
		for (const request of [put, { ...post, repeatable: true }]) {
			const { result, requests } = await sent([other], { ...request, about });
			expect(result).toMatchObject({
				message: expect.stringContaining(ANOTHER),
				effect: 'open',
				cause: 'refused',
			});
			expect(requests).toHaveLength(1);
		}
	});

	it('leads to a look at what was to be made', async () => {
		const server = serverOf(({ method }) =>
			method === 'GET' ? { body: { rows: [{ id: 'T1', name: 'pbx' }] } } : other,
		);
		const client = clientOf(server);
		const made = makes(client, 'pbx', { unique: true, answersEmpty: true, createdAt: undefined });
		expect(await settled(client.send({ ...made, about }))).toEqual({ id: 'T1', name: 'pbx' });
		expect(client.added).toEqual({ recovered: true });
	});

	it.each<[what: string, body: string]>([
		['the same', '{"id":"T1"}'],
		['the same in other letters', '{"id":"t1"}'],
		['the same in an envelope', '{"data":{"id":"T1"}}'],
	])('is none that is about %s', async (_, body) => {
		const wrapped = {
			...api,
			rowIn: ({ data, ...row }: IDataObject) => (data ?? row) as IDataObject,
		};
		for (const request of [get, put]) {
			const client = clientOf(inTurn([{ body }]), { api: wrapped });
			expect(await settled(client.send({ ...request, about }))).toMatchObject({
				id: expect.stringMatching(/^t1$/i),
			});
		}
	});

	it('need not be feared where nothing is said: a read fails, a change may say nothing', async () => {
		const silent = { body: '{"ok":1}' };
		expect(await failureOf([silent], { ...get, about })).toMatchObject({
			message: 'The answer has no ID in it, so it is not what was asked for.',
			effect: 'none',
		});
		expect((await sent([silent], { ...put, about })).result).toEqual({ ok: 1 });
		expect((await sent([{ status: 204, body: '' }], { ...put, about })).result).toEqual({});
	});
});

describe('removing', () => {
	const missing = { status: 404, body: '{}' };

	it.each<[what: string, answers: Answer[]]>([
		['the connection broke', [{ code: 'ECONNRESET' }, missing]],
		['a gateway failed', [{ status: 502, body: '<html>' }, missing]],
		['it took too long, twice', [{ code: 'ETIMEDOUT' }, { status: 504, body: '' }, missing]],
	])('is done if it is gone after %s', async (_, answers) => {
		const { result, requests } = await sent(answers, remove);
		expect(result).toEqual({});
		expect(requests).toHaveLength(answers.length);
	});

	it.each<[what: string, answers: Answer[]]>([
		['there was nothing', [missing]],
		['the provider was busy', [{ status: 429, body: '{}' }, missing]],
		['the provider could not be reached', [{ code: 'ECONNREFUSED' }, missing]],
	])('fails if %s', async (_, answers) => {
		expect(await failureOf(answers, remove)).toMatchObject({
			status: 404,
			gone: true,
			cause: 'refused',
		});
	});

	it('does not take another request for done because something is gone', async () => {
		const { result } = await sent([{ code: 'ECONNRESET' }, missing], put);
		expect(result).toMatchObject({ status: 404 });
	});
});

describe('a change whose repetition is refused', () => {
	it('may have been made all the same', async () => {
		for (const request of [put, remove]) {
			const answers = [{ code: 'ECONNRESET' }, { status: 409, body: '{}' }];
			expect(await failureOf(answers, request)).toMatchObject({
				effect: 'open',
				status: 409,
				message: expect.stringMatching(/^The change may have been made/),
			});
		}
	});

	it('was not made if the earlier one had not been taken on', async () => {
		for (const first of [{ status: 429, body: '{}' }, { code: 'ECONNREFUSED' }]) {
			expect(await failureOf([first, { status: 409, body: '{}' }], put)).toMatchObject({
				effect: 'none',
				cause: 'refused',
			});
		}
	});
});

/** A provider that keeps what it makes, and loses some of its answers. */
function shop({ lose }: { lose: (times: number) => 'before' | 'after' | false }) {
	const rows: IDataObject[] = [];
	let posts = 0;
	const server = serverOf(({ method, body }) => {
		if (method === 'GET') return { body: { rows } };
		posts += 1;
		const loses = lose(posts);
		if (loses === 'before') return { status: 503, body: '{}' };
		const row = { id: `T${posts}`, ...JSON.parse(String(body)), created: new Date().toISOString() };
		rows.push(row);
		return loses === 'after' ? { code: 'ECONNRESET' } : { status: 201, body: row };
	});
	return { rows, server, posts: () => posts };
}

const makes = (client: ProviderClient, name: string, more: Partial<Recovery> = {}) => ({
	...post,
	body: { name },
	recovery: {
		identity: [name],
		unique: false,
		createdAt: (row: IDataObject) => row.created,
		howToLook: `Look for "${name}"`,
		find: async function* () {
			const { rows } = await client.send(get);
			for (const row of rows as IDataObject[]) if (row.name === name) yield row;
		},
		...more,
	},
});

describe('making something whose answer is lost', () => {
	it('is done if it is there, and made again if it is not', async () => {
		for (const lost of ['before', 'after'] as const) {
			const { rows, server } = shop({ lose: (times) => times === 1 && lost });
			const client = clientOf(server);
			const result = (await settled(client.send(makes(client, 'pbx')))) as IDataObject;
			expect(rows).toEqual([expect.objectContaining({ id: result.id, name: 'pbx' })]);
			expect(client.added).toEqual(lost === 'after' ? { recovered: true } : {});
		}
	});

	it.each<[what: string, lateMs: number, made: unknown]>([
		['a moment', 400, { id: 'T1' }],
		['longer', 5000, { effect: 'open' }],
	])('is not sent again if the provider takes %s more', async (_, lateMs, made) => {
		const rows: IDataObject[] = [];
		let posts = 0;
		const server = serverOf(({ method }) => {
			if (method === 'GET') return { body: { rows } };
			posts += 1;
			const row = { id: `T${posts}`, name: 'pbx', created: new Date().toISOString() };
			void sleep(lateMs).then(() => rows.push(row));
			return { code: 'ECONNRESET' };
		});
		const client = clientOf(server);
		expect(await settled(client.send(makes(client, 'pbx')))).toMatchObject(made as object);
		expect(posts).toBe(1);
	});

	it('never takes what an earlier item may have made: its password would be another', async () => {
		const rows: IDataObject[] = [];
		let gets = 0;
		const server = serverOf(({ method }) => {
			if (method === 'GET')
				return (gets += 1) === 1 ? { status: 403, body: '{}' } : { body: { rows } };
			if (rows.length === 0)
				rows.push({ id: 'T1', name: 'pbx', created: new Date().toISOString() });
			return { body: 'cut' };
		});
		const createdRows = new CreatedRows();
		for (let item = 0; item < 2; item++) {
			const client = clientOf(server, { createdRows });
			const outcome = await settled(client.send(makes(client, 'pbx', { unique: true })));
			expect(outcome).toMatchObject({ effect: 'open' });
		}
		const other = clientOf(server, { createdRows });
		rows.push({ id: 'T2', name: 'other', created: new Date().toISOString() });
		expect(await settled(other.send(makes(other, 'other', { unique: true })))).toMatchObject({
			id: 'T2',
		});
		expect(other.added).toEqual({ recovered: true });
	});

	it('never takes what somebody else has made, of which an earlier item was told', async () => {
		const row = { id: 'T1', name: 'pbx', created: new Date().toISOString() };
		let posts = 0;
		const server = serverOf(({ method }) => {
			if (method === 'GET') return { body: { rows: [row] } };
			posts += 1;
			return posts === 1 ? { status: 409, body: '{}' } : { body: 'cut' };
		});
		const createdRows = new CreatedRows();
		const outcomes: unknown[] = [];
		for (let item = 0; item < 2; item++) {
			const client = clientOf(server, { createdRows });
			const recovery = { unique: true, conflictCodes: ['409'] };
			outcomes.push(await settled(client.send(makes(client, 'pbx', recovery))));
		}
		expect(outcomes).toEqual([
			expect.objectContaining({ effect: 'none', status: 409 }),
			expect.objectContaining({ effect: 'open' }),
		]);
	});

	it('never takes what another item has made under the same name', async () => {
		for (const lost of ['before', 'after'] as const) {
			const { rows, server } = shop({ lose: (times) => times === 2 && lost });
			const createdRows = new CreatedRows();
			const ids: unknown[] = [];
			for (let item = 0; item < 3; item++) {
				const client = clientOf(server, { createdRows });
				ids.push(((await settled(client.send(makes(client, 'pbx')))) as IDataObject).id);
			}
			expect(rows.map(({ id }) => id)).toEqual(ids);
			expect(new Set(ids).size).toBe(3);
		}
	});

	it.each([0, 3, 4])(
		'is asked again %i times at most, whatever comes between',
		async (maxRetries) => {
			const answers: Answer[] = [
				{ status: 500, body: '{}' },
				{ status: 429, body: '{}' },
			];
			let posts = 0;
			const server = serverOf(({ method }) => {
				if (method === 'GET') return { body: { rows: [] } };
				posts += 1;
				return answers[posts % 2];
			});
			const client = clientOf(server, { maxRetries });
			expect(await settled(client.send(makes(client, 'pbx')))).toBeInstanceOf(RequestFailure);
			expect(posts).toBe(maxRetries + 1);
		},
	);

	it('is not asked again if there is no list to look in', async () => {
		const server = serverOf(({ method }) =>
			method === 'GET' ? { status: 403, body: '{}' } : { code: 'ECONNRESET' },
		);
		const client = clientOf(server);
		expect(await settled(client.send(makes(client, 'pbx')))).toMatchObject({
			effect: 'open',
			advice: 'Look for "pbx" before you try again.',
		});
		expect(server.requests).toHaveLength(2);
	});

	it.each<[what: string, body: unknown]>([
		['nothing', ''],
		['no ID', '{"ok":true}'],
		['a web page', '<html>'],
	])('is looked for if the answer is %s', async (_, body) => {
		const { rows, server } = shop({ lose: () => false });
		const answering = serverOf(() => ({}));
		answering.send = async (options, signal) => {
			const answer = await server.send(options, signal);
			return options.method === 'GET' ? answer : { ...answer, body: body as string };
		};
		const client = clientOf(answering);
		expect(await settled(client.send(makes(client, 'pbx')))).toEqual(rows[0]);
		expect(client.added).toEqual({ recovered: true });
		expect(rows).toHaveLength(1);
	});

	it.each<[what: string, aheadMs: number, oldMs: number, end: unknown]>([
		['ahead, and was there before', 60_000, 30_000, { effect: 'open' }],
		['an hour ahead, and was there before', 3_600_000, 600_000, { effect: 'open' }],
		['behind, and was there before', -60_000, 30_000, { effect: 'open' }],
		['ahead, and was made', 3_600_000, 0, { name: 'pbx' }],
		['behind, and was made', -3_600_000, 0, { name: 'pbx' }],
	])(
		'is not taken for what is there under the same name, with a clock that is %s',
		async (_, aheadMs, oldMs, end) => {
			const theirs = (ms: number) => new Date(ms + aheadMs);
			const server = serverOf(({ method }) => {
				if (method === 'POST') return { code: 'ECONNRESET' };
				const row = { id: 'T1', name: 'pbx', created: theirs(START - oldMs).toISOString() };
				return { headers: { date: theirs(Date.now()).toUTCString() }, body: { rows: [row] } };
			});
			const client = clientOf(server);
			expect(await settled(client.send(makes(client, 'pbx')))).toMatchObject(end as object);
		},
	);

	it('is not taken for a twin with other settings, made at the same moment', async () => {
		const server = serverOf(({ method }) =>
			method === 'POST'
				? { code: 'ECONNRESET' }
				: { body: { rows: [{ id: 'T1', name: 'pbx', secure: false, created: at0() }] } },
		);
		const at0 = () => new Date().toISOString();
		const client = clientOf(server);
		const asked = makes(client, 'pbx');
		const twin = { ...asked, body: { name: 'pbx', secure: true } };
		expect(await settled(client.send(twin))).toMatchObject({ effect: 'open' });
		const alike = { ...asked, body: { name: 'pbx', secure: false } };
		expect(await settled(clientOf(server).send(alike))).toMatchObject({ id: 'T1' });
		const reported = { ...asked.recovery, mayDiffer: (key: string) => key === 'secure' };
		expect(await settled(clientOf(server).send({ ...twin, recovery: reported }))).toMatchObject({
			id: 'T1',
		});
	});

	it('is done with an empty answer where that is all there ever is', async () => {
		const server = inTurn([{ status: 204, body: '' }]);
		const client = clientOf(server);
		expect(await settled(client.send(makes(client, 'pbx', { answersEmpty: true })))).toEqual({});
		expect(server.requests).toHaveLength(1);
	});
});

describe('a second step that fails', () => {
	it('does not look as if nothing had happened', async () => {
		const server = inTurn([{ body: '{"id":1}' }, { status: 409, body: '{}' }]);
		const client = clientOf(server);
		await settled(client.send(put));
		expect(await settled(client.send(post))).toMatchObject({
			effect: 'made',
			status: 409,
			message: expect.stringMatching(/^A change was made before this failed/),
		});
	});

	it('is not forgotten because a look-up finds nothing', async () => {
		const controller = new AbortController();
		const server = serverOf(({ method }) => {
			if (method === 'GET') return { status: 404, body: '{}' };
			return { code: 'ECONNRESET' };
		});
		const client = clientOf(server, { signal: controller.signal });
		const find = async function* () {
			yield* ifThere(async () => await client.send(get));
			controller.abort();
		};
		const outcome = await settled(client.send(makes(client, 'pbx', { unique: true, find })));
		expect(outcome).toMatchObject({ effect: 'open' });
	});

	it('is told as it is if it tells itself what may have been made', async () => {
		const client = clientOf(inTurn([{ body: '{"id":1}' }]));
		await settled(client.send(put));
		for (const effect of ['open', 'made'] as const) {
			const told = new RequestFailure('It is here or there.', { cause: 'refused', effect });
			expect(client.afterChanges(told)).toBe(told);
		}
		const other = new RequestFailure('No.', { cause: 'refused' });
		expect(client.afterChanges(other)).toMatchObject({ effect: 'made' });
		const fault = new TypeError('x');
		expect(client.afterChanges(fault)).toBe(fault);
	});

	it('is told as it is if what was sent before only looks', async () => {
		const server = inTurn([{ body: '{"id":1}' }, { code: 'ECONNRESET' }]);
		const client = clientOf(server);
		const look: ProviderRequest = { ...post, readsOnly: true };
		await settled(client.send(look));
		expect(await settled(client.send(look))).toMatchObject({
			effect: 'none',
			cause: 'lost',
		});
	});

	it('is told as it is if nothing was changed before', async () => {
		for (const first of [{ body: '{"rows":[]}' }, { status: 404, body: '{}' }]) {
			const server = inTurn([first, { status: 409, body: '{}' }]);
			const client = clientOf(server);
			await settled(client.send(get));
			expect(await settled(client.send(post))).toMatchObject({ effect: 'none', status: 409 });
		}
	});
});

describe('a client for another step', () => {
	it('tells a refusal as what it is, whatever was changed before', async () => {
		const server = inTurn([{ body: '{"id":1}' }, { status: 409, body: '{}' }]);
		const client = clientOf(server);
		await settled(client.send(put));
		const step = client.fresh();
		expect(await settled(step.send(post))).toMatchObject({ effect: 'none', status: 409 });
		expect(await settled(client.send(post))).toMatchObject({ effect: 'made', status: 409 });
	});

	it('has a wait of its own, and the pace of all', async () => {
		const long = { status: 429, body: '{}', headers: { 'retry-after': '100' } };
		const server = inTurn([long, {}, long, {}]);
		const rateLimiter = new RateLimiter(1);
		const client = clientOf(server, { rateLimiter });
		expect(await settled(client.send(get))).toEqual({});
		expect(await settled(client.fresh().send(get))).toEqual({});
		expect(client.fresh().parallel).toBe(1);
	});

	it('knows what the run has made, and its secrets', async () => {
		const server = inTurn([
			{ body: '{"id":"T1"}' },
			{ status: 400, body: '{"message":"made word"}' },
		]);
		const createdRows = new CreatedRows();
		const client = clientOf(server, { createdRows });
		client.keepSecret('made word');
		const step = client.fresh();
		await settled(step.send(makes(step, 'pbx')));
		expect(createdRows.has('T1')).toBe(true);
		expect(await settled(step.fresh().send(get))).toMatchObject({
			message: 'Example answered HTTP 400: [redacted].',
		});
	});

	it('looks before its first write as every client does', async () => {
		const beforeWrite = jest.fn(async () => {});
		const client = clientOf(inTurn([{}]), { beforeWrite }).fresh();
		await settled(client.send(put));
		expect(beforeWrite).toHaveBeenCalledTimes(1);
	});
});

describe('what must not be left half done', () => {
	it('is sent though the execution is cancelled', async () => {
		const controller = new AbortController();
		const server = inTurn([{ status: 429, body: '{}' }, {}]);
		const client = clientOf(server, { signal: controller.signal, maxRetries: 0, maxWaitMs: 0 });
		controller.abort();
		expect(await settled(client.sendForAny(put))).toMatchObject({ cause: 'cancelled' });
		expect(await settled(client.withoutCancellation().sendForAny(put))).not.toBeInstanceOf(
			RequestFailure,
		);
		expect(server.requests).toHaveLength(2);
	});

	it('counts as a change of the same item', async () => {
		const server = inTurn([{ body: '{"id":1}' }, { status: 409, body: '{}' }]);
		const client = clientOf(server);
		await settled(client.withoutCancellation().send(put));
		expect(await settled(client.send(post))).toMatchObject({ effect: 'made', status: 409 });
	});
});

describe('a cancelled execution', () => {
	const isCancelled = { cause: 'cancelled', message: 'The execution was canceled.' };

	it('hands out nothing that was read in the meantime, so that no change follows from it', async () => {
		const controller = new AbortController();
		const server = serverOf(() => {
			controller.abort();
			return { body: '{"id":1}' };
		});
		const client = clientOf(server, { signal: controller.signal });
		expect(await settled(client.send(get))).toMatchObject(isCancelled);
	});

	it('sends nothing', async () => {
		const server = inTurn([{}]);
		const client = clientOf(server, { signal: AbortSignal.abort() });
		expect(await settled(client.send(get))).toMatchObject(isCancelled);
		expect(server.requests).toEqual([]);
	});

	it.each<[what: string, answer: Answer]>([
		['a busy provider', { status: 429, headers: { 'retry-after': '60' }, body: '{}' }],
		['a provider that fails', { status: 503, headers: { 'retry-after': '60' }, body: '{}' }],
	])('ends the waiting for %s at once', async (_, answer) => {
		const controller = new AbortController();
		const server = inTurn([answer]);
		const client = clientOf(server, { signal: controller.signal });
		const outcome = client.send(get).catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(20_000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(await outcome).toMatchObject(isCancelled);
		await jest.advanceTimersByTimeAsync(300_000);
		expect(server.requests).toHaveLength(1);
	});

	it('is not needed to end one request that nobody wants any more', async () => {
		const controller = new AbortController();
		const server = inTurn([{ status: 503, body: '{}', headers: { 'retry-after': '60' } }]);
		const client = clientOf(server, { signal: new AbortController().signal });
		const outcome = client
			.sendForAny({ ...get, signal: controller.signal })
			.catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(20_000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(await outcome).toMatchObject({ cause: 'cancelled' });
		await jest.advanceTimersByTimeAsync(300_000);
		expect(server.requests).toHaveLength(1);
	});

	it('ends a request that has a signal of its own as well', async () => {
		const controller = new AbortController();
		const server = inTurn([{ status: 503, body: '{}', headers: { 'retry-after': '60' } }]);
		const client = clientOf(server, { signal: controller.signal });
		const outcome = client
			.sendForAny({ ...get, signal: new AbortController().signal })
			.catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(20_000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(await outcome).toMatchObject(isCancelled);
	});

	it('or the end of what is wanted, ends the waiting for a turn', async () => {
		const controller = new AbortController();
		const rateLimiter = new RateLimiter(1);
		rateLimiter.onBusy(60_000, Date.now());
		const server = inTurn([{}]);
		const outcome = clientOf(server, { rateLimiter })
			.sendForAny({ ...get, signal: controller.signal })
			.catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(1000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(await outcome).toMatchObject({ cause: 'cancelled' });
		expect(server.requests).toEqual([]);
	});

	it('is no broken connection, and asks nothing again', async () => {
		const controller = new AbortController();
		const server = serverOf(() => {
			controller.abort();
			return { code: 'ERR_CANCELED' };
		});
		const client = clientOf(server, { signal: controller.signal });
		expect(await settled(client.send(get))).toMatchObject(isCancelled);
		expect(server.requests).toHaveLength(1);
	});

	it('says of a change on its way that it may have been made', async () => {
		const controller = new AbortController();
		const server = serverOf(() => {
			controller.abort();
			return { code: 'ERR_CANCELED' };
		});
		const client = clientOf(server, { signal: controller.signal });
		expect(await settled(client.send(post))).toMatchObject({ effect: 'open' });
	});
});

describe('before the first write', () => {
	it('something may have to be looked at, and not before a read', async () => {
		const beforeWrite = jest.fn(async () => {});
		const client = clientOf(inTurn([{ body: '{"id":1}' }]), { beforeWrite });
		await settled(client.send(get));
		expect(beforeWrite).not.toHaveBeenCalled();
		await settled(client.send(post));
		expect(beforeWrite).toHaveBeenCalledTimes(1);
	});

	it('a problem keeps the write from being sent', async () => {
		const problem = new RequestFailure('Another account.', { cause: 'refused' });
		const server = inTurn([{}]);
		const beforeWrite = async () => await Promise.reject(problem);
		expect(await settled(clientOf(server, { beforeWrite }).send(post))).toBe(problem);
		expect(server.requests).toEqual([]);
	});
});

describe('many items at a provider with a limit', () => {
	/** How a provider counts: requests that it takes on within a second, each second anew or at any moment. */
	const limits: Array<[what: string, counts: (taken: number[], now: number) => number]> = [
		[
			'each second anew',
			(taken, now) => taken.filter((at) => Math.floor(at / 1000) === Math.floor(now / 1000)).length,
		],
		['at any moment', (taken, now) => taken.filter((at) => at > now - 1000).length],
	];

	/** The same chances in every run. */
	const mockChances = () => {
		let state = 20_260_512;
		jest.spyOn(Math, 'random').mockImplementation(() => {
			state = (state * 48_271) % 2_147_483_647;
			return state / 2_147_483_647;
		});
	};

	it.each(limits)('are soon done: 200 creates at 10 per second, counted %s', async (_, counts) => {
		mockChances();
		const taken: number[] = [];
		const server = serverOf(() => {
			const now = Date.now();
			if (counts(taken, now) >= 10) return { status: 429, body: '{}', takesMs: 5 };
			taken.push(now);
			return { body: '{"id":1}', takesMs: 50 };
		});
		const rateLimiter = new RateLimiter(4);
		let next = 0;
		const worker = async () => {
			while (next < 200) {
				next += 1;
				await clientOf(server, { rateLimiter }).send(post);
			}
		};
		const begin = Date.now();
		const outcome = await settled(Promise.all([worker(), worker(), worker(), worker()]));
		expect(outcome).toEqual([undefined, undefined, undefined, undefined]);
		expect(taken).toHaveLength(200);
		expect(Math.max(...taken) - begin).toBeLessThanOrEqual(23_000);
		expect(server.requests.length).toBeLessThanOrEqual(260);
	});

	it.each([
		['no longer', 'where the provider says how long', { 'retry-after': '1' }, 1005],
		['as long as the longest guess', 'where it does not say it', {}, 500],
	])('wait %s when several are refused together, %s', async (_, __, headers, ms) => {
		jest.spyOn(Math, 'random').mockReturnValue(0.99).mockReturnValueOnce(0);
		const server = serverOf((___, times) =>
			times <= 4 ? { status: 429, headers, body: '{}', takesMs: 5 } : {},
		);
		const rateLimiter = new RateLimiter(4);
		await settled(
			Promise.all([1, 2, 3, 4].map(async () => await clientOf(server, { rateLimiter }).send(post))),
		);
		expect(server.at).toEqual([0, 0, 0, 0, ms, ms, ms, ms]);
	});
});

describe('whatever a provider answers', () => {
	const answer: fc.Arbitrary<Answer> = fc.oneof(
		fc.record({
			status: fc.constantFrom(200, 201, 204, 302, 400, 401, 404, 408, 409, 429, 500, 502, 503, 504),
			headers: fc.record(
				{
					'retry-after': fc.oneof(fc.nat(200).map(String), fc.string(), fc.constant(WORD)),
					location: fc.constantFrom('https://evil.example', WORD),
					'x-request-id': fc.constantFrom('RQ1', WORD),
				},
				{ requiredKeys: [] },
			),
			body: fc.oneof(
				fc.json({ maxDepth: 2 }),
				fc.constantFrom(
					'',
					'<html>',
					'{"id":',
					`{"message":"${WORD}","code":"${WORD}"}`,
					'{"success":false}',
				),
				fc.constant('{"id":"T1"}'),
			),
		}),
		fc.record({
			code: fc.constantFrom('ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'),
		}),
	);

	it('requests and waits stay in their bounds, and no secret is told', async () => {
		jest.spyOn(Math, 'random').mockRestore();
		await fc.assert(
			fc.asyncProperty(
				fc.array(answer, { minLength: 1, maxLength: 8 }),
				fc.constantFrom<IHttpRequestMethods>('GET', 'POST', 'PUT', 'DELETE'),
				fc.nat(6),
				fc.integer({ min: 0, max: 300_000 }),
				async (answers, method, maxRetries, maxWaitMs) => {
					const server = inTurn(answers);
					const client = clientOf(server, { maxRetries, maxWaitMs });
					const result = await settled(client.sendForAny({ ...post, method }));
					expect(server.requests.length).toBeLessThanOrEqual(maxRetries + 1);
					expect(server.at.at(-1)).toBeLessThanOrEqual(maxWaitMs + 50);
					if (result instanceof RequestFailure) {
						expect(`${result.message} ${JSON.stringify({ ...result })}`).not.toContain(WORD);
					} else {
						expect(typeof result).toBe('object');
						expect(result).not.toBeNull();
					}
					const repeats = server.requests.length > 1 && method === 'POST';
					if (!repeats) return;
					const before = answers.slice(0, server.requests.length - 1);
					expect(
						before.every(({ status, code }) => status === 429 || code === 'ECONNREFUSED'),
					).toBe(true);
				},
			),
			{ numRuns: 200 },
		);
	});
});
