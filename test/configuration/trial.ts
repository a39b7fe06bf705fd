import * as fc from 'fast-check';
import type { ConfigurationFacts, EntryState, PresentTrunk } from '../../facts/configuration';
import type { ConfigurationPort } from '../../nodes/SipTrunk/configuration/port';
import type { Fault } from '../../sandbox/index';

/** What a random trial of Trunk Configuration is made of. */

export interface Bearings {
	port: ConfigurationPort;
	facts: ConfigurationFacts;
}

export type SectionName =
	| 'originationUris'
	| 'sipCredentials'
	| 'allowedAddresses'
	| 'phoneNumbers';

export const SECTIONS: SectionName[] = [
	'originationUris',
	'sipCredentials',
	'allowedAddresses',
	'phoneNumbers',
];

/** A configuration in JSON, as Apply takes it. */
export type Configuration = Record<string, unknown>;

export interface Trial {
	present: PresentTrunk[];
	first: Configuration;
	/** Names what the first one names. */
	second: Configuration;
	removeUnnamed: SectionName[];
	/** In which place a fault strikes, and what it is. */
	at: number;
	fault: Fault;
	/** For two runs at once. */
	latency: { seed: number; jitterMs: number };
	cancelAfterMs: number;
}

const nameOf = (nth: number) => `Garage ${nth}`;

/** A part of a short list, in any order. */
const someOf = <T>(all: T[], most = all.length): fc.Arbitrary<T[]> =>
	fc.shuffledSubarray(all, { maxLength: Math.min(most, all.length) });

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The entries of each section by their numbers; the same number is the same entry. */
export function entryOf(
	{ port }: Bearings,
	section: OwnSection,
	nth: number,
	variant: number,
): EntryState {
	const keys = Object.keys(port.sections[section]?.rules.keys ?? {});
	const isFixed = (key: string) => port.sections[section]?.rules.keys[key].field === undefined;
	const all: EntryState = {
		uri: `sip:pbx-${nth}.example.com`,
		username: `pbx${nth}`,
		address: `11.22.33.${nth + 1}/32`,
		name: section === 'allowedAddresses' ? `Office ${(nth + variant) % 3}` : `PBX ${variant}`,
		priority: 10 + variant,
		weight: 20 + variant,
		enabled: variant % 2 === 0,
	};
	return Object.fromEntries(
		Object.entries(all).filter(([key]) => keys.includes(key) && !isFixed(key)),
	);
}

const none = fc.constant<EntryState[]>([]);

type OwnSection = Exclude<SectionName, 'phoneNumbers'>;

function entriesOf(bearings: Bearings, section: OwnSection): fc.Arbitrary<EntryState[]> {
	const { facts, port } = bearings;
	if (port.sections[section] === undefined) return none;
	const most = facts.most?.[section] ?? 3;
	// One variant for all, so that names stay different.
	return fc
		.tuple(someOf(numbersTo(3), most), fc.nat({ max: 2 }))
		.map(([numbers, variant]) => numbers.map((nth) => entryOf(bearings, section, nth, variant)));
}

const noNumbers = fc.constant<string[]>([]);

const hasNumbers = ({ port }: Bearings) => port.numbers !== undefined;

/** What is there already: half-made trunks, shared entries, the same name or number in several places. */
function presentOf(bearings: Bearings): fc.Arbitrary<PresentTrunk[]> {
	const { facts } = bearings;
	const trunk = fc.record({
		name: fc.nat({ max: 2 }).map(nameOf),
		unique: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
		secure: fc.boolean(),
		originationUris: entriesOf(bearings, 'originationUris'),
		sipCredentials: entriesOf(bearings, 'sipCredentials'),
		allowedAddresses: entriesOf(bearings, 'allowedAddresses'),
		phoneNumbers: hasNumbers(bearings) ? someOf(facts.numbers.free, 2) : noNumbers,
		shared: fc.record({
			sipCredentials: fc.oneof(
				{ weight: 3, arbitrary: none },
				{ weight: 1, arbitrary: entriesOf(bearings, 'sipCredentials') },
			),
			allowedAddresses: fc.oneof(
				{ weight: 3, arbitrary: none },
				{ weight: 1, arbitrary: entriesOf(bearings, 'allowedAddresses') },
			),
		}),
		isHalfMade: fc.oneof(
			{ weight: 2, arbitrary: fc.constant(false) },
			{ weight: 1, arbitrary: fc.constant(true) },
		),
	});
	return fc.array(trunk, { maxLength: 3 }).map((trunks) => {
		const taken = new Set<unknown>();
		/** What only one can have is the first one's. */
		const free = (value: unknown) => !taken.has(value) && Boolean(taken.add(value));
		return trunks.map((one): PresentTrunk => {
			const { unique, phoneNumbers, ...rest } = one;
			const value = unique === undefined ? undefined : facts.uniqueValue?.(unique);
			return {
				...rest,
				...(value !== undefined && free(value) ? { unique: value } : {}),
				phoneNumbers: phoneNumbers.filter(free),
			};
		});
	});
}

