import type { Simulated } from './api';

/** What the picker of a resource offers. */
export interface PickerFacts {
	resource: string;
	/** Makes two rows, "Berlin" and "Hamburg" or the like, and says what is chosen and offered then. */
	arrange(simulated: Simulated): Promise<{
		/** IDs by the name of the picker in which they were chosen before. */
		chosen?: Record<string, string>;
		offered: Array<{ name: string; value: unknown }>;
		/** A text that only the second entry holds, in another case. */
		second: string;
	}>;
	/** Brings about that there is nothing to offer, and says what is chosen then. */
	empty?(simulated: Simulated): Promise<Record<string, string>>;
}
