import { sleep } from 'n8n-workflow';
import { facts } from '../../facts/index';
import type { Fault, FaultKind } from '../../sandbox/faults/fault';
import { problemsOfPlan } from '../../sandbox/faults/plan';
import { badGateway, internalError, serviceUnavailable } from '../../sandbox/index';
import { providerNames, type ProviderName } from '../../sandbox/index';
import { clientFor, controlOf, listTrunks, socketError, trunkLists, useSandbox } from './support';

const context = useSandbox();
const sandbox = () => context.sandbox;
const list = async (provider: ProviderName = 'vobiz') => await listTrunks(sandbox(), provider);
const create = async (options: { timeout?: number } = {}) =>
	await clientFor(sandbox(), 'vobiz').post(
		trunkLists.vobiz,
		{ name: 'a', trunk_type: 'INBOUND', max_concurrent_calls: 1 },
		options,
	);
const trunkCount = () => sandbox().state('vobiz').trunks.size;
const lastRequest = () => sandbox().requests.at(-1);

async function measure(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

describe('which requests a fault strikes', () => {
	const statuses = async (count: number, request = list) => {
		const found: number[] = [];
		for (let index = 0; index < count; index += 1) found.push((await request()).status);
		return found;
	};

	test('once by default', async () => {
		sandbox().setFaults([serviceUnavailable()]);
		expect(await statuses(3)).toEqual([503, 200, 200]);
	});

	test('after the first n, a number of times', async () => {
		sandbox().setFaults([serviceUnavailable({ after: 1, times: 2 })]);
		expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
	});

	test('without end', async () => {
		sandbox().setFaults([serviceUnavailable({ times: Infinity })]);
		expect(await statuses(3)).toEqual([503, 503, 503]);
		sandbox().setFaults([serviceUnavailable({ times: null })]);
		expect(await statuses(3)).toEqual([503, 503, 503]);
	});

	test('in the order of the plan, one deciding fault per request', async () => {
		sandbox().setFaults([serviceUnavailable(), { kind: 'tooManyRequests' }]);
		expect(await statuses(3)).toEqual([503, 429, 200]);
	});

	test('only for its provider, method and path', async () => {
		sandbox().setFaults([
			internalError({ provider: 'vobiz', method: 'post', path: '/trunks$', times: null }),
		]);

		expect((await list('vobiz')).status).toBe(200);
		expect((await list('vyom')).status).toBe(200);
		expect((await create()).status).toBe(500);
		expect((await clientFor(sandbox(), 'vobiz').get('/auth/me')).status).toBe(200);
	});

	test('by chance, and again the same with the same seed', async () => {
		const plan: Fault[] = [internalError({ probability: 0.5, seed: 7, times: null })];
		sandbox().setFaults(plan);
		const first = await statuses(20);
		sandbox().setFaults(plan);

		expect(await statuses(20)).toEqual(first);
		expect(new Set(first)).toEqual(new Set([200, 500]));
	});

	test('no more once they are cleared', async () => {
		sandbox().setFaults([internalError({ times: null })]);
		sandbox().clearFaults();
		expect(await statuses(1)).toEqual([200]);
	});
});

describe('statuses', () => {
	test('before the effect: nothing was created', async () => {
		sandbox().setFaults([internalError()]);

		const { status, data } = await create();

		expect([status, data.error.code, trunkCount()]).toEqual([500, 'INTERNAL_ERROR', 0]);
		expect(lastRequest()).toMatchObject({ status: 500, effects: [], fault: 'status 500' });
	});

	test('after the effect: the trunk is there although the answer says otherwise', async () => {
		sandbox().setFaults([internalError({ when: 'after' })]);

		const { status } = await create();

		expect([status, trunkCount()]).toEqual([500, 1]);
		expect(lastRequest()?.effects).toHaveLength(1);
	});

	test('a 502 is an HTML page, as gateways send it', async () => {
		sandbox().setFaults([badGateway()]);

		const { status, data, headers } = await list();

		expect(status).toBe(502);
		expect(headers['content-type']).toContain('text/html');
		expect(data).toContain('<h1>502 Bad Gateway</h1>');
	});

	test('a body and headers of one’s own', async () => {
		sandbox().setFaults([
			{ kind: 'status', status: 418, body: { tea: true }, headers: { 'x-pot': 'yes' } },
			{ kind: 'status', status: 403, body: 'no' },
		]);

		const first = await list();
		const second = await list();

		expect([first.status, first.data, first.headers['x-pot']]).toEqual([418, { tea: true }, 'yes']);
		expect([second.status, second.data]).toEqual([403, 'no']);
	});

	/** At whichever place the provider has it; null where it has none. */
	interface Told {
		code?: unknown;
		error?: { code?: unknown };
		errors?: Array<{ code?: unknown }>;
	}
	const codeIn = ({ code, error, errors }: Told) => {
		const found = errors?.[0]?.code ?? error?.code ?? code;
		return found === undefined ? null : String(found);
	};

	test.each(providerNames)('%s refuses in its own words', async (provider) => {
		sandbox().setFaults([{ kind: 'tooManyRequests', retryAfter: 3 }, internalError()]);

		const tooMany = await list(provider);
		const broken = await list(provider);

		expect([tooMany.status, tooMany.headers['retry-after']]).toEqual([429, '3']);
		const codes = facts[provider].errors.filter(({ status }) => status === 429);
		expect(codes.map(({ code }) => code)).toContain(codeIn(tooMany.data));
		expect(broken.status).toBe(500);
	});

	test('Vobiz says in the body as well how long to wait', async () => {
		sandbox().setFaults([{ kind: 'tooManyRequests', retryAfter: 3 }]);

		const { data } = await list('vobiz');

		expect(data).toMatchObject({ error: { details: { retryAfter: 3 } } });
	});

	test('Retry-After as a date, and left out', async () => {
		sandbox().setFaults([
			{ kind: 'tooManyRequests', retryAfter: 'date:5' },
			{ kind: 'tooManyRequests', retryAfter: 'none' },
			{ kind: 'tooManyRequests' },
		]);
		const started = Date.now();

		const dated = await list();
		const none = await list();
		const absent = await list();

		const waitMs = Date.parse(dated.headers['retry-after']) - started;
		expect(waitMs).toBeGreaterThanOrEqual(5000);
		expect(waitMs).toBeLessThan(7000);
		expect(none.headers).not.toHaveProperty('retry-after');
		expect(absent.headers).not.toHaveProperty('retry-after');
	});

	test('a redirect', async () => {
		sandbox().setFaults([{ kind: 'redirect', to: 'http://127.0.0.1:1/elsewhere' }]);

		const { status, headers } = await create();

		expect([status, headers.location, trunkCount()]).toEqual([
			307,
			'http://127.0.0.1:1/elsewhere',
			0,
		]);
	});
});

describe('time', () => {
	test('latency, with others', async () => {
		sandbox().setFaults([{ kind: 'latency', ms: 80 }, internalError()]);

		const ms = await measure(async () => expect((await list()).status).toBe(500));

		expect(ms).toBeGreaterThanOrEqual(79);
		expect(lastRequest()?.fault).toBe('latency, status 500');
	});

	test('several latencies add up, and the request is held until then though nobody waits for it', async () => {
		sandbox().setFaults([
			{ kind: 'latency', ms: 150 },
			{ kind: 'latency', ms: 150 },
		]);
		// From the beginning: a loaded machine notices the timeout late.
		const ms = await measure(async () => {
			await expect(create({ timeout: 20 })).rejects.toThrow('timeout');
			expect(sandbox().held()).toBe(1);
			while (sandbox().held() > 0) await sleep(1);
		});

		expect(ms).toBeGreaterThanOrEqual(299);
		expect(trunkCount()).toBe(1);
	});

	test('what is held back when the accounts are made anew does not arrive there', async () => {
		sandbox().setFaults([{ kind: 'latency', ms: 60 }]);
		const creating = socketError(create());
		while (sandbox().held() === 0) await sleep(1);

		sandbox().reset();

		expect(sandbox().held()).toBe(0);
		expect(await creating).toBe('ECONNRESET');
		expect(trunkCount()).toBe(0);
	});

	test('jitter adds up to its amount', async () => {
		sandbox().setFaults([{ kind: 'latency', ms: 20, jitterMs: 100, times: null }]);
		const times: number[] = [];
		for (let index = 0; index < 8; index += 1) times.push(await measure(list));

		expect(Math.min(...times)).toBeGreaterThanOrEqual(19);
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(15);
	});

	test('50 requests at once are held up as long as one', async () => {
		sandbox().setFaults([{ kind: 'latency', ms: 100, times: null }]);

		await Promise.all(Array.from({ length: 50 }, async () => await list()));

		const durations = sandbox().requests.map(({ durationMs }) => durationMs);
		expect(durations).toHaveLength(50);
		expect(Math.min(...durations)).toBeGreaterThanOrEqual(99);
		// One after the other, the last would be held up for five seconds.
		expect(Math.max(...durations)).toBeLessThan(2500);
	});

	test('a trickled answer is complete, and slow', async () => {
		sandbox().setFaults([{ kind: 'trickle', ms: 20, bytes: 10 }]);
		let data: unknown;

		const ms = await measure(async () => ({ data } = await list()));

		expect(data).toEqual({ meta: { limit: 20, offset: 0, total: 0 }, objects: null });
		expect(ms).toBeGreaterThanOrEqual(80);
		expect(lastRequest()).toMatchObject({ status: 200, fault: 'trickle' });
	});
});

describe('connections', () => {
	test('reset before the effect', async () => {
		sandbox().setFaults([{ kind: 'resetBefore' }]);

		expect(await socketError(create())).toBe('ECONNRESET');
		expect(trunkCount()).toBe(0);
		expect(lastRequest()).toMatchObject({ status: 0, effects: [], fault: 'resetBefore' });
	});

	test('reset after the effect', async () => {
		sandbox().setFaults([{ kind: 'resetAfter' }]);

		expect(await socketError(create())).toBe('ECONNRESET');
		expect(trunkCount()).toBe(1);
		expect(lastRequest()).toMatchObject({ status: 0, fault: 'resetAfter' });
		expect(lastRequest()?.effects).toHaveLength(1);
	});

	test('cut in the middle of the body', async () => {
		sandbox().setFaults([{ kind: 'cut' }]);

		// The name that axios has for an answer that ends before its Content-Length.
		expect(await socketError(create())).toBe('ERR_BAD_RESPONSE');
		expect(trunkCount()).toBe(1);
		expect(lastRequest()).toMatchObject({ status: 201, fault: 'cut' });
	});

	test('refused at once, and listening again after the time', async () => {
		sandbox().setFaults([{ kind: 'refuse', provider: 'vobiz', forMs: 150 }]);

		expect(await socketError(list())).toBe('ECONNREFUSED');
		expect((await list('vyom')).status).toBe(200);
		await sleep(250);
		expect((await list()).status).toBe(200);
	});

	test('refused from the nth request on', async () => {
		sandbox().setFaults([{ kind: 'refuse', provider: 'vobiz', after: 1, forMs: 150 }]);

		expect((await list()).status).toBe(200);
		expect(await socketError(create())).toBe('ECONNRESET');
		expect(trunkCount()).toBe(0);
		expect(await socketError(list())).toBe('ECONNREFUSED');
		await sleep(250);
		expect((await list()).status).toBe(200);
	});

	test('clearing the faults opens the port before its time, and a new refusal closes it again', async () => {
		sandbox().setFaults([{ kind: 'refuse', forMs: 60_000 }]);
		expect(await socketError(list())).toBe('ECONNREFUSED');

		sandbox().clearFaults();
		sandbox().setFaults([{ kind: 'refuse', forMs: 60_000 }]);
		await sleep(50);
		expect(await socketError(list())).toBe('ECONNREFUSED');

		sandbox().clearFaults();
		await sleep(50);
		expect((await list()).status).toBe(200);
	});
});

describe('answers that are not what they should be', () => {
	test.each<[Fault, string | RegExp]>([
		[{ kind: 'emptyBody' }, /^$/],
		[{ kind: 'htmlBody' }, /^<!DOCTYPE html>/],
		[{ kind: 'truncatedJson' }, /^\{"trunk_id":.*[^}]$/],
	])('%j is a 200 after the effect', async (fault, pattern) => {
		sandbox().setFaults([fault]);

		const { status, data } = await create();

		expect(status).toBe(200);
		expect(data).toMatch(pattern);
		expect(trunkCount()).toBe(1);
	});

	test('an empty body before the effect', async () => {
		sandbox().setFaults([{ kind: 'emptyBody', when: 'before' }]);

		const { status, data } = await create();

		expect([status, data, trunkCount()]).toEqual([200, '', 0]);
	});

	test('a truncated body has the right length for what is left of it', async () => {
		sandbox().setFaults([{ kind: 'truncatedJson' }]);

		const { data, headers } = await list();

		expect(Number(headers['content-length'])).toBe(Buffer.byteLength(data));
		expect(headers['content-type']).toContain('application/json');
	});

	test('success: false in a 200', async () => {
		sandbox().setFaults([{ kind: 'successFalse' }]);

		const { status, data } = await create();

		expect([status, data.success, trunkCount()]).toEqual([200, false, 0]);
	});

	test('the wrong content type', async () => {
		sandbox().setFaults([{ kind: 'wrongContentType' }]);

		const { headers } = await list();

		expect(headers['content-type']).toBe('text/plain; charset=utf-8');
	});

	test('a huge body that still says what it said', async () => {
		sandbox().setFaults([{ kind: 'hugeBody', bytes: 1_000_000 }]);

		const { data, headers } = await list();

		expect(Number(headers['content-length'])).toBeGreaterThanOrEqual(1_000_000);
		expect(data.meta.total).toBe(0);
	});

	test('words that are not documented', async () => {
		await create();
		sandbox().setFaults([{ kind: 'unknownEnums', times: null }]);

		const { data } = await list();
		const refused = await clientFor(sandbox(), 'vobiz').get(`${trunkLists.vobiz}/none`);

		expect(data.objects[0]).toMatchObject({
			trunk_status: 'quiescent',
			trunk_direction: 'sideways',
		});
		expect(refused.data.status).toBe('error');
	});
});

describe('lists', () => {
	const names = (rows: Array<{ name: string }>) => rows.map(({ name }) => name);

	test('Vobiz repeats its first page and lies about the total', async () => {
		sandbox().seedTrunks('vobiz', 4);
		sandbox().setFaults([
			{ kind: 'repeatPage', times: null },
			{ kind: 'lieTotal', total: 9, times: null },
		]);
		const page = async (offset: number) =>
			(await clientFor(sandbox(), 'vobiz').get(`${trunkLists.vobiz}?limit=2&offset=${offset}`))
				.data;

		const first = await page(0);
		const second = await page(2);

		expect(names(second.objects)).toEqual(names(first.objects));
		expect(names(second.objects)).toHaveLength(2);
		expect(second.meta.total).toBe(9);
		expect(lastRequest()?.fault).toBe('repeatPage, lieTotal');
		expect(lastRequest()?.query).toEqual({ limit: '2', offset: '2' });
	});

	test('TryVox lies about its pages', async () => {
		sandbox().setFaults([{ kind: 'lieTotal', total: 41 }]);

		const { data } = await clientFor(sandbox(), 'tryVox').get('/account/acc_1a2b3c/numbers');

		expect(data.pagination).toMatchObject({ total: 41, total_pages: 3, count: 5 });
	});

	test('Twilio repeats its first page', async () => {
		sandbox().seedTrunks('twilio', 4);
		const client = clientFor(sandbox(), 'twilio');
		const first = await client.get('/v1/Trunks?PageSize=2');
		sandbox().setFaults([{ kind: 'repeatPage' }]);

		const second = await client.get(first.data.meta.next_page_url);

		expect(second.data.trunks).toEqual(first.data.trunks);
	});
});

describe('limits', () => {
	test('no more than so many at once, and again when they are done', async () => {
		sandbox().setFaults([
			{ kind: 'concurrencyLimit', max: 3 },
			{ kind: 'latency', ms: 100, times: null },
		]);

		const answers = await Promise.all(Array.from({ length: 5 }, async () => await list()));
		const later = await list();

		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(2);
		expect(refused[0].headers).not.toHaveProperty('retry-after');
		expect(later.status).toBe(200);
	});

	test('no more than so many per second, with a second to wait', async () => {
		sandbox().setFaults([{ kind: 'rateLimit', perSecond: 3 }]);

		const answers = await Promise.all(Array.from({ length: 5 }, async () => await list()));
		await sleep(1050);
		const later = await list();

		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(2);
		expect(refused[0].headers['retry-after']).toBe('1');
		expect(later.status).toBe(200);
	});

	test('no more than so many per second, without a word on how long to wait', async () => {
		sandbox().setFaults([{ kind: 'rateLimit', perSecond: 1, retryAfter: 'none' }]);
		const [, refused] = [await list(), await list()];
		expect(refused.status).toBe(429);
		expect(refused.headers).not.toHaveProperty('retry-after');
	});
});

describe('plans that cannot be used', () => {
	test.each<[unknown, string]>([
		[{}, 'the plan must be an array of faults'],
		[[1], 'faults[0]: must be an object'],
		[[{}], 'faults[0]: unknown kind undefined; known: latency, status,'],
		[[{ kind: 'cut' }, { kind: 'toString' }], 'faults[1]: unknown kind "toString"'],
		[[{ kind: 'latency' }], "faults[0]: (latency) must have required property 'ms'"],
		[[{ kind: 'latency', ms: '1' }], 'faults[0]: (latency) ms must be number'],
		[
			[{ kind: 'cut', provider: 'x' }],
			`provider must be equal to one of the allowed values: ${providerNames[0]}`,
		],
		[[{ kind: 'cut', path: '(' }], 'path must match format "regex"'],
		[[{ kind: 'cut', often: 1 }], 'must NOT have additional properties: often'],
		[[{ kind: 'cut', times: 0 }], 'times must be >= 1'],
		[[{ kind: 'clock', seconds: 1, method: 'GET' }], 'must NOT have additional properties: method'],
		[[{ kind: 'rewriteKeys', keys: [] }], 'keys must NOT have fewer than 1 items'],
		[[{ kind: 'cut', probability: 2 }], 'probability must be <= 1'],
		[[{ kind: 'tooManyRequests', retryAfter: 'soon' }], 'retryAfter'],
	])('%j', async (plan, problem) => {
		expect(problemsOfPlan(plan).join('; ')).toContain(problem);

		const { status, data } = await controlOf(sandbox()).put('/faults', plan);
		expect(status).toBe(400);
		expect(data.error).toContain(problem);
	});

	test('in process, setting one throws and leaves the plan in force as it was', () => {
		sandbox().setFaults([internalError()]);

		expect(() => sandbox().setFaults([{ kind: 'latency', ms: -1 }])).toThrow(RangeError);
		expect(sandbox().faults()).toEqual([internalError()]);
	});

	test('every kind has a plan that is fine', () => {
		const plans: Record<FaultKind, Fault> = {
			latency: { kind: 'latency', ms: 1, jitterMs: 1 },
			status: { kind: 'status', status: 500, body: 'x', headers: { a: 'b' }, when: 'after' },
			tooManyRequests: { kind: 'tooManyRequests', retryAfter: 'date:1' },
			refuse: { kind: 'refuse', forMs: 1, method: 'GET' },
			resetBefore: { kind: 'resetBefore' },
			resetAfter: { kind: 'resetAfter' },
			cut: { kind: 'cut' },
			trickle: { kind: 'trickle', ms: 1 },
			endless: { kind: 'endless', ms: 5, bytes: 10 },
			deepBody: { kind: 'deepBody', levels: 5 },
			gzipBomb: { kind: 'gzipBomb', bytes: 1 },
			otherThing: { kind: 'otherThing' },
			rewriteKeys: { kind: 'rewriteKeys', keys: ['trunk_id'], value: {} },
			twin: { kind: 'twin', set: { name: 'b' } },
			clock: { kind: 'clock', seconds: -60, headerSeconds: 0 },
			redirect: { kind: 'redirect', to: '/x', status: 302 },
			emptyBody: { kind: 'emptyBody' },
			htmlBody: { kind: 'htmlBody', when: 'before' },
			truncatedJson: { kind: 'truncatedJson' },
			successFalse: { kind: 'successFalse' },
			wrongContentType: { kind: 'wrongContentType', contentType: 'image/png' },
			hugeBody: { kind: 'hugeBody', bytes: 1 },
			repeatPage: { kind: 'repeatPage' },
			lieTotal: { kind: 'lieTotal', total: 0 },
			unknownEnums: { kind: 'unknownEnums' },
			concurrencyLimit: { kind: 'concurrencyLimit', max: 1 },
			rateLimit: { kind: 'rateLimit', perSecond: 1 },
		};

		expect(problemsOfPlan(Object.values(plans))).toEqual([]);
	});
});
