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

export interface Told {
	action: string;
	what: string;
	name: string;
	before: unknown;
}

export const changesOf = ({ row }: Pick<Outcome, 'row'>): Told[] => (row?.changes ?? []) as Told[];

/** What was handed to Apply. */
export interface Asked {
	wanted: Configuration;
	options: Options;
}

/** The first configuration of a trial, with its options. */
export const firstOf = ({ first, options }: Trial): Asked => ({ wanted: first, options });

/** Whether the options ask for it each time, also where everything is as it is described. */
function isAskedAgain(place: Place, { options }: Asked, { action, what }: Told): boolean {
	const isUnreadable = ownSectionsOf(place).some(
		(section) => kindOf(section).one === what && rulesOf(place, section).read === false,
	);
	return (
		(action === 'setPassword' && options.passwords === 'setAnew') ||
		(action === 'add' && isUnreadable && options.addUnreadable === true)
	);
}

/** User names of which the options say that they get a new password, and that have got none. */
function keptPasswords({ port }: Place, { wanted, options }: Asked, outcome: Outcome): string[] {
	if (options.passwords !== 'setAnew') return [];
	if (port.sections.sipCredentials?.setPassword === undefined) return [];
	const told = [...changesOf(outcome), ...(outcome.row?.notSupported as Told[])];
	return ((wanted.sipCredentials ?? []) as Array<{ username: string }>)
		.map(({ username }) => username)
		.filter((username) => !told.some(({ name }) => name === username))
		.map((username) => `${username} has got no new password`);
}

/**
 * What is wrong with a second Apply: it changes nothing but what the options ask for each time.
 *
 * @param isElse what else they ask for
 */
export function notRepeated(
	place: Place,
	asked: Asked,
	second: Outcome,
	isElse: (change: Told) => boolean = () => false,
): string[] {
	if (second.error !== undefined) return [`sent again it failed: ${second.error}`];
	const more = changesOf(second).filter(
		(change) => !isAskedAgain(place, asked, change) && !isElse(change),
	);
	return [
		...more.map((change) => `sent again: ${written(change)}`),
		...wrongOutcome(place, second),
		...keptPasswords(place, asked, second),
	];
}

/** What is wrong with the outcome that is told, and with the requests, of an Apply to a trunk that is there. */
function wrongOutcome(place: Place, { row, requests }: Outcome): string[] {
	const isChanged = changesOf({ row }).length > 0;
	const outcome = isChanged ? 'changed' : 'unchanged';
	return [
		...(row?.outcome === outcome ? [] : [`the outcome is ${written(row?.outcome)}`]),
		...(isChanged ? [] : noChange(place, requests, 'unchanged, it')),
	];
}

/** Without what is added each time and may be there twice then. */
export const withoutAddedAgain = (place: Place, { options }: Asked, state: AccountState) =>
	options.addUnreadable === true ? withoutUnreadable(place, state) : state;

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
