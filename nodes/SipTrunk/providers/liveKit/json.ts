import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../rows/reported';
import { InputError, shown, type Check } from '../../validation/inputError';
import { text } from '../../validation/text';

/** Checks of values inside JSON: each has its own type, and nothing is made to fit. */

export const flag: Check = (value, label) => {
	if (typeof value === 'boolean') return value;
	throw new InputError(label, `must be true or false, but it is ${shown(value)}.`);
};

const anyText = text({ unseen: 'refused' });

/** @param problemOf what is wrong with a text, without a subject, or undefined */
export const textWith =
	(problemOf: (value: string) => string | undefined = () => undefined): Check<string> =>
	(value, label) => {
		if (typeof value !== 'string') {
			throw new InputError(label, `must be a text, but it is ${shown(value)}.`);
		}
		anyText(value, label);
		const problem = problemOf(value);
		if (problem === undefined) return value;
		throw new InputError(label, `${problem}: ${shown(value)}.`);
	};

export const word = (...words: string[]) =>
	textWith((value) => (words.includes(value) ? undefined : `must be one of ${words.join(', ')}`));

/** A duration in protobuf's JSON, as `30s` or `0.5s`, of at most so many seconds. */
export const duration = (max = Infinity) =>
	textWith((value) => {
		const [, seconds] = /^(\d+(?:\.\d{1,9})?)s$/.exec(value) ?? [];
		if (seconds !== undefined && Number(seconds) <= max) return undefined;
		const most = max === Infinity ? '' : `, at most ${max}s`;
		return `must be a number of seconds with an s behind it, as in 30s${most}`;
	});

export const positive: Check = (value, label) => {
	if (Number.isInteger(value) && Number(value) > 0) return value;
	throw new InputError(label, `must be a positive number, but it is ${shown(value)}.`);
};

export const list =
	(check: Check): Check =>
	(value, label) => {
		if (!Array.isArray(value)) {
			throw new InputError(label, `must be a list, but it is ${shown(value)}.`);
		}
		return value.map((entry, index) => check(entry, `${label}, entry ${index + 1}`));
	};

function entriesOf(value: unknown, label: string): Array<[string, unknown]> {
	if (isObject(value)) return Object.entries(value);
	throw new InputError(label, `must be an object, but it is ${shown(value)}.`);
}

/** The check of each key of an object. Other keys are refused. */
export type Keys = Readonly<Record<string, Check>>;

export const object =
	(keys: Keys): Check<IDataObject> =>
	(value, label) => {
		const checked = entriesOf(value, label).map(([key, entry]) => {
			if (!Object.prototype.hasOwnProperty.call(keys, key)) {
				const known = Object.keys(keys).join(', ');
				throw new InputError(label, `has no key ${shown(key)}. It has ${known}.`);
			}
			return [key, keys[key](entry, `${label}, ${key}`)];
		});
		return Object.fromEntries(checked) as IDataObject;
	};

/** An object with any keys that pass the first check, and values that pass the second. */
export const map =
	(keyCheck: Check, valueCheck: Check): Check<IDataObject> =>
	(value, label) => {
		const checked = entriesOf(value, label).map(([key, entry]) => [
			keyCheck(key, label),
			valueCheck(entry, `${label}, ${key}`),
		]);
		return Object.fromEntries(checked) as IDataObject;
	};

export const anyObject: Check<IDataObject> = (value, label) =>
	Object.fromEntries(entriesOf(value, label)) as IDataObject;

function parsedOrNothing(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/**
 * The value of a JSON text; anything but a text is a value already.
 *
 * @throws InputError for a text that is no JSON
 */
export function parsed(value: unknown, label: string, example: string): unknown {
	if (typeof value !== 'string') return value;
	const result = parsedOrNothing(value);
	if (result !== undefined) return result;
	throw new InputError(label, `must be JSON, but it is ${shown(value)}.`, example);
}
