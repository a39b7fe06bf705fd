import type { OnError } from 'n8n-workflow';
import type { Fault } from '../../../sandbox/index';

/** What a random run is made of: items, options and faults, as numbers that choose among what there is. */

/** One item, as numbers that choose among what there is. */
export interface ItemPlan {
	/** Which trunk, or which list. */
	of: number;
	/** Which of the things that belong to it. */
	number: number;
	/** Which name; items with the same one share it. */
	name: number;
	/** For whatever else there is to choose. */
	value: number;
}

export interface Scenario {
	items: ItemPlan[];
	/** What the items have in common: fields that decide about others. */
	common: number;
	/** Which optional fields are set, as bits. */
	included: number;
	options: { timeout: number; maxRetries: number; maxWait: number; requestsInParallel: number };
	onError: OnError;
	simplify: boolean;
	cancelAfterMs: number | null;
	faults: Fault[];
}
