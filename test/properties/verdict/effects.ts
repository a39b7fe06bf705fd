import { writesOf, type Evidence } from './evidence';
import { groupsOf } from './groups';
import { wasLiedTo } from './lies';
import { isMadeFor } from './madeFor';
import { isOpen, type Outcome } from './outcome';
import { stateOf, wantedBy } from './states';

/** Which items have had an effect, by the log of requests. */

/** An item that failed for certain has changed nothing, and one that is done has. */
export function wrongEffects(evidence: Evidence, outcomes: Outcome[]): string[] {
	const problems: string[] = [];
	for (const group of groupsOf(evidence.asked)) {
		const own = group.map((item) => outcomes[item]);
		const effects = writesOf(evidence).filter(
			(request) => request.effects.length > 0 && isMadeFor(request, evidence.asked[group[0]]),
		).length;
		const explained = own.some((outcome) => outcome.state === 'done' || isOpen(outcome));
		if (effects > 0 && !explained) {
			problems.push(
				`items ${group.join()} have changed something although they failed for certain`,
			);
		}
		const start = stateOf(evidence, evidence.before, group[0]);
		const wanted = wantedBy(evidence, group[0], start);
		// What is as it was wanted already may be found so, also where the answer to a change was lost.
		const changed = start !== wanted && own.some(({ state }) => state === 'done');
		if (changed && effects === 0 && !group.some((item) => wasLiedTo(evidence, item))) {
			problems.push(`items ${group.join()} are said to be done and have changed nothing`);
		}
	}
	return problems;
}
