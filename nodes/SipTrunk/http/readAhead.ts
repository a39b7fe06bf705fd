/** Reads the parts of a list side by side, as soon as its length is known, and hands them out in order. */
export class ReadAhead<T> {
	private readonly ahead: Array<Promise<T>> = [];
	private readonly stopping = new AbortController();
	private asked = 0;
	private end = 0;
	/** The distance from one part to the next, or 0 as long as it is not known. */
	step = 0;

	/**
	 * @param parallel how many parts may be asked for at the same time
	 * @param read reads the part that begins at `start`; aborting the signal ends it
	 */
	constructor(
		private readonly parallel: number,
		private readonly read: (start: number, signal: AbortSignal) => Promise<T>,
	) {}

	/** Call it after the first part, with the distance between two parts and the place where the last one ends. */
	plan({ step, end }: { step: number; end: number }): void {
		this.step = step;
		this.asked = step;
		this.end = end;
	}

	/** Whether there is a part that was planned. */
	get hasMore(): boolean {
		return this.ahead.length > 0 || this.asked < this.end;
	}

	/** The next part, also one after the planned end. */
	async next(): Promise<T> {
		while (this.ahead.length < this.parallel && this.asked < this.end) this.ask();
		if (this.ahead.length === 0) this.ask();
		return await (this.ahead.shift() as Promise<T>);
	}

	/** Aborts what is still under way. */
	stop(): void {
		this.stopping.abort();
	}

	private ask(): void {
		const part = this.read(this.asked, this.stopping.signal);
		// It may fail before anybody awaits it; its error is met later.
		part.catch(() => {});
		this.ahead.push(part);
		this.asked += this.step;
	}
}
