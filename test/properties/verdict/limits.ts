import { facts } from '../../../facts/index';
import { goesToTheEnd, TO_THE_END } from '../scenario/index';
import { writesOf, type Evidence } from './evidence';
import { groupsOf } from './groups';
import { isMadeFor } from './madeFor';

/** How often requests are sent, and how long a run takes, by what the options allow. */

/** For the work itself, beside waiting for answers. */
const LEEWAY_MS = 5000;

/** What the options allow, and for a step that goes to the end no less than what it takes by itself. */
function allowedBy({ choice, scenario }: Evidence) {
	const least = goesToTheEnd(choice) ? TO_THE_END : { maxRetries: 0, maxWait: 0 };
	const { timeout, maxRetries, maxWait } = scenario.options;
	return {
		tries: 1 + Math.max(maxRetries, least.maxRetries),
		maxWaitMs: (maxWait + least.maxWait) * 1000,
		timeoutMs: timeout * 1000,
	};
}

/** With how many requests of the same method an item is done if nothing goes wrong. */
function stepsOf({ provider, operation }: Evidence['choice']): number {
	// A number that is moved and put back is assigned twice; what takes it off may have to be said in two ways.
	const { routes } = facts[provider.value].api;
	const isTwice = { assign: true, unassign: routes !== undefined }[operation.value];
	return isTwice ? 2 : 1;
}

function tooManyWrites(evidence: Evidence): string[] {
	const { asked, choice } = evidence;
	const { tries } = allowedBy(evidence);
	return groupsOf(asked).flatMap((group) => {
		const byMethod = new Map<string, number>();
		for (const request of writesOf(evidence)) {
			if (!isMadeFor(request, asked[group[0]])) continue;
			byMethod.set(request.method, (byMethod.get(request.method) ?? 0) + 1);
		}
		return [...byMethod]
			.filter(([, times]) => times > group.length * tries * stepsOf(choice))
			.map(([method, times]) => `${method} was sent ${times} times for ${group.length} items`);
	});
}

function tooManyReads(evidence: Evidence): string[] {
	const { asked, requests, scenario } = evidence;
	const { tries } = allowedBy(evidence);
	const reads = requests.length - writesOf(evidence).length;
	const perLookUp = (3 + scenario.options.requestsInParallel) * tries;
	const mostReads = tries + asked.length * (tries + 3) * perLookUp;
	return reads > mostReads ? [`${reads} reads for ${asked.length} items`] : [];
}

function tooLong(evidence: Evidence): string[] {
	const { asked, requests, run, lateMs } = evidence;
	const { maxWaitMs, timeoutMs } = allowedBy(evidence);
	const answersMs = requests.length * timeoutMs;
	const mostMs = asked.length * maxWaitMs + answersMs + LEEWAY_MS + lateMs;
	return run.runTimeMs > mostMs ? [`the run took ${run.runTimeMs} ms`] : [];
}

/** No request more often, and no wait longer, than the options say. */
export const outOfBounds = (evidence: Evidence): string[] => [
	...tooManyWrites(evidence),
	...tooManyReads(evidence),
	...tooLong(evidence),
];
