import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../contract/request';
import type { Work } from './port';
import { allOf } from './tables';

/**
 * A list of the account that is read once per run. What a step makes, changes or removes is noted in it, so that the next
 * item, which may be about the same trunk, does not work on what is gone.
 */
export class AccountList {
	/**
	 * @param name of the list within the run; no two lists have the same
	 * @param idOf what identifies a row
	 * @param list reads all rows
	 */
	constructor(
		private readonly name: string,
		private readonly idOf: (row: IDataObject) => unknown,
		private readonly list: (client: ProviderClient) => AsyncIterable<IDataObject>,
	) {}

	async rows(work: Work): Promise<IDataObject[]> {
		return await work.once(this.name, async (client) => await allOf(this.list(client)));
	}

	/** Reads the list anew; the run knows it as it is now. */
	async readAgain(work: Work): Promise<void> {
		const now = await allOf(this.list(work.client()));
		const rows = await work.once(this.name, async () => await Promise.resolve(now));
		if (rows !== now) rows.splice(0, rows.length, ...now);
	}

	/** Notes a row that was made or changed. The list may hold it already, if it was being read at that time. */
	async put(work: Work, row: IDataObject): Promise<void> {
		await work.note<IDataObject[]>(this.name, (rows) => {
			const index = this.indexIn(rows, row);
			if (index < 0) rows.push(row);
			else rows[index] = row;
		});
	}

	/** Notes that a row was removed. */
	async drop(work: Work, row: IDataObject): Promise<void> {
		await work.note<IDataObject[]>(this.name, (rows) => {
			const index = this.indexIn(rows, row);
			if (index >= 0) rows.splice(index, 1);
		});
	}

	private indexIn(rows: IDataObject[], row: IDataObject): number {
		return rows.findIndex((other) => this.idOf(other) === this.idOf(row));
	}
}
