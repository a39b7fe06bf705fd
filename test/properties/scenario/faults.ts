import * as fc from 'fast-check';
import { partOf } from '../../../facts/requests';
import type { Fault } from '../../../sandbox/index';
import { emptyAnswers } from './answers';
import { anyOf } from './arbitraries';
import type { Choice } from './choices';
import { clockOf, othersThan } from './circumstances';
import { isEcho } from './echo';
import { faultActions, type RedirectTarget } from './faultActions';
import { requestOf } from './kinds';

/** The faults of a run: which requests they strike, and how often. */

/** They hold for all requests, and always. */
const isLimit = ({ kind }: Fault) => kind === 'concurrencyLimit' || kind === 'rateLimit';

/** What nobody could take for what a change answers. */
const NOT_EMPTY = { body: '{"status":"ok"}' };

/** Random faults for a run of this operation, whose requests are given up after so many milliseconds. */
export function faultsFor(choice: Choice, redirectTo: RedirectTarget, timeoutMs: number) {
	const own = requestOf(choice);
	const reads = partOf(choice.provider.value, 'reads');
	const match = fc.record({
		part: anyOf(undefined, own, own, reads),
		after: anyOf(0, 0, 0, 1, 2, 3),
		times: anyOf<number | null>(1, 1, 1, 1, 2, 3, null),
	});
	const fault = fc
		.tuple(faultActions(choice, redirectTo, timeoutMs), match)
		.map(([action, { part, after, times }]): Fault[] => {
			// What takes as long as a timeout must not be repeated without end.
			const isSlow =
				(action.kind === 'latency' && action.ms >= timeoutMs) || action.kind === 'endless';
			// What was sent is repeated by the answer to it, and by no other.
			const place = isEcho(action) ? own : part;
			const isEmpty = action.kind === 'status' && emptyAnswers.includes(String(action.body));
			const fault: Fault = {
				...action,
				...(isEmpty && (part?.method !== 'POST' || part === reads) ? NOT_EMPTY : {}),
				provider: choice.provider.value,
				after,
				...place,
				...(isLimit(action) ? {} : { times: isSlow ? 1 : times }),
			};
			// The sandbox answers at once, so that without a delay no two requests are ever under way.
			return action.kind === 'concurrencyLimit'
				? [fault, { kind: 'latency', ms: 20, times: null }]
				: [fault];
		});
	const struck = fc.oneof(
		{ weight: 1, arbitrary: fc.constant<Fault[][]>([]) },
		{ weight: 9, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
	);
	return fc
		.tuple(struck, clockOf(choice), othersThan(choice))
		.map((faults) => faults.flat(2))
		.map((faults) => faults.map((fault): Fault => ({ provider: choice.provider.value, ...fault })));
}
