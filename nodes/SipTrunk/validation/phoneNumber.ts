import { type Check, CONTROL, InputError, isEmpty, shown, WITH_CONTROL } from './inputError';
import { asText } from './text';

/** Phone numbers in E.164. */

const PHONE_EXAMPLE = '+4930123456';

/**
 * A phone number in E.164, also when it is written with spaces, dashes, dots or brackets.
 * A number without its plus sign is ambiguous and refused with the form it should have.
 */
export const e164: Check<string> = (value, label) => {
	if (isEmpty(value)) return undefined;
	const raw = asText(value, label, PHONE_EXAMPLE).trim();
	if (raw === '') return undefined;
	if (CONTROL.test(raw)) throw new InputError(label, WITH_CONTROL, PHONE_EXAMPLE);
	// Format characters come along, unseen, with numbers that are copied from a list of contacts.
	const compact = raw.replace(/[\s\p{Pd}\p{Cf}()./]/gu, '');
	if (/\d\D*\(\s*0\s*\)/.test(raw)) {
		throw new InputError(
			label,
			`must be in E.164 form: leave out the (0), which is dialled only inside the country, in ${shown(raw)}.`,
			PHONE_EXAMPLE,
		);
	}
	if (/^00[1-9]\d{6,14}$/.test(compact)) {
		throw new InputError(
			label,
			`must be in E.164 form with a plus sign instead of 00: write +${compact.slice(2)} instead of ${shown(raw)}.`,
			PHONE_EXAMPLE,
		);
	}
	if (/^[1-9]\d{6,14}$/.test(compact)) {
		throw new InputError(
			label,
			`must be in E.164 form, which starts with a plus sign and the country code. If ${shown(raw)} already starts with the country code, write +${compact}.`,
			PHONE_EXAMPLE,
		);
	}
	if (!/^\+[1-9]\d{6,14}$/.test(compact)) {
		throw new InputError(
			label,
			`must be a phone number in E.164 form (plus sign, country code, 7 to 15 digits), but it is ${shown(raw)}.`,
			PHONE_EXAMPLE,
		);
	}
	return compact;
};
