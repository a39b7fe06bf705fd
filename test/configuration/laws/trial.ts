import * as fc from 'fast-check';
import type {
	EntryState,
	EntryStates,
	OwnSection,
	PresentTrunk,
} from '../../../facts/configuration';
import type { SectionName, Settings } from '../../../nodes/SipTrunk/configuration/configuration';
import type { SectionRules } from '../../../nodes/SipTrunk/configuration/port';
import type { Fault } from '../../../sandbox/index';
import type { Bearings, Configuration } from './bearings';
import { DIFFERENT, entryOf } from './entries';
import { faultOf } from './fault';
import { optionsOf, type Options } from './options';
import { platformsOf, withPlatforms } from './platform';

/** What a random trial of Trunk Configuration is made of: what is there, what is wanted, and what goes wrong. */

export interface Trial {
	present: PresentTrunk[];
	first: Configuration;
	/** Names what the first one names, with other values. */
	second: Configuration;
	/** Configuration Options, without the secrets that every trunk needs. */
	options: Options;
	/** In which place a fault strikes, and what it is. */
	at: number;
	fault: Fault;
	/** For two runs at once. */
	latency: { seed: number; jitterMs: number };
	cancelAfterMs: number;
}

export const ownSectionsOf = ({ port }: Bearings) => Object.keys(port.sections) as OwnSection[];

export const sectionsOf = (bearings: Bearings): SectionName[] => [
	...ownSectionsOf(bearings),
	...(bearings.port.numbers === undefined ? [] : (['phoneNumbers'] as const)),
];

/** What the table says of a section, as far as it is said of numbers as well. */
export const rulesOf = (
	{ port }: Bearings,
	section: SectionName,
): Pick<SectionRules, 'remove'> & Partial<SectionRules> => {
	const rules = section === 'phoneNumbers' ? port.numbers?.rules : port.sections[section]?.rules;
	if (rules === undefined) throw new Error(`no ${section} at ${port.provider}`);
	return rules;
};

const nameOf = (nth: number) => `Garage ${nth}`;

const nth = fc.nat({ max: DIFFERENT - 1 });

/** A part of a short list, in any order. */
const someOf = <T>(all: T[], most = all.length): fc.Arbitrary<T[]> =>
	fc.shuffledSubarray(all, { maxLength: Math.min(most, all.length) });

function entriesIn(bearings: Bearings, section: OwnSection): fc.Arbitrary<EntryState[]> {
	const { most = DIFFERENT } = rulesOf(bearings, section);
	const numbers = Array.from({ length: DIFFERENT }, (_, index) => index);
	// One variant for all, so that names stay different.
	return fc
		.tuple(someOf(numbers, most), nth)
		.map(([some, variant]) => some.map((number) => entryOf(bearings, section, number, variant)));
}

const entriesOf = (bearings: Bearings): fc.Arbitrary<EntryStates> =>
	fc.record(
		Object.fromEntries(
			ownSectionsOf(bearings).map((section) => [section, entriesIn(bearings, section)]),
		),
	);

/** Now and then. */
const rarely = (entries: fc.Arbitrary<EntryStates>): fc.Arbitrary<EntryStates> =>
	fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: entries });

const numbersOf = ({ port, facts }: Bearings): fc.Arbitrary<string[]> =>
	port.numbers === undefined ? fc.constant([]) : someOf(facts.numbers?.free ?? [], 2);

const isSet = (value: Settings[string] | null): value is Settings[string] => value !== null;

/** Values of the settings that random trunks have; null where one is not set. */
const valuesOf = ({ facts }: Bearings, isPossible: (value: Settings[string] | null) => boolean) =>
	fc.record(
		Object.fromEntries(
			Object.entries(facts.settings ?? {}).map(([key, values]) => [
				key,
				fc.constantFrom(...values.filter(isPossible)),
			]),
		),
	);

const settingsOf = (bearings: Bearings) => valuesOf(bearings, isSet) as fc.Arbitrary<Settings>;

/** Settings as a trunk that is there has them: not all need have a value. */
const presentSettingsOf = (bearings: Bearings): fc.Arbitrary<Settings> =>
	valuesOf(bearings, () => true).map(
		(all) => Object.fromEntries(Object.entries(all).filter(([, one]) => isSet(one))) as Settings,
	);

/** A value that no two trunks can share, or none. */
const uniqueOf = ({ facts }: Bearings): fc.Arbitrary<string | undefined> =>
	fc
		.option(nth, { nil: undefined })
		.map((number) => (number === undefined ? undefined : facts.uniqueValue?.(number)));

