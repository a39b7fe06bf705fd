import { randomInt } from 'node:crypto';
import type { Field, Values } from '../contract/provider';
import { InputError, type Check } from '../validation/inputError';
import { fieldsSentAs } from './factories';
import { enteredFields } from './values';
import type { ProviderClient } from '../contract/request';

/** SIP passwords: entered and masked, or made by the node. */

const { switchField, textField } = fieldsSentAs();

/** What a password is like that the node makes. */
export interface PasswordRule {
	/** In characters. */
	length: number;
	/** Sets of characters of which the password holds at least one each. */
	alphabets: string[];
}

/** Without characters that are easily mistaken for each other, because people type these into telephones. */
export const DIGITS = '23456789';
export const UPPER_CASE = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
export const LOWER_CASE = 'abcdefghijkmnopqrstuvwxyz';

const pick = (characters: string) => characters[randomInt(characters.length)];

/** A random password that meets the rule, from the system's source of randomness. */
export function generatePassword({ length, alphabets }: PasswordRule): string {
	const all = alphabets.join('');
	const characters = [
		...alphabets.map(pick),
		...Array.from({ length: length - alphabets.length }, () => pick(all)),
	];
	for (let index = characters.length - 1; index > 0; index--) {
		const other = randomInt(index + 1);
		[characters[index], characters[other]] = [characters[other], characters[index]];
	}
	return characters.join('');
}

/**
 * Generate Password, and the field for an own one.
 *
 * @param rule what the provider demands of an own password, for its check and description
 */
export const passwordFields = (rule: { check: Check<string>; description: string }) =>
	[
		// Among the required fields, because the next one depends on it.
		switchField('Generate Password', {
			required: true,
			default: true,
			description:
				'Whether to make a strong password. It is returned once, as "password", and can never be read again.',
		}),
		textField('Password', {
			secret: true,
			required: true,
			description: rule.description,
			check: rule.check,
			showWhen: { generatePassword: [false] },
		}),
	] as const;

const GENERATE = 'generatePassword';

/** Whether an operation has the switch that makes a password. */
export const canMakePassword = (fields: readonly Field[]): boolean =>
	fields.some(
		({ name, type, options }) =>
			name === GENERATE || (type === 'collection' && canMakePassword(options as Field[])),
	);

/** Whether a password is made with these values. */
export const makesPassword = (fields: readonly Field[], values: Values): boolean =>
	[...enteredFields([...fields], values)].some(
		({ field, value }) => field.name === GENERATE && value === true,
	);

/** The password to send: an own one, or a generated one, which is told once. */
export function passwordFrom(
	client: ProviderClient,
	{ generatePassword: generate, password: own }: { generatePassword?: boolean; password?: string },
	rule: PasswordRule,
): string {
	if (generate === false && own !== undefined) return own;
	const password = generatePassword(rule);
	client.keepSecret(password);
	client.addToRow({ password });
	return password;
}

/**
 * The password that an update sets, or undefined if it sets none.
 *
 * @throws InputError if two are wanted
 */
export function newPasswordFrom(
	client: ProviderClient,
	{
		generatePassword: generate = false,
		password: own,
	}: { generatePassword?: boolean; password?: string },
	rule: PasswordRule,
): string | undefined {
	if (!generate) return own;
	if (own === undefined) return passwordFrom(client, { generatePassword: generate }, rule);
	throw new InputError(
		'Password',
		"cannot be set together with 'Generate Password'. Remove one of them.",
	);
}
