import { sleep, type INodeParameters } from 'n8n-workflow';
import { serviceUnavailable, type Fault, type LoggedRequest } from '../../sandbox/index';
import { leastOf } from '../support/leastOf';
import { creates, endOf, manyNames, useTransport, wordsOf } from './transport';

/** What a provider that asks for less, and a user who asks for an end, are given at once. */

const { held, carryOut, trunks, posts } = useTransport();

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

	/** Creates at a provider that asks to be left alone: how many requests it got all the same. */
	const arrivedDuring = async (retryAfter: number | string, ms: number) =>
		await leastOf(IN_PARALLEL - 1, async () => {
			held.sandbox.reset();
			held.sandbox.setFaults(whileBusy(retryAfter));
			const run = await carryOut(creates(manyNames(ITEMS), { requestsInParallel: IN_PARALLEL }));
			expect(wordsOf(run)).toBe(' ');
			expect(run.items).toHaveLength(ITEMS);
			expect(posts()).toHaveLength(ITEMS + 1);
			return during(ms).length;
		});

	it.each([
		{ form: 'in seconds', retryAfter: 1, ms: 1000 },
		{ form: 'as a date', retryAfter: 'date:1', ms: 900 },
	])(
		'one refusal slows all items of the run: Retry-After $form',
		async ({ retryAfter, ms }) => {
			// Only what was under way when the node read the refusal: without a common wait there would be dozens.
			expect(await arrivedDuring(retryAfter, ms)).toBeLessThan(IN_PARALLEL);
		},
		20_000,
	);

	it('one refusal slows all items of the run: without Retry-After', async () => {
		const chance = jest.spyOn(Math, 'random').mockReturnValue(0.99);
		const arrived = await arrivedDuring('none', 450);
		chance.mockRestore();
		expect(arrived).toBeLessThan(IN_PARALLEL);
	}, 20_000);

	/** Creates at a provider with a limit: how often the node asked. */
	const asked = async (enough: number, count: number, fault: Fault, options: INodeParameters) =>
		await leastOf(enough, async () => {
			held.sandbox.reset();
			held.sandbox.setFaults([fault]);
			const run = await carryOut(creates(manyNames(count), { maxRetries: 5, ...options }));
			expect(wordsOf(run)).toBe(' ');
			expect(run.items).toHaveLength(count);
			return posts().length;
		});

	it('a limit of requests per second is found, and hardly ever met again', async () => {
		const limited: Fault = { kind: 'rateLimit', perSecond: 20, method: 'POST' };
		const most = 60 * 1.3;
		expect(await asked(most, 60, limited, { requestsInParallel: 8 })).toBeLessThanOrEqual(most);
	}, 40_000);

	it('one request per second is found, also where the provider names no wait', async () => {
		const limited: Fault = { kind: 'rateLimit', perSecond: 1, retryAfter: 'none', method: 'POST' };
		expect(await asked(20, 10, limited, { maxWait: 60 })).toBeLessThanOrEqual(20);
	}, 90_000);

	it('what goes to its end keeps the pace of the run, too: moves at Vobiz', async () => {
		const moves = async () => {
			held.sandbox.reset();
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
			const moved = numbers.filter((row) => targets.includes(String(row.trunk_group_id)));
			expect(moved).toHaveLength(20);
			return held.sandbox.requests.filter(({ status }) => status === 429).length;
		};
		expect(await leastOf(10, moves)).toBeLessThanOrEqual(10);
	}, 90_000);

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
		// A loaded machine may take a while for the first two.
		held.sandbox.setFaults([{ kind: 'latency', ms: 2500, method: 'POST', after: 2, times: null }]);
		const run = await carryOut(creates(manyNames(5), { timeout: 30, requestsInParallel: 2 }), {
			cancelAfterMs: 1000,
		});
		const [first, second] = trunks();
		expect(run.status).toBe('canceled');
		expect(wordsOf(run)).toContain('The execution was canceled.');
		expect(wordsOf(run)).toContain('It may exist, because the outcome is not known.');
		expect(wordsOf(run)).toContain(`2 of 5: item 0: ${first.sid}; item 1: ${second.sid}.`);
		expect(wordsOf(run)).toContain('Not started: 1.');
		await sleep(2600);
	});
});
