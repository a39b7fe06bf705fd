import type { SectionName, Sections, Settings } from './configuration';

/** What a user wants of a trunk, checked. Types only. */

export interface Wanted {
	/** The trunk that was chosen; without one it is found by its name. */
	trunkId?: string;
	/** What is not named stays as it is. */
	settings: Settings;
	/** What is absent stays as it is. */
	sections: Sections;
	/** Keys of another provider's configuration that this provider does not have. */
	foreign: Record<string, unknown>;
}

/** How the wanted is brought about. */
export interface ApplyOptions {
	/** Sections of which everything goes that is not named. */
	removeUnnamed: SectionName[];
	/** Numbers may be taken from where they are routed. */
	moveNumbers: boolean;
	/** Credentials that are there already get new passwords. */
	setPasswordsAnew: boolean;
	/** The user's own passwords, by user name. */
	ownPasswords: Record<string, string>;
	/** What cannot be had is left out, instead of stopping everything. */
	ignoreNotSupported: boolean;
	/** Entries that cannot be read are added to a trunk that was there before. */
	addUnreadable: boolean;
	/** So many numbers that begin like this, of those that are free. */
	freeNumbers?: { count: number; prefix: string };
	/** What Plan put out and a person approved. */
	expectedDigest?: string;
	/** Secrets that are set when a trunk is made, by parameter name. */
	secrets: Record<string, string>;
}

/** A value that is wanted, differs from what is or would be there, and cannot be had. */
export interface NotSupported {
	/** `trunk`, or one of a section: `originationUri`. */
	what: string;
	/** The setting, or by what the entry is known. */
	name: string;
	wanted: unknown;
	present: unknown;
	/** Why, in a sentence. */
	reason: string;
}
