import type { IDataObject } from 'n8n-workflow';

/** What JSON says, without what JavaScript cannot keep of it. */

/** For a text that is no JSON. */
export const NOT_JSON = Symbol('not JSON');

/** Deeper than any provider's answer is; what is deeper still can exceed JavaScript's stack. */
export const MOST_LEVELS = 100;

/** What a text says. */
export interface Parsed {
	/** `NOT_JSON` where it says nothing. Numbers that would lose digits are texts. */
	value: unknown;
	/** Whether objects and lists lie deeper in each other than `MOST_LEVELS`. */
	isTooDeep: boolean;
}

/** A text, or a number; whole numbers are told by their digits alone. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const WHOLE_NUMBER = /^-?\d{16,}$/;

/** Numbers with more digits than a number can hold, such as IDs, as texts: else they would become others. */
const withAllDigits = (text: string) =>
	text.replace(TEXT_OR_NUMBER, (token) =>
		WHOLE_NUMBER.test(token) && String(Number(token)) !== token ? `"${token}"` : token,
	);

interface Found {
	isTooDeep: boolean;
	/** A whole number is so large that digits of it may be lost. */
	isInexact: boolean;
}

/** Goes through a value once, because a list can have 100,000 rows. */
function lookThrough(value: unknown, levels: number, found: Found): void {
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value) && Number.isInteger(value)) found.isInexact = true;
		return;
	}
	if (value === null || typeof value !== 'object') return;
	if (levels === 0) {
		found.isTooDeep = true;
	} else if (Array.isArray(value)) {
		for (const entry of value) lookThrough(entry, levels - 1, found);
	} else {
		// Not with a list of the entries, which would be made for every row.
		for (const key in value) lookThrough((value as IDataObject)[key], levels - 1, found);
	}
}

/** What a text says as JSON. Linear in its length. */
export function parsed(text: string): Parsed {
	try {
		const value: unknown = JSON.parse(text);
		const found: Found = { isTooDeep: false, isInexact: false };
		lookThrough(value, MOST_LEVELS, found);
		return {
			value: found.isInexact ? JSON.parse(withAllDigits(text)) : value,
			isTooDeep: found.isTooDeep,
		};
	} catch {
		return { value: NOT_JSON, isTooDeep: false };
	}
}
