import type { Values } from '../contract/provider';
import { enumeration } from '../form/texts';

/** The items of a run that were carried out, and how they are named in a sentence. */

/** An item that was carried out, by its number. */
export interface DoneItem {
	index: number;
	values: Values;
}

/** More are only counted. */
export const MOST_NAMED = 20;

/** "item 3" or "items 0, 2 and 5" */
export function named(indices: number[]): string {
	const numbers = indices.slice(0, MOST_NAMED).map(String);
	const more = indices.length - numbers.length;
	const all = more === 0 ? numbers : [...numbers, `${more} more`];
	return `${indices.length === 1 ? 'item' : 'items'} ${enumeration(all)}`;
}
