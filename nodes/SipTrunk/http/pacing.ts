import { sleep } from 'n8n-workflow';
import { RequestFailure } from './errors';

/**
 * Waits.
 *
 * @throws the error of `cancelled` as soon as the execution is cancelled
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const until = Date.now() + Math.ceil(ms);
	throwIfCancelled(signal);
	while (Date.now() < until) {
		// In slices, because a timer cannot be taken back and would keep a stopped process alive.
		await orCancelled(sleep(Math.min(1000, until - Date.now())), signal);
		throwIfCancelled(signal);
	}
}

/** Spelled like this, n8n shows the execution as canceled and not as failed. */
export const cancelled = () =>
	new RequestFailure('The execution was canceled.', { cause: 'cancelled' });

export function throwIfCancelled(signal?: AbortSignal): void {
	if (signal?.aborted) throw cancelled();
}

async function orCancelled(promise: Promise<void>, signal?: AbortSignal): Promise<void> {
	if (!signal) return await promise;
	let stop = () => {};
	const cancelled = new Promise<void>((resolve) => {
		stop = onCancel(signal, resolve);
	});
	await Promise.race([promise, cancelled]);
	stop();
}

/** What is to be told of a cancelled execution. One listener serves all: Node.js warns of a leak at the eleventh. */
const told = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `tell` when the execution is cancelled. Call the result to no longer be told. */
export function onCancel(signal: AbortSignal, tell: () => void): () => void {
	const known = told.get(signal);
	const all = known ?? new Set<() => void>();
	if (!known) {
		told.set(signal, all);
		signal.addEventListener('abort', () => all.forEach((one) => one()), { once: true });
	}
	all.add(tell);
	return () => all.delete(tell);
}

const ONE_SECOND_MS = 1000;
/** Successes in a row after which one more request may be under way. */
const SUCCESSES_TO_WIDEN = 20;
/**
 * Successes in a row after which the gap between two requests shrinks; with a long gap, after this time. A pace that was
 * found is mostly the right one, and each try to go faster costs a pause.
 */
const SUCCESSES_TO_QUICKEN = 100;
const TIME_TO_QUICKEN_MS = 10_000;
/** A learned pace stays this much below what the provider had accepted. */
const MARGIN = 1.05;
const LONGEST_GAP_MS = 5000;
/** A shorter gap slows nothing down any more, so more requests may be under way again instead. */
const SHORTEST_GAP_MS = 5;

/**
 * The shared pace of all requests of one run. A limit that one request meets slows all of them: everything pauses for
 * as long as the provider says. A limit that is met at once lets half as many go on at a time. One that is met by a
 * single request, or by a run that went well for a second, makes a gap between two requests, which follows from how many
 * the provider had accepted within that second. Successes speed it up again, slowly at first.
 */
export class RateLimiter {
	private window: number;
	private inFlight = 0;
	private pausedUntil = 0;
	private gapMs = 0;
	private nextStart = 0;
	private successes = 0;
	private quickened = 0;
	private gapChangedAt = 0;
	private runningSince = Date.now();
	private drawn = 0;
	private accepted: number[] = [];
	private waiting: Array<{ priority: number; signal?: AbortSignal; go: () => void }> = [];

	/**
	 * @param limit how many requests may be under way at the same time
	 * @param signal the execution's
	 */
	constructor(
		readonly limit: number,
		signal?: AbortSignal,
	) {
		this.window = limit;
		if (signal) onCancel(signal, () => this.letCancelledGo());
	}

	/**
	 * Runs one attempt when its turn has come; those of a higher `priority` go first. Throws only if the attempt does,
	 * or if its `signal` is aborted before.
	 */
	async run<T>(
		attempt: () => Promise<T>,
		{ priority = 0, signal }: { priority?: number; signal?: AbortSignal } = {},
	): Promise<T> {
		await this.slot(priority, signal);
		try {
			await this.turn(signal);
			return await attempt();
		} finally {
			this.inFlight -= 1;
			this.callNext();
		}
	}

