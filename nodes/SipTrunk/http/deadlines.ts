import { sleep } from 'n8n-workflow';

/** Why a timer ends before its time. One for all, because an error that is made anew collects its stack. */
const NO_LONGER_NEEDED = new Error();

/**
 * When what is under way must have come. One timer serves all requests of a run, because to start one for each and to take
 * it back costs as much as to read the answer. None is left where nothing is under way.
 */
export class Deadlines {
	private readonly waiting = new Map<() => void, number>();
	private wakesAt = Infinity;
	private timer = new AbortController();

	/**
	 * Calls `late` once so many milliseconds have passed. Call the result to have it called no more.
	 *
	 * @param late another function for each call
	 */
	after(ms: number, late: () => void): () => void {
		const at = Date.now() + ms;
		this.waiting.set(late, at);
		if (at < this.wakesAt) this.wakeAt(at);
		return () => {
			this.waiting.delete(late);
			if (this.waiting.size === 0) this.stop();
		};
	}

	private stop(): void {
		this.timer.abort(NO_LONGER_NEEDED);
		this.wakesAt = Infinity;
	}

	private wakeAt(at: number): void {
		this.stop();
		this.wakesAt = at;
		this.timer = new AbortController();
		const { signal } = this.timer;
		void sleep(at - Date.now(), signal).then(
			() => this.wake(),
			() => undefined,
		);
	}

	private wake(): void {
		this.wakesAt = Infinity;
		const now = Date.now();
		for (const [late, at] of this.waiting) {
			if (at > now) continue;
			this.waiting.delete(late);
			late();
		}
		const next = Math.min(...this.waiting.values());
		if (next < this.wakesAt) this.wakeAt(next);
	}
}
