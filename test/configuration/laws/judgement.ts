import type { AccountState, EntryStates, TrunkState } from '../../../facts/configuration';
import {
	keyOf,
	type Entry,
	type SectionName,
} from '../../../nodes/SipTrunk/configuration/configuration';
import type { LoggedRequest } from '../../../sandbox/index';
import type { Outcome, Place } from './place';
import type { Bearings } from './bearings';
import { ownSectionsOf, rulesOf, sectionsOf, type Trial } from './trial';

/** Whether an outcome is as it must be. What a provider cannot hold is left out of a comparison by its tables alone. */

export const written = (value: unknown) => JSON.stringify(value);

/** What differs, for the report of a broken law. */
export function difference(what: string, is: AccountState, wanted: AccountState): string[] {
	return written(is) === written(wanted)
		? []
		: [`${what}: ${written(is)} instead of ${written(wanted)}`];
}

/** Requests that may have changed something. */
export const changesIn = ({ facts }: Pick<Bearings, 'facts'>, requests: LoggedRequest[]) =>
	requests.filter(
		({ method, path }) => method !== 'GET' && facts.reads?.test(`${method} ${path}`) !== true,
	);

export const noChange = (place: Place, requests: LoggedRequest[], what: string): string[] =>
	changesIn(place, requests).map(({ method, path }) => `${what} sent ${method} ${path}`);

const REFUSALS =
	/Not everything can be had|Nobody can tell which one is meant|More would change than was approved|are not those that were approved|about another trunk than the one|'Connect To' |free ones, so nothing was changed/;

/** Refusals that are right: nothing was changed. Undefined where nothing was refused. */
export function refusal(place: Place, outcome: Outcome): string[] | undefined {
	const { error, requests } = outcome;
	if (error === undefined) return undefined;
	if (!REFUSALS.test(error)) return [`a failure without a fault: ${error}`];
	return noChange(place, requests, `refused (${error}), and`);
}

const without = (state: AccountState, sections: SectionName[]): AccountState => ({
	...state,
	trunks: state.trunks.map((trunk) => ({
		...trunk,
		entries: Object.fromEntries(
			Object.entries(trunk.entries).filter(
				([section]) => !sections.includes(section as 'originationUris'),
			),
		),
		phoneNumbers: sections.includes('phoneNumbers') ? [] : trunk.phoneNumbers,
	})),
});

/** What cannot be read is known to nobody afterwards. */
export const withoutUnreadable = (place: Place, state: AccountState): AccountState =>
	without(
		state,
		sectionsOf(place).filter((section) => rulesOf(place, section).read === false),
	);

/** Without what has no mark: where a run ends before it is tied to a trunk, or removed, nobody finds it again. */
export const withoutUnmarked = (
	place: Place,
	entries: EntryStates[],
	state: AccountState,
): AccountState => {
	const unmarked = ownSectionsOf(place)
		.filter((section) => rulesOf(place, section).hasNoMark === true)
		.flatMap((section) =>
			entries.flatMap((all) => all[section] ?? []).map((entry) => keyOf(section, entry as Entry)),
		);
	return {
		...state,
		leftovers: state.leftovers.filter((one) => !unmarked.some((key) => one.endsWith(` ${key}`))),
	};
};

/** The same for what was there and was replaced. */
export const withoutReplaced = (
	place: Place,
	{ present }: Pick<Trial, 'present'>,
	state: AccountState,
): AccountState =>
	withoutUnmarked(
		place,
		present.flatMap(({ entries, shared }) => [entries, shared]),
		state,
	);

/** What is there for good once it is there cannot be as it was before. */
export const withoutWhatStays = (place: Place, state: AccountState): AccountState => {
	const sections = sectionsOf(place).filter((section) => rulesOf(place, section).remove === false);
	const { settings: rules } = place.port;
	const canChange = ([key]: [string, unknown]) => rules[key]?.change === true;
	return {
		...without(state, sections),
		trunks: without(state, sections).trunks.map((trunk) => ({
			...trunk,
			settings: Object.fromEntries(Object.entries(trunk.settings).filter(canChange)),
		})),
	};
};

/** Entries that the provider would take twice and cannot remove again. */
export const withoutCopies = (place: Place, state: AccountState): AccountState => {
	const kept = ownSectionsOf(place).filter((section) => {
		const { isUnique, remove } = rulesOf(place, section);
		return isUnique !== true && remove === false;
	});
	const once = <T>(all: T[] = []) => [...new Map(all.map((one) => [written(one), one])).values()];
	const reduced = (trunk: TrunkState): TrunkState => ({
		...trunk,
		entries: {
			...trunk.entries,
			...Object.fromEntries(kept.map((section) => [section, once(trunk.entries[section])])),
		},
	});
	return { ...state, trunks: state.trunks.map(reduced) };
};
