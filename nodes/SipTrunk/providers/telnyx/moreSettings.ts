import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../rows/reported';
import { oneOf } from '../../validation/choices';
import { InputError, shown, type Check } from '../../validation/inputError';
import { boolean, integer } from '../../validation/numbers';
import { text } from '../../validation/text';
import { textField } from './fields';

/**
 * Settings that few need, entered together as JSON under Telnyx' own names, so that the form stays short. Each is
 * checked as a field of its own would be: a name that is not documented is refused, and so is a wrong value.
 */

export interface SettingRule<Kind extends string = string> {
	check: Check;
	/** Null is documented as "none". */
	mayBeNull?: true;
	/** The kinds of things that have it. Default: all. */
	only?: readonly Kind[];
	/** The request that takes it. Default: both. */
	on?: 'create' | 'update';
}

export const flag: SettingRule = { check: boolean };
export const whole = (min: number, max?: number): SettingRule => ({ check: integer({ min, max }) });
export const one = (...values: Array<string | number>): SettingRule => ({ check: oneOf(values) });
export const words = (rules: Parameters<typeof text>[0] = {}): SettingRule => ({
	check: text(rules),
});

/** By place in the body; a dot leads into an object. */
export type SettingRules<Kind extends string = string> = Record<string, SettingRule<Kind>>;

/** The value of a text, or undefined where it is no JSON. */
function valueIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function parsed(entered: unknown, label: string): IDataObject {
	const value = typeof entered === 'string' ? valueIn(entered) : entered;
	if (isObject(value)) return value;
	if (value === undefined) {
		throw new InputError(label, `must be JSON, but it is ${shown(entered)}.`);
	}
	throw new InputError(label, `must be an object in JSON, but it is ${shown(entered)}.`);
}

/** Every value with its place, and the names that are no places of settings. */
function* placed(value: IDataObject, above = ''): Generator<[place: string, value: unknown]> {
	for (const [key, entry] of Object.entries(value)) {
		if (isObject(entry)) yield* placed(entry, `${above}${key}.`);
		else yield [above + key, entry];
	}
}

function put(body: IDataObject, [key, ...rest]: string[], value: unknown): void {
	if (rest.length === 0) body[key] = value as IDataObject;
	else put((body[key] ??= {}) as IDataObject, rest, value);
}

/** Checks each setting by its rule; undefined for "not set". */
const checkedBy =
	(rules: SettingRules): Check<IDataObject> =>
	(entered, label) => {
		if (entered === undefined || entered === null || entered === '') return undefined;
		const body: IDataObject = {};
		for (const [place, value] of placed(parsed(entered, label))) {
			const name = `${label}, ${place}`;
			if (!Object.prototype.hasOwnProperty.call(rules, place)) {
				throw new InputError(
					label,
					`has ${shown(place)}, which is none of its settings. They are listed on the page of Telnyx, under "More Settings".`,
				);
			}
			const { check, mayBeNull } = rules[place];
			const checked = value === null && mayBeNull ? null : check(value, name);
			if (checked === undefined) throw new InputError(name, 'has nothing in it.');
			put(body, place.split('.'), checked);
		}
		return Object.keys(body).length === 0 ? undefined : body;
	};

/**
 * The field in which they are entered.
 *
 * @param example of the JSON
 * @param page of the documentation that lists the settings
 */
export const moreSettings = (rules: SettingRules, example: string, page: string) => ({
	...textField('More Settings', {
		placeholder: example,
		description: `What few need, as JSON, under Telnyx' own names. They are listed at ${page}.`,
		sentAs: null,
		check: checkedBy(rules),
	}),
	type: 'json' as const,
});

/** @throws InputError for settings that this kind of thing, or this request, does not have */
export function refuseMisplaced<Kind extends string>(
	rules: SettingRules<Kind>,
	entered: IDataObject | undefined,
	kind: Kind,
	request: 'create' | 'update',
	nameOf: (kind: Kind) => string,
): void {
	for (const [place] of placed(entered ?? {})) {
		const { only, on } = rules[place];
		const refuse = (problem: string): never => {
			throw new InputError('More Settings', `has ${shown(place)}, ${problem}`);
		};
		if (only !== undefined && !only.includes(kind)) {
			refuse(`which only trunks of the type ${only.map(nameOf).join(' and ')} have.`);
		}
		if (on !== undefined && on !== request) {
			refuse(`which can only be set when a trunk is ${on === 'create' ? 'made' : 'changed'}.`);
		}
	}
}

/** The body with the settings that were entered as JSON, at their places. */
export function withMore(body: IDataObject, more: IDataObject = {}): IDataObject {
	const result: IDataObject = { ...body };
	for (const [key, value] of Object.entries(more)) {
		const { [key]: own } = result;
		result[key] = isObject(own) && isObject(value) ? { ...value, ...own } : value;
	}
	return result;
}
