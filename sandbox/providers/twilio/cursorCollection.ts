interface Entry<Row> {
	/** Grows with every row added and is never used again, so it names a place in the list for good. */
	ordinal: number;
	row: Row;
}

/** A part of a collection, and where it lies in it. */
export interface Page<Row> {
	rows: Row[];
	/** Index of the first row in the whole list, 0 for an empty page. */
	start: number;
	/** Ordinals of the first and last row, undefined for an empty page. */
	first?: number;
	last?: number;
	hasPrevious: boolean;
	hasNext: boolean;
}

/** Where a page begins: behind a row, before a row, or (without either) at the beginning. */
export interface Place {
	after?: number;
	before?: number;
}

/**
 * Rows in the order in which they were added, found by SID at once and cut into pages without
 * copying or sorting the whole list. Pages are found by a row's place, not by an offset: as with
 * Twilio's page tokens, nothing is skipped or repeated when rows come and go in between.
 */
export class CursorCollection<Row extends { readonly sid: string }> implements Iterable<Row> {
	private readonly entries: Array<Entry<Row>> = [];
	private readonly entryOfSid = new Map<string, Entry<Row>>();
	private lastOrdinal = 0;

	get size(): number {
		return this.entries.length;
	}

	/** Whether a row with this ordinal was ever in the collection. */
	hasIssued(ordinal: number): boolean {
		return ordinal >= 1 && ordinal <= this.lastOrdinal;
	}

	get(sid: string): Row | undefined {
		return this.entryOfSid.get(sid)?.row;
	}

	add(row: Row): Row {
		this.lastOrdinal += 1;
		this.append({ ordinal: this.lastOrdinal, row });
		return row;
	}

	remove(sid: string): void {
		const entry = this.entryOfSid.get(sid);
		if (entry === undefined) return;
		this.entryOfSid.delete(sid);
		this.entries.splice(this.indexOf(entry.ordinal), 1);
	}

	some(condition: (row: Row) => boolean): boolean {
		return this.entries.some(({ row }) => condition(row));
	}

	/** The rows that meet the condition, as a collection in which every row keeps its place. */
	filter(condition: (row: Row) => boolean): CursorCollection<Row> {
		const result = new CursorCollection<Row>();
		result.lastOrdinal = this.lastOrdinal;
		for (const entry of this.entries) if (condition(entry.row)) result.append(entry);
		return result;
	}

	page(place: Place, size: number): Page<Row> {
		const end = place.before === undefined ? undefined : this.indexOf(place.before);
		const start =
			end === undefined ? this.indexOf((place.after ?? 0) + 1) : Math.max(0, end - size);
		const entries = this.entries.slice(start, end ?? start + size);
		return {
			rows: entries.map(({ row }) => row),
			start: entries.length === 0 ? 0 : start,
			first: entries[0]?.ordinal,
			last: entries[entries.length - 1]?.ordinal,
			hasPrevious: start > 0,
			hasNext: start + entries.length < this.entries.length,
		};
	}

	*[Symbol.iterator](): Iterator<Row> {
		for (const { row } of this.entries) yield row;
	}

	toJSON(): Row[] {
		return [...this];
	}

	private append(entry: Entry<Row>): void {
		this.entries.push(entry);
		this.entryOfSid.set(entry.row.sid, entry);
	}

	/** Index of the first entry whose ordinal is not below the given one. */
	private indexOf(ordinal: number): number {
		let low = 0;
		let high = this.entries.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.entries[middle].ordinal < ordinal) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
