import { sleep } from 'n8n-workflow';
import {
	badGateway,
	gatewayTimeout,
	internalError,
	serviceUnavailable,
	type Fault,
} from '../../sandbox/index';
import {
	byId,
	creates,
	endOf,
	manyNames,
	uniqueCreate,
	useTransport,
	wordsOf,
	type Task,
} from './transport';

/** What the transport does about each kind of fault, request by request. */

const { held, carryOut, oldTrunk, trunks, posts } = useTransport();

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
	'create unique': uniqueCreate,
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
