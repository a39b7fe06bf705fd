import { sleep } from 'n8n-workflow';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { RateLimiter, throwIfCancelled, wait } from '../../../../nodes/SipTrunk/http/pacing';

const cancelled = expect.objectContaining({ cause: 'cancelled' });

beforeEach(() => {
	jest.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
	jest.useRealTimers();
});

const pass = async (ms: number) => {
	await jest.advanceTimersByTimeAsync(ms);
};

/** What became of a promise so far. */
function watched<T>(promise: Promise<T>) {
	const state: { result?: T; error?: unknown; isOver: boolean } = { isOver: false };
	promise.then(
		(result) => Object.assign(state, { result, isOver: true }),
		(error: unknown) => Object.assign(state, { error, isOver: true }),
	);
	return state;
}

/** Requests that take a while, and what was seen of them. */
function requestsOn(rateLimiter: RateLimiter, takesMs = 50, signal?: AbortSignal) {
	const seen = { started: [] as string[], at: [] as number[], underWay: 0, most: 0 };
	const begin = Date.now();
	const request = async (name: string, priority = 0, after?: () => void) =>
		await rateLimiter.run(
			async () => {
				seen.started.push(name);
				seen.at.push(Date.now() - begin);
				seen.underWay += 1;
				seen.most = Math.max(seen.most, seen.underWay);
				await sleep(takesMs);
				seen.underWay -= 1;
				after?.();
				return name;
			},
			{ priority, signal },
		);
	return { seen, request };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `request ${index}`);

/** Lets one request at a time meet the limit until the rateLimiter has this window. */
function narrow(rateLimiter: RateLimiter, times: number) {
	for (let time = 0; time < times; time++) {
		rateLimiter.onBusy(0, Date.now() + time);
	}
}

const accept = (rateLimiter: RateLimiter, times: number) => {
	for (let time = 0; time < times; time++) rateLimiter.onAccepted();
};

