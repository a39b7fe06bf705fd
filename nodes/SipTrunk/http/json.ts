import type { IDataObject } from 'n8n-workflow';

/** What JSON says, without what JavaScript cannot keep of it. */

/** For a text that is no JSON. */
export const NOT_JSON = Symbol('not JSON');

/** A text, or a number; whole numbers are told by their digits alone. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const WHOLE_NUMBER = /^-?\d{16,}$/;
/** Where a number can begin; digits behind a letter or a quotation mark are of a text, as in most IDs. */
const LONG_NUMBER = /(?:^|[:,[\s])-?\d{16}/;

/** Numbers with more digits than a number can hold, such as IDs, as texts: else they would become others. */
const withAllDigits = (text: string) =>
	LONG_NUMBER.test(text)
		? text.replace(TEXT_OR_NUMBER, (token) =>
				WHOLE_NUMBER.test(token) && String(Number(token)) !== token ? `"${token}"` : token,
			)
		: text;

/** The value of a text, or `NOT_JSON`. Numbers that would lose digits are texts. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(withAllDigits(text));
	} catch {
		return NOT_JSON;
	}
}

/** Deeper than any provider's answer is; what is deeper still can exceed JavaScript's stack. */
export const MOST_LEVELS = 100;

/** Whether objects and lists lie deeper in each other than that. */
export function isTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
	if (value === null || typeof value !== 'object') return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((entry) => isTooDeep(entry, levels - 1));
	// Not with a list of the entries, which would be made for every row.
	for (const key in value) {
		if (isTooDeep((value as IDataObject)[key], levels - 1)) return true;
	}
	return false;
}
