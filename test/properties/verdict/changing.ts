import type { Thing } from '../../../facts/account';
import { kindOf } from '../scenario/index';
import type { Evidence } from './evidence';
import { isToldToBeFree } from './lies';
import { isOpen, type Outcome } from './outcome';
import { ABSENT, possibleStates, stateOf } from './states';

/** What operations that change, remove, link or unlink have left behind. */

/** Places of the items that concern the same thing, by a name for it. */
function byThing({ asked, choice }: Evidence): Map<string, number[]> {
	const isNumber = choice.resource.value === 'phoneNumber';
	const groups = new Map<string, number[]>();
	asked.forEach(({ target, parent }, item) => {
		const key = isNumber ? String(target) : `${target} ${parent}`;
		groups.set(key, [...(groups.get(key) ?? []), item]);
	});
	return groups;
}

/** What items are about is as it was, or as an item that is done, or may be, has made it. */
function wrongStates(evidence: Evidence, outcomes: Outcome[]): string[] {
	const { choice, before, after } = evidence;
	const problems: string[] = [];
	const isNumber = choice.resource.value === 'phoneNumber';
	for (const [key, items] of byThing(evidence)) {
		const start = stateOf(evidence, before, items[0]);
		const end = stateOf(evidence, after, items[0]);
		const possible = possibleStates(evidence, outcomes, items, start);
		// A number that is moved is on no trunk for a moment, and stays so if the second step fails.
		if (isNumber && items.some((item) => isOpen(outcomes[item]))) possible.add(ABSENT);
		if (!possible.has(end)) {
			problems.push(`${key} is "${end}"; it could only be "${[...possible].join('" or "')}"`);
		}
	}
	return problems;
}

/** What no item is about is still there. */
function wronglyGone({ asked, before, after }: Evidence): string[] {
	const isGone = (thing: Thing) =>
		!after.some(
			({ kind, id, parent }) =>
				kind === thing.kind && id === thing.id && (kind !== 'link' || parent === thing.parent),
		);
	const isTarget = ({ id, parent }: Thing) =>
		asked.some(({ target }) => target === id || target === parent);
	return before
		.filter((thing) => isGone(thing) && !isTarget(thing))
		.map(({ kind, id }) => `${kind} ${id} is gone`);
}

/** Changing and removing make nothing new. */
export const extra = ({ before, after, choice }: Evidence) =>
	after
		.filter(({ kind }) => kind !== 'link' || kindOf(choice) !== 'links')
		.filter((thing) => !before.some(({ kind, id }) => kind === thing.kind && id === thing.id))
		.map(({ kind, id }) => `${kind} ${id} is new`);

/** What is there already is as it was, or as the items have made it. */
export function wrongChanging(evidence: Evidence, outcomes: Outcome[]): string[] {
	if (evidence.choice.resource.value === 'phoneNumber' && isToldToBeFree(evidence)) return [];
	return [...wrongStates(evidence, outcomes), ...wronglyGone(evidence)];
}
