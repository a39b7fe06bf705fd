import type { IDataObject } from 'n8n-workflow';
import type { CarrierForm } from '../../contract/carrier';
import type { SimplifiedTrunk } from '../../rows/trunk';
import type { SectionName, Settings } from '../configuration';
import type { ConfigurationPort, Live, Present } from '../port';

/**
 * What is wrong with a trunk, or may be: the terms in which findings are written. Types only, and the order of levels.
 *
 * `fail`: calls do not go through. `warning`: some do not, or strangers' do. `unknown`: the provider does not tell, so
 * that nobody can say. `info`: nothing is wrong, but it is worth knowing.
 */
export const LEVELS = ['fail', 'warning', 'unknown', 'info'] as const;
export type Level = (typeof LEVELS)[number];

/** What Check puts out. */
export interface Finding {
	id: string;
	level: Level;
	message: string;
	/** The entry or setting that it is about. */
	about: string;
	/** The operation and field that mend it, or what to do at the provider. */
	fix: string;
}

/** A part of a trunk that a provider may have or not. */
export type Part =
	| SectionName
	| 'direction'
	| 'hosts'
	| 'limits'
	| 'registration'
	| 'secure'
	| 'sipDomain'
	| 'status';

/** A trunk as it is checked. */
export interface CheckedTrunk<Parts = unknown> {
	providerName: string;
	/** In the shape that is the same at every provider. */
	row: SimplifiedTrunk;
	settings: Settings;
	live: Pick<Live<Parts>, 'id' | 'row' | 'parts'>;
	/**
	 * Entries of every section that the provider has and tells, those without effect included. A section that it has and
	 * does not tell is absent, and stands in `notReadable`; one that trunks of its kind lack is only absent.
	 */
	present: Partial<Record<SectionName, Present[]>>;
	/** Settings and sections that the provider has and does not tell. */
	notReadable: readonly string[];
	/** What a removal of the trunk would do to others, each a sentence. */
	harmOfRemoval: readonly string[];
	/** Which calls the trunk is meant for. */
	purpose: Purpose;
	/** How the provider sends calls to an address; absent where nothing says to which. */
	form?: CarrierForm;
	rules: CheckRules<Parts>;
}

/** Before it is known for which calls it is meant. */
export type UnjudgedTrunk<Parts = unknown> = Omit<CheckedTrunk<Parts>, 'purpose'>;

export interface Purpose {
	incoming: boolean;
	outgoing: boolean;
}

/** One thing that `find` has found. */
export interface Found {
	/** What is wrong, in one sentence or two. */
	says: string;
	/** Default: the trunk. */
	about?: string;
	/** Default: that of the kind. */
	level?: Level;
	/** Default: those of the kind. */
	remedies?: readonly Remedy[];
}

/** An operation of the node, or a field of it. */
export interface Remedy {
	resource: string;
	operation: string;
	/** The name of the parameter. */
	field?: string;
}

/** One thing that may be wrong with a trunk. */
export interface FindingKind<Parts = unknown> {
	id: string;
	level: Level;
	calls: 'incoming' | 'outgoing' | 'both';
	/** What is wrong, for the documentation, as a sentence. */
	meaning: string;
	/** What a provider must have, so that it can be wrong there. */
	needs: readonly Part[];
	/** Whether it can be at a provider at all, for the documentation. Default: where what it needs is there. */
	occurs?(port: ConfigurationPort): boolean;
	find(trunk: CheckedTrunk<Parts>): Found[];
	/** What mends it: the first that the provider offers. */
	remedies: readonly Remedy[];
	/** What to do where the provider offers none of them. */
	byHand: string;
}

/** What only one provider knows of its trunks. */
export interface CheckRules<Parts = unknown> {
	/** What its trunks have. */
	has: readonly Part[];
	/** Settings that hold a host and no URI, by parameter name. */
	hosts?: readonly string[];
	/** In which state a number takes no calls, in the provider's word; undefined where it takes them or nobody can tell. */
	numberTrouble?(row: IDataObject): string | undefined;
	/** The sections by whose entries callers sign in; none where that is not looked at. Default: either. */
	signInBy?(trunk: CheckedTrunk<Parts>): ReadonlyArray<'allowedAddresses' | 'sipCredentials'>;
	/** Further URIs to which calls go, such as one in a setting. */
	otherUris?(trunk: UnjudgedTrunk<Parts>): string[];
	/** Where incoming calls may go although there is no origination URI, which nobody can see, as a sentence. */
	unseenTarget?(trunk: CheckedTrunk<Parts>): string | undefined;
	/** Whether what the trunk says of encryption is documented for incoming calls, too. Default: it is. */
	encryptsIncoming?: false;
	/** For which calls a trunk is meant. */
	purpose(trunk: UnjudgedTrunk<Parts>): Purpose;
	/** What can be wrong only there. */
	findings: ReadonlyArray<FindingKind<Parts>>;
}
