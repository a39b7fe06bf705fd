import {
	type Check,
	CONTROL,
	HALF_CHARACTER,
	InputError,
	isEmpty,
	shown,
	WITH_CONTROL,
} from './inputError';

/** Texts and IDs. */

/** A number beyond these has lost digits, so as a text it would be another ID or phone number. */
const isExact = (value: number) =>
	Number.isInteger(value) ? Number.isSafeInteger(value) : /^-?\d+\.\d+$/.test(String(value));

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

/** Pairs of code units count as the one character that they are. */
const charactersIn = (text: string) => text.length - (text.match(/[\uD800-\uDBFF]/g) ?? []).length;

export interface TextRules {
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
}

export function text(rules: TextRules = {}): Check<string> {
	return (value, label) => {
		if (isEmpty(value)) return undefined;
		const raw = asText(value, label, rules.example);
		const result = rules.keepSpaces ? raw : raw.trim();
		if (result === '') return undefined;
		if (CONTROL.test(result)) throw new InputError(label, WITH_CONTROL, rules.example);
		if (HALF_CHARACTER.test(result)) {
			throw new InputError(label, 'contains half of a character: enter it again.', rules.example);
		}
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
	const form = text({ max: 200, example });
	return (value, label) => {
		const result = form(value, label);
		if (result === undefined) return undefined;
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
