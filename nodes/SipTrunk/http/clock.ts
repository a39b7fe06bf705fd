/** How far the provider's clock is ahead of ours, in milliseconds: at least and at most. */
export interface ClockOffset {
	least: number;
	most: number;
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
/** A date in a header has whole seconds, and may have been written at the end of one. */
const ONE_SECOND_MS = 1000;

/** The clock of a provider, as the `Date` headers of its answers tell it (RFC 9110 §6.6.1). One for a whole run. */
export class ProviderClock {
	private known: ClockOffset | undefined;

	/**
	 * Learns from an answer, which was written between `sent` and `received`.
	 *
	 * @param header its `Date`
	 * @param sent by our own clock, in milliseconds since 1970
	 * @param received likewise
	 */
	note(header: unknown, sent: number, received: number): void {
		if (typeof header !== 'string' || !HTTP_DATE.test(header)) return;
		const date = Date.parse(header);
		const told = { least: date - received, most: date + ONE_SECOND_MS - sent };
		if (Number.isNaN(date)) return;
		const { least, most } = this.known ?? told;
		const both = { least: Math.max(least, told.least), most: Math.min(most, told.most) };
		// A clock that was set in the meantime is what it is now.
		this.known = both.least <= both.most ? both : told;
	}

	/** Undefined as long as no answer has told it. */
	get offset(): ClockOffset | undefined {
		return this.known;
	}
}
