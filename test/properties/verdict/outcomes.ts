import { isCancelled, type Evidence } from './evidence';
import type { Outcome } from './outcome';
import { fromError } from './toldByError';
import { fromItems } from './toldByItems';

/** What the node says became of each item, from wherever it says so. */

/** One outcome for each item, in order. */
export function outcomesOf(evidence: Evidence, problems: string[]): Outcome[] {
	const { run, asked } = evidence;
	const isTold = (run.error as { context?: { itemIndex?: number } } | undefined)?.context
		?.itemIndex;
	if (isCancelled(evidence) && isTold === undefined) return asked.map(() => ({ state: 'untold' }));
	if (run.error !== undefined) return fromError(evidence, problems);
	const outcomes = fromItems(evidence, problems);
	const isList = evidence.choice.operation.returns === 'rows';
	outcomes.forEach((outcome, item) => {
		if (outcome.state === 'notStarted' && !isList) problems.push(`item ${item} has no outcome`);
		if (outcome.state === 'done' && !isList && outcome.rows.length > 1) {
			problems.push(`item ${item} has ${outcome.rows.length} outcomes`);
		}
	});
	return outcomes;
}
