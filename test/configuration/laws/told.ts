import type { AccountState, OwnSection } from '../../../facts/configuration';
import {
	keyOf,
	kindOf,
	type Entry,
	type SectionName,
} from '../../../nodes/SipTrunk/configuration/configuration';
import { noChange, withoutUnreadable, written } from './judgement';
import type { Configuration } from './bearings';
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

/** What was handed to Apply. */
export interface Asked {
	wanted: Configuration;
	options: Options;
}

/** How many free numbers the options ask for. */
const freeAskedFor = ({ freeNumbers, freeNumbersBeginWith }: Options) =>
	[freeNumbers, freeNumbersBeginWith].some(isThere) ? Number(freeNumbers ?? 1) : 0;

const numbersIn = ({ phoneNumbers }: Configuration) => (phoneNumbers ?? []) as string[];

/** What is wrong with the free numbers that the trunk has got: not as many as asked for, or more. */
export function wrongFreeNumbers({ wanted, options }: Asked, applied: Outcome): string[] {
	const { freeNumbersBeginWith } = options;
	const asked = freeAskedFor(options);
	const named = numbersIn(wanted);
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

/** A refusal for want of free numbers, where none can have gone elsewhere. */
export const lackedNumbers = ({ error = '' }: Outcome): string[] =>
	/free ones, so nothing was changed/.test(error) ? [`numbers are gone: ${error}`] : [];

/** Without what is added each time and may be there twice then. */
export const withoutAddedAgain = (place: Place, { options }: Trial, state: AccountState) =>
	options.addUnreadable === true ? withoutUnreadable(place, state) : state;

const withNumbers = (
	state: AccountState,
	change: (numbers: string[]) => string[],
): AccountState => ({
	...state,
	trunks: state.trunks.map((trunk) => ({ ...trunk, phoneNumbers: change(trunk.phoneNumbers) })),
});

/** Without the numbers that were taken from where they were, where the options say so. */
export function withoutMoved(
	state: AccountState,
	{ options, applied }: { options: Options; applied: Outcome },
): AccountState {
	const moved =
		options.moveNumbers === true
			? changesOf(applied).flatMap(({ action, name }) => (action === 'assign' ? [name] : []))
			: [];
	return withNumbers(state, (numbers) => numbers.filter((one) => !moved.includes(one)));
}

/** Without the numbers that were taken from another trunk, and that another configuration does not name. */
export function withoutTaken(
	state: AccountState,
	{ taker, wanted }: { taker: Outcome; wanted: Configuration },
): AccountState {
	const taken = changesOf(taker)
		.filter(({ action, before }) => action === 'assign' && before !== null)
		.map(({ name }) => name)
		.filter((name) => !numbersIn(wanted).includes(name));
	return withNumbers(state, (numbers) => numbers.filter((one) => !taken.includes(one)));
}

/** Where free numbers are asked for, nobody says which ones: each that the trunk has got and that is not named is any one. */
export function withAnyChosen(
	state: AccountState,
	{ wanted, options, applied }: Asked & { applied: Outcome },
): AccountState {
	if (freeAskedFor(options) === 0) return state;
	const { phoneNumbers = [] } = applied.row?.configuration as { phoneNumbers?: string[] };
	const chosen = phoneNumbers.filter((one) => !numbersIn(wanted).includes(one));
	return withNumbers(state, (numbers) =>
		numbers.map((one) => (chosen.includes(one) ? 'any that was free' : one)).sort(),
	);
}

/** Without what Apply has left out because it cannot be had, and what stays where it is for that reason. */
export function withoutLeftOut(state: AccountState, applied: Outcome[]): AccountState {
	const told = applied.flatMap(({ row }) => (row?.notSupported ?? []) as Told[]);
	const isLeftOut = (what: string, key: string) =>
		told.some((one) => one.what === what && one.name === key);
	const kept = <T>(section: SectionName, all: T[] = [], key: (one: T) => string) =>
		all.filter((one) => !isLeftOut(kindOf(section).one, key(one)));
	return {
		trunks: state.trunks.map((trunk) => ({
			...trunk,
			settings: Object.fromEntries(
				Object.entries(trunk.settings).filter(([name]) => !isLeftOut('trunk', name)),
			),
			entries: Object.fromEntries(
				(Object.keys(trunk.entries) as OwnSection[]).map((section) => [
					section,
					kept(section, trunk.entries[section], (one) => keyOf(section, one as Entry)),
				]),
			),
			phoneNumbers: kept('phoneNumbers', trunk.phoneNumbers, (one) => one),
		})),
		leftovers: state.leftovers.filter((one) =>
			told.every(({ what, name }) => what === 'trunk' || !one.endsWith(` ${name}`)),
		),
	};
}
