/** Parts of something long, asked for side by side as soon as its length is known, and handed out in order. */
export class ReadAhead<T> {
	private readonly ahead: Array<Promise<T>> = [];
	private readonly stopping = new AbortController();
	private asked = 0;
	private end = 0;
	/** How far one part is from the next, or 0 as long as that is not known. */
	step = 0;

	/**
	 * @param parallel how many parts may be asked for at a time
	 * @param read reads the part that begins there; what the signal aborts is not wanted any more
	 */
	constructor(
		private readonly parallel: number,
		private readonly read: (start: number, signal: AbortSignal) => Promise<T>,
	) {}

	/** The first part was read: so far are others from each other, and there they end. */
	plan({ step, end }: { step: number; end: number }): void {
		this.step = step;
		this.asked = step;
		this.end = end;
	}

	/** Whether there is a part that was planned. */
	get hasMore(): boolean {
		return this.ahead.length > 0 || this.asked < this.end;
	}

	/** The next part, also behind the planned end. */
	async next(): Promise<T> {
		while (this.ahead.length < this.parallel && this.asked < this.end) this.ask();
		if (this.ahead.length === 0) this.ask();
		return await (this.ahead.shift() as Promise<T>);
	}

	/** Nobody wants what is still under way. */
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
