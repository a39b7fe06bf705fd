import type { Sandbox } from '../sandbox/index';

/** What tests of Trunk Configuration have to know of a provider, in terms that are the same for all of them. */

/** An entry by the keys that a configuration gives it. */
export type EntryState = Record<string, string | number | boolean>;

/** A trunk with what is in effect on it; no IDs, no dates. */
export interface TrunkState {
	name: string;
	/** The value that no two trunks can share, where the provider has such a setting. */
	unique?: string;
	/** A switch that can be changed, where the provider has one. */
	secure?: boolean;
	originationUris: EntryState[];
	sipCredentials: EntryState[];
	allowedAddresses: EntryState[];
	phoneNumbers: string[];
}

/** What is at the provider before a test. */
export interface PresentTrunk extends TrunkState {
	/** Entries that other trunks use as well. */
	shared: Pick<TrunkState, 'sipCredentials' | 'allowedAddresses'>;
	/** A run that ended half-way has made the credentials and addresses, and has not tied them to the trunk. */
	isHalfMade: boolean;
}

/** Everything that an account holds. */
export interface AccountState {
	trunks: TrunkState[];
	/** What is on no trunk, in words. */
	leftovers: string[];
}

export interface ConfigurationFacts {
	/** Free numbers of a fresh account. */
	numbers: { free: string[] };
	/** Values for the setting that no two trunks can share. */
	uniqueValue?(nth: number): string;
	/** Settings without which a trunk cannot be made. */
	always?: Record<string, unknown>;
	/** The name of the setting that `secure` stands for, and of the unique one. */
	settings: { unique?: string; secure?: string };
	/** How many entries a trunk can have, where there is a limit. */
	most?: Partial<Record<'originationUris' | 'sipCredentials' | 'allowedAddresses', number>>;
	/** Puts a trunk there, as people or a run that ended half-way have made it. */
	addTrunk(sandbox: Sandbox, trunk: PresentTrunk): void;
	/** Somebody routes a number to the trunk of this name. */
	route(sandbox: Sandbox, number: string, trunk: string): void;
	/** Everything that is there, sorted. */
	state(sandbox: Sandbox): AccountState;
}
