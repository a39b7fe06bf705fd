import type { AccountState } from '../../../facts/configuration';
import { kindOf } from '../../../nodes/SipTrunk/configuration/configuration';
import { noChange, withoutUnreadable, written } from './judgement';
import type { Options } from './options';
import type { Outcome, Place } from './place';
import { ownSectionsOf, rulesOf, type Trial } from './trial';

/** What Apply says that it has done, and what the options say of that. */

interface Told {
	action: string;
	what: string;
	name: string;
	before: unknown;
}

export const changesOf = ({ row }: Pick<Outcome, 'row'>): Told[] => (row?.changes ?? []) as Told[];

/** Whether the options ask for it each time, also where everything is as it is described. */
function isAskedAgain(place: Place, { options }: Trial, { action, what }: Told): boolean {
	const isUnreadable = ownSectionsOf(place).some(
		(section) => kindOf(section).one === what && rulesOf(place, section).read === false,
	);
	return (
		(action === 'setPassword' && options.passwords === 'setAnew') ||
		(action === 'add' && isUnreadable && options.addUnreadable === true)
	);
}

/** User names of which the options say that they get a new password, and that have got none. */
function keptPasswords({ port }: Place, { first, options }: Trial, outcome: Outcome): string[] {
	if (options.passwords !== 'setAnew') return [];
	if (port.sections.sipCredentials?.setPassword === undefined) return [];
	const told = [...changesOf(outcome), ...(outcome.row?.notSupported as Told[])];
	return ((first.sipCredentials ?? []) as Array<{ username: string }>)
		.map(({ username }) => username)
		.filter((username) => !told.some(({ name }) => name === username))
		.map((username) => `${username} has got no new password`);
}

/** What is wrong with a second Apply: it changes nothing but what the options ask for each time. */
export function notRepeated(place: Place, trial: Trial, second: Outcome): string[] {
	if (second.error !== undefined) return [`sent again it failed: ${second.error}`];
	const changes = changesOf(second);
	const more = changes.filter((change) => !isAskedAgain(place, trial, change));
	const outcome = changes.length === 0 ? 'unchanged' : 'changed';
	return [
		...more.map((change) => `sent again: ${written(change)}`),
		...(second.row?.outcome === outcome ? [] : [`sent again: ${written(second.row?.outcome)}`]),
		...(changes.length === 0 ? noChange(place, second.requests, 'sent again, it') : []),
		...keptPasswords(place, trial, second),
	];
}

const isThere = (value: unknown) => value !== undefined;

/** What is wrong with the free numbers that the trunk has got: not as many as asked for, or more. */
export function wrongFreeNumbers({ first, options }: Trial, applied: Outcome): string[] {
	const { freeNumbers, freeNumbersBeginWith } = options;
	const asked = [freeNumbers, freeNumbersBeginWith].some(isThere) ? Number(freeNumbers ?? 1) : 0;
	const named = (first.phoneNumbers ?? []) as string[];
	const taken = changesOf(applied).filter(
		({ action, name }) => action === 'assign' && !named.includes(name),
	);
	const { phoneNumbers } = applied.row?.configuration as { phoneNumbers?: string[] };
	const leftOut = (applied.row?.notSupported as Told[]).filter(
		({ what }) => what === 'phoneNumber',
	);
	const had = [...(phoneNumbers ?? []), ...leftOut.map(({ name }) => name)].filter((one) =>
		one.startsWith(String(freeNumbersBeginWith ?? '')),
	);
	return [
		...(taken.length > asked ? [`${written(taken)} were taken, and ${asked} were asked for`] : []),
		...(had.length < asked ? [`only ${written(had)} are there, and ${asked} were asked for`] : []),
		...taken
			.filter(({ before }) => before !== null)
			.map((change) => `it was not free: ${written(change)}`),
	];
}

/** Without what is added each time and may be there twice then. */
export const withoutAddedAgain = (place: Place, { options }: Trial, state: AccountState) =>
	options.addUnreadable === true ? withoutUnreadable(place, state) : state;

/** Without the numbers that were taken from where they were, where the options say so. */
export function withoutMoved(
	state: AccountState,
	{ options, applied }: { options: Options; applied: Outcome },
): AccountState {
	const moved =
		options.moveNumbers === true
			? changesOf(applied).flatMap(({ action, name }) => (action === 'assign' ? [name] : []))
			: [];
	return {
		...state,
		trunks: state.trunks.map((trunk) => ({
			...trunk,
			phoneNumbers: trunk.phoneNumbers.filter((one) => !moved.includes(one)),
		})),
	};
}
