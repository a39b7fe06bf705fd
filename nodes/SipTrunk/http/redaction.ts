import type { IDataObject } from 'n8n-workflow';
import { isoDateOrNull } from '../rows/dates';
import { WORDS } from '../rows/words';
import { formsOf } from './secretForms';

/** Keys whose values are secrets wherever a provider may echo them. */
const SECRET_KEY = /(?:password|passwd|secret|auth(?:entication)?_?token|api_?key|private_?key)$/i;

/** More than the rows of any provider have. */
const MOST_KEYS = 1_000;

/** What stands in place of a secret. */
export const MASK = '[redacted]';

/** Shorter values occur in ordinary words: they are masked as words of their own, and in a provider's words only. */
const SHORTEST_INSIDE_TEXT = 4;

/**
 * Shorter values occur in names, domains and IDs: a provider's row has them masked where they are words of their own, a
 * row of the node's own where they are the whole of a value. A key is longer.
 */
const SHORTEST_INSIDE_ROWS = 8;

/** A token that a request was signed with, and that its answer may repeat: three parts, the first of them an object. */
const SIGNED_TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{20,}/g;

/** The least characters that such a token has, part by part. */
const SHORTEST_TOKEN = 'eyJ'.length + 8 + 1 + 8 + 1 + 20;

const withoutTokens = (text: string) =>
	text.includes('eyJ') ? text.replace(SIGNED_TOKEN, MASK) : text;

/** Longest first, so that a secret which contains another is masked whole. */
const longestFirst = (...forms: string[][]) =>
	[...new Set(forms.flat())].sort((a, b) => b.length - a.length);

const masked = (text: string, forms: string[]) =>
	forms.reduce(
		(result, form) => (result.includes(form) ? result.split(form).join(MASK) : result),
		text,
	);

/** A text where it stands alone, between anything but letters and digits. */
const asWord = (text: string) =>
	new RegExp(
		`(?<![\\p{L}\\p{N}_])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_])`,
		'gu',
	);

const maskedWords = (text: string, forms: string[]) =>
	forms.reduce(
		(result, form) => (result.includes(form) ? result.replace(asWord(form), MASK) : result),
		text,
	);

/** A secret as it was pasted, and as it is. */
const pastedAndClean = (secret: string) => [secret, secret.trim()];

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a text holds so much of a secret, in capitals or not, with dots and the like in between or not. */
function holdsPart(text: string, secret: string): boolean {
	for (let start = 0; start === 0 || start + SHORTEST_INSIDE_ROWS <= secret.length; start++) {
		if (text.includes(secret.slice(start, start + SHORTEST_INSIDE_ROWS))) return true;
	}
	return false;
}

/** In which row a value stands. */
interface Place {
	ownId: unknown;
	/** Forms that are masked where they are words of their own. */
	words: string[];
}

/**
 * Masks secrets, in every form in which they may occur. There are two kinds: a credential's keys, which nothing else
 * looks like, are masked wherever they are; a password that somebody has entered may be an ordinary word, which is left
 * where it can be nothing but that: in an ID, in a date, as a word of the node's own.
 */
export class Redactor {
	/** Forms of secrets by where they are masked. */
	private everywhere: string[] = [];
	private inText: string[] = [];
	private insideRows: string[] = [];
	private asWordsInRows: string[] = [];
	private wholeValues = new Set<string>();
	private asWordsInText: string[] = [];
	private plain: string[] = [];
	/** In characters, of all forms that are masked in rows and of a token: a shorter text holds none of them. */
	private shortest = SHORTEST_TOKEN;
	/** Whether a key's value is a secret: rows have the same keys again and again. */
	private readonly keys = new Map<string, boolean>();

	constructor(keys: Iterable<unknown> = []) {
		for (const key of keys) {
			if (typeof key !== 'string' || key.trim().length < SHORTEST_INSIDE_ROWS) {
				this.add(key);
				continue;
			}
			// Hosts are told in lower case.
			const cases = [key.trim().toLowerCase(), key.trim().toUpperCase()];
			const forms = [...pastedAndClean(key).flatMap(formsOf), ...cases];
			this.everywhere = longestFirst(this.everywhere, forms);
			this.maskInText(key, forms);
		}
	}

