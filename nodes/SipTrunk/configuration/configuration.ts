import type { IDataObject } from 'n8n-workflow';

/**
 * A trunk with everything that belongs to it: what Get puts out and Apply takes, with the same keys at every provider.
 *
 * ```json
 * { "provider": "twilio", "id": "TK...", "name": "Example Garage K1002", "sipDomain": "acme-k1002.pstn.twilio.com",
 *   "originationUris":  [{ "uri": "sip:pbx.example.com:5061;transport=tls", "name": "PBX", "priority": 10 }],
 *   "sipCredentials":   [{ "username": "acme-k1002" }],
 *   "allowedAddresses": [{ "address": "203.0.113.26/32", "name": "PBX" }],
 *   "phoneNumbers":     ["+15555550104"],
 *   "notReadable": [] }
 * ```
 *
 * A setting or a section that is absent is not managed and stays as it is; `[]` means none. There is no password in it.
 */

/** A value of an entry's key. One that is not set is absent: there is no null and no empty text. */
export type Value = string | number | boolean;

/** The trunk's settings: keys of the simplified trunk, then the provider's own under their parameter names. */
export type Settings = Record<string, Value | string[]>;

/** An entry of a section by its keys; one of `phoneNumbers` is `{ phoneNumber }` inside the node. */
export type Entry = Record<string, Value>;

/** What a trunk consists of besides its settings: one list of entries. */
export interface SectionKind {
	/** Title case, as the form shows it. */
	name: string;
	/** One entry of it, as changes name it. */
	one: string;
	/** For sentences: `origination URI sip:pbx.example.com`. */
	singular: string;
	plural: string;
	/** The key by which an entry is known: no two of a trunk have the same. */
	identity: string;
	/** All keys, in order. */
	keys: readonly string[];
	/** In a configuration an entry is its identity alone: `"+15555550104"`. */
	isPlain?: true;
	/** Entries say who may call, so that without the last of them more callers may get in. */
	limitsCallers?: true;
}

/** The sections in their order. A provider has some of them; one of its own kind (dispatch rules) is added here. */
export const SECTIONS = {
	originationUris: {
		name: 'Origination URIs',
		one: 'originationUri',
		singular: 'origination URI',
		plural: 'origination URIs',
		identity: 'uri',
		keys: ['uri', 'name', 'priority', 'weight', 'enabled'],
	},
	sipCredentials: {
		name: 'SIP Credentials',
		one: 'sipCredential',
		singular: 'SIP credential',
		plural: 'SIP credentials',
		identity: 'username',
		keys: ['username'],
		limitsCallers: true,
	},
	allowedAddresses: {
		name: 'Allowed Addresses',
		one: 'allowedAddress',
		singular: 'allowed address',
		plural: 'allowed addresses',
		identity: 'address',
		keys: ['address', 'name'],
		limitsCallers: true,
	},
	dispatchRules: {
		name: 'Dispatch Rules',
		one: 'dispatchRule',
		singular: 'dispatch rule',
		plural: 'dispatch rules',
		identity: 'name',
		keys: ['name', 'ruleType', 'room', 'agentName'],
	},
	phoneNumbers: {
		name: 'Phone Numbers',
		one: 'phoneNumber',
		singular: 'phone number',
		plural: 'phone numbers',
		identity: 'phoneNumber',
		keys: ['phoneNumber'],
		isPlain: true,
	},
} as const satisfies Record<string, SectionKind>;

export type SectionName = keyof typeof SECTIONS;

/** A section whose entries belong to the trunk: numbers belong to the account. */
export type OwnSection = Exclude<SectionName, 'phoneNumbers'>;

/** Those that carriers have: a dispatch rule belongs to a platform. */
export type CarrierSection = Exclude<OwnSection, 'dispatchRules'>;

export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

export const kindOf = (section: SectionName): SectionKind => SECTIONS[section];

/** The value of an entry's identity, which tells it from the others of its section. */
export const keyOf = (section: SectionName, entry: Entry): string =>
	String(entry[SECTIONS[section].identity]);

/** The sections of a configuration; one that is absent is not managed. */
export type Sections = Partial<Record<SectionName, Entry[]>>;

export interface Configuration {
	provider: string;
	/** Absent for a trunk that is still to be made. */
	id?: string;
	settings: Settings;
	sections: Sections;
	/** Settings and sections that the provider does not tell. */
	notReadable: string[];
}

/** An entry as a configuration shows it: its keys in order. */
export function shownEntry(section: SectionName, entry: Entry): IDataObject | string {
	const { isPlain, identity, keys } = kindOf(section);
	if (isPlain) return String(entry[identity]);
	return Object.fromEntries(keys.flatMap((key) => (key in entry ? [[key, entry[key]]] : [])));
}

/** The configuration as it leaves the node: keys in their order, the settings as they are given. */
export function shownConfiguration(configuration: Configuration): IDataObject {
	const { provider, id, settings, sections, notReadable } = configuration;
	return {
		provider,
		...(id === undefined ? {} : { id }),
		...settings,
		...Object.fromEntries(
			SECTION_NAMES.flatMap((section) => {
				const entries = sections[section];
				return entries === undefined
					? []
					: [[section, entries.map((entry) => shownEntry(section, entry))]];
			}),
		),
		notReadable,
	};
}
