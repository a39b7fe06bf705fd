import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/index';

/** What the account of a provider holds, in terms that are the same for all of them. */

/** One thing that an account holds. */
export interface Thing {
	/** The resource that it is one of; `link` is a shared list on a trunk. */
	kind: string;
	/** Under which the node's output names it; a link has the ID of its list. */
	id: string;
	/** What told it apart when it was made: its name, user name or address. */
	label: string;
	/** What it belongs to, or the trunk to which a number is routed. */
	parent?: string;
	/** Everything that a change could alter. */
	value: string;
	/** SHA-256 of its password, where the sandbox keeps one. */
	passwordDigest?: string;
}

/**
 * IDs by the name of the parameter that takes them, or by resource and parameter where one takes others than elsewhere:
 * `ipAccessControlEntry trunkId`. `of` is the number of what they belong to, and `chosen` what is chosen in the fields
 * that decide about others, where it depends on them.
 */
export type Belongings = Record<
	string,
	(of: number, number: number, chosen?: Readonly<Record<string, unknown>>) => string
>;

export interface AccountFacts {
	/**
	 * Fills a fresh account with a few trunks and what belongs to them, all made long ago. Somebody has written the key
	 * of the credential into a field of the trunks, where nobody expects it.
	 */
	furnish(sandbox: Sandbox): Belongings;
	/** Everything that the account holds, in the order of the provider's lists. */
	things(sandbox: Sandbox): Thing[];
	/**
	 * By resource: how a thing is known that is made with these values, and what its request holds of that. Default: its
	 * name, user name or address.
	 */
	knownBy?: Record<string, (values: IDataObject) => { label: string; mark: string }>;
}

/** How many of each kind there are in a furnished account, and how many belong to each of these. */
export const TRUNKS = 3;
export const CHILDREN = 2;

/** When everything in a furnished account was made. */
export const longAgo = new Date('2024-01-02T03:04:05Z');

/** Names and the like by number, so that items may share them with each other and with what is there. */
export const nameOf = (number: number) => `Büro ${number} – 100% "A&B" <+>`;
/** Five letters and digits or more, which every provider accepts. */
export const usernameOf = (number: number) => `phone${number}`;
export const addressOf = (number: number) => `11.22.33.${number + 1}`;