describe('wait', () => {
	it('waits as long as it is told, also for long', async () => {
		const state = watched(wait(65_000, new AbortController().signal));
		await pass(64_999);
		expect(state.isOver).toBe(false);
		await pass(1);
		expect(state).toEqual({ isOver: true, result: undefined });
	});

	it.each([0, -5, NaN])('does not wait for %p', async (ms) => {
		await wait(ms);
		await expect(wait(ms, AbortSignal.abort())).rejects.toEqual(cancelled);
	});

	it('ends at once when the execution is cancelled', async () => {
		const controller = new AbortController();
		const state = watched(wait(60_000, controller.signal));
		await pass(30_100);
		controller.abort();
		await pass(0);
		expect(state).toMatchObject({ isOver: true, error: cancelled });
	});

	it('leaves no timer that keeps a stopped process alive for long', async () => {
		const controller = new AbortController();
		watched(wait(60_000, controller.signal));
		controller.abort();
		await pass(1000);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('listens to the signal once, however many wait', async () => {
		const { signal } = new AbortController();
		const listen = jest.spyOn(signal, 'addEventListener');
		const states = names(50).map(() => watched(wait(5000, signal)));
		await pass(5000);
		expect(states.every(({ isOver }) => isOver)).toBe(true);
		expect(listen).toHaveBeenCalledTimes(1);
	});
});

describe('throwIfCancelled', () => {
	it('throws after a cancellation only', () => {
		throwIfCancelled();
		throwIfCancelled(new AbortController().signal);
		expect(() => throwIfCancelled(AbortSignal.abort())).toThrow(RequestFailure);
	});
});

describe('RateLimiter', () => {
	it('runs as many at a time as are allowed, in the order in which they came', async () => {
		const { seen, request } = requestsOn(new RateLimiter(3));
		const states = names(10).map((name) => watched(request(name)));
		await pass(200);
		expect(seen.started).toEqual(names(10));
		expect(seen.most).toBe(3);
		expect(states.map(({ result }) => result)).toEqual(names(10));
		expect(seen.at).toEqual([0, 0, 0, 50, 50, 50, 100, 100, 100, 150]);
	});

	it('frees the place of an attempt that throws', async () => {
		const rateLimiter = new RateLimiter(1);
		const failing = watched(rateLimiter.run(async () => await Promise.reject(new Error('odd'))));
		const { seen, request } = requestsOn(rateLimiter);
		watched(request('next'));
		await pass(0);
		expect(failing.error).toEqual(new Error('odd'));
		expect(seen.started).toEqual(['next']);
	});

	it('lets nobody take the place of those who wait: a list of many pages stops no other item', async () => {
		const { seen, request } = requestsOn(new RateLimiter(1));
		const list = async () => {
			for (const page of ['page 1', 'page 2', 'page 3']) await request(page);
		};
		watched(list());
		watched(request('item 1'));
		watched(request('item 2'));
		await pass(500);
		expect(seen.started).toEqual(['page 1', 'item 1', 'item 2', 'page 2', 'page 3']);
		expect(seen.most).toBe(1);
	});

	it('prefers those that were asked to wait before, then those that came first', async () => {
		const { seen, request } = requestsOn(new RateLimiter(1));
		for (const [name, priority] of [
			['running', 0],
			['fresh 1', 0],
			['asked once', 1],
			['asked twice', 2],
			['fresh 2', 0],
			['asked once, later', 1],
		] as const) {
			watched(request(name, priority));
		}
		await pass(1000);
		expect(seen.started).toEqual([
			'running',
			'asked twice',
			'asked once',
			'asked once, later',
			'fresh 1',
			'fresh 2',
		]);
	});
});

describe('RateLimiter: a limit that is met', () => {
	it('makes everybody wait for as long as the provider says', async () => {
		const rateLimiter = new RateLimiter(4);
		const { seen, request } = requestsOn(rateLimiter);
		rateLimiter.onBusy(3000, Date.now());
		for (const name of names(3)) watched(request(name));
		await pass(2999);
		expect(seen.started).toEqual([]);
		await pass(1);
		expect(seen.started).toEqual(names(2));
	});

	it('waits for the longest of several pauses', async () => {
		const rateLimiter = new RateLimiter(4);
		const { seen, request } = requestsOn(rateLimiter);
		const started = Date.now();
		for (const ms of [1000, 5000, 2000]) rateLimiter.onBusy(ms, started);
		watched(request('next'));
		await pass(4999);
		expect(seen.started).toEqual([]);
		await pass(1);
		expect(seen.started).toEqual(['next']);
	});

	it('stops also those that are about to start', async () => {
		const rateLimiter = new RateLimiter(4);
		const { seen, request } = requestsOn(rateLimiter);
		rateLimiter.onBusy(1000, Date.now());
		watched(request('next'));
		await pass(900);
		rateLimiter.onBusy(1000, Date.now());
		await pass(999);
		expect(seen.started).toEqual([]);
		await pass(1);
		expect(seen.started).toEqual(['next']);
	});

	it.each([
		[1, 4],
		[2, 2],
		[3, 1],
		[4, 1],
	])('halves the requests at a time: of 8, after %i times, %i', async (times, most) => {
		const rateLimiter = new RateLimiter(8);
		narrow(rateLimiter, times);
		const { seen, request } = requestsOn(rateLimiter);
		for (const name of names(20)) watched(request(name));
		await pass(60_000);
		expect(seen.started).toHaveLength(20);
		expect(seen.most).toBe(most);
	});

	it('counts once if several requests that were under way meet it', async () => {
		const rateLimiter = new RateLimiter(8);
		const started = Date.now();
		await pass(50);
		for (let request = 0; request < 8; request++) rateLimiter.onBusy(100, started);
		const { seen, request } = requestsOn(rateLimiter);
		for (const name of names(20)) watched(request(name));
		await pass(10_000);
		expect(seen.most).toBe(4);
	});

	it('widens again with success, one at a time and never beyond what is allowed', async () => {
		const rateLimiter = new RateLimiter(4);
		narrow(rateLimiter, 2);
		const mostAfter = async (successes: number) => {
			accept(rateLimiter, successes);
			const { seen, request } = requestsOn(rateLimiter);
			for (const name of names(12)) watched(request(name));
			await pass(10_000);
			return seen.most;
		};
		expect(await mostAfter(19)).toBe(1);
		expect(await mostAfter(1)).toBe(2);
		expect(await mostAfter(20)).toBe(3);
		expect(await mostAfter(200)).toBe(4);
	});

	it('lets those who wait go as soon as there is more room', async () => {
		const rateLimiter = new RateLimiter(2);
		narrow(rateLimiter, 1);
		const { seen, request } = requestsOn(rateLimiter, 1000);
		watched(request('first'));
		watched(request('second'));
		await pass(10);
		expect(seen.started).toEqual(['first']);
		accept(rateLimiter, 20);
		await pass(0);
		expect(seen.started).toEqual(['first', 'second']);
	});
});

describe('RateLimiter: a limit that is met after a second of success', () => {
	/** How far apart the next requests are, in milliseconds. */
	async function gapOf(rateLimiter: RateLimiter) {
		const { seen, request } = requestsOn(rateLimiter, 1);
		for (const name of names(5)) watched(request(name));
		await pass(20_000);
		expect(seen.started).toHaveLength(5);
		const gaps = seen.at.slice(1).map((at, index) => at - seen.at[index]);
		return Math.max(...gaps);
	}

	/** A limiter of four at a time whose provider has accepted so many, evenly, in so many milliseconds. */
	async function running(accepted: number, ms: number) {
		const rateLimiter = new RateLimiter(4);
		for (let request = 0; request < accepted; request++) {
			await pass(ms / accepted);
			rateLimiter.onAccepted();
		}
		return rateLimiter;
	}

	it('is learned from that second, where several go at a time too', async () => {
		const rateLimiter = await running(40, 2400);
		rateLimiter.onBusy(0, Date.now());
		expect(await gapOf(rateLimiter)).toBe(62);
	});

	it.each([
		['met within the first second', 18, 900],
		['met after a second in which there was little to send', 14, 2100],
	])('lets half as many go at a time where it is %s', async (_, accepted, ms) => {
		const rateLimiter = await running(accepted, ms);
		rateLimiter.onBusy(0, Date.now());
		expect(await gapOf(rateLimiter)).toBeLessThan(5);
		const { seen, request } = requestsOn(rateLimiter);
		for (const name of names(8)) watched(request(name));
		await pass(1000);
		expect(seen.most).toBe(2);
	});

	it('makes the gap at most twice as long, whatever little was sent', async () => {
		const rateLimiter = await running(40, 2400);
		rateLimiter.onBusy(0, Date.now());
		await pass(5000);
		accept(rateLimiter, 2);
		rateLimiter.onBusy(0, Date.now());
		expect(await gapOf(rateLimiter)).toBe(124);
	});
});

describe('RateLimiter: the chance for the length of a pause', () => {
	it('is one for all that were refused before it, and another for the next', () => {
		const rateLimiter = new RateLimiter(4);
		const started = Date.now();
		const chances = [1, 2, 3, 4].map(() => {
			const chance = rateLimiter.chance(started);
			rateLimiter.onBusy(1000, started);
			return chance;
		});
		expect(new Set(chances).size).toBe(1);
		expect(chances[0]).toBeGreaterThanOrEqual(0);
		expect(chances[0]).toBeLessThan(1);
		expect(rateLimiter.chance(started + 1000)).not.toBe(chances[0]);
	});
});

describe('RateLimiter: one at a time that is still too fast', () => {
	/** A rateLimiter that has learned its pace from a second with so many requests. */
	const learned = (acceptedInOneSecond: number) => {
		const rateLimiter = new RateLimiter(1);
		accept(rateLimiter, acceptedInOneSecond);
		rateLimiter.onBusy(0, Date.now());
		return rateLimiter;
	};

	async function gapsOf(rateLimiter: RateLimiter, count: number) {
		const { seen, request } = requestsOn(rateLimiter, 1);
		for (const name of names(count)) watched(request(name));
		await pass(60_000);
		expect(seen.started).toHaveLength(count);
		return seen.at.slice(1).map((at, index) => at - seen.at[index]);
	}

	it.each([
		[10, 105],
		[4, 263],
		[2, 525],
		[1, 1050],
	])('%i accepted in a second: the next ones %i ms apart', async (accepted, gap) => {
		for (const seen of await gapsOf(learned(accepted), 6)) {
			expect(seen).toBeGreaterThanOrEqual(Math.floor(accepted === 4 ? 262 : gap));
			expect(seen).toBeLessThanOrEqual(gap + 1);
		}
	});

	it('forgets what was accepted longer than a second ago', async () => {
		const rateLimiter = new RateLimiter(1);
		accept(rateLimiter, 50);
		await pass(1001);
		accept(rateLimiter, 10);
		rateLimiter.onBusy(0, Date.now());
		for (const gap of await gapsOf(rateLimiter, 4)) expect(gap).toBeGreaterThanOrEqual(105);
	});

	it('widens the gap further if that is too fast, too', async () => {
		const rateLimiter = learned(10);
		await pass(2000);
		rateLimiter.onBusy(0, Date.now());
		for (const gap of await gapsOf(rateLimiter, 4)) expect(gap).toBeGreaterThanOrEqual(115);
	});

	it('is not slower than one in five seconds', async () => {
		const rateLimiter = learned(2);
		for (let time = 0; time < 100; time++) {
			await pass(2000);
			rateLimiter.onBusy(0, Date.now());
		}
		const { seen, request } = requestsOn(rateLimiter, 1);
		for (const name of names(4)) watched(request(name));
		await pass(15_001);
		expect(seen.started).toHaveLength(4);
	});

	it('speeds up with success, slowly at first', async () => {
		const rateLimiter = learned(10);
		accept(rateLimiter, 99);
		expect(Math.max(...(await gapsOf(rateLimiter, 3)))).toBeGreaterThanOrEqual(105);
		accept(rateLimiter, 1);
		const slower = Math.max(...(await gapsOf(rateLimiter, 3)));
		expect(slower).toBeLessThanOrEqual(103);
		expect(slower).toBeGreaterThanOrEqual(100);
		accept(rateLimiter, 200);
		expect(Math.max(...(await gapsOf(rateLimiter, 3)))).toBeLessThanOrEqual(90);
	});

	it('speeds up after some seconds where successes are rare', async () => {
		const rateLimiter = learned(1);
		await pass(4999);
		accept(rateLimiter, 1);
		expect(Math.max(...(await gapsOf(rateLimiter, 3)))).toBeGreaterThanOrEqual(1050);
		accept(rateLimiter, 1);
		expect(Math.max(...(await gapsOf(rateLimiter, 3)))).toBeLessThanOrEqual(1019);
	});

	it('pauses for the gap at least, and says for how long', async () => {
		const rateLimiter = new RateLimiter(1);
		accept(rateLimiter, 1);
		expect(rateLimiter.onBusy(100, Date.now())).toBe(1050);
		expect(rateLimiter.onBusy(3000, Date.now())).toBe(3000);
		const { seen, request } = requestsOn(rateLimiter);
		watched(request('next'));
		await pass(2999);
		expect(seen.started).toEqual([]);
		await pass(1);
		expect(seen.started).toEqual(['next']);
	});

	it('runs several at a time again after a long time without a limit', async () => {
		const rateLimiter = new RateLimiter(2);
		accept(rateLimiter, 10);
		narrow(rateLimiter, 2);
		accept(rateLimiter, 1000);
		const { seen, request } = requestsOn(rateLimiter);
		for (const name of names(6)) watched(request(name));
		await pass(1000);
		expect(seen.most).toBe(2);
	});
});

describe('RateLimiter: a cancelled execution', () => {
	it('starts nothing, neither what waits for a place nor what waits for its turn', async () => {
		const controller = new AbortController();
		const rateLimiter = new RateLimiter(2, controller.signal);
		const { seen, request } = requestsOn(rateLimiter, 10_000, controller.signal);
		rateLimiter.onBusy(0, Date.now());
		const running = watched(request('running'));
		await pass(1);
		rateLimiter.onBusy(60_000, Date.now());
		const others = names(5).map((name) => watched(request(name)));
		await pass(100);
		controller.abort();
		await pass(0);
		expect(others).toEqual(others.map(() => ({ isOver: true, error: cancelled })));
		expect(running.isOver).toBe(false);
		await pass(120_000);
		expect(running.result).toBe('running');
		expect(seen.started).toEqual(['running']);
	});

	it('goes on, one after the other, with what must go to its end', async () => {
		const controller = new AbortController();
		const rateLimiter = new RateLimiter(1, controller.signal);
		const cancellable = requestsOn(rateLimiter, 100, controller.signal);
		const { seen, request } = requestsOn(rateLimiter, 100);
		const running = watched(cancellable.request('running'));
		const waiting = watched(cancellable.request('waiting'));
		const states = names(2).map((name) => watched(request(name)));
		await pass(10);
		controller.abort();
		await pass(0);
		expect(waiting).toMatchObject({ isOver: true, error: cancelled });
		expect(seen.started).toEqual([]);
		await pass(300);
		expect(running.result).toBe('running');
		expect(states.map(({ result }) => result)).toEqual(names(2));
		expect(seen.most).toBe(1);
	});

	it('starts nothing afterwards', async () => {
		const signal = AbortSignal.abort();
		const { seen, request } = requestsOn(new RateLimiter(2, signal), 50, signal);
		const states = names(3).map((name) => watched(request(name)));
		await pass(1000);
		expect(states).toEqual(states.map(() => ({ isOver: true, error: cancelled })));
		expect(seen.started).toEqual([]);
	});

	it('listens to the signal once, however many wait', async () => {
		const { signal } = new AbortController();
		const listen = jest.spyOn(signal, 'addEventListener');
		const rateLimiter = new RateLimiter(50, signal);
		rateLimiter.onBusy(3000, Date.now());
		const { seen, request } = requestsOn(rateLimiter, 50, signal);
		for (const name of names(200)) watched(request(name));
		await pass(60_000);
		expect(seen.started).toHaveLength(200);
		expect(listen).toHaveBeenCalledTimes(1);
	});
});
