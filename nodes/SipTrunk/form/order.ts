import { limit, requestOptions, returnAll, simplify } from '../fields/common';
import type { Field, Operation } from '../contract/provider';
import type { Place } from './places';

/** The order of the fields in the form: of one operation, and of all in one list. */

const LATER = [
	'returnAll',
	'limit',
	'simplify',
	'additionalFields',
	'updateFields',
	'filters',
	'configurationOptions',
	'options',
];

/** Where a field stands after provider, resource and operation: required ones first, groups last. */
export function section(field: Field): number {
	const index = LATER.indexOf(field.name);
	if (index >= 0) return index + 2;
	return field.required ? 0 : 1;
}

/** All fields of an operation in the order of the form: its own, and those that follow from what it returns. */
export function formFields(operation: Operation): Field[] {
	const derived: Record<Operation['returns'], Field[]> = {
		row: [simplify],
		rows: [returnAll, limit, simplify],
		answer: [],
		answers: [returnAll, limit],
	};
	return [...operation.fields, ...derived[operation.returns], requestOptions]
		.map((field, index) => ({ field, index }))
		.sort((a, b) => section(a.field) - section(b.field) || a.index - b.index)
		.map(({ field }) => field);
}

/** A field and where it shows. `text` is the same for fields that n8n sees as the same. */
export interface PlacedField {
	field: Field;
	text: string;
	places: Place[];
}

/**
 * One list in which the fields of every operation stand in that operation's order. Equal fields stand there once,
 * unless two operations have them in different orders.
 */
export function merged(lists: PlacedField[][]): PlacedField[] {
	const result: PlacedField[] = [];
	for (const list of lists) {
		let next = 0;
		for (const entry of list) {
			const same = result.findIndex(({ text }, index) => index >= next && text === entry.text);
			if (same < 0) result.splice(next, 0, { ...entry, places: [...entry.places] });
			else result[same].places.push(...entry.places);
			next = (same < 0 ? next : same) + 1;
		}
	}
	return result;
}
