import type { IDataObject } from 'n8n-workflow';
import { HAS_NOTHING, InputError } from '../validation/inputError';
import type { Field, Values } from '../contract/provider';
import { checkOf, isSecret } from './checkOf';

/** Reads one parameter of the node, expressions resolved. */
export type Reader = (name: string) => unknown;

/** Whether a field is shown, and so read, next to these values. */
export function isShown({ showWhen = {}, hideWhen = {} }: Field, values: Values): boolean {
	const isAny = ([name, some]: [string, readonly unknown[]]) =>
		some.some((value) => value === values[name]);
	return Object.entries(showWhen).every(isAny) && !Object.entries(hideWhen).some(isAny);
}

/** The value behind a picker, which is an object in the editor and may be a plain ID in an expression. */
function plain(field: Field, value: unknown): unknown {
	const isPicker =
		field.type === 'resourceLocator' &&
		value !== null &&
		typeof value === 'object' &&
		!Array.isArray(value);
	if (!isPicker) return value;
	return Object.prototype.hasOwnProperty.call(value, 'value')
		? (value as IDataObject).value
		: undefined;
}

const UPDATE = 'updateFields';
const FILTERS = 'filters';
/** Among the fields of an update: which values are to be removed. */
export const CLEAR = 'clearFields';

/** What the form holds where nothing was entered, and what says "not set". */
const isLeftEmpty = (value: unknown) =>
	value === '' || (Array.isArray(value) && value.length === 0);

/** Switches and numbers stand in the form with a value, so nothing at all is what an expression has failed to find. */
const isPreset = ({ type, default: preset }: Field, group?: string) =>
	group === undefined && (type === 'boolean' || (type === 'number' && preset !== ''));

/** A picker that shows "Choose..."; one that is set by an expression has another mode. */
const isUnchosen = (raw: unknown) =>
	raw !== null && typeof raw === 'object' && (raw as IDataObject).mode === 'list';

/**
 * The checked value of one field, or undefined for "not set": an empty text, or an empty list. Nothing at all
 * (undefined, null, only spaces) is what an expression has failed to find, and is refused wherever it occurs: taken for
 * "not set", a trunk would be made without encryption, or a filter would find everything.
 *
 * @param beside the values on which it depends whether a field shows
 * @param group name of the collection that it is in
 */
function checked(field: Field, raw: unknown, beside: Values, group?: string): unknown {
	const value = plain(field, raw);
	if (field.type === 'collection') return checkedCollection(field, value, beside);
	if (field.rows !== undefined) return checkedRows(field, value);
	const result = checkOf(field)(value, field.displayName);
	const isEmpty = result === undefined || (Array.isArray(result) && result.length === 0);
	if (!isEmpty) return result;
	const refuse = (problem: string): never => {
		throw new InputError(field.displayName, problem, example(field));
	};
	if (field.required || isPreset(field, group)) refuse('is required and must not be empty.');
	if (!isLeftEmpty(value)) {
		refuse(HAS_NOTHING);
	}
	if (group !== undefined && group !== FILTERS && isUnchosen(raw)) {
		refuse('was added, but nothing is chosen. Choose one, or remove the field.');
	}
	return undefined;
}

function checkedCollection(field: Field, value: unknown, beside: Values): Values {
	const entered = (value === undefined || value === null || value === '' ? {} : value) as object;
	if (typeof entered !== 'object' || Array.isArray(entered)) {
		throw new InputError(
			field.displayName,
			`must be a group of fields, but it is ${Array.isArray(entered) ? 'a list' : `a value of type ${typeof entered}`}.`,
		);
	}
	const result: Values = {};
	const shown = (field.options as Field[]).filter((option) => isShown(option, beside));
	for (const option of shown) {
		if (!Object.prototype.hasOwnProperty.call(entered, option.name)) continue;
		const raw = (entered as Values)[option.name];
		const optional = checked(option, raw, beside, field.name);
		if (optional !== undefined) result[option.name] = optional;
	}
	return field.name === UPDATE ? changes(field, shown, result) : result;
}

/**
 * What an update changes: the values that are set, and an empty one for each that is to be removed. Empty is what is
 * sent for it: a text, or a list where the field takes one.
 */