/** Which keys a configuration has; a second one with the same keys names what the first one names. */
function configurationsOf(bearings: Bearings): fc.Arbitrary<[Configuration, Configuration]> {
	const { facts, port } = bearings;
	const { unique, secure } = facts.settings;
	const values = fc.record({
		secure: fc.boolean(),
		originationUris: entriesOf(bearings, 'originationUris'),
		sipCredentials: entriesOf(bearings, 'sipCredentials'),
		allowedAddresses: entriesOf(bearings, 'allowedAddresses'),
		phoneNumbers: hasNumbers(bearings) ? someOf(facts.numbers.free, 2) : noNumbers,
	});
	const keys = fc.record({
		name: fc.nat({ max: 2 }),
		unique: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
		isManaged: fc.record({
			secure: fc.boolean(),
			originationUris: fc.boolean(),
			sipCredentials: fc.boolean(),
			allowedAddresses: fc.boolean(),
			phoneNumbers: fc.boolean(),
		}),
	});
	return fc.tuple(keys, values, values).map(([{ name, unique: nth, isManaged }, ...both]) => {
		const [first, second] = both.map((one): Configuration => {
			const result: Configuration = { ...facts.always, name: nameOf(name) };
			if (nth !== undefined && unique !== undefined) result[unique] = facts.uniqueValue?.(nth);
			if (isManaged.secure && secure !== undefined) result[secure] = one.secure;
			for (const section of SECTIONS) {
				const has =
					section === 'phoneNumbers'
						? port.numbers !== undefined
						: port.sections[section] !== undefined;
				if (isManaged[section] && has) result[section] = one[section];
			}
			return result;
		});
		return [first, second];
	});
}

const anyOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** One request of a run meets this; the others are answered. */
const faultOf: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'resetBefore' }) },
	{ weight: 4, arbitrary: fc.constant<Fault>({ kind: 'resetAfter' }) },
	{ weight: 2, arbitrary: fc.constant<Fault>({ kind: 'cut' }) },
	{ weight: 2, arbitrary: fc.constant<Fault>({ kind: 'truncatedJson' }) },
	{
		weight: 5,
		arbitrary: fc
			.tuple(anyOf(500, 502, 503, 504, 520, 408), anyOf<'before' | 'after'>('before', 'after'))
			.map(([status, when]): Fault => ({ kind: 'status', status, when })),
	},
	{
		weight: 3,
		arbitrary: anyOf(400, 401, 403, 404, 409, 422).map(
			(status): Fault => ({ kind: 'status', status }),
		),
	},
	{
		weight: 2,
		arbitrary: anyOf(0, 3600).map((retryAfter): Fault => ({ kind: 'tooManyRequests', retryAfter })),
	},
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'htmlBody', when: 'after' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'emptyBody', when: 'after' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'successFalse' }) },
);

export function trialOf(bearings: Bearings): fc.Arbitrary<Trial> {
	return fc
		.record({
			present: presentOf(bearings),
			configurations: configurationsOf(bearings),
			removeUnnamed: fc.subarray(SECTIONS),
			at: fc.nat({ max: 14 }),
			fault: faultOf,
			latency: fc.record({ seed: fc.nat({ max: 999 }), jitterMs: anyOf(5, 15, 40) }),
			cancelAfterMs: fc.nat({ max: 120 }),
		})
		.map(({ configurations: [first, second], ...rest }) => ({ ...rest, first, second }));
}
