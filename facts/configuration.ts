import type { SectionName, Settings, Value } from '../nodes/SipTrunk/configuration/configuration';
import type { Sandbox } from '../sandbox/index';

/**
 * What the laws of Trunk Configuration have to know of a provider (`test/configuration/laws`): how its simulated account is
 * filled and told, and values of its own. Everything else they read from the tables of its port, also which law it
 * cannot hold. `facts/providers/vyom/configuration.ts` is the smallest, `facts/providers/twilio/configuration.ts` has all.
 *
 * A provider that has Trunk Configuration and lacks something of this is named by a test.
 */
export interface ConfigurationFacts {
	/** Settings without which a trunk cannot be made, by key, with a value. */
	always?: Record<string, Value | string[]>;
	/**
	 * Kinds of trunks that have sections of their own, by a name, where a provider has the like: the laws are tried with
	 * trunks of one kind at a time, and some of another kind beside them. `addTrunk` tells them apart by the sections of
	 * their entries.
	 */
	kinds?: Record<string, TrunkKind>;
	/** Of these, those of which no two trunks can have the same value, by the trunk's name. */
	alwaysOwn?(name: string): Record<string, Value | string[]>;
	/** Secrets without which a trunk cannot be made, by parameter name: `{ password: '...' }`. */
	secrets?: Record<string, string>;
	/** Values for the setting that no two trunks can share (the port's `unique`). */
	uniqueValue?(nth: number): string;
	/**
	 * Other settings that random trunks have, by key, each with some values. One or two are enough; with null among them, a
	 * trunk that is there may have none set.
	 */
	settings?: Record<string, Array<Settings[string] | null>>;
	/**
	 * An entry of a section: the same `nth` is the same entry, another `variant` differs in what can be changed. Without it
	 * entries have the keys of the port's rules, with values that every provider takes so far.
	 */
	entry?(section: OwnSection, nth: number, variant: number): EntryState;
	/** Needed where numbers can be put on trunks. */
	numbers?: {
		/** Free ones of a fresh account, four or more. */
		free: string[];
		/** Of these, those that are not in service, so that none of them is chosen where any free one will do. */
		notInService?: string[];
		/** Somebody routes a number to the trunk of this name. */
		route(sandbox: Sandbox, number: string, trunk: string): void;
	};
	/**
	 * Puts a trunk there, as people have made it long ago, or a run that ended half-way. Its settings are those of
	 * `uniqueValue` and `settings`; what else it needs has the values of `always`.
	 */
	addTrunk(sandbox: Sandbox, trunk: PresentTrunk): void;
	/**
	 * What is on a trunk over which calls go through, beside what `addTrunk` gives every trunk. Default: nothing. The
	 * verdict of Check is `ok`, unless the provider does not tell what it takes.
	 */
	soundTrunk?: Partial<Pick<PresentTrunk, 'settings' | 'entries' | 'phoneNumbers'>> & {
		verdict?: 'unknown';
	};
	/** Everything that is there, in an order that does not depend on how it came about. */
	state(sandbox: Sandbox): AccountState;
	/** Requests that change nothing and are no GET, as `POST /twirp/livekit.SIP/ListSIPInboundTrunk`. */
	reads?: RegExp;
}

/** What trunks of one kind have: `settings` and `alwaysOwn` where they are not the same for all. */
export interface TrunkKind extends Pick<ConfigurationFacts, 'alwaysOwn' | 'settings'> {
	/** The only sections that they have. */
	sections: OwnSection[];
	/** What one cannot be made without. */
	always: Record<string, unknown>;
	/** No numbers are put on them. */
	withoutNumbers?: boolean;
}

/** The sections whose entries belong to the trunk. */
export type OwnSection = Exclude<SectionName, 'phoneNumbers'>;

/** An entry by the keys that a configuration gives it. */
export type EntryState = Record<string, Value>;

/** Entries by section. One that the provider does not have is absent. */
export type EntryStates = Partial<Record<OwnSection, EntryState[]>>;

/** A trunk with what is in effect on it; no IDs, no dates. */
export interface TrunkState {
	name: string;
	/** Those of `uniqueValue` and `settings` that have a value, by key, always in the same order. */
	settings: Settings;
	entries: EntryStates;
	phoneNumbers: string[];
}

/** What is at the provider before a test. */
export interface PresentTrunk extends TrunkState {
	/** Entries that other trunks use as well, where a provider has the like: all trunks that are there, and this one. */
	shared: EntryStates;
	/** Entries that somebody keeps in the account, tied to no trunk, where a provider has the like. */
	foreign: EntryStates;
	/** A run that ended half-way has made the entries, and has not tied them to the trunk where that is a step of its own. */
	isHalfMade: boolean;
}

/** Everything that an account holds. */
export interface AccountState {
	trunks: TrunkState[];
	/** What is on no trunk, in words. */
	leftovers: string[];
}

/** For the order of a state. */
export const byText = (a: unknown, b: unknown): number =>
	JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
