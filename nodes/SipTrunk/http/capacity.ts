const MEGABYTE = 1024 * 1024;

/** The largest size of one answer, unpacked. A thousand rows take less than one megabyte. */
export const LARGEST_ANSWER_MB = 64;

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

	/** Whether an answer of this `Content-Length` in bytes can be taken. One without the header can. */
	isEnoughFor(length: unknown): boolean {
		return !(Number(length) > this.largest);
	}

	/** The memory that one answer takes, until `giveBack` is called. */
	share() {
		let own = 0;
		return {
			/** Takes so many bytes more, or answers false where there are not enough. */
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
