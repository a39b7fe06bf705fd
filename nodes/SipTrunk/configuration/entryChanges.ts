import type { IDataObject } from 'n8n-workflow';
import type { AddChange } from './changes';
import {
	keyOf,
	type Entry,
	type OwnSection,
	type SectionName,
	type Sections,
} from './configuration';
import { refuseStoredBlock } from '../operations/storedBlock';
import type { Item } from './item';
import type { Live, Present, SectionPort } from './port';
import type { Progress } from './progress';
import { copiesAmong, toldCopies } from './rivals';

interface NewPassword {
	username: string;
	value: string;
	/** The user's own, and not made by the node. */
	isOwn: boolean;
}

/** Adds, changes and removes entries of sections, one at a time. */
export class EntryChanges {
	/** The sections whose entries were made together with the trunk. */
	covered: SectionName[] = [];

	/** @param trunk returns the trunk as it is by now */
	constructor(
		private readonly item: Item,
		private readonly progress: Progress,
		private readonly trunk: () => Live,
	) {}

	async add(change: AddChange): Promise<void> {
		const { about: section, entry, name, loose } = change;
		const port = this.section(section);
		if (this.covered.includes(section) || port.add === undefined) return;
		if (loose !== undefined) return await this.adopt(section, loose, entry);
		const isCredential = section === 'sipCredentials';
		const password = isCredential ? this.passwordFor(name, port) : undefined;
		const row = await port.add(this.item.work, this.there, entry, password?.value);
		if (password !== undefined) this.notePassword(name, password);
		this.noteSent(section, entry);
		const { added } = this.progress;
		added.set(section, [...(added.get(section) ?? []), name]);
		const stored = port.entryOf(row);
		this.entries(section).push({ entry: { ...entry, ...stored }, row });
		if (section === 'allowedAddresses') refuseStoredBlock(String(entry.address), stored.address);
	}

	/** Something that a run had made which ended half-way. What ties it to the trunk comes later. */
	private async adopt(section: SectionName, loose: Present, entry: Entry): Promise<void> {
		const { keys } = this.section(section).rules;
		loose.isLoose = false;
		const changes = Object.fromEntries(
			Object.entries(entry).filter(
				([key, value]) => loose.entry[key] !== value && keys[key]?.change,
			),
		);
		if (Object.keys(changes).length > 0) await this.change(section, loose, changes);
	}

	private passwordFor(username: string, port: SectionPort): Omit<NewPassword, 'username'> {
		const { ownPasswords } = this.item.options;
		// Not what every object has: a user name may be "constructor".
		const own = Object.entries(ownPasswords).find(([name]) => name === username);
		if (own !== undefined) return { value: own[1], isOwn: true };
		const value = port.makePassword?.() ?? '';
		this.item.work.client().keepSecret(value);
		return { value, isOwn: false };
	}

	/** Where a trunk is made with its user name: the password of that. */
	passwordOfNewTrunk({ sipCredentials = [] }: Sections): NewPassword | undefined {
		const port = this.item.port.sections.sipCredentials;
		const [credential] = sipCredentials;
		if (port?.rules.isMadeWithTrunk !== true || credential === undefined) return undefined;
		const username = keyOf('sipCredentials', credential);
		return { username, ...this.passwordFor(username, port) };
	}

	notePassword(username: string, { value, isOwn }: Omit<NewPassword, 'username'>): void {
		this.progress.passwordKnown.add(username);
		if (isOwn) delete this.progress.passwords[username];
		else this.progress.passwords[username] = value;
	}

	/** What stays is another run's, with a password of its own. */
	private forgetPassword(username: string): void {
		this.progress.passwordKnown.delete(username);
		delete this.progress.passwords[username];
	}

	async setPassword(present: Present, username: string): Promise<void> {
		if (this.progress.passwordKnown.has(username)) return;
		const port = this.section('sipCredentials');
		const password = this.passwordFor(username, port);
		await port.setPassword?.(this.item.work, this.there, present, password.value);
		this.notePassword(username, password);
	}

	private noteSent(section: SectionName, entry: Entry): void {
		this.progress.sent.add(this.progress.sentKey(section, keyOf(section, entry)));
	}

	async change(section: SectionName, present: Present, changes: Entry): Promise<void> {
		const port = this.section(section);
		const row = await port.change?.(this.item.work, this.there, present, changes);
		present.row = latest(row, present.row);
		Object.assign(present.entry, changes);
	}

	async remove(section: SectionName, present: Present): Promise<void> {
		await this.section(section).remove?.(this.item.work, this.there, present);
		this.keep(section, (one) => one !== present);
	}

	/** Removes all entries of a section that are the trunk's own. */
	async clear(section: SectionName): Promise<void> {
		await this.section(section).clear?.(this.item.work, this.there);
		this.keep(section, ({ sharedIn }) => sharedIn !== undefined);
	}

	/** Of copies that came about while this run added its own, the oldest stays; where none can go, they are told. */
	async lookAgain(section: OwnSection): Promise<void> {
		const { work } = this.item;
		const port = this.section(section);
		const now = (await port.again?.(work, this.there)) ?? [];
		const { added } = this.progress;
		const copies = copiesAmong(section, now, added.get(section) ?? []);
		added.delete(section);
		const { remove } = port;
		if (remove === undefined) {
			this.there.present[section] = now;
			this.progress.notes.push(...toldCopies(this.item.port, section, now));
			return;
		}
		const own = new Set(this.entries(section).map(({ row }) => JSON.stringify(row)));
		for (const copy of copies) {
			await remove(work, this.there, copy);
			if (own.has(JSON.stringify(copy.row))) this.forgetPassword(keyOf(section, copy.entry));
		}
		this.there.present[section] = now.filter((one) => !copies.includes(one));
	}

	/** Notes that the entries of these sections were made together with the trunk. */
	noteCovered(sections: SectionName[]): void {
		this.covered = sections;
		this.noteSettled(sections);
		for (const section of sections) {
			for (const entry of this.there.target[section] ?? []) this.noteSent(section, entry);
		}
	}

	/** Notes that the trunk that was made is gone again, with its user names. */
	forgetCovered(): void {
		if (!this.covered.includes('sipCredentials')) return;
		for (const entry of this.there.target.sipCredentials ?? []) {
			this.forgetPassword(keyOf('sipCredentials', entry));
		}
	}

	/** Notes that the entries of these sections were written as a whole. */
	noteSettled(sections: SectionName[]): void {
		for (const section of sections) {
			const port = this.section(section);
			if (port.add !== undefined && !this.covered.includes(section)) continue;
			this.there.present[section] = (this.there.target[section] ?? []).map((entry) => ({
				entry,
				row: {},
			}));
		}
	}

	private get there(): Live {
		return this.trunk();
	}

	private section(section: SectionName): SectionPort {
		return this.item.port.sections[section as OwnSection] as SectionPort;
	}

	private entries(section: SectionName): Present[] {
		return (this.there.present[section] ??= []);
	}

	private keep(section: SectionName, isKept: (present: Present) => boolean): void {
		this.there.present[section] = this.entries(section).filter(isKept);
	}
}

/** The row after a change: the one before, with what the answer holds. An empty answer changes nothing in it. */
export const latest = (row: IDataObject | undefined, before: IDataObject): IDataObject =>
	row === undefined || Object.keys(row).length === 0 ? before : { ...before, ...row };
