/** Whether to ask again, and how long to wait first. */
import type { RequestFailure } from './errors';

export interface RetryLimits {
	/** How often one request is sent again at most. */
	maxRetries: number;
	/** How long one item waits between its requests at most, in milliseconds, all waits together. */
	maxWaitMs: number;
}

export interface RetryState {
	/** How often this request has been sent again. */
	retries: number;
	/** How long this item has waited, in milliseconds. */
	waitedMs: number;
}

/** How long one item has waited. Waits side by side, of pages that are fetched ahead, count once. */
export class WaitedTime {
	private begun = 0;
	private until = 0;

	/** A wait of so many milliseconds begins now. */
	note(ms: number): void {
		const now = Date.now();
		this.begun += Math.max(0, now + ms - Math.max(now, this.until));
		this.until = Math.max(this.until, now + ms);
	}

	/** Until now, in milliseconds. */
	get ms(): number {
		return this.begun - Math.max(0, this.until - Date.now());
	}
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A server may ask for hours; a workflow would seem to hang. */
const LONGEST_RETRY_AFTER_MS = 120_000;

/**
 * `Retry-After`, in seconds or as an HTTP date (RFC 9110 §10.2.3), in milliseconds from now; undefined if absent or
 * unreadable. Clamped to two minutes.
 */
export function retryAfterMs(header: unknown, nowMs: number): number | undefined {
	const text: unknown = Array.isArray(header) ? header[0] : header;
	if (typeof text !== 'string' && typeof text !== 'number') return undefined;
	const trimmed = String(text).trim();
	return clamped(
		/^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) * 1000 : dateOf(trimmed) - nowMs,
	);
}

/** Within what a wait may be, or undefined for what is no number. */
const clamped = (asked: number) =>
	Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER_MS);

/**
 * The three forms of an HTTP date, and ISO 8601; NaN for everything else, because `Date.parse` finds a date in almost
 * any text, and a wrong one in the past would mean "at once".
 */
function dateOf(text: string): number {
	if (/^[A-Z][a-z]+, \d|^\d{4}-\d{2}-\d{2}T/.test(text)) return Date.parse(text);
	// The form of C's asctime names no zone and means UTC.
	return /^[A-Z][a-z]{2} [A-Z][a-z]{2} /.test(text) ? Date.parse(`${text} GMT`) : NaN;
}

/**
 * Exponential back-off with full jitter, in milliseconds: anything from 0 to a delay that doubles with every retry.
 *
 * @param chance random, from 0 to 1
 */
export function backoffMs(retries: number, chance: number): number {
	return chance * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** retries);
}

/**
 * The wait before the same request is sent again, in milliseconds, or undefined for "do not ask again".
 *
 * @param repeatable whether a request whose outcome is unknown may simply be repeated
 */
export function waitBeforeRetry(
	failure: RequestFailure,
	repeatable: boolean,
	limits: RetryLimits,
	state: RetryState,
	chance: number,
): number | undefined {
	const mayAskAgain =
		failure.cause === 'busy' ||
		failure.cause === 'undelivered' ||
		(repeatable && failure.effect === 'open' && failure.cause !== 'cancelled');
	if (!mayAskAgain || state.retries >= limits.maxRetries) return undefined;
	const left = limits.maxWaitMs - state.waitedMs;
	const backoff = backoffMs(state.retries, chance);
	const asked = clamped(failure.retryAfterMs ?? NaN);
	if (asked === undefined) return backoff > left ? undefined : backoff;
	// A little on top of what was asked for spreads those that were told the same moment.
	return asked > left ? undefined : Math.min(asked + chance * Math.min(250, backoff), left);
}
