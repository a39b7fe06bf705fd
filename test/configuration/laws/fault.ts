import * as fc from 'fast-check';
import type { Fault } from '../../../sandbox/index';

/** What goes wrong: one request of a run meets this, and the others are answered. */

const anyOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

export const faultOf: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'resetBefore' }) },
	{ weight: 4, arbitrary: fc.constant<Fault>({ kind: 'resetAfter' }) },
	{ weight: 2, arbitrary: fc.constant<Fault>({ kind: 'cut' }) },
	{ weight: 2, arbitrary: fc.constant<Fault>({ kind: 'truncatedJson' }) },
	{
		weight: 5,
		arbitrary: fc
			.tuple(anyOf(500, 502, 503, 504, 520, 408), anyOf<'before' | 'after'>('before', 'after'))
			.map(([status, when]): Fault => ({ kind: 'status', status, when })),
	},
	{
		weight: 3,
		arbitrary: anyOf(400, 401, 403, 404, 409, 422).map(
			(status): Fault => ({ kind: 'status', status }),
		),
	},
	{
		weight: 2,
		arbitrary: anyOf(0, 3600).map((retryAfter): Fault => ({ kind: 'tooManyRequests', retryAfter })),
	},
	// Longer than the node waits for.
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'latency', ms: 5500 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'trickle', ms: 500, bytes: 8 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'endless', ms: 50, bytes: 64 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'refuse', forMs: 30 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'redirect', to: 'https://example.com/' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'otherThing' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'deepBody', levels: 200 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'wrongContentType' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'lieTotal', total: 50 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'repeatPage' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'unknownEnums' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'htmlBody', when: 'after' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'emptyBody', when: 'after' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'successFalse' }) },
);
