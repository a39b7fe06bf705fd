import type { Field, Values } from '../contract/provider';
import { enteredFields } from './values';

/**
 * The values of all pickers, as names of what a call touches.
 *
 * @param mixed pickers by whose values nobody can tell whether two items touch the same thing
 */
export function pickerValues(
	fields: readonly Field[],
	values: Values,
	mixed: ReadonlySet<Field> = new Set(),
): string[] {
	return [...enteredFields(fields, values)]
		.filter(({ field }) => field.type === 'resourceLocator')
		.map(({ field, value }) => (mixed.has(field) ? field.name : `${field.name} ${String(value)}`));
}

/** The pickers with which these items name things in more than one way. */
export function mixedPickers(fields: readonly Field[], items: Values[]): Set<Field> {
	const isMixed = ({ name, namedBy }: Field) => {
		if (namedBy === undefined) return false;
		const named = items.flatMap(({ [name]: value }) => (value === undefined ? [] : [value]));
		return new Set(named.map((value) => namedBy(String(value)))).size > 1;
	};
	return new Set(fields.filter(isMixed));
}
