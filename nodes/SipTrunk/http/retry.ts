/**
 * Whether to ask again, and how long to wait first. Pure functions: time and chance are handed in.
 */
import type { RequestFailure } from './errors';

export interface RetryLimits {
	/** How often one request is asked again at the most. */
	maxRetries: number;
	/** How long one item waits between its requests at the most, in milliseconds, all waits together. */
	maxWaitMs: number;
}

export interface RetryState {
	/** How often this request has been asked again already. */
	retries: number;
	/** How long this item has waited already, in milliseconds. */
	waitedMs: number;
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
	const text = Array.isArray(header) ? header[0] : header;
	if (typeof text !== 'string' && typeof text !== 'number') return undefined;
	const trimmed = String(text).trim();
	const asked = /^\d+(?:\.\d+)?$/.test(trimmed)
		? Number(trimmed) * 1000
		: Date.parse(trimmed) - nowMs;
	if (Number.isNaN(asked)) return undefined;
	return Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER_MS);
}

/** Exponential back-off with full jitter: anything from 0 to the doubled delay. `chance` is from 0 to 1. */
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
		failure.kind === 'busy' ||
		failure.kind === 'undelivered' ||
		(failure.kind === 'unknown' && repeatable);
	if (!mayAskAgain || state.retries >= limits.maxRetries) return undefined;
	const backoff = backoffMs(state.retries, chance);
	// A little on top of what was asked for spreads those that were told the same moment.
	const wait =
		failure.retryAfterMs === undefined
			? backoff
			: failure.retryAfterMs + chance * Math.min(250, backoff);
	return state.waitedMs + wait > limits.maxWaitMs ? undefined : wait;
}
