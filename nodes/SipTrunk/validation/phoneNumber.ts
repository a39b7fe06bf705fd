import { type Check, CONTROL, InputError, isEmpty, shown, WITH_CONTROL } from './inputError';
import { INVISIBLE } from './invisible';
import { asText } from './text';

/** Phone numbers in E.164. */

const PHONE_EXAMPLE = '+4930123456';

/** What groups the digits of a number for people: spaces, dashes, a minus sign, dots, strokes, brackets. */
const SEPARATOR = /[\s\p{Pd}\u2212()./]/gu;

/** A number without what groups its digits, and without what comes along unseen from a list of contacts. */
export const compactNumber = (text: string) => text.replace(INVISIBLE, '').replace(SEPARATOR, '');

/** Country codes of one or two digits; all others have three (ITU-T E.164). */
const SHORT_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const countryCode = (digits: string) => SHORT_CODE.exec(digits)?.[0] ?? digits.slice(0, 3);

/**
 * Where a zero at the beginning belongs to the number: Italy and the Vatican, San Marino, Ivory Coast, Burkina Faso,
 * Benin, Congo.
 */
const ZERO_IS_PART = ['39', '378', '225', '226', '229', '242'];

/** Longer, it is no number however it is written. */
const LONGEST = 100;

/** What to leave out, because it is dialled only inside the country: (0), or the 0 of (030) after the country code. */
function trunkPrefix(written: string): string | undefined {
	for (const match of written.matchAll(/\(([^()]*)\)/g)) {
		const inside = compactNumber(match[1]);
		const before = written.slice(0, match.index).replace(/\D/g, '').replace(/^00/, '');
		if (before === '' || !inside.startsWith('0')) continue;
		const code = countryCode(before);
		if (ZERO_IS_PART.includes(code)) continue;
		if (inside === '0') return '(0)';
		if (before === code) return `0 of (${inside})`;
	}
	return undefined;
}

function refuseTrunkPrefix(written: string, label: string): void {
	const prefix = written.length > LONGEST ? undefined : trunkPrefix(written);
	if (prefix === undefined) return;
	throw new InputError(
		label,
		`must be in E.164 form: leave out the ${prefix}, which is dialled only inside the country, in ${shown(written)}.`,
		PHONE_EXAMPLE,
	);
}

/** A number or a part of one; how people group its digits makes no difference. */
export const partOfNumber: Check<string> = (value, label) => {
	if (isEmpty(value)) return undefined;
	const written = asText(value, label, PHONE_EXAMPLE).trim();
	if (written === '') return undefined;
	refuseTrunkPrefix(written, label);
	const compact = compactNumber(written);
	if (written.length <= LONGEST && !CONTROL.test(written) && /^\+?\d+$/.test(compact))
		return compact;
	throw new InputError(
		label,
		`must be a phone number or a part of one, but it is ${shown(written)}.`,
		PHONE_EXAMPLE,
	);
};

/**
 * A phone number in E.164, also when it is written with spaces, dashes, dots or brackets.
 * A number without its plus sign is ambiguous and refused with the form it should have.
 */
export const e164: Check<string> = (value, label) => {
	if (isEmpty(value)) return undefined;
	const raw = asText(value, label, PHONE_EXAMPLE).trim();
	if (raw === '') return undefined;
	const refuse = (problem: string): never => {
		throw new InputError(label, problem, PHONE_EXAMPLE);
	};
	if (CONTROL.test(raw)) refuse(WITH_CONTROL);
	refuseTrunkPrefix(raw, label);
	const compact = compactNumber(raw);
	if (/^00[1-9]\d{6,14}$/.test(compact)) {
		refuse(
			`must be in E.164 form with a plus sign instead of 00: write +${compact.slice(2)} instead of ${shown(raw)}.`,
		);
	}
	if (/^[1-9]\d{6,14}$/.test(compact)) {
		refuse(
			`must be in E.164 form, which starts with a plus sign and the country code. If ${shown(raw)} already starts with the country code, write +${compact}.`,
		);
	}
	if (!/^\+[1-9]\d{6,14}$/.test(compact)) {
		refuse(
			`must be a phone number in E.164 form (plus sign, country code, 7 to 15 digits), but it is ${shown(raw)}.`,
		);
	}
	return compact;
};
