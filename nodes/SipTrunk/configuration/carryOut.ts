import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../http/errors';
import type { NumberRoute } from '../operations/numberRoute';
import type { AddChange, Change } from './changes';
import { keyOf, type Entry, type SectionName, type Sections, type Settings } from './configuration';
import { copiesAmong, mustYield, stepAside } from './rivals';
import type { Live, Present, RoutedNumber, SectionPort } from './port';
import { FoundAlready, type Progress } from './progress';
import type { Item, Situation } from './item';
import type { Step } from './steps';

/** Carries out single steps. What a step has done shows in `live` afterwards. */

type OwnSection = Exclude<SectionName, 'phoneNumbers'>;

/** One pass over the steps of a plan. */
export class Pass {
	/** Sections whose entries the trunk was made with. */
	private covered: SectionName[] = [];

	/** Absent until the trunk is made. */
	private live: Live | undefined;

	/** @param target the trunk's own entries as they will be */
	constructor(
		private readonly item: Item,
		private readonly progress: Progress,
		private readonly situation: Pick<Situation, 'live' | 'knownTrunks'>,
		private readonly target: Sections,
	) {
		this.live = situation.live && Object.assign(situation.live, { target });
	}

	async carryOut(step: Step): Promise<void> {
		switch (step.kind) {
			case 'settings':
				return await this.changeSettings(step.changes);
			case 'settle':
				return await this.settle(step.sections);
			case 'giveWay':
				return await this.giveWay();
			case 'lookAgain':
				return await this.lookAgain(step.section as OwnSection);
			case 'clear':
				await this.section(step.section).clear?.(this.item.work, this.there);
				return this.keep(step.section, ({ sharedIn }) => sharedIn !== undefined);
			case 'removeTrunk':
				return await this.removeTrunk();
			case 'change':
				return await this.make(step.change);
		}
	}

