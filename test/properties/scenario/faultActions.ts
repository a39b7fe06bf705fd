import * as fc from 'fast-check';
import type { Fault } from '../../../sandbox/index';
import { alienAnswers, emptyAnswers, GATEWAY_STATUSES } from './answers';
import { anyOf } from './arbitraries';
import type { Choice } from './choices';
import { echo } from './echo';
import { kindOf } from './kinds';

/** What a fault does to a request or its answer. */

/** Where redirects lead: an address that must never hear anything. */
export type RedirectTarget = () => string;

/** No run takes longer than this for one answer. */
const LONGEST_DELAY_MS = 2000;

const noAnswerInTime = (timeoutMs: number) =>
	fc.constant<Fault>({ kind: 'latency', ms: timeoutMs + 250 });

/** All kinds of faults, with those the more often that are hard to get right. */
export function faultActions(
	choice: Choice,
	redirectTo: RedirectTarget,
	timeoutMs: number,
): fc.Arbitrary<Fault> {
	const when = anyOf<'before' | 'after'>('before', 'after');
	// That something is gone or changed is said by the status alone, so a wrong 200 cannot be seen through.
	const isTakenAtItsWord = !['reads', 'makes'].includes(kindOf(choice));
	const whenAnswered = isTakenAtItsWord ? anyOf<'after'>('after') : when;
	const retryAfter = anyOf<number | string>(0, 0, 1, 'none', 'date:1', 30, 3600, 'date:3600');
	return fc.oneof(
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'resetBefore' }) },
		{ weight: 5, arbitrary: fc.constant<Fault>({ kind: 'resetAfter' }) },
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'cut' }) },
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'truncatedJson' }) },
		{
			weight: 8,
			arbitrary: fc.tuple(anyOf(500, 502, 503, 504, 408), when, fc.boolean()).map(
				([status, at, isPage]): Fault => ({
					kind: 'status',
					status,
					when: at,
					...(isPage ? { body: '<html><body>Bad gateway</body></html>' } : {}),
				}),
			),
		},
		{
			weight: 5,
			arbitrary: fc.tuple(anyOf(...GATEWAY_STATUSES), when, fc.boolean()).map(
				([status, at, isPage]): Fault => ({
					kind: 'status',
					status,
					when: at,
					...(isPage ? { body: '<html><body>No answer from the origin</body></html>' } : {}),
				}),
			),
		},
		{
			weight: 2,
			arbitrary: anyOf(400, 401, 402, 403, 409, 422).map(
				(status): Fault => ({ kind: 'status', status }),
			),
		},
		{
			weight: 3,
			arbitrary: anyOf(400, 401, 422, 500).map((status): Fault => ({ ...echo, status })),
		},
		{
			weight: 1,
			arbitrary: fc.constant<Fault>({ kind: 'status', status: 404, body: '<html>Nothing</html>' }),
		},
		{
			weight: 5,
			arbitrary: retryAfter.map(
				(seconds): Fault => ({ kind: 'tooManyRequests', retryAfter: seconds }),
			),
		},
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 20, max: 300 })
				.map((forMs): Fault => ({ kind: 'refuse', forMs })),
		},
		{ weight: 2, arbitrary: when.map((at): Fault => ({ kind: 'htmlBody', when: at })) },
		{ weight: 2, arbitrary: whenAnswered.map((at): Fault => ({ kind: 'emptyBody', when: at })) },
		{
			weight: 2,
			arbitrary: fc
				.tuple(anyOf(...alienAnswers, ...emptyAnswers), whenAnswered)
				.map(([body, at]): Fault => ({ kind: 'status', status: 200, body, when: at })),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'successFalse' }) },
		{
			weight: 2,
			arbitrary: anyOf(301, 302, 303, 307, 308).map(
				(status): Fault => ({ kind: 'redirect', to: redirectTo(), status }),
			),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'wrongContentType' }) },
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'hugeBody', bytes: 200_000 }) },
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'deepBody', levels: 5000 }) },
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'otherThing' }) },
		// Each takes as much memory as an answer may have, so these are rare.
		{
			weight: 1,
			arbitrary: anyOf<Fault>(
				{ kind: 'endless', ms: 0, bytes: 1_000_000 },
				{ kind: 'gzipBomb', bytes: 200_000_000 },
			),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'repeatPage' }) },
		{
			weight: 1,
			arbitrary: anyOf(0, 1, 2, 7, 250).map((total): Fault => ({ kind: 'lieTotal', total })),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'unknownEnums' }) },
		{
			weight: 2,
			arbitrary: fc.integer({ min: 5, max: 60 }).map((ms): Fault => ({ kind: 'latency', ms })),
		},
		...(timeoutMs > LONGEST_DELAY_MS
			? []
			: [
					{ weight: 8, arbitrary: noAnswerInTime(timeoutMs) },
					{ weight: 8, arbitrary: fc.constant<Fault>({ kind: 'endless', ms: 40, bytes: 100 }) },
				]),
		{
			weight: 1,
			arbitrary: fc.integer({ min: 1, max: 15 }).map((ms): Fault => ({ kind: 'trickle', ms })),
		},
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 1, max: 3 })
				.map((max): Fault => ({ kind: 'concurrencyLimit', max })),
		},
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 1, max: 6 })
				.map((perSecond): Fault => ({ kind: 'rateLimit', perSecond })),
		},
	);
}
