import { type Check, InputError, isBlank, isEmpty, shown } from './inputError';

/** One of some values, and lists of values. */

/** One of some values, also where an expression has made a text of a number or the other way round. */
export function oneOf<Value extends string | number | boolean>(
	allowed: readonly Value[],
): Check<Value> {
	return (value, label) => {
		if (isBlank(value)) return undefined;
		const entered = typeof value === 'object' ? undefined : String(value).trim();
		const choice =
			allowed.find((candidate) => candidate === value) ??
			allowed.find((candidate) => String(candidate) === entered);
		if (choice === undefined) {
			const choices = allowed.filter((candidate) => candidate !== '').join(', ');
			throw new InputError(label, `must be one of ${choices}, but it is ${shown(value)}.`);
		}
		return choice;
	};
}

/** What people write between entries instead of a comma. An address may hold one of them, so it does not end an entry. */
const OTHER_SEPARATOR = /[;|\s]/;

function withSeparatorHint(error: unknown, entry: unknown): unknown {
	const isOneText = typeof entry === 'string' && OTHER_SEPARATOR.test(entry.trim());
	if (!isOneText || !(error instanceof InputError)) return error;
	const problem = `${error.problem} Separate several with commas.`;
	return new InputError(error.field, problem, error.example);
}

/** A list: an array, or a text of comma-separated values. Empty entries are dropped. */
export function listOf<Entry>(check: Check<Entry>, { max }: { max?: number } = {}): Check<Entry[]> {
	return (value, label) => {
		if (isEmpty(value)) return undefined;
		const isText = typeof value === 'string';
		const entries = isText ? value.split(',') : Array.isArray(value) ? value : [value];
		const result = entries
			.map((entry, index) => {
				const place = entries.length > 1 ? `${label}, entry ${index + 1}` : label;
				try {
					return check(entry, place);
				} catch (error) {
					throw isText ? withSeparatorHint(error, entry) : error;
				}
			})
			.filter((entry): entry is Entry => entry !== undefined);
		if (max !== undefined && result.length > max) {
			throw new InputError(
				label,
				`must not have more than ${max} entries; it has ${result.length}.`,
			);
		}
		return result;
	};
}
