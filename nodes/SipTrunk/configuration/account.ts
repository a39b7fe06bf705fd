import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../contract/request';
import type { NumberRoute } from '../operations/numberRoute';
import type { ConfigurationPort, RoutedNumber, Work } from './port';

/**
 * What a run knows of the account: the lists, which are read once for all items, and what the run itself has made, which
 * a list that is read again may not show yet.
 */
export class Account {
	private readonly known = new Map<string, Promise<unknown>>();

	/** Trunks that the run has made or changed, by ID; undefined for one that it has removed. */
	private readonly own = new Map<string, IDataObject | undefined>();

	/** Where the run has routed numbers since their list was read. */
	private readonly routes = new Map<string, NumberRoute>();

	/** The free numbers that items of the run are to get, each with its item, until that is known to have it or not. */
	readonly reserved = new Map<string, unknown>();

	/** @param isForOne the run has one item: where a single thing can be read, the whole list is not */
	constructor(
		private readonly port: ConfigurationPort,
		private readonly isForOne: boolean,
	) {}

	async once<T>(name: string, read: () => Promise<T>): Promise<T> {
		const before = this.known.get(name) as Promise<T> | undefined;
		if (before !== undefined) return await before;
		const reading = read();
		this.known.set(name, reading);
		// The next item asks again: a passing fault must not fail all of them.
		reading.catch(() => this.known.delete(name));
		return await reading;
	}

	async note<T>(name: string, change: (known: T) => void): Promise<void> {
		const known = this.known.get(name) as Promise<T> | undefined;
		if (known !== undefined) change(await known);
	}

	/** From now on, everything is read anew. What the run has made itself stays known. */
	forget(): void {
		this.known.clear();
		this.routes.clear();
	}

	idOf(row: IDataObject): string {
		return String(this.port.idOf(row));
	}

	/** All trunks of the account. */
	async trunks(work: Work): Promise<IDataObject[]> {
		const listed = await work.once('trunks', async (client) => await this.port.trunks(client));
		const ids = listed.map((row) => this.idOf(row));
		const isOwn = (id: string) => this.own.has(id);
		const made = [...this.own].filter(([id]) => !ids.includes(id)).map(([, row]) => row);
		const current = listed.map((row, index) =>
			isOwn(ids[index]) ? this.own.get(ids[index]) : row,
		);
		return [...current, ...made].filter((row): row is IDataObject => row !== undefined);
	}

	/** The trunks among which one with this ID must be: all, or that one alone where it can be read by itself. */
	async trunksFor(work: Work, id: string): Promise<IDataObject[]> {
		const { trunkById } = this.port;
		if (trunkById === undefined || !this.isForOne) return await this.trunks(work);
		if (this.own.has(id)) {
			const own = this.own.get(id);
			return own === undefined ? [] : [own];
		}
		return [await work.once(`trunk ${id}`, async (client) => await trunkById(client, id))];
	}

	noteTrunk(row: IDataObject): void {
		this.own.set(this.idOf(row), row);
	}

	noteRemoved(id: string): void {
		this.own.set(id, undefined);
	}

	/** From now on, other items may have the free numbers that this one was to get: their routes tell which it has. */
	release(item: unknown): void {
		for (const [phoneNumber, its] of this.reserved) {
			if (its === item) this.reserved.delete(phoneNumber);
		}
	}

	/** All numbers of the account. */
	async numbers(work: Work): Promise<RoutedNumber[]> {
		const { numbers } = this.port;
		if (numbers === undefined) return [];
		const listed = await work.once('numbers', async (client) => await numbers.all(client));
		return listed.map((number) => ({
			...number,
			route: this.routes.get(number.phoneNumber) ?? number.route,
		}));
	}

	/** Where the run has routed a number. */
	noteRoute(phoneNumber: string, route: NumberRoute): void {
		this.routes.set(phoneNumber, route);
	}
}

/** The requests of one item. */
export class ItemWork implements Work {
	constructor(
		private readonly item: ProviderClient,
		readonly account: Account,
	) {}

	client(): ProviderClient {
		return this.item.fresh();
	}

	async once<T>(name: string, read: (client: ProviderClient) => Promise<T>): Promise<T> {
		return await this.account.once(name, async () => await read(this.client()));
	}

	async note<T>(name: string, change: (known: T) => void): Promise<void> {
		await this.account.note(name, change);
	}

	async trunks(): Promise<IDataObject[]> {
		return await this.account.trunks(this);
	}
}
