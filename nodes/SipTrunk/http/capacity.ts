const MEGABYTE = 1024 * 1024;

/** The largest size of one answer, unpacked. A thousand rows take less than one megabyte. */
export const LARGEST_ANSWER_MB = 64;

/** The same of an answer that tells no success. It holds a few sentences, and nothing of it is shown but these. */
const LARGEST_REFUSAL_MB = 1;

/** The largest size of all answers of a run that arrive at the same time. */
const ALL_ANSWERS_MB = 64;

/** The memory for answers that are still arriving. One for all requests of a run. */
export class Capacity {
	private taken = 0;

	/**
	 * @param largest size of one answer, in bytes
	 * @param all size of all answers together, in bytes
	 */
	constructor(
		private readonly largest = LARGEST_ANSWER_MB * MEGABYTE,
		private readonly all = ALL_ANSWERS_MB * MEGABYTE,
	) {}

	/** How much of an answer with this status may come, in bytes. */
	mostOf(status: number): number {
		const isSuccess = status >= 200 && status < 300;
		return isSuccess ? this.largest : Math.min(this.largest, LARGEST_REFUSAL_MB * MEGABYTE);
	}

	/** The memory that one answer of at most so many bytes takes, until `giveBack` is called. */
	share(most = this.largest) {
		let own = 0;
		return {
			/** Takes so many bytes more, or answers false where there are not enough. */
			take: (bytes: number): boolean => {
				if (own + bytes > most || this.taken + bytes > this.all) return false;
				own += bytes;
				this.taken += bytes;
				return true;
			},
			giveBack: (): void => {
				this.taken -= own;
				own = 0;
			},
		};
	}
}
