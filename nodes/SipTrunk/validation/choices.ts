import { type Check, HAS_NOTHING, InputError, isBlank, isEmpty, shown } from './inputError';

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

function parsed(text: string): unknown[] | undefined {
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

/** The entries of a text: separated by commas, or a list as JSON, which a model or a table may have made of it. */
function entriesIn(text: string, label: string): unknown[] {
	const trimmed = text.trim();
	if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return text.split(',');
	const entries = parsed(trimmed);
	if (entries !== undefined) return entries;
	// An IPv6 address stands in such brackets, too.
	if (!/["']/.test(trimmed)) return text.split(',');
	throw new InputError(
		label,
		`looks like a list in JSON, and is none: ${shown(text)}. Separate entries with commas, without brackets and quotation marks.`,
	);
}

interface ListRules<Entry> {
	/** How many entries there may be. Default: any number. */
	max?: number;
	/** What two entries have in common that mean the same. Default: all of it. */
	sameAs?(entry: Entry): string;
}

/**
 * A list: an array, or a text with its entries. Empty entries are dropped, those of nothing at all are refused, and what
 * is written twice, even in two ways, is in it once.
 */
export function listOf<Entry>(
	check: Check<Entry>,
	{ max, sameAs = JSON.stringify }: ListRules<Entry> = {},
): Check<Entry[]> {
	return (value, label) => {
		if (isEmpty(value)) return undefined;
		const isText = typeof value === 'string';
		const entries = isText ? entriesIn(value, label) : Array.isArray(value) ? value : [value];
		const checked = entries
			.map((entry, index) => {
				const place = entries.length > 1 ? `${label}, entry ${index + 1}` : label;
				if (entry === undefined || entry === null) {
					throw new InputError(place, HAS_NOTHING);
				}
				try {
					return check(entry, place);
				} catch (error) {
					throw isText ? withSeparatorHint(error, entry) : error;
				}
			})
			.filter((entry): entry is Entry => entry !== undefined);
		const known = new Map<string, Entry>();
		for (const entry of checked) {
			const key = sameAs(entry);
			if (!known.has(key)) known.set(key, entry);
		}
		const result = [...known.values()];
		if (max !== undefined && result.length > max) {
			throw new InputError(
				label,
				`must not have more than ${max} entries; it has ${result.length}.`,
			);
		}
		return result;
	};
}
