import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Thing } from '../../../facts/account';
import type { Asked } from '../scenario/index';
import type { Evidence } from './evidence';
import { groupsOf } from './groups';
import { isEarlierTwin } from './lies';
import { count, isOpen, type Outcome } from './outcome';

/** What operations that make something have made. */

/** What somebody else has made meanwhile, which is nobody's here. */
const madeByOthers = ({ requests }: Evidence) =>
	requests.flatMap(({ twins = [] }) => twins.map(({ id }) => id));

/** The password that is told, or was entered, is the one that works. */
function wrongPassword(
	{ id, passwordDigest }: Thing,
	row: IDataObject | undefined,
	{ values, secrets }: Asked,
	item: number,
): string[] {
	if (passwordDigest === undefined || row === undefined) return [];
	const password = secrets[0] ?? row.password;
	if (values.password === undefined && typeof row.password !== 'string') {
		return [`item ${item} does not tell the password that was made for ${id}`];
	}
	const digest = createHash('sha256').update(String(password)).digest('hex');
	return digest === passwordDigest ? [] : [`item ${item} has another password than ${id}`];
}

/** An item that is done names one thing that was made, and the one that it asked for. */
function wronglyNamed({ asked }: Evidence, outcomes: Outcome[], made: Thing[]): string[] {
	const problems: string[] = [];
	const named = new Map<string, number>();
	outcomes.forEach((outcome, item) => {
		if (outcome.state !== 'done') return;
		const matching = made.filter(({ id }) => outcome.ids.includes(id));
		if (matching.length !== 1) {
			problems.push(`item ${item} is said to be done as ${outcome.ids.join()}, which was not made`);
			return;
		}
		const [thing] = matching;
		const other = named.get(thing.id);
		if (other !== undefined) problems.push(`items ${other} and ${item} both name ${thing.id}`);
		named.set(thing.id, item);
		if (thing.label !== asked[item].label) {
			problems.push(`item ${item} names ${thing.id}, which is "${thing.label}"`);
		}
		if (asked[item].parent !== undefined && thing.parent !== asked[item].parent) {
			problems.push(`item ${item} names ${thing.id}, which belongs to ${thing.parent}`);
		}
		problems.push(...wrongPassword(thing, outcome.rows[0], asked[item], item));
	});
	return problems;
}

/** Of each thing there are as many as items say, and no more than those say that leave it open. */
function wronglyCounted({ asked }: Evidence, outcomes: Outcome[], made: Thing[]): string[] {
	const problems: string[] = [];
	for (const group of groupsOf(asked, ({ label, parent }) => [label, parent])) {
		const { label, parent } = asked[group[0]];
		const there = made.filter(
			(thing) => thing.label === label && (parent === undefined || thing.parent === parent),
		).length;
		const own = group.map((item) => outcomes[item]);
		const done = count(own, 'done');
		const open = own.filter(isOpen).length;
		if (there < done || there > done + open) {
			problems.push(
				`"${label}" was made ${there} times; ${done} items say done and ${open} that it may exist`,
			);
		}
	}
	return problems;
}

/** Making something takes nothing away. */
const lost = ({ before, after }: Evidence) =>
	before
		.filter((thing) => !after.some(({ kind, id }) => kind === thing.kind && id === thing.id))
		.map(({ kind, id }) => `${kind} ${id} is gone`);

/** Done means there, once, with that ID; failed means not there, unless it is said that it may be. */
export function wrongMaking(evidence: Evidence, told: Outcome[]): string[] {
	const outcomes = told.map((outcome, item): Outcome => {
		const isLie = outcome.state === 'done' && isEarlierTwin(evidence, item, outcome.ids);
		return isLie ? { state: 'notStarted' } : outcome;
	});
	const { choice, before, after } = evidence;
	const known = new Set([...before.map(({ id }) => id), ...madeByOthers(evidence)]);
	const made = after.filter(({ kind, id }) => kind === choice.resource.value && !known.has(id));
	return [
		...wronglyNamed(evidence, outcomes, made),
		...wronglyCounted(evidence, outcomes, made),
		...lost(evidence),
	];
}
