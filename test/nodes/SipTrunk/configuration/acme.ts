import type { IDataObject } from 'n8n-workflow';
import { Account, ItemWork } from '../../../../nodes/SipTrunk/configuration/account';
import type {
	Entry,
	OwnSection,
	Sections,
	Settings,
} from '../../../../nodes/SipTrunk/configuration/configuration';
import type { Item, Situation } from '../../../../nodes/SipTrunk/configuration/item';
import type {
	ConfigurationPort,
	Live,
	Present,
	RoutedNumber,
	SectionPort,
} from '../../../../nodes/SipTrunk/configuration/port';
import type { ApplyOptions, Wanted } from '../../../../nodes/SipTrunk/configuration/wanted';
import type { Field, Resource } from '../../../../nodes/SipTrunk/contract/provider';
import type { ProviderClient } from '../../../../nodes/SipTrunk/contract/request';
import type { NumberRoute } from '../../../../nodes/SipTrunk/operations/numberRoute';

/** A provider that does not exist, in memory, for what the kernel of Trunk Configuration does by itself. */

const field = (name: string): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	description: name,
});

const fields = (...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, { field: field(name), change: true }]));

export const options: ApplyOptions = {
	removeUnnamed: [],
	moveNumbers: false,
	setPasswordsAnew: false,
	ownPasswords: {},
	ignoreNotSupported: false,
	addUnreadable: false,
	secrets: {},
};

export const FREE: NumberRoute = { trunkId: null, applicationId: null };

export const numberOn = (phoneNumber: string, route: Partial<NumberRoute> = {}): RoutedNumber => ({
	phoneNumber,
	route: { ...FREE, ...route },
	row: {},
});

interface Stored {
	row: IDataObject;
	entries: Partial<Record<OwnSection, Present[]>>;
}

/** What is done at Acme, in order, as `add sipCredentials pbx`, and what can be made to happen just before. */
export class Acme {
	readonly done: string[] = [];

	readonly trunks: Stored[] = [];

	readonly numbers = new Map<string, NumberRoute>();

	/** Called before each of what is done; it may throw, or change what is there. */
	before: (what: string) => void = () => undefined;

	private made = 0;

	readonly port: ConfigurationPort;

	constructor(changes: Partial<ConfigurationPort> = {}) {
		this.port = { ...this.whole(), ...changes };
	}

	trunk(name: string, entries: Stored['entries'] = {}, row: IDataObject = {}): Stored {
		this.made += 1;
		const stored = { row: { id: `T${this.made}`, name, made: this.made, ...row }, entries };
		this.trunks.push(stored);
		return stored;
	}

	item(wanted: Partial<Wanted>, more: Partial<ApplyOptions> = {}): Item {
		const client = { fresh: () => client, keepSecret: () => undefined, added: {} };
		const account = new Account(this.port, true);
		return {
			port: this.port,
			work: new ItemWork(client as unknown as ProviderClient, account),
			wanted: { settings: {}, sections: {}, foreign: {}, ...wanted },
			options: { ...options, ...more },
		};
	}

	private note(what: string): void {
		this.before(what);
		this.done.push(what);
	}

	private stored(id: string): Stored {
		const found = this.trunks.find(({ row }) => row.id === id);
		if (found === undefined) throw new Error(`no trunk ${id}`);
		return found;
	}

	section(
		name: OwnSection,
		identity: string,
		keys: string[],
		more: Partial<SectionPort['rules']>,
	): SectionPort {
		const entriesOf = (live: Live) => (this.stored(live.id).entries[name] ??= []);
		const entryOf = (row: IDataObject) => ({ ...(row.entry as Entry) });
		return {
			rules: { keys: fields(...keys), read: true, remove: true, isUnique: true, ...more },
			entryOf,
			add: async (_work, live, entry) => {
				this.note(`add ${name} ${String(entry[identity])}`);
				this.made += 1;
				const row = { id: `E${this.made}`, entry };
				entriesOf(live).push({ entry, row, id: row.id });
				return await Promise.resolve(row);
			},
			change: async (_work, _live, present, changes) => {
				this.note(`change ${name} ${String(present.entry[identity])}`);
				return await Promise.resolve({ entry: { ...present.entry, ...changes } });
			},
			remove: async (_work, live, present) => {
				this.note(`remove ${name} ${String(present.entry[identity])}`);
				const all = entriesOf(live);
				const index = all.findIndex(({ row }) => row.id === present.row.id);
				await Promise.resolve(all.splice(index, 1));
			},
		};
	}

