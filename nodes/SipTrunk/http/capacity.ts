const MEGABYTE = 1024 * 1024;

/** What one answer may have at the most, unpacked. A thousand rows have less than one megabyte. */
export const LARGEST_ANSWER_MB = 64;

/** What all answers of a run that arrive at the same time may have together. */
const ALL_ANSWERS_MB = 64;

/** How much of the memory is for answers that are still arriving. One for all requests of a run. */
export class Capacity {
	private taken = 0;

	/**
	 * @param largest what one answer may have, in bytes
	 * @param all what all may have together, in bytes
	 */
	constructor(
		private readonly largest = LARGEST_ANSWER_MB * MEGABYTE,
		private readonly all = ALL_ANSWERS_MB * MEGABYTE,
	) {}

	/** Whether an answer of this length, as a header tells it, can be taken. */
	isEnoughFor(length: unknown): boolean {
		return !(Number(length) > this.largest);
	}

	/** What one answer takes, until it is given back. */
	share() {
		let own = 0;
		return {
			/** Whether so many bytes more can be taken; if so, they are. */
			take: (bytes: number): boolean => {
				if (own + bytes > this.largest || this.taken + bytes > this.all) return false;
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