function presentTrunkOf(bearings: Bearings) {
	const entries = entriesOf(bearings);
	return fc.record({
		name: nth.map(nameOf),
		unique: uniqueOf(bearings),
		settings: presentSettingsOf(bearings),
		entries,
		phoneNumbers: numbersOf(bearings),
		shared: rarely(entries),
		foreign: rarely(entries),
		isHalfMade: fc.oneof(
			{ weight: 2, arbitrary: fc.constant(false) },
			{ weight: 1, arbitrary: fc.constant(true) },
		),
	});
}

/** A trunk of the kind that is tried, and now and then one of another kind. */
function anyPresentOf(bearings: Bearings) {
	const { otherKinds = [] } = bearings;
	const own = presentTrunkOf(bearings);
	return otherKinds.length === 0
		? own
		: fc.oneof(
				{ weight: 4, arbitrary: own },
				{ weight: 1, arbitrary: fc.oneof(...otherKinds.map(presentTrunkOf)) },
			);
}

/** Whether a trunk is of another kind than those that are tried, as its sections tell. */
export const isOfOtherKind = (bearings: Bearings, { entries }: Pick<PresentTrunk, 'entries'>) =>
	Object.keys(entries).sort().join() !== ownSectionsOf(bearings).sort().join();

/** Whether a trunk is there that has the name of the wanted one, and is of another kind. */
export const hasNamesake = (bearings: Bearings, { present, first }: Trial): boolean =>
	present.some((one) => one.name === first.name && isOfOtherKind(bearings, one));

/** What is there: half-made trunks, shared and foreign entries, the same name or entry in several places. */
function presentOf(bearings: Bearings): fc.Arbitrary<PresentTrunk[]> {
	const { unique } = bearings.port;
	const trunk = anyPresentOf(bearings);
	return fc.array(trunk, { maxLength: 3 }).map((trunks) => {
		const taken = new Set<unknown>();
		/** What only one can have is the first one's. */
		const free = (value: unknown) => !taken.has(value) && Boolean(taken.add(value));
		return trunks.map(({ unique: value, settings, phoneNumbers, ...rest }): PresentTrunk => {
			const own =
				unique === undefined || value === undefined || !free(value) ? {} : { [unique]: value };
			return {
				...rest,
				settings: { ...own, ...settings },
				phoneNumbers: phoneNumbers.filter(free),
			};
		});
	});
}

/** Two configurations with the same keys, so that the second one names what the first one names. */
function configurationsOf(bearings: Bearings): fc.Arbitrary<[Configuration, Configuration]> {
	const { facts, port } = bearings;
	const values = fc.record({
		settings: settingsOf(bearings),
		entries: entriesOf(bearings),
		phoneNumbers: numbersOf(bearings),
	});
	const keys = fc.record({
		name: nth,
		unique: uniqueOf(bearings),
		managed: fc.subarray([...Object.keys(facts.settings ?? {}), ...sectionsOf(bearings)]),
	});
	return fc.tuple(keys, values, values).map(([{ name, unique, managed }, ...both]) => {
		const [first, second] = both.map(({ settings, entries, phoneNumbers }): Configuration => {
			const all: Configuration = { phoneNumbers, ...settings, ...entries };
			return {
				...facts.always,
				name: nameOf(name),
				...(port.unique === undefined || unique === undefined ? {} : { [port.unique]: unique }),
				...Object.fromEntries(managed.map((key) => [key, all[key]])),
			};
		});
		return [first, second];
	});
}

/** The same for a trunk of another name, with what only that one can have. */
export const renamed = (
	{ facts }: Pick<Bearings, 'facts'>,
	configuration: Configuration,
	name: string,
): Configuration => ({ ...configuration, name, ...facts.alwaysOwn?.(name) });

export function trialOf(bearings: Bearings): fc.Arbitrary<Trial> {
	return fc
		.record({
			present: presentOf(bearings),
			configurations: configurationsOf(bearings),
			platforms: platformsOf(bearings),
			options: optionsOf(bearings),
			at: fc.nat({ max: 14 }),
			fault: faultOf,
			latency: fc.record({ seed: fc.nat({ max: 999 }), jitterMs: fc.constantFrom(5, 15, 40) }),
			cancelAfterMs: fc.nat({ max: 120 }),
		})
		.map(({ configurations, platforms, present, ...rest }) => {
			// Most often it is about a trunk that is there.
			const name = String(present[0]?.name ?? configurations[0].name);
			const [first, second] = withPlatforms(
				bearings,
				configurations.map((one) => renamed(bearings, one, name)),
				platforms,
			);
			return { ...rest, present, first, second };
		});
}
