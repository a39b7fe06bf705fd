import type { Thing } from '../../../facts/account';
import { kindOf } from '../scenario/index';
import type { Evidence } from './evidence';
import { wasLiedTo } from './lies';
import { isOpen, type Outcome } from './outcome';

/**
 * The state of a thing that is there already, as one word: the trunk that a number is on, the label of what is changed,
 * or whether it is there at all.
 */

/** The state of a thing that is not there, and of a number that is on no trunk. */
export const ABSENT = 'absent';

/** A number that is elsewhere stays there, unless the item says that it may be moved. */
export const mayMove = ({ asked, choice }: Evidence, item: number) =>
	choice.operation.value !== 'assign' || asked[item].values.moveIfAssigned === true;

/** A thing as far as this operation concerns it. */
export function stateOf(evidence: Evidence, things: Thing[], item: number): string {
	const { choice, asked } = evidence;
	const { target, parent } = asked[item];
	const kind = kindOf(choice);
	const isLink = kind === 'links' || choice.operation.value === 'removeFromTrunk';
	const isNumber = choice.resource.value === 'phoneNumber';
	const thing = things.find(
		(candidate) =>
			candidate.id === target &&
			(isLink && !isNumber
				? candidate.kind === 'link' && candidate.parent === parent
				: candidate.kind !== 'link'),
	);
	if (thing === undefined) return ABSENT;
	if (isNumber) return thing.parent ?? ABSENT;
	return kind === 'changes' ? thing.label : 'there';
}

/** The state that an item asks for, or undefined if it leaves things as they are. */
export function wantedBy(
	{ choice, asked }: Evidence,
	item: number,
	start: string,
): string | undefined {
	const { label, parent } = asked[item];
	switch (kindOf(choice)) {
		case 'links':
			return choice.resource.value === 'phoneNumber' ? String(parent) : 'there';
		case 'changes':
			return label === '' ? start : label;
		case 'unlinks':
			// From a trunk on which it is not, a number is taken off by leaving it where it is.
			return parent !== undefined && start !== parent ? undefined : ABSENT;
		default:
			return ABSENT;
	}
}

/** Effects that may still come after the item that they belong to is over. */
const hasLateEffects = ({ scenario }: Evidence) =>
	scenario.faults.some(
		(fault) => fault.kind === 'latency' && fault.ms >= scenario.options.timeout * 1000,
	);

/** Follows the items that concern one thing, in order, and returns all states in which their outcomes can leave it. */
export function possibleStates(
	evidence: Evidence,
	outcomes: Outcome[],
	items: number[],
	start: string,
): Set<string> {
	const late = hasLateEffects(evidence);
	// The error that stops a run does not tell which numbers were not on the trunk any more.
	const isUnlink = kindOf(evidence.choice) === 'unlinks';
	let states = new Set([start]);
	for (const item of items) {
		const outcome = outcomes[item];
		const goal = wantedBy(evidence, item, start);
		if (goal === undefined) continue;
		if (!mayMove(evidence, item) && ![...states].some((state) => [ABSENT, goal].includes(state)))
			continue;
		const isDone = outcome.state === 'done' && outcome.rows[0]?.alreadyGone !== true;
		const isCertain =
			isDone && !late && !wasLiedTo(evidence, item) && !(isUnlink && outcome.rows.length === 0);
		if (isCertain) states = new Set([goal]);
		else if (isDone || isOpen(outcome)) states = new Set([...states, goal]);
	}
	return states;
}
