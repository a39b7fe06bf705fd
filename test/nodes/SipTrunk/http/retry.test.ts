import fc from 'fast-check';
import { RequestFailure, type Cause, type Effect } from '../../../../nodes/SipTrunk/http/errors';
import {
	backoffMs,
	retryAfterMs,
	waitBeforeRetry,
	WaitedTime,
} from '../../../../nodes/SipTrunk/http/retry';

const NOW = Date.parse('2026-05-12T05:11:52Z');

describe('retryAfterMs', () => {
	it.each<[header: unknown, ms: number | undefined]>([
		['0', 0],
		['3', 3000],
		[' 3 ', 3000],
		[3, 3000],
		['0.5', 500],
		['120', 120_000],
		['3600', 120_000],
		['99999999999999999999999', 120_000],
		[['7', '9'], 7000],
		['Tue, 12 May 2026 05:12:02 GMT', 10_000],
		['Tuesday, 12-May-26 05:12:02 GMT', 10_000],
		['Tue May 12 05:12:02 2026', 10_000],
		['2026-05-12T05:12:02Z', 10_000],
		['Tue, 12 May 2026 05:11:00 GMT', 0],
		['Wed, 12 May 2027 05:12:02 GMT', 120_000],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
		['-5', undefined],
		['5 seconds', undefined],
		['soon, 1', undefined],
		['120, 120', undefined],
		['1e3', undefined],
		[NaN, undefined],
		[{}, undefined],
		[[], undefined],
	])('%p is %p', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	it('is a wait of at most two minutes, or none, for anything', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.double(), fc.anything()), (header) => {
				const ms = retryAfterMs(header, NOW);
				if (ms === undefined) return;
				expect(ms).toBeGreaterThanOrEqual(0);
				expect(ms).toBeLessThanOrEqual(120_000);
			}),
		);
	});

	it('reads any second of the next minutes from an HTTP date', () => {
		fc.assert(
			fc.property(fc.integer({ min: -120, max: 120 }), (seconds) => {
				const date = new Date(NOW + seconds * 1000).toUTCString();
				expect(retryAfterMs(date, NOW)).toBe(Math.max(0, seconds * 1000));
			}),
		);
	});
});

describe('backoffMs', () => {
	it.each([
		[0, 500],
		[1, 1000],
		[2, 2000],
		[5, 16_000],
		[6, 30_000],
		[20, 30_000],
		[2000, 30_000],
	])('after %i retries is at most %i', (retries, most) => {
		expect(backoffMs(retries, 1)).toBe(most);
		expect(backoffMs(retries, 0.5)).toBe(most / 2);
		expect(backoffMs(retries, 0)).toBe(0);
	});
});

const failure = (cause: Cause, effect: Effect = 'none', retryAfter?: number) =>
	new RequestFailure('Invented.', { cause, effect, retryAfterMs: retryAfter });

const limits = { maxRetries: 5, maxWaitMs: 120_000 };
const fresh = { retries: 0, waitedMs: 0 };

describe('WaitedTime', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: 1_000_000 });
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	it('adds up what is waited one after another', () => {
		const waited = new WaitedTime();
		for (const ms of [1000, 2000]) {
			waited.note(ms);
			jest.advanceTimersByTime(ms + 500);
		}
		expect(waited.ms).toBe(3000);
	});

	it('counts once what is waited side by side, and only until now', () => {
		const waited = new WaitedTime();
		for (let page = 0; page < 4; page++) waited.note(60_000);
		expect(waited.ms).toBe(0);
		jest.advanceTimersByTime(20_000);
		expect(waited.ms).toBe(20_000);
		waited.note(60_000);
		jest.advanceTimersByTime(100_000);
		expect(waited.ms).toBe(80_000);
	});
});

describe('waitBeforeRetry', () => {
	it.each<[cause: Cause, effect: Effect, repeatable: boolean, asks: boolean]>([
		['busy', 'none', false, true],
		['busy', 'none', true, true],
		['undelivered', 'none', false, true],
		['undelivered', 'none', true, true],
		['lost', 'open', false, false],
		['lost', 'open', true, true],
		['refused', 'open', false, false],
		['refused', 'open', true, true],
		['refused', 'none', false, false],
		['refused', 'none', true, false],
		['refused', 'made', true, false],
		['cancelled', 'none', false, false],
		['cancelled', 'open', true, false],
	])('%s, effect %s, repeatable %p: asks again %p', (cause, effect, repeatable, asks) => {
		const wait = waitBeforeRetry(failure(cause, effect), repeatable, limits, fresh, 0.5);
		expect(wait).toBe(asks ? 250 : undefined);
	});

	it.each<
		[what: string, retryAfter: number | undefined, waitedMs: number, wait: number | undefined]
	>([
		['without a word of the provider', undefined, 0, 500],
		['what the provider asks for, and a little', 3000, 0, 3250],
		['at once, and a little', 0, 0, 250],
		['two minutes, although they are all there is', 120_000, 0, 120_000],
		['two minutes, although more was asked for', 3_600_000, 0, 120_000],
		['what is left', 3000, 117_000, 3000],
		['not longer than what is left', 3000, 117_001, undefined],
		['not longer than what is left, without a word', undefined, 119_501, undefined],
		['no wait that is no number', NaN, 0, 500],
		['no wait before now', -5, 0, 250],
		['no endless wait', Infinity, 0, 120_000],
	])('waits %s', (_, retryAfter, waitedMs, wait) => {
		const state = { retries: 0, waitedMs };
		expect(waitBeforeRetry(failure('busy', 'none', retryAfter), false, limits, state, 1)).toBe(
			wait,
		);
	});

	it('keeps the number of retries and all waits together in their bounds', () => {
		const answer = fc.record({
			cause: fc.constantFrom<Cause>('busy', 'undelivered', 'lost', 'refused', 'cancelled'),
			effect: fc.constantFrom<Effect>('none', 'open'),
			retryAfter: fc.option(fc.double({ min: -1e6, max: 1e9 }), { nil: undefined }),
			chance: fc.double({ min: 0, max: 1, noNaN: true }),
		});
		fc.assert(
			fc.property(
				fc.array(answer, { minLength: 1, maxLength: 60 }),
				fc.record({ maxRetries: fc.nat(20), maxWaitMs: fc.nat(3_600_000) }),
				fc.boolean(),
				(answers, bounds, repeatable) => {
					const state = { retries: 0, waitedMs: 0 };
					for (const { cause, effect, retryAfter, chance } of answers) {
						const wait = waitBeforeRetry(
							failure(cause, effect, retryAfter),
							repeatable,
							bounds,
							{ ...state },
							chance,
						);
						if (wait === undefined) break;
						expect(wait).toBeGreaterThanOrEqual(0);
						expect(cause).not.toBe('cancelled');
						expect(`${cause} ${effect}`).not.toBe('refused none');
						state.retries += 1;
						state.waitedMs += wait;
					}
					expect(state.retries).toBeLessThanOrEqual(bounds.maxRetries);
					expect(state.waitedMs).toBeLessThanOrEqual(bounds.maxWaitMs + 0.001);
				},
			),
		);
	});
});
