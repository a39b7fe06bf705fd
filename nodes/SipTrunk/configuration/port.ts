import type { IDataObject } from 'n8n-workflow';
import type { Field, Resource } from '../contract/provider';
import type { ProviderClient } from '../contract/request';
import type { NumberRoute } from '../operations/numberRoute';
import type { Entry, OwnSection, SectionName, Sections, Settings, Value } from './configuration';
import type { NotSupported } from './wanted';

/**
 * What a provider says of its trunks, so that a whole configuration can be read, planned and applied there. Types only.
 *
 * The rules are tables: what cannot be had is known from them before a request is sent, and the documentation is made
 * from them. The functions send the requests of the single operations, each with a client of its own.
 */

/** The requests of one item. */
export interface Work {
	/** A client for the next request. It knows nothing of earlier ones, so that a refusal is not told as "may exist". */
	client(): ProviderClient;
	/** Reads what belongs to the account once per run, under a name of its own. A step that changes it notes that. */
	once<T>(name: string, read: (client: ProviderClient) => Promise<T>): Promise<T>;
	/** Brings up to date what `once` has read, if it has: `change` does to it what a step has done. */
	note<T>(name: string, change: (known: T) => void): Promise<void>;
	/** All trunks of the account: read once, with what this run has changed. */
	trunks(): Promise<IDataObject[]>;
}

/** What can be done about one setting. */
export interface SettingRules {
	/** The field of Trunk: Create, with its check. */
	field: Field;
	/** A trunk cannot be made without it: never, or with some other settings. */
	isRequired?: true | ((settings: Settings) => boolean);
	/** It stands in the form by itself, not in Additional Fields. */
	isProminent?: true;
	/** The value in the provider's row: undefined where none is set, null where the row does not tell. */
	read(row: IDataObject): Settings[string] | null | undefined;
	/** It can be changed later. */
	change: boolean;
	/** Whether two values mean the same, where the provider writes them in another way than they were sent. */
	isSame?(present: unknown, wanted: unknown): boolean;
	/** The provider sets it itself, so that it can only be read. */
	isReadOnly?: true;
	/** It says of what kind a trunk is. One of another kind is not the one that is meant, so that the difference is never left out. */
	isKind?: true;
}

/** What can be done about one key of a section's entries. */
export interface KeyRules {
	/** The field with the check of the value. Without a field nothing can be entered. */
	field?: Field;
	/** It can be changed later; the key by which an entry is known never. */
	change?: boolean;
	/** The value that every entry has at this provider. */
	fixed?: Value;
	/** No two entries of a trunk can have the same value. */
	isDistinct?: true;
}

/** What can be done about the entries of a section. */
export interface SectionRules {
	/** By the entries' keys; one that the provider does not have is absent. */
	keys: Record<string, KeyRules>;
	read: boolean;
	/** Whether entries can be removed. `replace`: the last one only if another takes its place. */
	remove: boolean | 'replace';
	/** How many entries a trunk can have. Default: any number. */
	most?: number;
	/** The provider refuses a second entry with the same key. */
	isUnique: boolean;
	/** Nothing on them can say for which trunk they were made: where a run ends before it removes a replaced one, it stays. */
	hasNoMark?: true;
	/** The provider removes them together with the trunk. */
	goWithTrunk?: boolean;
	/** A trunk is made with its user name: `create` gets the `password` among the settings, and covers the section. */
	isMadeWithTrunk?: true;
}

/** An entry that is at the provider. */
export interface Present {
	entry: Entry;
	/** The provider's own row. */
	row: IDataObject;
	/** The list in which trunks share it, so that it is never changed: `credential list "Everyone"`. */
	sharedIn?: string;
	/** It was made for the trunk by a run that ended half-way, and has no effect yet. */
	isLoose?: boolean;
	/** When it was made, in the provider's own form. */
	madeAt?: unknown;
	/** The ID that a person needs to tell two with the same key apart. */
	id?: string;
}

/** A trunk as it is, and while steps are carried out, as it becomes. */
export interface Live<Parts = unknown> {
	id: string;
	row: IDataObject;
	/** Entries of the sections that are managed. */
	present: Partial<Record<SectionName, Present[]>>;
	/** All entries that will be in effect after the steps. */
	target: Sections;
	/** What only the provider's port knows: its own lists, for example. */
	parts: Parts;
}

/** How much of a trunk has to be known. */
export interface Scope {
	/** The sections that are managed. Others need not be read. */
	sections: SectionName[];
	/** Whether entries have to be read that were made for the trunk and have no effect yet. */
	looseToo(section: SectionName): boolean;
	/** This run has just made the trunk, so that nothing can belong to it yet. */
	isNew: boolean;
	/** The run changes nothing, so that what was read once need not be read again. */
	readsOnly?: boolean;
	/** What is wanted, where it matters what could be adopted. */
	wanted?: Sections;
	/** The settings that are wanted, where one of them is not in the trunk's row. */
	settings?: Settings;
}

