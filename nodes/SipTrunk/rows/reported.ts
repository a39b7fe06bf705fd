import type { IDataObject } from 'n8n-workflow';

/** Single values of a provider's answer, or null where they are of another type than they should be. */

export const isObject = (value: unknown): value is IDataObject =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

export const textOrNull = (value: unknown) =>
	typeof value === 'string' && value !== '' ? value : null;
export const numberOrNull = (value: unknown) =>
	typeof value === 'number' && Number.isFinite(value) ? value : null;
export const textsOrNull = (value: unknown) =>
	Array.isArray(value) && value.every((entry) => typeof entry === 'string')
		? (value as string[])
		: null;
export const booleanOrNull = (value: unknown) => (typeof value === 'boolean' ? value : null);

/** Whether a word may be the one that is meant: it is, or it is none that is known, so that it tells nothing. */
export const mayBe = (word: unknown, meant: unknown, known: readonly string[]): boolean =>
	word === meant || !known.includes(String(word));

/** The key of a row that reports what a request sends: `FriendlyName` there is `friendly_name` here. */
export const asReported = (sentAs: string) =>
	sentAs.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