function changes(
	field: Field,
	shown: readonly Field[],
	{ [CLEAR]: cleared = [], ...result }: Values,
): Values {
	const options = field.options as Field[];
	const clearFields = options.find(({ name }) => name === CLEAR);
	for (const option of options.filter(({ name }) => (cleared as string[]).includes(name))) {
		if (!shown.includes(option)) {
			throw new InputError(
				clearFields?.displayName ?? '',
				`names '${option.displayName}', which does not go with the other fields. Remove it.`,
			);
		}
		if (option.name in result) {
			throw new InputError(
				clearFields?.displayName ?? '',
				`names '${option.displayName}', which is set as well. Remove it from one of the two.`,
			);
		}
		result[option.name] = option.check?.('', option.displayName) ?? '';
	}
	if (Object.keys(result).length > 0) return result;
	const remedy =
		clearFields === undefined ? '' : ` To remove a value, use '${clearFields.displayName}'.`;
	throw new InputError(
		field.displayName,
		`needs at least one field with a value: an empty one changes nothing.${remedy}`,
	);
}

/** Rows of fields, each checked by itself; undefined where there is none. */
function checkedRows({ rows, displayName }: Field, value: unknown): Values | undefined {
	const { name, fields } = rows as NonNullable<Field['rows']>;
	const entered = value as Record<string, unknown> | null | undefined | '';
	const list = entered === '' || entered == null ? undefined : entered[name];
	if (list === undefined) return undefined;
	if (!Array.isArray(list)) throw new InputError(displayName, 'must be rows of fields.');
	if (list.length === 0) return undefined;
	return {
		[name]: list.map((row: unknown, index) => {
			const raw = row as Values;
			const place = list.length === 1 ? displayName : `${displayName}, row ${index + 1}`;
			const labelled = fields.map((field) => ({
				...field,
				displayName: `${place}, ${field.displayName}`,
			}));
			return readValues(labelled, (key) => raw[key]);
		}),
	};
}

const example = ({ placeholder }: Field) => placeholder?.replace(/^e\.g\. /, '');

/**
 * Reads and checks all fields that are shown. A field that another one depends on is read before it, wherever it
 * stands in the form.
 *
 * @returns the checked values by field name, without those that are not set
 * @throws InputError at the first that is not right
 */
export function readValues(fields: readonly Field[], read: Reader): Values {
	const values: Values = {};
	for (const field of inReadingOrder(fields)) {
		if (field.type === 'notice' || !isShown(field, values)) continue;
		const value = checked(field, read(field.name), values);
		if (value !== undefined) values[field.name] = value;
	}
	return values;
}

/** The fields of an operation have one order for all items of a run. */
const orders = new WeakMap<readonly Field[], Field[]>();

function inReadingOrder(fields: readonly Field[]): Field[] {
	const known = orders.get(fields) ?? decidersFirst(fields);
	orders.set(fields, known);
	return known;
}

/** The same fields, each after those that decide whether it is shown. */
function decidersFirst(fields: readonly Field[]): Field[] {
	const ordered: Field[] = [];
	const met = new Set<Field>();
	const place = (field: Field) => {
		if (met.has(field)) return;
		met.add(field);
		const inside = field.type === 'collection' ? (field.options as Field[]) : [];
		const deciders = [field, ...inside].flatMap(({ showWhen, hideWhen }) =>
			Object.keys({ ...showWhen, ...hideWhen }),
		);
		fields.filter(({ name }) => deciders.includes(name)).forEach(place);
		ordered.push(field);
	};
	fields.forEach(place);
	return ordered;
}

/** Every field, those inside collections too, with the value it has. */
export function* enteredFields(
	fields: readonly Field[],
	values: Values,
): Generator<{ field: Field; value: unknown }> {
	for (const field of fields) {
		const value = values[field.name];
		if (value === undefined) continue;
		if (field.type === 'collection')
			yield* enteredFields(field.options as Field[], value as Values);
		else if (field.rows !== undefined) {
			const { name, fields: own } = field.rows;
			for (const row of (value as Record<string, Values[]>)[name]) yield* enteredFields(own, row);
		} else yield { field, value };
	}
}

/**
 * The values under the provider's own names, for a body or a query: what `sentAs` says, and nothing else. A dot leads
 * into an object of the body: `outbound.channel_limit`.
 */
export function requestBody(fields: readonly Field[], values: Values): IDataObject {
	const body: IDataObject = {};
	for (const { field, value } of enteredFields(fields, values)) {
		if (field.sentAs !== undefined) put(body, field.sentAs.split('.'), value as IDataObject);
	}
	return body;
}

function put(body: IDataObject, [key, ...rest]: string[], value: IDataObject): void {
	if (rest.length === 0) body[key] = value;
	else put((body[key] ??= {}) as IDataObject, rest, value);
}

/** The values of all secret fields, as text. */
export function secretValues(fields: readonly Field[], values: Values): string[] {
	return [...enteredFields(fields, values)]
		.filter(({ field }) => isSecret(field))
		.map(({ value }) => String(value));
}
