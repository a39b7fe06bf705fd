import { UNMEANT } from './invisible';

/**
 * Checks of what users enter, before any request is sent. Every check takes the raw value, which an expression may
 * have made a number, a text or a list, and returns what the request needs; what is ambiguous is refused with a
 * sentence that names the field, says what is wrong and shows what is right.
 */

/**
 * Checks one value.
 *
 * @param label the name of the field, as the editor shows it
 * @returns the normalised value, or undefined for "not set"
 * @throws InputError for a value that is wrong
 */
export type Check<Value = unknown> = (value: unknown, label: string) => Value | undefined;

/**
 * Bad input. `field` is the label shown in the editor, `problem` goes on with the sentence that begins with it, and
 * `example` is a value that is right.
 */
export class InputError extends Error {
	constructor(
		readonly field: string,
		readonly problem: string,
		readonly example?: string,
	) {
		super(`'${field}' ${problem}`);
	}
}

/** Control characters, line and paragraph separators: they must not reach a header, a path or a log line. */
export const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** What is wrong with a text that holds one. */
export const WITH_CONTROL = 'contains a line break or another control character.';
/** Half of a character of two parts, which no encoding for the network can express. */
export const HALF_CHARACTER = /\p{Cs}/u;
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Whether there is no value. A text of spaces is one. */
export const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
/** Whether there is no value, or only spaces. */
export const isBlank = (value: unknown) =>
	isEmpty(value) || (typeof value === 'string' && value.trim() === '');

/** A short form of a value for a message; never called for secret fields. */
export function shown(value: unknown): string {
	const text = asShortText(value).slice(0, 200);
	const clean = [...text.replace(UNPRINTABLE, '�').replace(UNMEANT, '�')];
	return clean.length > 60 ? `"${clean.slice(0, 57).join('')}..."` : `"${clean.join('')}"`;
}

function asShortText(value: unknown): string {
	if (value === null || typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value) ?? typeof value;
	} catch {
		// What refers to itself, holds a BigInt or has a broken toJSON cannot be written out.
		return Array.isArray(value) ? 'a list' : 'an object';
	}
}

/** What is wrong with a value that an expression has left empty, and how an item says that it has none. */
export const HAS_NOTHING =
	'has nothing in it: usually an expression finds nothing. Correct it. Where an item may lack the value, {{ $json.x ?? \'\' }} yields an empty text, which means "not set".';