	/** The trunk as it is by now. */
	get there(): Live {
		if (this.live === undefined) throw new Error('No trunk');
		return this.live;
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

	private async make(change: Change): Promise<void> {
		switch (change.action) {
			case 'create':
				return await this.createTrunk(change.settings);
			case 'add':
				return await this.add(change);
			case 'assign':
				return await this.assign(change.number);
			case 'unassign':
				return await this.unassign(change.number);
			case 'setPassword':
				return await this.setPassword(change.present, change.name);
			case 'remove':
				if (change.about !== 'trunk') await this.remove(change.about, change.present);
				return;
			case 'change':
				if (change.about === 'setting') return await this.changeSettings([change]);
				return await this.changeEntry(change.about, change.present, change.changes);
		}
	}

	private async createTrunk(settings: Settings) {
		const { port, work, options } = this.item;
		const { row, covers } = await port.create(
			work,
			{ ...settings, ...options.secrets },
			this.target,
		);
		const id = work.account.idOf(row);
		const read = await port.read(work, row, { sections: [], looseToo: () => false, isNew: true });
		work.account.noteTrunk(row);
		this.progress.madeTrunk = id;
		this.live = { id, row, target: this.target, ...read };
		this.covered = covers;
		this.settled(covers);
		for (const section of covers) {
			for (const entry of this.target[section] ?? []) this.noteSent(section, entry);
		}
	}

	/** Of two trunks that were made at the same time the younger one goes. */
	private async giveWay(): Promise<void> {
		if (!(await mustYield(this.item, this.there.row, this.situation.knownTrunks))) return;
		await this.removeTrunk();
		this.progress.madeTrunk = undefined;
		await stepAside();
		throw new FoundAlready('The trunk was made twice');
	}

	private async changeSettings(changes: Change[]): Promise<void> {
		const { port, work } = this.item;
		const settings = Object.fromEntries(
			changes.flatMap((change) =>
				change.action === 'change' && change.about === 'setting'
					? [[change.name, change.after]]
					: [],
			),
		);
		this.there.row = latest(await port.change?.(work, this.there, settings), this.there.row);
		work.account.noteTrunk(this.there.row);
	}

	private async settle(changed: SectionName[]): Promise<void> {
		const { port, work } = this.item;
		const sections = changed.filter((section) => !this.covered.includes(section));
		if (sections.length === 0) return;
		const { row } = this.there;
		await port.settle?.(work, this.there, sections);
		if (this.there.row !== row) work.account.noteTrunk(this.there.row);
		this.settled(sections);
	}

	private async removeTrunk(): Promise<void> {
		await this.item.port.remove?.(this.item.work, this.there);
		this.item.work.account.noteRemoved(this.there.id);
	}

	private async changeEntry(section: SectionName, present: Present, changes: Entry): Promise<void> {
		const port = this.section(section);
		const row = await port.change?.(this.item.work, this.there, present, changes);
		present.row = latest(row, present.row);
		Object.assign(present.entry, changes);
	}

	private async remove(section: SectionName, present: Present): Promise<void> {
		await this.section(section).remove?.(this.item.work, this.there, present);
		this.keep(section, (one) => one !== present);
	}

	private async unassign(number: RoutedNumber): Promise<void> {
		const { port, work } = this.item;
		await port.numbers?.unassign?.(work, this.there.id, number);
		work.account.noteRoute(number.phoneNumber, { trunkId: null, applicationId: null });
	}

	private async add(change: AddChange): Promise<void> {
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
		this.entries(section).push({ entry: { ...entry, ...port.entryOf(row) }, row });
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
		if (Object.keys(changes).length > 0) await this.changeEntry(section, loose, changes);
	}

	private passwordFor(username: string, port: SectionPort): { value: string; isOwn: boolean } {
		const own = this.item.options.ownPasswords[username];
		if (own !== undefined) return { value: own, isOwn: true };
		const value = port.makePassword?.() ?? '';
		this.item.work.client().keepSecret(value);
		return { value, isOwn: false };
	}

	private notePassword(
		username: string,
		{ value, isOwn }: { value: string; isOwn: boolean },
	): void {
		this.progress.passwordKnown.add(username);
		if (isOwn) delete this.progress.passwords[username];
		else this.progress.passwords[username] = value;
	}

	private async setPassword(present: Present, username: string): Promise<void> {
		if (this.progress.passwordKnown.has(username)) return;
		const port = this.section('sipCredentials');
		const password = this.passwordFor(username, port);
		await port.setPassword?.(this.item.work, this.there, present, password.value);
		this.notePassword(username, password);
	}

	private noteSent(section: SectionName, entry: Entry): void {
		this.progress.sent.add(this.progress.sentKey(section, keyOf(section, entry)));
	}

	/** What was written with the trunk, or all at once. */
	private settled(sections: SectionName[]): void {
		for (const section of sections) {
			const port = this.section(section);
			if (port.add !== undefined && !this.covered.includes(section)) continue;
			this.there.present[section] = (this.target[section] ?? []).map((entry) => ({
				entry,
				row: {},
			}));
		}
	}

	/** A number that is elsewhere by now is never taken from there on the word of a list that is out of date. */
	private async assign(planned: RoutedNumber): Promise<void> {
		const { port, work } = this.item;
		const trunkId = this.there.id;
		const now = await port.numbers?.now(work, planned);
		if (now === undefined || !isSameRoute(now.route, planned.route)) {
			if (now?.route.trunkId !== trunkId) throw new FoundAlready('The number was moved');
			return work.account.noteRoute(planned.phoneNumber, now.route);
		}
		await port.numbers?.assign(work, trunkId, now);
		work.account.noteRoute(planned.phoneNumber, { trunkId, applicationId: null });
	}

	/** Of copies that came about while this run added its own, the oldest stays. */
	private async lookAgain(section: OwnSection): Promise<void> {
		const { work } = this.item;
		const port = this.section(section);
		const now = (await port.again?.(work, this.there)) ?? [];
		const { added } = this.progress;
		const copies = copiesAmong(section, now, added.get(section) ?? []);
		added.delete(section);
		for (const copy of copies) await port.remove?.(work, this.there, copy);
		this.there.present[section] = now.filter((one) => !copies.includes(one));
	}
}

const isSameRoute = (one: NumberRoute, other: NumberRoute) =>
	one.trunkId === other.trunkId &&
	one.applicationId === other.applicationId &&
	(one.webhookHost ?? null) === (other.webhookHost ?? null) &&
	one.isUnclear === other.isUnclear;

/** The row of an answer, or the one before where the answer holds none. */
const latest = (row: IDataObject | undefined, before: IDataObject): IDataObject =>
	row === undefined || Object.keys(row).length === 0 ? before : { ...before, ...row };

/** Whether a failure means that something of the kind is there. */
export const saysExists = (error: unknown, codes: readonly string[]): boolean =>
	error instanceof RequestFailure &&
	error.cause === 'refused' &&
	codes.includes(error.code ?? String(error.status));
