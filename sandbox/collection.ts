/**
 * Rows in the order of their creation, found by id. A page of it is a slice, so that one page of
 * 100,000 rows costs no more than one page of ten.
 */
export class Collection<Row extends object> {
	private readonly rows: Row[] = [];

	private readonly byId = new Map<string, Row>();

	constructor(private readonly idOf: (row: Row) => string) {}

	get size(): number {
		return this.rows.length;
	}

	add(row: Row): void {
		this.rows.push(row);
		this.byId.set(this.idOf(row), row);
	}

	get(id: string): Row | undefined {
		return this.byId.get(id);
	}

	/** Puts a row in the place of the one that has its id. */
	replace(row: Row): void {
		const former = this.byId.get(this.idOf(row));
		if (former === undefined) return;
		this.byId.set(this.idOf(row), row);
		this.rows[this.rows.indexOf(former)] = row;
	}

	delete(id: string): void {
		const row = this.byId.get(id);
		if (row === undefined) return;
		this.byId.delete(id);
		this.rows.splice(this.rows.indexOf(row), 1);
	}

	slice(offset: number, limit: number): Row[] {
		return this.rows.slice(offset, offset + limit);
	}

	find(matches: (row: Row) => boolean): Row | undefined {
		return this.rows.find(matches);
	}

	filter(matches: (row: Row) => boolean): Row[] {
		return this.rows.filter(matches);
	}

	/** All rows; the array is the collection's own and must not be changed. */
	all(): readonly Row[] {
		return this.rows;
	}

	toJSON(): readonly Row[] {
		return this.rows;
	}
}
