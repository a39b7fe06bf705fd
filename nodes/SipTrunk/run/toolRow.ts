import type { IDataObject } from 'n8n-workflow';
import type { Field, Operation, Values } from '../contract/provider';
import { isSecret } from '../fields/checkOf';
import { enteredFields } from '../fields/values';
import { asReported, isObject } from '../rows/reported';

/** What a model is told of a row: it pays for every word and forgets what it was told first. */

/** Keys by which a row is known, in the order in which they are told. */
const IDENTITY = ['provider', 'id', 'name', 'username', 'phoneNumber'];

/** Where null is news: a number without a trunk can be assigned to one. */
const TOLD_WHEN_NULL: Record<string, string[]> = { phoneNumber: ['trunkId'] };

/** Keys that have a value. */
const known = (row: IDataObject, also: string[] = []): IDataObject =>
	Object.fromEntries(
		Object.entries(row).filter(([key, value]) => value !== null || also.includes(key)),
	);

/** What a row reports where a request sends it, `outbound.channel_limit` too; undefined if it does not report it. */
const reportedAs = (sentAs: string, row: IDataObject): unknown =>
	sentAs
		.split('.')
		.map(asReported)
		.reduce<unknown>((within, key) => (isObject(within) ? within[key] : undefined), row);

/** Under which name the provider's new value of a field is told, and the value; undefined if it does not report it. */
function reported(
	{ name, shownAs = name, sentAs }: Field,
	{ simplified, raw }: RowForms,
): { key: string; value: unknown } | undefined {
	if (shownAs in simplified) return { key: shownAs, value: simplified[shownAs] };
	const value = sentAs === undefined ? undefined : reportedAs(sentAs, raw);
	return value === undefined ? undefined : { key: name, value };
}

/** What an update sends to remove a value. */
const isCleared = (entered: unknown) =>
	entered === '' || (Array.isArray(entered) && entered.length === 0);

/** Where a list is empty: n8n hands a model an empty text for no rows, which could as well be a fault. */
export const NOTHING_FOUND: IDataObject = { found: 0 };

/** What a summary says in one sentence. */
const SAID_BY_SUMMARY = ['changes', 'configuration', 'previous'];

/** A plan and what came of it in short: what a person has to know, without what repeats it. */
export function briefly(row: IDataObject): IDataObject {
	if (row.summary === undefined) return row;
	const isTold = ([key, value]: [string, unknown]) =>
		value !== null &&
		!SAID_BY_SUMMARY.includes(key) &&
		!(Array.isArray(value) && value.length === 0);
	return Object.fromEntries(Object.entries(row).filter(isTold));
}

/** One row, simplified and as the provider reports it; both without secrets. */
export interface RowForms {
	simplified: IDataObject;
	raw: IDataObject;
}

/**
 * The row in short. After a change only what identifies it and what was entered, each with the value that the provider
 * now reports, so that a model sees whether its change took; otherwise what is not null.
 */
export function toolRow(
	resource: string,
	{ value: verb, readsOnly, fields }: Pick<Operation, 'value' | 'readsOnly' | 'fields'>,
	values: Values,
	row: RowForms,
): IDataObject {
	if (readsOnly || verb === 'create') return known(row.simplified, TOLD_WHEN_NULL[resource]);
	const result: IDataObject = {};
	for (const key of IDENTITY) result[key] = row.simplified[key] ?? null;
	const told = known(result);
	for (const { field, value: entered } of enteredFields(fields, values)) {
		const now = isSecret(field) ? undefined : reported(field, row);
		// Null says that a value was cleared; where none was, it says nothing.
		if (now === undefined || (now.value === null && !isCleared(entered))) continue;
		told[now.key] = now.value as IDataObject;
	}
	return told;
}
