import { type Check, InputError, isBlank, shown } from './inputError';

/** Whole numbers and switches. */

/** The range of a number: `min` and `max` are in it. */
export interface IntegerRules {
	min?: number;
	max?: number;
	example?: string;
}

/** A whole number, also where an expression has made a text of it. */
export function integer({ min, max, example }: IntegerRules = {}): Check<number> {
	return (value, label) => {
		if (isBlank(value)) return undefined;
		const number =
			typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
			throw new InputError(label, `must be a whole number, but it is ${shown(value)}.`, example);
		}
		if ((min !== undefined && number < min) || (max !== undefined && number > max)) {
			const range =
				max === undefined
					? `${min} or more`
					: min === undefined
						? `${max} or less`
						: `from ${min} to ${max}`;
			throw new InputError(label, `must be ${range}, but it is ${number}.`, example);
		}
		return number;
	};
}

/** `true` or `false`, also as a text in upper or lower case: tables write TRUE, some languages True. */
export const boolean: Check<boolean> = (value, label) => {
	if (isBlank(value)) return undefined;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (word === true || word === 'true') return true;
	if (word === false || word === 'false') return false;
	throw new InputError(label, `must be true or false, but it is ${shown(value)}.`);
};
