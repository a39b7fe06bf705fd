import {
	type Check,
	CONTROL,
	HALF_CHARACTER,
	InputError,
	isEmpty,
	shown,
	WITH_CONTROL,
} from './inputError';
import { unseenIn, withoutInvisible } from './invisible';

/** Texts and IDs. */

/** A number beyond these has lost digits, so as a text it would be another ID or phone number. */
const isExact = (value: number) =>
	Number.isInteger(value) ? Number.isSafeInteger(value) : /^-?\d+\.\d+$/.test(String(value));

/**
 * A text as it was entered, or an exact number as text.
 *
 * @throws InputError for anything else
 */
export function asText(value: unknown, label: string, example?: string): string {
	if (typeof value === 'number') {
		if (isExact(value)) return String(value);
		// Not shown, because it may be a password.
		throw new InputError(label, 'must be a text, but it is a number that is not exact.', example);
	}
	if (typeof value !== 'string') {
		throw new InputError(
			label,
			`must be a text, but it is ${Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`}.`,
			example,
		);
	}
	return value;
}

const isSpace = (character: string) => /^[^\S\ufeff]$/.test(character);

/** Without spaces at its ends. The mark that files begin with is none, although JavaScript takes it for one. */
function trimmed(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && isSpace(text[start])) start += 1;
	while (end > start && isSpace(text[end - 1])) end -= 1;
	return text.slice(start, end);
}

/** Pairs of code units count as the one character that they are. */
const charactersIn = (text: string) => text.length - (text.match(/[\uD800-\uDBFF]/g) ?? []).length;

/** What a text must be like. */
export interface TextRules {
	/** Shortest accepted text, in characters. */
	min?: number;
	/** Longest accepted text, in characters. */
	max?: number;
	pattern?: RegExp;
	/** Completes "must ..." when the pattern does not match. */
	mustBe?: string;
	example?: string;
	/** Leading and trailing spaces belong to the value (passwords). */
	keepSpaces?: boolean;
	/** The value must not be shown in messages. */
	secret?: boolean;
	/**
	 * What becomes of characters that nobody sees: they are dropped from what people read, and refused where the text has
	 * to be the same everywhere. Default: refused in secrets and where there is a pattern.
	 */
	unseen?: 'dropped' | 'refused';
}

/** @throws InputError if a text holds a character that nobody sees: with it nobody could enter the text elsewhere */
export function refuseUnseen(text: string, label: string, example?: string): void {
	const unseen = unseenIn(text);
	if (unseen === undefined) return;
	throw new InputError(label, `contains ${unseen}. Delete it, or type the text anew.`, example);
}

/** A text without control characters, and without spaces at its ends unless they belong to it. An empty one is "not set". */
export function text(rules: TextRules = {}): Check<string> {
	const { unseen = rules.secret || rules.pattern ? 'refused' : 'dropped' } = rules;
	return (value, label) => {
		if (isEmpty(value)) return undefined;
		const raw = asText(value, label, rules.example);
		const seen = unseen === 'dropped' ? withoutInvisible(raw) : raw;
		const result = rules.keepSpaces ? seen : trimmed(seen);
		if (result === '') return undefined;
		if (CONTROL.test(result)) throw new InputError(label, WITH_CONTROL, rules.example);
		if (HALF_CHARACTER.test(result)) {
			throw new InputError(label, 'contains half of a character: enter it again.', rules.example);
		}
		if (unseen === 'refused') refuseUnseen(result, label, rules.example);
		const length = charactersIn(result);
		if (rules.max !== undefined && length > rules.max) {
			throw new InputError(
				label,
				`must not be longer than ${rules.max} characters; it has ${length}.`,
				rules.example,
			);
		}
		if (rules.min !== undefined && length < rules.min) {
			throw new InputError(
				label,
				`must have at least ${rules.min} characters; it has ${length}.`,
				rules.example,
			);
		}
		if (rules.pattern && !rules.pattern.test(result)) {
			const was = rules.secret ? '' : `, but it is ${shown(result)}`;
			throw new InputError(
				label,
				`must ${rules.mustBe ?? 'have another form'}${was}.`,
				rules.example,
			);
		}
		return result;
	};
}

/** What expressions leave where they find nothing: `${$json.id}`, `"" + $json.id`, `String($json.row)`. */
const OF_NOTHING = /^(?:undefined|null|NaN|\[object \w+\])$/;

/** @throws InputError for a text that an expression has made of nothing */
export function refuseNothing(text: string, label: string, example?: string): void {
	if (!OF_NOTHING.test(text)) return;
	throw new InputError(
		label,
		`is the text ${shown(text)}: an expression has found nothing and made a text of it.`,
		example,
	);
}

/** What a telephone system signs in with. It has to be the same text there, to the letter. */
export function userName(rules: TextRules = {}): Check<string> {
	const form = text({ ...rules, unseen: 'refused' });
	return (value, label) => {
		const result = form(value, label);
		if (result !== undefined) refuseNothing(result, label, rules.example);
		return result;
	};
}

/** The same inside an ID, between its separators, and words that stand for nothing, true or false. */
const NO_ID =
	/(?:^|[^A-Za-z0-9])(?:undefined|null|NaN)(?:$|[^A-Za-z0-9])|^(?:null|nan|none|nil|true|false|[+-]?infinity)$/i;

/**
 * An identifier that goes into a path. Providers' ids are opaque, so only what could change the meaning of a path or
 * of a header is refused.
 */
export function id({
	pattern,
	example,
}: {
	pattern?: RegExp;
	example?: string;
} = {}): Check<string> {
	const form = text({ max: 200, example, unseen: 'refused' });
	return (value, label) => {
		const result = form(value, label);
		if (result === undefined) return undefined;
		refuseNothing(result, label, example);
		if (NO_ID.test(result) || !/[A-Za-z0-9]/.test(result)) {
			throw new InputError(
				label,
				`is ${shown(result)}, which is no ID: usually an expression finds nothing.`,
				example,
			);
		}
		if (!/^[A-Za-z0-9._~:@+=-]+$/.test(result) || /^\.+$/.test(result)) {
			throw new InputError(
				label,
				`must be an ID without spaces, slashes or other special characters, but it is ${shown(result)}.`,
				example,
			);
		}
		if (pattern && !pattern.test(result)) {
			throw new InputError(
				label,
				`does not look like an ID of this kind: ${shown(result)}.`,
				example,
			);
		}
		return result;
	};
}