	/** Learns a password that was entered or made. */
	add(secret: unknown): void {
		if (typeof secret !== 'string') return;
		const { length } = secret.trim();
		if (length === 0) return;
		const forms = pastedAndClean(secret).flatMap(formsOf);
		if (length < SHORTEST_INSIDE_TEXT) {
			this.asWordsInText = longestFirst(this.asWordsInText, forms);
			return;
		}
		this.maskInText(secret, forms);
		if (length >= SHORTEST_INSIDE_ROWS) this.insideRows = longestFirst(this.insideRows, forms);
		else this.asWordsInRows = longestFirst(this.asWordsInRows, forms);
	}

	private maskInText(secret: string, forms: string[]): void {
		this.plain = [...this.plain, lettersAndDigits(secret)].filter((text) => text !== '');
		this.inText = longestFirst(this.inText, forms);
		this.wholeValues = new Set(this.inText);
		this.shortest = Math.min(SHORTEST_TOKEN, ...this.inText.map(({ length }) => length));
	}

	/** A redactor that knows these keys and the passwords of one item. */
	with(secrets: Iterable<unknown>): Redactor {
		const result = Object.assign(new Redactor(), this);
		for (const secret of secrets) result.add(secret);
		return result;
	}

	text(text: string): string {
		return withoutTokens(masked(text, this.inText));
	}

	/** A provider's own words, in which even the shortest secrets are masked. */
	words(text: string): string {
		return maskedWords(this.text(text), this.asWordsInText);
	}

	/** Whether a host name holds a part of a secret, also in lower case and split by dots. */
	isPartIn(host: string): boolean {
		const text = lettersAndDigits(host);
		return this.plain.some((secret) => holdsPart(text, secret));
	}

	/**
	 * A provider's row as it may be shown: keys that hold secrets are left out, known secrets are masked in every value
	 * but dates and the row's own ID, and a credential's keys there too.
	 */
	row<T>(value: T, ownId?: unknown): T {
		return this.value(value, { ownId, words: this.asWordsInRows }) as T;
	}

	/** A row in a shape of the node's own, whose keys and fixed words are left as they are. */
	ownRow(row: IDataObject): IDataObject {
		const place = { ownId: row.id, words: [] };
		const result: IDataObject = {};
		for (const key of Object.keys(row)) {
			if (this.isSecretKey(key)) continue;
			const entry = row[key];
			const isFixed = WORDS[key];
			result[key] = (
				Array.isArray(entry)
					? entry.map((one) => (isFixed?.(one) === true ? one : this.value(one, place)))
					: isFixed?.(entry) === true
						? entry
						: this.value(entry, place)
			) as IDataObject;
		}
		return result;
	}

	private isSecretKey(key: string): boolean {
		const known = this.keys.get(key);
		if (known !== undefined) return known;
		const isSecret = SECRET_KEY.test(key);
		if (this.keys.size < MOST_KEYS) this.keys.set(key, isSecret);
		return isSecret;
	}

	private value(value: unknown, place: Place): unknown {
		if (typeof value === 'string' || typeof value === 'number') return this.told(value, place);
		if (Array.isArray(value)) return value.map((entry) => this.value(entry, place));
		if (value === null || typeof value !== 'object') return value;
		const result: IDataObject = {};
		for (const [key, entry] of Object.entries(value)) {
			if (key === '__proto__' || this.isSecretKey(key)) continue;
			result[masked(masked(key, this.everywhere), this.insideRows)] = this.value(
				entry,
				place,
			) as IDataObject;
		}
		return result;
	}

	private told(value: string | number, { ownId, words }: Place): string | number {
		const text = String(value);
		if (text.length < this.shortest) return value;
		if (this.wholeValues.has(text)) return MASK;
		const withoutKeys = withoutTokens(masked(text, this.everywhere));
		let result = maskedWords(masked(withoutKeys, this.insideRows), words);
		if (result === text) return value;
		if (isoDateOrNull(text) !== null) return value;
		const isOwnId = ownId !== undefined && text === String(ownId);
		if (isOwnId) result = withoutKeys;
		if (result === text) return value;
		return typeof value === 'number' ? MASK : result;
	}
}
