import { RequestFailure } from '../http/errors';
import type { NumberRoute } from '../operations/numberRoute';
import type { Change } from './changes';
import type { OwnSection, SectionName, Sections, Settings } from './configuration';
import { EntryChanges, latest } from './entryChanges';
import { mustYield, stepAside } from './rivals';
import type { Live, RoutedNumber } from './port';
import { FoundAlready, type Progress } from './progress';
import type { Item, Situation } from './item';
import type { Step } from './steps';

/** Carries out the steps of a plan, one at a time. `live` holds afterwards what a step has done. */
export class Pass {
	private readonly entries: EntryChanges;

	/** Absent until the trunk is made, or its first entry. */
	private live: Live | undefined;

	/** @param target the trunk's own entries as they will be when all steps are done */
	constructor(
		private readonly item: Item,
		private readonly progress: Progress,
		private readonly situation: Pick<Situation, 'live' | 'draft' | 'knownTrunks'>,
		private readonly target: Sections,
	) {
		const start = situation.live ?? situation.draft;
		this.live = start && Object.assign(start, { target });
		this.entries = new EntryChanges(item, progress, () => this.there);
	}

	/** Carries out one step. If the trunk's row changes with it, later items of the run find the new row. */
	async carryOut(step: Step): Promise<void> {
		const before = this.live;
		const row = before?.row;
		await this.perform(step);
		if (before !== undefined && this.live === before && before.row !== row) {
			this.item.work.account.noteTrunk(before.row);
		}
	}

	private async perform(step: Step): Promise<void> {
		switch (step.kind) {
			case 'settings':
				return await this.changeSettings(step.changes);
			case 'settle':
				return await this.settle(step.sections);
			case 'giveWay':
				return await this.giveWay();
			case 'lookAgain':
				return await this.entries.lookAgain(step.section as OwnSection);
			case 'clear':
				return await this.entries.clear(step.section);
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

	private async make(change: Change): Promise<void> {
		switch (change.action) {
			case 'create':
				return await this.createTrunk(change.settings);
			case 'add':
				return await this.entries.add(change);
			case 'assign':
				return await this.assign(change.number);
			case 'unassign':
				return await this.unassign(change.number);
			case 'setPassword':
				return await this.entries.setPassword(change.present, change.name);
			case 'remove':
				if (change.about !== 'trunk') await this.entries.remove(change.about, change.present);
				return;
			case 'change':
				if (change.about === 'setting') return await this.changeSettings([change]);
				return await this.entries.change(change.about, change.present, change.changes);
		}
	}

	private async createTrunk(settings: Settings) {
		const { port, work, options } = this.item;
		const own = this.entries.passwordOfNewTrunk(this.target);
		const { row, covers } = await port.create(
			work,
			{ ...settings, ...options.secrets, ...(own && { password: own.value }) },
			this.target,
			this.live,
		);
		const id = work.account.idOf(row);
		const read = await port.read(work, row, { sections: [], looseToo: () => false, isNew: true });
		work.account.noteTrunk(row);
		this.progress.madeTrunk = id;
		const present = this.live?.present ?? read.present;
		this.live = { id, row, target: this.target, ...read, present };
		this.entries.noteCovered(covers);
		if (own !== undefined) this.entries.notePassword(own.username, own);
	}

	/** Of two trunks that were made at the same time the younger one goes. */
	private async giveWay(): Promise<void> {
		if (!(await mustYield(this.item, this.there.row, this.situation.knownTrunks))) return;
		await this.removeTrunk();
		this.progress.madeTrunk = undefined;
		this.entries.forgetCovered();
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
	}

	private async settle(changed: SectionName[]): Promise<void> {
		const { port, work } = this.item;
		const sections = changed.filter((section) => !this.entries.covered.includes(section));
		if (sections.length === 0) return;
		await port.settle?.(work, this.there, sections);
		this.entries.noteSettled(sections);
	}

	private async removeTrunk(): Promise<void> {
		await this.item.port.remove?.(this.item.work, this.there);
		this.item.work.account.noteRemoved(this.there.id);
	}

	/** A number that is elsewhere by now is not taken off there: a provider may take it off whatever it is on. */
	private async unassign(planned: RoutedNumber): Promise<void> {
		const { port, work } = this.item;
		const trunkId = this.there.id;
		const now = await this.numberNow(planned);
		if (now === undefined) return;
		if (now.route.trunkId !== trunkId) {
			return work.account.noteRoute(planned.phoneNumber, now.route);
		}
		await port.numbers?.unassign?.(work, trunkId, now);
		work.account.noteRoute(planned.phoneNumber, { trunkId: null, applicationId: null });
	}

	/** Undefined where the account has not got it any more. */
	private async numberNow(planned: RoutedNumber): Promise<RoutedNumber | undefined> {
		const { port, work } = this.item;
		return await port.numbers
			?.now(work, planned)
			.catch(async (error: unknown) =>
				error instanceof RequestFailure && error.gone ? undefined : await Promise.reject(error),
			);
	}

	/** A number that is elsewhere by now is never taken from there on the word of a list that is out of date. */
	private async assign(planned: RoutedNumber): Promise<void> {
		const { port, work } = this.item;
		const trunkId = this.there.id;
		const now = await this.numberNow(planned);
		if (now === undefined || !isSameRoute(now.route, planned.route)) {
			if (now?.route.trunkId !== trunkId) throw new FoundAlready('The number was moved');
			return work.account.noteRoute(planned.phoneNumber, now.route);
		}
		await port.numbers?.assign(work, trunkId, now);
		work.account.noteRoute(planned.phoneNumber, { trunkId, applicationId: null });
	}
}

const isSameRoute = (one: NumberRoute, other: NumberRoute) =>
	one.trunkId === other.trunkId &&
	one.applicationId === other.applicationId &&
	(one.webhookHost ?? null) === (other.webhookHost ?? null) &&
	one.isUnclear === other.isUnclear;
