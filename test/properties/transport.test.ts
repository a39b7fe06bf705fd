import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';
import {
	badGateway,
	gatewayTimeout,
	internalError,
	sandboxCredentials,
	serviceUnavailable,
	type Fault,
	type LoggedRequest,
	type ProviderName,
} from '../../sandbox/index';
import { useSandbox } from '../sandbox/support';
import { runNode, type Run, type RunOptions } from '../support/engine';
import { startOtherHost } from './otherHost';

/** What the transport does about each kind of fault, request by request. */

const held = useSandbox();

interface Task {
	provider: ProviderName;
	resource: string;
	operation: string;
	/** Parameters that are the same for all items. */
	parameters?: INodeParameters;
	/** Values of the items, taken over by expressions. */
	items?: IDataObject[];
	options?: INodeParameters;
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

async function carryOut(task: Task, more: Partial<RunOptions> = {}): Promise<Run> {
	const { provider, resource, operation, parameters, items = [{}], options } = task;
	const taken = Object.keys(items[0]).map((name) => {
		const value = `={{ $json.${name} }}`;
		return [name, name.endsWith('Id') ? byId(value) : value];
	});
	held.sandbox.requests.length = 0;
	return await runNode({
		parameters: {
			provider,
			resource,
			operation,
			...parameters,
			...(Object.fromEntries(taken) as INodeParameters),
			options: { timeout: 10, maxRetries: 2, maxWait: 5, ...options },
		},
		input: items,
		credentials: sandboxCredentials(held.sandbox.addresses),
		...more,
	});
}

/** A trunk that is there, made at another time than now. */
function oldTrunk(): string {
	held.sandbox.seedTrunks('twilio', 1);
	const [trunk] = held.sandbox.state('twilio').trunks;
	Object.assign(trunk, { created: new Date(0), updated: new Date(0) });
	return trunk.sid;
}

const trunks = () => [...held.sandbox.state('twilio').trunks];
const names = () => trunks().map(({ settings }) => settings.friendly_name);

const wordsOf = ({ error }: Run) =>
	`${error?.message ?? ''} ${String((error as { description?: string } | undefined)?.description ?? '')}`;

/** How a run with one item ended. */
function endOf(run: Run): string {
	if (run.error !== undefined)
		return /may (?:exist|have been made)/.test(wordsOf(run)) ? 'open' : 'refused';
	return run.items[0].json.recovered === true ? 'recovered' : 'done';
}

const TASKS = {
	read: () => ({
		provider: 'twilio',
		resource: 'trunk',
		operation: 'get',
		parameters: { trunkId: byId(oldTrunk()) },
	}),
	update: () => ({
		provider: 'twilio',
		resource: 'trunk',
		operation: 'update',
		parameters: { trunkId: byId(oldTrunk()), updateFields: { name: 'new' } },
	}),
	delete: () => ({
		provider: 'twilio',
		resource: 'trunk',
		operation: 'delete',
		parameters: { trunkId: byId(oldTrunk()) },
	}),
	'create unique': () => ({
		provider: 'twilio',
		resource: 'trunk',
		operation: 'create',
		parameters: { name: 'new', domainName: 'new.pstn.twilio.com' },
	}),
	create: () => ({
		provider: 'twilio',
		resource: 'trunk',
		operation: 'create',
		parameters: { name: 'new', domainName: '' },
	}),
} satisfies Record<string, () => Task>;

const METHODS = {
	read: 'GET',
	update: 'POST',
	delete: 'DELETE',
	'create unique': 'POST',
	create: 'POST',
};

/** The operation's own requests; look-ups and the check of the account are not among them. */
const ownRequests = (name: keyof typeof TASKS) =>
	held.sandbox.requests.filter(({ method }) => method === METHODS[name]);

type Expected = [end: string, requests: number, effects: number];

/** How one fault ends each operation, how often its request is sent and how often it takes effect. */
type Row = [
	name: string,
	fault: Fault,
	read: Expected,
	update: Expected,
	remove: Expected,
	createUnique: Expected,
	create: Expected,
];

const ONCE: Expected = ['done', 1, 1];
const READ_ONCE: Expected = ['done', 1, 0];
const READ_TWICE: Expected = ['done', 2, 0];
const AGAIN: Expected = ['done', 2, 1];
/** Sent and carried out twice, which leaves the same state as once. */
const TWICE: Expected = ['done', 2, 2];
const FOUND: Expected = ['recovered', 1, 1];
const REFUSED: Expected = ['refused', 1, 0];

const page = '<html><body>Sign in</body></html>';
const after = { when: 'after' } as const;
const before = { when: 'before' } as const;

/** The same for every operation: what did certainly not take effect is asked again, a refusal never. */
const askedAgain = (name: string, fault: Fault): Row => [
	name,
	fault,
	READ_TWICE,
	AGAIN,
	AGAIN,
	AGAIN,
	AGAIN,
];
const refusedAtOnce = (name: string, fault: Fault): Row => [
	name,
	fault,
	REFUSED,
	REFUSED,
	REFUSED,
	REFUSED,
	REFUSED,
];
const harmless = (name: string, fault: Fault): Row => [
	name,
	fault,
	READ_ONCE,
	ONCE,
	ONCE,
	ONCE,
	ONCE,
];
/** The answer is lost, but the provider has finished: the second DELETE meets a 404, a create is looked for. */
const lostAfter = (name: string, fault: Fault): Row => [
	name,
	fault,
	READ_TWICE,
	TWICE,
	AGAIN,
	FOUND,
	FOUND,
];
/** Nobody knows whether the provider is still at work: what is not unique is not sent a second time. */
const goneWithoutAWord = (name: string, fault: Fault): Row => [
	name,
	fault,
	READ_TWICE,
	AGAIN,
	AGAIN,
	AGAIN,
	['open', 1, 0],
];

/** Further statuses of a server that fails, or of what stands before it. */
const OTHER_STATUSES = [520, 522, 524, 527, 530, 598, 599];

const ROWS: Row[] = [
	askedAgain('429 with seconds', { kind: 'tooManyRequests', retryAfter: 0 }),
	askedAgain('429 without Retry-After', { kind: 'tooManyRequests' }),
	askedAgain('500 before', internalError(before)),
	lostAfter('500 after', internalError(after)),
	goneWithoutAWord('502 with a page before', badGateway(before)),
	lostAfter('502 with a page after', badGateway(after)),
	askedAgain('503 before', serviceUnavailable(before)),
	lostAfter('503 after', serviceUnavailable(after)),
	goneWithoutAWord('504 before', gatewayTimeout(before)),
	lostAfter('504 after', gatewayTimeout(after)),
	...OTHER_STATUSES.flatMap((status) => [
		goneWithoutAWord(`${status} before`, { kind: 'status', status, ...before }),
		lostAfter(`${status} after`, { kind: 'status', status, ...after }),
	]),
	askedAgain('561 before', { kind: 'status', status: 561, ...before }),
	lostAfter('561 after', { kind: 'status', status: 561, ...after }),
	goneWithoutAWord('reset before', { kind: 'resetBefore' }),
	lostAfter('reset after', { kind: 'resetAfter' }),
	lostAfter('an answer that is cut in the middle', { kind: 'cut' }),
	['truncated JSON', { kind: 'truncatedJson' }, READ_TWICE, TWICE, ONCE, FOUND, FOUND],
	lostAfter('a web page after', { kind: 'htmlBody', ...after }),
	askedAgain('a web page before', { kind: 'htmlBody', ...before }),
	['nothing, after', { kind: 'emptyBody', ...after }, READ_TWICE, ONCE, ONCE, FOUND, FOUND],
	[
		'a bare list',
		{ kind: 'status', status: 200, body: '[]', ...after },
		['refused', 1, 0],
		ONCE,
		ONCE,
		FOUND,
		FOUND,
	],
	[
		'JSON of something else',
		{ kind: 'status', status: 200, body: '{"status":"ok"}', ...after },
		['refused', 1, 0],
		ONCE,
		ONCE,
		FOUND,
		FOUND,
	],
	[
		'a single value',
		{ kind: 'status', status: 200, body: '17', ...after },
		READ_TWICE,
		ONCE,
		ONCE,
		FOUND,
		FOUND,
	],
	[
		'a text',
		{ kind: 'status', status: 200, body: 'OK', ...after },
		READ_TWICE,
		ONCE,
		ONCE,
		FOUND,
		FOUND,
	],
	[
		'no answer in time',
		{ kind: 'latency', ms: 1300 },
		READ_TWICE,
		TWICE,
		AGAIN,
		['recovered|done', 2, 1],
		FOUND,
	],
	refusedAtOnce('success: false', { kind: 'successFalse' }),
	refusedAtOnce('a redirect', { kind: 'redirect', to: 'http://localhost:1/elsewhere' }),
	refusedAtOnce('a permanent redirect', {
		kind: 'redirect',
		to: 'http://localhost:1/elsewhere',
		status: 301,
	}),
	...[400, 401, 402, 403, 405, 409, 422, 501, 505, 511].map((status) =>
		refusedAtOnce(String(status), { kind: 'status', status }),
	),
	refusedAtOnce('404 with a page', { kind: 'status', status: 404, body: page }),
	harmless('a wrong content type', { kind: 'wrongContentType' }),
	harmless('a slow answer', { kind: 'trickle', ms: 10 }),
	harmless('latency', { kind: 'latency', ms: 100 }),
	harmless('undocumented words', { kind: 'unknownEnums' }),
];

/** Also what the node did not wait for. */
async function untilOver(fault: Fault): Promise<void> {
	while (held.sandbox.requests.some(({ durationMs }) => durationMs === 0)) await sleep(5);
	if (fault.kind !== 'latency') return;
	const last = Math.max(...held.sandbox.requests.map(({ at }) => at));
	await sleep(Math.max(0, last + fault.ms + 50 - Date.now()));
}

/** What is looked for a second time, after a second, is tried in one run with an item for each. */
const isTriedTogether = ({ fault, task }: { fault: Fault; task: string }) =>
	task === 'create' &&
	fault.kind === 'status' &&
	fault.when === 'before' &&
	OTHER_STATUSES.includes(fault.status);

const cases = ROWS.flatMap(([name, fault, ...expected]) =>
	(Object.keys(TASKS) as Array<keyof typeof TASKS>).map((task, index) => ({
		name,
		fault,
		task,
		expected: expected[index],
	})),
).filter((one) => !isTriedTogether(one));

describe('one fault', () => {
	beforeEach(() => {
		// Chance decides only how long the waits are.
		jest.spyOn(Math, 'random').mockReturnValue(0.01);
	});
	afterEach(() => jest.restoreAllMocks());

	it.each(cases)('$name: $task', async ({ fault, task, expected }) => {
		const work = TASKS[task]();
		held.sandbox.setFaults([{ ...fault, method: METHODS[task], path: '/v1/Trunks' }]);
		const timeout = fault.kind === 'latency' ? 1 : 10;
		const run = await carryOut({ ...work, options: { timeout } });
		await untilOver(fault);
		const [end, requests, effects] = expected;
		expect(endOf(run)).toMatch(new RegExp(`^(?:${end})$`));
		expect(ownRequests(task)).toHaveLength(requests);
		expect(held.sandbox.requests.flatMap((request) => request.effects)).toHaveLength(effects);
		expect(wordsOf(run)).not.toMatch(/undefined|NaN|\[object/);
	});

	it('any other status of a failing server, before: create', async () => {
		held.sandbox.setFaults(
			OTHER_STATUSES.map((status) => ({ kind: 'status', status, method: 'POST', ...before })),
		);
		const count = OTHER_STATUSES.length;
		const run = await carryOut(creates(manyNames(count), { requestsInParallel: count }), {
			onError: 'continueRegularOutput',
		});
		const told = run.items.map(({ json }) => String(json.error));
		for (const words of told) expect(words).toMatch(/may (?:exist|have been made)/);
		const statuses = told.map((words) => Number(/HTTP (\d{3})/.exec(words)?.[1]));
		expect(statuses.sort((a, b) => a - b)).toEqual(OTHER_STATUSES);
		expect(posts()).toHaveLength(count);
		expect(trunks()).toEqual([]);
	});
});

describe('a port that is closed for a while', () => {
	const refuse: Fault = { kind: 'refuse', forMs: 300, provider: 'twilio' };

	it('is asked again, without a look-up, because nothing can have arrived', async () => {
		const work = TASKS.create();
		held.sandbox.setFaults([refuse]);
		const run = await carryOut({ ...work, options: { maxRetries: 10 } });
		expect(endOf(run)).toBe('done');
		expect(held.sandbox.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	it('is told with its address, when it stays closed', async () => {
		const work = TASKS.create();
		held.sandbox.setFaults([{ ...refuse, forMs: 60_000 }]);
		const run = await carryOut({ ...work, options: { maxRetries: 1 } });
		held.sandbox.clearFaults();
		expect(endOf(run)).toBe('refused');
		expect(wordsOf(run)).toMatch(
			/Twilio cannot be reached at http:\/\/127\.0\.0\.1:\d+ \(E\u2060CONNREFUSED\)/,
		);
		expect(wordsOf(run)).toContain('asked once more');
	});
});

const manyNames = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ name: `item ${index}` }));

const creates = (items: IDataObject[], options: INodeParameters = {}): Task => ({
	provider: 'twilio',
	resource: 'trunk',
	operation: 'create',
	parameters: { domainName: '' },
	items,
	options: { maxWait: 10, ...options },
});

const posts = () => held.sandbox.requests.filter(({ method }) => method === 'POST');

describe('429', () => {
	const whileBusy = (retryAfter: number | string): Fault[] => [
		{ kind: 'tooManyRequests', retryAfter, method: 'POST', after: 6 },
		{ kind: 'latency', ms: 40, method: 'POST', times: null },
	];

	const ITEMS = 14;
	const IN_PARALLEL = 4;

	/** Requests that arrived while the provider had asked to be left alone. */
	function during(ms: number): LoggedRequest[] {
		const refused = held.sandbox.requests.find(({ status }) => status === 429);
		const from = Number(refused?.at) + Number(refused?.durationMs);
		return held.sandbox.requests.filter(({ at }) => at > from && at < from + ms);
	}

	/** Only what was under way when the node read the refusal: without a common wait there would be dozens. */
	const expectOnlyWhatWasUnderWay = (ms: number) =>
		expect(during(ms).length).toBeLessThan(IN_PARALLEL);

	it.each([
		{ form: 'in seconds', retryAfter: 1, ms: 1000 },
		{ form: 'as a date', retryAfter: 'date:1', ms: 900 },
	])('one refusal slows all items of the run: Retry-After $form', async ({ retryAfter, ms }) => {
		held.sandbox.setFaults(whileBusy(retryAfter));
		const run = await carryOut(creates(manyNames(ITEMS), { requestsInParallel: IN_PARALLEL }));
		expect(wordsOf(run)).toBe(' ');
		expect(run.items).toHaveLength(ITEMS);
		expectOnlyWhatWasUnderWay(ms);
		expect(posts()).toHaveLength(ITEMS + 1);
	});

	it('one refusal slows all items of the run: without Retry-After', async () => {
		held.sandbox.setFaults(whileBusy('none'));
		const chance = jest.spyOn(Math, 'random').mockReturnValue(0.99);
		const run = await carryOut(creates(manyNames(ITEMS), { requestsInParallel: IN_PARALLEL }));
		chance.mockRestore();
		expect(run.items).toHaveLength(ITEMS);
		expectOnlyWhatWasUnderWay(450);
	});

	it('a limit of requests per second is found, and hardly ever met again', async () => {
		held.sandbox.setFaults([{ kind: 'rateLimit', perSecond: 20, method: 'POST' }]);
		const run = await carryOut(creates(manyNames(60), { requestsInParallel: 8, maxRetries: 5 }));
		expect(wordsOf(run)).toBe(' ');
		expect(run.items).toHaveLength(60);
		expect(posts().length).toBeLessThanOrEqual(60 * 1.3);
	});

	it('one request per second is found, also where the provider names no wait', async () => {
		held.sandbox.setFaults([
			{ kind: 'rateLimit', perSecond: 1, retryAfter: 'none', method: 'POST' },
		]);
		const run = await carryOut(creates(manyNames(10), { maxWait: 60, maxRetries: 5 }));
		expect(wordsOf(run)).toBe(' ');
		expect(run.items).toHaveLength(10);
		expect(posts().length).toBeLessThanOrEqual(20);
	}, 40_000);

	it('what goes to its end keeps the pace of the run, too: moves at Vobiz', async () => {
		const { trunks, numbers } = held.sandbox.state('vobiz');
		held.sandbox.seedTrunks('vobiz', 9);
		const [from, ...targets] = trunks.slice(0, 9).map(({ trunk_id: id }) => id);
		const [model] = numbers.slice(0, 1);
		const items = Array.from({ length: 20 }, (_, nth) => {
			const e164 = `+9100555002${String(nth).padStart(2, '0')}`;
			numbers.add({ ...model, id: `number-${nth}`, e164, trunk_group_id: from });
			return { phoneNumber: e164, trunkId: targets[nth % targets.length] };
		});
		held.sandbox.setFaults([
			{ kind: 'rateLimit', perSecond: 10, retryAfter: 'none', path: '/assign' },
		]);
		const run = await carryOut({
			provider: 'vobiz',
			resource: 'phoneNumber',
			operation: 'assign',
			parameters: { moveIfAssigned: true },
			items,
			options: { requestsInParallel: 4, maxRetries: 10, maxWait: 60 },
		});
		expect(wordsOf(run)).toBe(' ');
		expect(numbers.filter((row) => targets.includes(String(row.trunk_group_id)))).toHaveLength(20);
		const refused = held.sandbox.requests.filter(({ status }) => status === 429);
		expect(refused.length).toBeLessThanOrEqual(10);
	}, 40_000);

	it('a longer wait than Max Wait is not begun', async () => {
		held.sandbox.setFaults([{ kind: 'tooManyRequests', retryAfter: 3600, method: 'POST' }]);
		const run = await carryOut(creates(manyNames(1)));
		expect(endOf(run)).toBe('refused');
		expect(run.runTimeMs).toBeLessThan(5000);
		expect(wordsOf(run)).toContain('HTTP 429');
		expect(wordsOf(run)).toContain("raise 'Max Wait'");
	});
});

describe('cancelling', () => {
	it.each<{ what: string; faults: Fault[] }>([
		{
			what: 'a wait that the provider asked for',
			faults: [{ kind: 'tooManyRequests', retryAfter: 20, times: null }],
		},
		{ what: 'a wait before asking again', faults: [{ ...serviceUnavailable(), times: null }] },
		{ what: 'answers under way', faults: [{ kind: 'trickle', ms: 6000, times: null }] },
		{ what: 'items that have not begun', faults: [{ kind: 'latency', ms: 900, times: null }] },
	])('ends $what at once and starts nothing new', async ({ faults }) => {
		held.sandbox.setFaults(faults.map((fault) => ({ ...fault, method: 'POST' })));
		const chance = jest.spyOn(Math, 'random').mockReturnValue(0.99);
		const run = await carryOut(
			creates(manyNames(20), { timeout: 30, maxWait: 60, requestsInParallel: 3, maxRetries: 10 }),
			{ cancelAfterMs: 250 },
		);
		chance.mockRestore();
		expect(run.status).toBe('canceled');
		// A loaded machine may be slow, but each of these would take six seconds or more if it were not cancelled.
		expect(run.runTimeMs).toBeLessThan(250 + 4000);
		// What was on its way arrives; after that, the next request of each would come within a second.
		await sleep(300);
		const sent = held.sandbox.requests.length;
		await sleep(1000);
		expect(held.sandbox.requests).toHaveLength(sent);
		expect(posts().length).toBeLessThan(20);
	});

	it('tells what was done, and what may have been', async () => {
		held.sandbox.setFaults([{ kind: 'latency', ms: 1000, method: 'POST', after: 2, times: null }]);
		const run = await carryOut(creates(manyNames(5), { timeout: 30, requestsInParallel: 2 }), {
			cancelAfterMs: 300,
		});
		const [first, second] = trunks();
		expect(run.status).toBe('canceled');
		expect(wordsOf(run)).toContain('The execution was canceled.');
		expect(wordsOf(run)).toContain('It may exist, because the outcome is not known.');
		expect(wordsOf(run)).toContain(`2 of 5: item 0: ${first.sid}; item 1: ${second.sid}.`);
		expect(wordsOf(run)).toContain('Not started: 1.');
		await sleep(1100);
	});
});

describe('an item that fails', () => {
	const refuseThird: Fault = { kind: 'status', status: 403, method: 'POST', after: 2 };

	it('starts no further item, and the error tells what was done', async () => {
		held.sandbox.setFaults([refuseThird]);
		const run = await carryOut(creates(manyNames(6), { requestsInParallel: 1 }));
		const [first, second] = trunks();
		expect(posts()).toHaveLength(3);
		expect(run.error).toMatchObject({ context: { itemIndex: 2 }, httpCode: '403' });
		expect(wordsOf(run)).toContain(
			`2 of 6: item 0: ${first.sid}; item 1: ${second.sid}. Not started: 3.`,
		);
	});

	it('lets those end that are under way, and tells of them too', async () => {
		held.sandbox.setFaults([
			{ kind: 'latency', ms: 300, method: 'POST', after: 1, times: null },
			{ kind: 'status', status: 403, method: 'POST' },
		]);
		const run = await carryOut(creates(manyNames(8), { requestsInParallel: 4 }));
		expect(posts()).toHaveLength(4);
		expect(trunks()).toHaveLength(3);
		for (const { sid } of trunks()) expect(wordsOf(run)).toContain(sid);
		expect(wordsOf(run)).toContain('3 of 8');
		expect(wordsOf(run)).toContain('Not started: 4.');
	});

	it('tells of a second one that may exist', async () => {
		held.sandbox.setFaults([
			{ kind: 'status', status: 403, method: 'POST' },
			gatewayTimeout({ method: 'POST', when: 'after' }),
			{ kind: 'status', status: 403, method: 'GET', after: 1, times: null },
			{ kind: 'latency', ms: 60, method: 'POST', times: null },
		]);
		const run = await carryOut(creates(manyNames(2), { requestsInParallel: 2 }));
		expect(run.error).toMatchObject({ context: { itemIndex: 0 } });
		expect(names()).toEqual(['item 1']);
		expect(wordsOf(run)).toContain('Failed at the same time: item 1: It may exist');
	});

	it('leaves the others alone when the workflow goes on', async () => {
		held.sandbox.setFaults([refuseThird]);
		const run = await carryOut(creates(manyNames(6), { requestsInParallel: 1 }), {
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => 'error' in json)).toEqual([
			false,
			false,
			true,
			false,
			false,
			false,
		]);
		expect(names()).toEqual(['item 0', 'item 1', 'item 3', 'item 4', 'item 5']);
	});
});

/**
 * n8n's "Retry On Fail" knows nothing of items: it carries out the whole node again. The node asks again by itself,
 * for the item that needs it, so that nobody has to switch it on.
 */
describe("n8n's Retry On Fail", () => {
	const retryOnFail = { maxTries: 2, waitBetweenTries: 1 };

	it('makes everything a second time that was done before the failure', async () => {
		held.sandbox.setFaults([{ kind: 'status', status: 403, method: 'POST', after: 2 }]);
		const run = await carryOut(creates(manyNames(3), { requestsInParallel: 1 }), { retryOnFail });
		expect(run.status).toBe('success');
		expect(names()).toEqual(['item 0', 'item 1', 'item 0', 'item 1', 'item 2']);
	});

	it('is not needed for what passes', async () => {
		held.sandbox.setFaults([
			serviceUnavailable({ method: 'POST', after: 2 }),
			{ kind: 'resetAfter', method: 'POST', after: 2 },
		]);
		const run = await carryOut(creates(manyNames(3), { requestsInParallel: 1 }));
		expect(run.status).toBe('success');
		expect(names()).toEqual(['item 0', 'item 1', 'item 2']);
		expect(run.items.map(({ json }) => json.recovered ?? false)).toEqual([false, false, true]);
	});
});

describe('items that share a name or a trunk', () => {
	it.each<[when: string, fault: Fault]>([
		['before', serviceUnavailable(before)],
		['after', { kind: 'resetAfter' }],
	])('are never taken for each other when an answer is lost %s the effect', async (_, fault) => {
		held.sandbox.setFaults([{ ...fault, method: 'POST', after: 1 }]);
		const run = await carryOut(creates([{ name: 'same' }, { name: 'same' }]));
		expect(names()).toEqual(['same', 'same']);
		expect(run.items.map(({ json }) => json.id)).toEqual(trunks().map(({ sid }) => sid));
	});

	it('change it in their order, also where an earlier one has to be asked again', async () => {
		const trunkId = oldTrunk();
		held.sandbox.setFaults([serviceUnavailable({ method: 'POST', times: 2 })]);
		const run = await carryOut({
			provider: 'twilio',
			resource: 'trunk',
			operation: 'update',
			items: manyNames(4).map((item) => ({ trunkId, newName: item.name })),
			parameters: { updateFields: { name: '={{ $json.newName }}' } },
			options: { requestsInParallel: 4 },
		});
		expect(wordsOf(run)).toBe(' ');
		const sent = posts().map(({ body }) => new URLSearchParams(body).get('FriendlyName'));
		expect(sent).toEqual(['item 0', 'item 0', 'item 0', 'item 1', 'item 2', 'item 3']);
		expect(names()).toEqual(['item 3']);
	});
});

describe('a number that goes from one trunk of Vobiz to another', () => {
	const NUMBER = '+910055500121';
	const refused = { error: 'invalid request', message: 'Not today.' };
	const numberIsOn = () => held.sandbox.state('vobiz').numbers.get(NUMBER)?.trunk_group_id;
	const methods = () =>
		held.sandbox.requests.map(({ method }) => method).filter((method) => method !== 'GET');

	async function move(faults: Fault[], options: INodeParameters, more: Partial<RunOptions> = {}) {
		held.sandbox.seedTrunks('vobiz', 2);
		const state = held.sandbox.state('vobiz');
		const [from, to] = state.trunks.slice(0, 2).map(({ trunk_id: id }) => id);
		Object.assign(state.numbers.get(NUMBER) ?? {}, { trunk_group_id: from });
		held.sandbox.setFaults(faults);
		const run = await carryOut(
			{
				provider: 'vobiz',
				resource: 'phoneNumber',
				operation: 'assign',
				parameters: { trunkId: byId(to), phoneNumber: byId(NUMBER), moveIfAssigned: true },
				options,
			},
			{ onError: 'continueRegularOutput', ...more },
		);
		return { from, to, run };
	}

	it('arrives though the execution is cancelled between the two steps', async () => {
		const { to, run } = await move(
			[{ kind: 'latency', ms: 900, method: 'DELETE' }],
			{},
			{ cancelAfterMs: 500 },
		);
		expect(run.status).toBe('canceled');
		for (let ms = 0; ms < 3000 && numberIsOn() !== to; ms += 50) await sleep(50);
		expect(numberIsOn()).toBe(to);
	});

	it('arrives though the second step has to wait for longer than Max Wait', async () => {
		const busy: Fault = { kind: 'tooManyRequests', retryAfter: 1, method: 'POST', times: 2 };
		const { to, run } = await move([busy], { maxWait: 1 });
		expect(run.items[0].json).toMatchObject({ trunkId: to });
		expect(numberIsOn()).toBe(to);
	}, 15_000);

	it('arrives though the answer to the first step is lost and nothing may be asked again', async () => {
		const { to, run } = await move([{ kind: 'resetAfter', method: 'DELETE' }], { maxRetries: 0 });
		expect(run.items[0].json).toMatchObject({ trunkId: to });
		expect(numberIsOn()).toBe(to);
	});

	it('is where it was if the new trunk does not take it, and nothing is left open', async () => {
		const fault: Fault = { kind: 'status', status: 400, body: refused, method: 'POST' };
		const { from, run } = await move([fault], {});
		const { error, details } = run.items[0].json as { error: string; details: IDataObject };
		expect(error).toMatch(
			`Vobiz answered HTTP 400: Not today. ${NUMBER} is now on trunk ${from}. A number that is on a trunk or an application must be taken off it first.`,
		);
		expect(details).not.toHaveProperty('mayExist');
		expect(details).toMatchObject({ status: 400 });
		expect(methods()).toEqual(['DELETE', 'POST', 'POST']);
		expect(numberIsOn()).toBe(from);
	});

	it('is told to be free if neither trunk takes it', async () => {
		const fault: Fault = {
			kind: 'status',
			status: 400,
			body: refused,
			method: 'POST',
			times: null,
		};
		const { run } = await move([fault], {});
		const { error, details } = run.items[0].json as { error: string; details: IDataObject };
		expect(error).toBe(
			`Vobiz answered HTTP 400: Not today. ${NUMBER} is now free. Its incoming calls reach nothing: assign it to a trunk at once.`,
		);
		expect(details).not.toHaveProperty('mayExist');
		expect(numberIsOn()).toBeNull();
	});
});

describe('answers that never end', () => {
	it('a list of 50 MB is read', async () => {
		oldTrunk();
		held.sandbox.setFaults([{ kind: 'hugeBody', bytes: 50_000_000 }]);
		const run = await carryOut(lists('twilio', 'trunk', { timeout: 30 }));
		expect(wordsOf(run)).toBe(' ');
		expect(run.items).toHaveLength(1);
		expect(run.stored.length).toBeLessThan(100_000);
	});

	it('an error of 50 MB is told in short', async () => {
		held.sandbox.setFaults([{ kind: 'status', status: 400, body: 'x'.repeat(50_000_000) }]);
		const run = await carryOut(lists('twilio', 'trunk', { timeout: 30 }));
		expect(wordsOf(run)).toContain('Twilio answered HTTP 400');
		expect(run.stored.length).toBeLessThan(100_000);
	});

	it('an answer that trickles in is not waited for longer than Timeout says', async () => {
		const work = TASKS['create unique']();
		held.sandbox.setFaults([{ kind: 'trickle', ms: 300, method: 'POST' }]);
		const run = await carryOut({ ...work, options: { timeout: 1 } });
		expect(endOf(run)).toBe('recovered');
		expect(run.runTimeMs).toBeLessThan(2500);
	});
});

const lists = (provider: ProviderName, resource: string, options: INodeParameters = {}): Task => ({
	provider,
	resource,
	operation: 'getAll',
	parameters: { returnAll: true },
	options,
});

/** More than a page of each list that has pages. */
const LISTS = [
	{
		provider: 'twilio',
		resource: 'trunk',
		count: 1200,
		fill: () => held.sandbox.seedTrunks('twilio', 1200),
	},
	{
		provider: 'vobiz',
		resource: 'trunk',
		count: 250,
		fill: () => held.sandbox.seedTrunks('vobiz', 250),
	},
	{ provider: 'tryVox', resource: 'phoneNumber', count: 255, fill: fillNumbers },
] as const;

function fillNumbers(): void {
	const { numbers } = held.sandbox.state('tryVox');
	const [first] = numbers.all();
	for (let index = 0; index < 250; index++) {
		numbers.add({ ...first, e164: `+4930${String(index).padStart(6, '0')}` });
	}
}

describe.each(LISTS)(
	'a list of $provider with several pages',
	({ provider, resource, count, fill }) => {
		it.each<{ what: string; faults: Fault[] }>([
			{ what: 'no fault', faults: [] },
			{ what: 'a total that is too low', faults: [{ kind: 'lieTotal', total: 1, times: null }] },
			{ what: 'a total of zero', faults: [{ kind: 'lieTotal', total: 0, times: null }] },
			{ what: 'a page that is lost', faults: [{ kind: 'resetBefore', after: 1 }] },
			{ what: 'a page that is cut', faults: [{ kind: 'cut', after: 1 }] },
			{
				what: 'pages that are refused',
				faults: [{ kind: 'tooManyRequests', retryAfter: 0, after: 1, times: 2 }],
			},
		])('is read whole, in order and without a row twice, despite $what', async ({ faults }) => {
			fill();
			const expected = await carryOut(lists(provider, resource));
			held.sandbox.setFaults(faults);
			const run = await carryOut(lists(provider, resource, { timeout: 5 }));
			const ids = run.items.map(({ json }) => json.id);
			expect(wordsOf(run)).toBe(' ');
			expect(new Set(ids).size).toBe(count);
			expect(ids).toEqual(expected.items.map(({ json }) => json.id));
		});

		it('has no total that is too high, unless it ends in an error', async () => {
			fill();
			held.sandbox.setFaults([{ kind: 'lieTotal', total: 100_000, times: null }]);
			const run = await carryOut(lists(provider, resource, { timeout: 5 }));
			const ids = run.items.map(({ json }) => json.id);
			// Twilio tells no total.
			if (run.error === undefined) expect(new Set(ids).size).toBe(count);
			else expect(wordsOf(run)).toContain(`100000 rows, but it ends after ${count}`);
			expect(run.error === undefined).toBe(provider === 'twilio');
		});

		it('ends in an error when the server repeats a page', async () => {
			fill();
			held.sandbox.setFaults([{ kind: 'repeatPage', after: 1, times: null }]);
			const run = await carryOut(lists(provider, resource));
			expect(run.items).toEqual([]);
			expect(wordsOf(run)).toContain('The provider repeats the same page');
			expect(held.sandbox.requests.length).toBeLessThan(10);
		});
	},
);

it('a link to the next page is followed at the own address only', async () => {
	const otherHost = await startOtherHost();
	held.sandbox.seedTrunks('twilio', 2);
	held.sandbox.setFaults([
		{
			kind: 'status',
			status: 200,
			body: {
				trunks: [],
				meta: { next_page_url: `${new URL(otherHost.address).origin}/v1/Trunks?PageSize=5&Page=0` },
			},
		},
	]);
	const run = await carryOut(lists('twilio', 'trunk'));
	await otherHost.stop();
	expect(otherHost.heard()).toBe(0);
	expect(held.sandbox.requests.map(({ url }) => url)).toEqual([
		'/v1/Trunks?PageSize=1000',
		'/v1/Trunks?PageSize=5&Page=0',
	]);
	expect(run.items).toHaveLength(2);
});

it('a list of MiniVoice that says it is not whole ends in an error', async () => {
	held.sandbox.seedTrunks('miniVoice', 3);
	held.sandbox.setFaults([{ kind: 'lieTotal', total: 4 }]);
	const run = await carryOut(lists('miniVoice', 'trunk'));
	expect(wordsOf(run)).toContain('MiniVoice has 4 trunks but its list shows only 3');
});

it('words that no provider documents become "unknown" or nothing', async () => {
	held.sandbox.seedTrunks('vobiz', 1);
	held.sandbox.setFaults([{ kind: 'unknownEnums' }]);
	const run = await carryOut(lists('vobiz', 'trunk'));
	expect(run.items[0].json).toMatchObject({ status: 'unknown', direction: null });
});