/** How the entries of a section are written. */
export interface SectionPort<Parts = unknown> {
	rules: SectionRules;
	/** The entry that the provider's row holds. */
	entryOf(row: IDataObject): Entry;
	/**
	 * Makes an entry and returns its row. Without it `settle` writes the entries. Where the trunk's row changes with it,
	 * `live.row` is the new one afterwards.
	 *
	 * @param password for a SIP credential
	 */
	add?(work: Work, live: Live<Parts>, entry: Entry, password?: string): Promise<IDataObject>;
	/** @param changes the keys that change, with their new values */
	change?(work: Work, live: Live<Parts>, present: Present, changes: Entry): Promise<IDataObject>;
	remove?(work: Work, live: Live<Parts>, present: Present): Promise<void>;
	/** Removes all entries that are the trunk's own at once, together with the list that holds them. */
	clear?(work: Work, live: Live<Parts>): Promise<void>;
	setPassword?(work: Work, live: Live<Parts>, present: Present, password: string): Promise<void>;
	/** Reads the entries after one was added, where the provider takes a second one with the same key: a copy is looked for. */
	again?(work: Work, live: Live<Parts>): Promise<Present[]>;
	/** Makes a password that the provider accepts. */
	makePassword?(): string;
	/** Checks a password of the user's own. */
	password?: Field;
}

/** A number of the account as it is routed. */
export interface RoutedNumber {
	phoneNumber: string;
	/** Where its calls go. */
	route: NumberRoute;
	row: IDataObject;
}

/** Numbers belong to the account: assigning one moves calls, at once. */
export interface NumbersPort {
	rules: Pick<SectionRules, 'remove'>;
	/** Checks a number that is entered. */
	field: Field;
	/** All numbers of the account. */
	all(client: ProviderClient): Promise<RoutedNumber[]>;
	/** One number as it is now; undefined where the account has not got it. */
	now(work: Work, number: RoutedNumber): Promise<RoutedNumber | undefined>;
	/** Whether a number that is free is in service, so that it may be chosen. Without it every one is. */
	isInService?(number: RoutedNumber): boolean;
	/** Why a number cannot be taken from where it is, in a sentence, or undefined if it can. */
	stays?(number: RoutedNumber): string | undefined;
	assign(work: Work, trunkId: string, number: RoutedNumber): Promise<void>;
	unassign?(work: Work, trunkId: string, number: RoutedNumber): Promise<void>;
}

export interface ConfigurationPort<Parts = unknown> {
	provider: string;
	providerName: string;
	/** The resource Trunk, whose simplified rows hold the name of a trunk and when it was made. */
	trunk: Resource;
	/** What identifies a trunk's row. */
	idOf(row: IDataObject): string | undefined;
	/** The field with which a trunk is chosen, with its check. */
	trunkField: Field;
	/** The key of the setting of which no two trunks can have the same value. */
	unique?: string;
	/** The provider's codes for "exists already". */
	existsCodes: readonly string[];
	settings: Record<string, SettingRules>;
	/**
	 * What is set when a trunk is made and can never be read, such as the password of a carrier; a required one is
	 * needed to make a trunk, where it is shown next to the settings.
	 */
	secrets?: Field[];
	sections: Partial<Record<OwnSection, SectionPort<Parts>>>;
	/** Sections that a trunk of this kind does not have; `refuse` says so of what is wanted there. */
	lacks?(row: IDataObject): readonly OwnSection[];
	numbers?: NumbersPort;

	/** All trunks of the account. */
	trunks(client: ProviderClient): Promise<IDataObject[]>;
	/** One trunk, where that takes fewer requests than all of them. */
	trunkById?(client: ProviderClient, id: string): Promise<IDataObject>;
	/** Reads everything of a trunk but its numbers. It returns a `row` where a setting is not in the one that it is given. */
	read(
		work: Work,
		row: IDataObject,
		scope: Scope,
	): Promise<Pick<Live<Parts>, 'present' | 'parts'> & Partial<Pick<Live<Parts>, 'row'>>>;
	/** Sections whose keys are unique in the account, so that items that name the same key run one after another. */
	accountWide?: SectionName[];
	/**
	 * Given where a trunk names its entries, so that they are made before it. Reads those that are left of a run which
	 * ended before it made a trunk with these settings.
	 */
	draft?(
		work: Work,
		settings: Settings,
		scope: Scope,
	): Promise<Pick<Live<Parts>, 'present' | 'parts'>>;
	/**
	 * Makes a trunk. `covers` names the sections whose entries are in it already.
	 *
	 * @param draft the entries that were made before it
	 */
	create(
		work: Work,
		settings: Settings,
		sections: Sections,
		draft?: Live<Parts>,
	): Promise<{ row: IDataObject; covers: SectionName[] }>;
	/** Changes settings and returns the new row. */
	change?(work: Work, live: Live<Parts>, settings: Settings): Promise<IDataObject>;
	/**
	 * Ties what was made to the trunk: adds lists, fills slots, writes a list into the trunk. Where the trunk's row
	 * changes with it, `live.row` is the new one afterwards.
	 */
	settle?(work: Work, live: Live<Parts>, changed: SectionName[]): Promise<void>;
	/** What cannot be had: others use it, or settings contradict each other. Called before anything is changed. */
	refuse?(
		work: Work,
		live: Live<Parts> | undefined,
		wanted: Sections,
		settings: Settings,
	): Promise<NotSupported[]>;
	/** What a person has to know of other things that are made, each a sentence. Called after `refuse`. */
	foretell?(work: Work, settings: Settings): Promise<string[]>;
	/** Removes the trunk itself, and what is left of its own that nothing else names. */
	remove?(work: Work, live: Live<Parts>): Promise<void>;
	/** Removes what is left of a trunk of this name, after a Delete that ended when the trunk was gone. */
	removeLeft?(work: Work, name: string): Promise<void>;
	/** Why the trunk cannot be removed without harm to others, each a sentence. */
	refuseRemoval?(work: Work, live: Live<Parts>): Promise<string[]>;
}
