import type { ItemWork } from './account';
import type { Change } from './changes';
import type { SectionName } from './configuration';
import type { ConfigurationPort, Live, RoutedNumber } from './port';
import type { ApplyOptions, NotSupported, Wanted } from './wanted';

/** One item on its way from what is wanted to what has to change. Types only. */

/** What an item wants, and with what it works. */
export interface Item {
	port: ConfigurationPort;
	work: ItemWork;
	wanted: Wanted;
	options: ApplyOptions;
}

/** All that is known before anything is changed. */
export interface Situation {
	port: ConfigurationPort;
	/** Absent for a trunk that is still to be made. */
	live?: Live;
	/** For such a trunk: what is left of a run that ended before it made the trunk. */
	draft?: Live;
	/** The IDs of the trunks among which it was looked for. */
	knownTrunks: ReadonlySet<string>;
	wanted: Wanted;
	options: ApplyOptions;
	/** The account's numbers. */
	numbers: RoutedNumber[];
	/** What cannot be had because others use it. */
	conflicts: NotSupported[];
	/** What a person has to know of other things that are made, each a sentence. */
	notes: string[];
	/** This run has made the trunk, so that what cannot be read is known to be missing, but for what it has sent. */
	isNew: boolean;
	/** Entries that this run has sent: section and key. */
	sent: ReadonlySet<string>;
	/** User names whose password this run has set, so that it is not set anew. */
	passwordKnown: ReadonlySet<string>;
}

/** An entry that is there and is not this run's to change. */
export interface Bystander {
	section: SectionName;
	name: string;
	/** Where trunks share it. */
	sharedIn?: string;
}

export interface Differences {
	changes: Change[];
	notSupported: NotSupported[];
	/** Settings and sections that are wanted and that the provider does not tell. */
	notReadable: string[];
	/** Entries in lists that other trunks may use. */
	shared: Bystander[];
	/** The trunk's own, which the configuration does not name and which stay. */
	unnamed: Bystander[];
	/** What a person has to know before approving it, each a sentence. */
	notes: string[];
}
