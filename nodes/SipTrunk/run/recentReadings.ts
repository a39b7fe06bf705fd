/** How long what was read serves the next key strokes, in milliseconds. */
const FRESH_MS = 5000;
/** More are not kept, so that what nobody comes back for takes little room. */
const MOST_READINGS = 10;
const MOST_ROWS = 5000;

/** A list that is read as far as somebody needs it, once for all who do. */
export class Reading<Row> {
	private readonly read: Row[] = [];
	private next: Promise<boolean> | undefined;

	/** @param began when, in milliseconds */
	constructor(
		private readonly rest: AsyncGenerator<Row>,
		readonly began: number,
	) {}

	/** How many rows were read so far. */
	get size(): number {
		return this.read.length;
	}

	/** All rows from the first. */
	async *rows(): AsyncGenerator<Row> {
		for (let index = 0; index < this.read.length || (await this.readOn()); index++) {
			yield this.read[index];
		}
	}

	/** Nobody wants the rest. */
	end(): void {
		this.rest.return(undefined).catch(() => {});
	}

	/** @returns whether there was one more */
	private async readOn(): Promise<boolean> {
		this.next ??= this.rest.next().then(({ done, value }) => {
			this.next = undefined;
			if (!done) this.read.push(value as Row);
			return !done;
		});
		return await this.next;
	}
}

/**
 * The lists that were read a moment ago, by what they are lists of. Who searches types letter by letter, and n8n asks at
 * every one: the account is read once for all of them.
 */
export class RecentReadings<Row> {
	private readonly readings = new Map<string, Reading<Row>>();

	/** The list as it was read a moment ago, or as `read` reads it now. */
	of(key: string, read: () => AsyncGenerator<Row>): Reading<Row> {
		const now = Date.now();
		for (const [known, reading] of this.readings) {
			const isOld = now - reading.began >= FRESH_MS || reading.size > MOST_ROWS;
			if (isOld) this.forget(known);
		}
		const recent = this.readings.get(key);
		if (recent !== undefined) return recent;
		const [oldest] = this.readings.keys();
		if (this.readings.size >= MOST_READINGS) this.forget(oldest);
		const reading = new Reading(read(), now);
		this.readings.set(key, reading);
		return reading;
	}

	/** The next one who asks reads anew: after a failure, or because the list is opened once more. */
	forget(key: string): void {
		this.readings.get(key)?.end();
		this.readings.delete(key);
	}

	/** For all lists at once. */
	forgetAll(): void {
		for (const key of [...this.readings.keys()]) this.forget(key);
	}
}
