import { wrongOutcomes } from './account';
import { startedLate } from './cancellation';
import type { Evidence } from './evidence';
import { leaks } from './leaks';
import { outOfBounds } from './limits';
import { wrongOrder } from './order';
import type { Outcome } from './outcome';
import { outcomesOf } from './outcomes';
import { stolen } from './stolenNumbers';
import { strangeChanges } from './strangeChanges';
import { strayed } from './straying';

export type { Evidence } from './evidence';
export type { Outcome } from './outcome';
export { credentialSecrets } from './secrets';

/**
 * Compares what the node says with what the sandbox saw: its log of requests and the account before and after.
 * Every judgement returns what is wrong, as sentences; nothing is wrong if there are none.
 */

/** Everything that is wrong with a run. */
export function judge(evidence: Evidence): { problems: string[]; outcomes: Outcome[] } {
	const problems: string[] = [];
	const outcomes = outcomesOf(evidence, problems);
	problems.push(
		...strangeChanges(evidence),
		...wrongOutcomes(evidence, outcomes),
		...wrongOrder(evidence),
		...outOfBounds(evidence),
		...leaks(evidence),
		...strayed(evidence),
		...startedLate(evidence),
		...stolen(evidence),
		...evidence.leftOpen.map((line) => `${line} was still open when the node had ended`),
	);
	return { problems, outcomes };
}