	private whole(): ConfigurationPort {
		return {
			provider: 'acme',
			providerName: 'Acme',
			trunk: {
				simplify: ({ name, made }: IDataObject) => ({
					name,
					createdAt: new Date(Number(made) * 1000).toISOString(),
				}),
			} as unknown as Resource,
			idOf: ({ id }) => String(id),
			trunkField: field('trunkId'),
			existsCodes: ['taken'],
			settings: {
				name: {
					field: field('name'),
					isRequired: true,
					change: true,
					read: ({ name }) => name as string,
				},
				secure: { field: field('secure'), change: true, read: ({ secure }) => secure as boolean },
				region: { field: field('region'), change: false, read: ({ region }) => region as string },
				host: { field: field('host'), change: true, read: () => null },
				domain: { field: field('domain'), change: false, isReadOnly: true, read: () => 'acme' },
			},
			sections: {
				originationUris: {
					...this.section('originationUris', 'uri', ['uri', 'name', 'priority'], {
						isUnique: false,
					}),
					again: async (_work, live) =>
						await Promise.resolve([...(this.stored(live.id).entries.originationUris ?? [])]),
				},
				sipCredentials: {
					...this.section('sipCredentials', 'username', ['username'], {}),
					makePassword: () => 'made',
					setPassword: async (_work, _live, present) => {
						this.note(`password ${String(present.entry.username)}`);
						await Promise.resolve();
					},
				},
				allowedAddresses: this.section('allowedAddresses', 'address', ['address', 'name'], {}),
			},
			numbers: {
				rules: { remove: true },
				field: field('phoneNumber'),
				all: async () => {
					this.note('list numbers');
					return await Promise.resolve(
						[...this.numbers].map(([phoneNumber, route]) => numberOn(phoneNumber, route)),
					);
				},
				now: async (_work, { phoneNumber }) => {
					this.note(`look at ${phoneNumber}`);
					const route = this.numbers.get(phoneNumber);
					return await Promise.resolve(route && numberOn(phoneNumber, route));
				},
				assign: async (_work, trunkId, { phoneNumber }) => {
					this.note(`assign ${phoneNumber}`);
					await Promise.resolve(this.numbers.set(phoneNumber, { ...FREE, trunkId }));
				},
				unassign: async (_work, _trunkId, { phoneNumber }) => {
					this.note(`unassign ${phoneNumber}`);
					await Promise.resolve(this.numbers.set(phoneNumber, FREE));
				},
			},
			trunks: async () => {
				this.note('list trunks');
				return await Promise.resolve(this.trunks.map(({ row }) => row));
			},
			read: async (_work, row, { sections, isNew }) => {
				const { entries } = this.stored(String(row.id));
				const present: Live['present'] = {};
				for (const section of isNew ? [] : sections) {
					if (section === 'phoneNumbers') continue;
					present[section] = [...(entries[section] ?? [])];
				}
				return await Promise.resolve({ present, parts: undefined });
			},
			create: async (_work, { name, ...row }: Settings) => {
				this.note(`create ${String(name)}`);
				return await Promise.resolve({
					row: this.trunk(String(name), {}, row as IDataObject).row,
					covers: [],
				});
			},
			change: async (_work, { id }, settings) => {
				this.note(`set ${Object.keys(settings).join(' ')}`);
				return await Promise.resolve(Object.assign(this.stored(id).row, settings) as IDataObject);
			},
			settle: async (_work, _live, changed) => {
				this.note(`settle ${changed.join(' ')}`);
				await Promise.resolve();
			},
			remove: async (_work, { id }) => {
				this.note(`remove trunk ${id}`);
				await Promise.resolve(this.trunks.splice(this.trunks.indexOf(this.stored(id)), 1));
			},
		};
	}
}

export const present = (entry: Entry, more: Partial<Present> = {}): Present => ({
	entry,
	row: { id: String(Object.values(entry)[0]) },
	...more,
});

/** All that is known of a trunk T1 that has these entries; without `entries` there is none yet. */
export function situationWith(
	acme: Acme,
	{
		entries,
		row = {},
		sections = {},
		settings = {},
		...more
	}: Partial<Situation> & {
		entries?: Live['present'];
		row?: IDataObject;
		sections?: Sections;
		settings?: Settings;
	},
): Situation {
	const live: Live = {
		id: 'T1',
		row: { id: 'T1', name: 'One', ...row },
		present: entries ?? {},
		target: {},
		parts: undefined,
	};
	return {
		port: acme.port,
		...(entries === undefined ? {} : { live }),
		knownTrunks: new Set(),
		wanted: { settings, sections, foreign: {} },
		options,
		numbers: [],
		conflicts: [],
		notes: [],
		isNew: false,
		sent: new Set(),
		passwordKnown: new Set(),
		...more,
	};
}
