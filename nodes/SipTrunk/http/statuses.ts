import type { Cause, Effect } from './errors';

/** What an HTTP status means, in words and in what follows from it. */

/** What a server says of a request that it cannot carry out at all: an unknown method, HTTP version, or network. */
const NOT_BEGUN = new Set([501, 505, 511]);

/** Whether the outcome is open. Any failure of the server counts: it may have come after the effect. */
const leavesOpen = (status: number) => status === 408 || (status >= 500 && !NOT_BEGUN.has(status));

/** Whether a gateway says so, while the provider may still be at work. 520 to 530 and 598, 599 are of their own making. */
const mayStillBeAtWork = (status: number) =>
	[408, 502, 504, 598, 599].includes(status) || (status >= 520 && status <= 530);

/**
 * Why a request failed and what is known of its effect, after a status that is not 2xx.
 *
 * @param isObject whether the body is a JSON object, and so the provider's own; a web page may come from a gateway
 */
export function knownAfter(status: number, isObject: boolean): { cause: Cause; effect: Effect } {
	if (status === 429) return { cause: 'busy', effect: 'none' };
	if (!leavesOpen(status)) return { cause: 'refused', effect: 'none' };
	return { cause: isObject && !mayStillBeAtWork(status) ? 'refused' : 'lost', effect: 'open' };
}

const WORDS: Record<number, string> = {
	200: 'the request was not carried out',
	400: 'the request was not accepted',
	401: 'the key was refused',
	402: 'payment is required',
	403: 'the key has no permission for this',
	404: 'there is no such thing, or it belongs to another account',
	405: 'the method is not allowed',
	409: 'it conflicts with what exists',
	408: 'the request took too long',
	422: 'the request was not accepted',
	429: 'too many requests',
	500: 'the provider failed',
	502: 'the provider could not be reached by its gateway',
	503: 'the provider is unavailable',
	504: "the provider's gateway gave up waiting",
};

const ADVICE: Record<number, string> = {
	200: 'Change what the message names.',
	400: 'Change what the message names.',
	401: 'Open the credential and enter the key again. A key that was just pasted may lack a character or belong to another account.',
	402: "Check balance and payment in the provider's console.",
	403: "Give the key the permission in the provider's console, or use another key.",
	404: 'Check the ID, and that the credential belongs to the account that owns it.',
	405: 'Check the API Base URL in the credential.',
	409: 'Choose another value, or work with what exists.',
	408: 'Try again later.',
	422: 'Change the fields that the message names.',
	429: "Lower 'Requests in Parallel' in the node's Options, or raise 'Max Wait'.",
	500: 'Try again later. If it stays, tell the provider the time and the request ID.',
	502: 'Try again later.',
	503: 'Try again later.',
	504: 'Try again later.',
};

/** For a status that the table does not know: rather something in between than the provider. */
const OTHER_ADVICE =
	'Check the API Base URL in the credential, or ask the provider what this status means.';

/** For a status that no document names: what stands for all like it. */
function likeOf(status: number): number {
	// A refusal inside a success is one, whichever success.
	if (status < 300) return 200;
	if (WORDS[status] !== undefined || !leavesOpen(status)) return status;
	return mayStillBeAtWork(status) ? 502 : 500;
}

/** What a status means, for the message: `status 418` for an unknown one. */
export const wordsFor = (status: number): string => WORDS[likeOf(status)] ?? `status ${status}`;

/** What a person can do about it. */
export const adviceFor = (status: number): string => ADVICE[likeOf(status)] ?? OTHER_ADVICE;