	/** Waits for a place among those under way. It is handed over, so that no newcomer can take it first. */
	private async slot(priority: number, signal?: AbortSignal): Promise<void> {
		if (this.inFlight < this.window) {
			this.inFlight += 1;
			return;
		}
		await new Promise<void>((go) => {
			const behind = this.waiting.findIndex((other) => other.priority < priority);
			this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, { priority, signal, go });
		});
	}

	private callNext(): void {
		const free = this.window - this.inFlight;
		for (const next of this.waiting.splice(0, Math.max(0, free))) {
			this.inFlight += 1;
			next.go();
		}
	}

	/** After a cancellation only what must go to its end waits; the others find out by themselves and start nothing. */
	private letCancelledGo(): void {
		const cancelled = this.waiting.filter(({ signal }) => signal !== undefined);
		this.waiting = this.waiting.filter(({ signal }) => signal === undefined);
		this.inFlight += cancelled.length;
		for (const { go } of cancelled) go();
	}

	private async turn(signal?: AbortSignal): Promise<void> {
		throwIfCancelled(signal);
		do {
			const now = Date.now();
			const start = Math.max(now, this.pausedUntil, this.nextStart);
			this.nextStart = start + this.gapMs;
			if (start > now) await wait(start - now, signal);
			// A pause may have begun in the meantime.
		} while (this.pausedUntil > Date.now());
	}

	/** The provider took a request on. */
	onAccepted(): void {
		const now = Date.now();
		this.accepted.push(now);
		this.forgetBefore(now - ONE_SECOND_MS);
		this.successes += 1;
		if (this.gapMs > 0) {
			const unchangedMs = now - this.gapChangedAt;
			if (this.successes < SUCCESSES_TO_QUICKEN && unchangedMs < TIME_TO_QUICKEN_MS) return;
			this.gapMs *= 1 - Math.min(0.5, 0.03 * 2 ** this.quickened);
			if (this.gapMs < SHORTEST_GAP_MS) this.gapMs = 0;
			this.quickened += 1;
			this.gapChangedAt = now;
		} else {
			if (this.successes < SUCCESSES_TO_WIDEN || this.window >= this.limit) return;
			this.window += 1;
			this.callNext();
		}
		this.successes = 0;
	}

	/**
	 * A chance from 0 to 1 for what a pause is longer than the provider has asked for, the same for all that were refused
	 * before it: of one for each of them, the longest would count.
	 *
	 * @param started when the refused request was sent
	 */
	chance(started: number): number {
		if (started >= this.pausedUntil) this.drawn = Math.random();
		return this.drawn;
	}

	/**
	 * The provider asked to be left alone for `pauseMs`. `started` is when the request was sent: those that were under
	 * way when a pause began say nothing new. Returns how long the pause lasts from now, in milliseconds: others may
	 * have been told a longer one.
	 */
	onBusy(pauseMs: number, started: number): number {
		const now = Date.now();
		if (started >= this.pausedUntil) this.slowDown(now);
		// A provider that names no wait would otherwise be asked again before it can have room.
		this.pausedUntil = Math.max(this.pausedUntil, now + pauseMs, now + this.gapMs);
		this.nextStart = this.pausedUntil;
		this.runningSince = this.pausedUntil;
		return this.pausedUntil - now;
	}

	private slowDown(now: number): void {
		this.successes = 0;
		this.quickened = 0;
		this.forgetBefore(now - ONE_SECOND_MS);
		const count = this.accepted.length;
		// A few that were accepted tell nothing of the pace: there may have been no more to send.
		const isSteady = now - this.runningSince >= ONE_SECOND_MS && count >= 2 * this.window;
		if (this.gapMs === 0 && this.window > 1 && !isSteady) {
			this.window = Math.floor(this.window / 2);
			return;
		}
		const learned = count > 0 ? (ONE_SECOND_MS / count) * MARGIN : 0;
		this.gapMs = Math.min(LONGEST_GAP_MS, this.widened(learned));
		this.gapChangedAt = now;
	}

	/** A gap that turned out too short becomes at most twice as long, because a few that were accepted may be all that were sent. */
	private widened(learned: number): number {
		return this.gapMs === 0
			? learned
			: Math.max(1.1 * this.gapMs, Math.min(learned, 2 * this.gapMs));
	}

	private forgetBefore(time: number): void {
		const recent = this.accepted.findIndex((at) => at >= time);
		this.accepted.splice(0, recent < 0 ? this.accepted.length : recent);
	}
}
