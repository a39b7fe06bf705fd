import { randomInt } from 'node:crypto';
import { text } from '../validation/text';
import type { Field, Values } from '../contract/provider';
import type { ProviderClient } from '../contract/request';

/** SIP passwords: entered and masked, or made by the node. */

export interface PasswordRule {
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
export function passwordFields(rule: { min: number; max?: number; description: string }): Field[] {
	return [
		{
			displayName: 'Generate Password',
			name: 'generatePassword',
			type: 'boolean',
			// Among the required fields, because the next one depends on it.
			required: true,
			default: true,
			description:
				'Whether to make a strong password. It is returned once, as "password", and can never be read again.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: rule.description,
			check: text({ min: rule.min, max: rule.max, keepSpaces: true, secret: true }),
			showWhen: { generatePassword: [false] },
		},
	];
}

/** The password to send, and what the result shows of it: a generated one once, an own one never. */
export function passwordFrom(
	client: ProviderClient,
	values: Values,
	rule: PasswordRule,
): { password: string; shown: { generatedPassword?: string } } {
	if (values.generatePassword === false) return { password: String(values.password), shown: {} };
	const password = generatePassword(rule);
	client.keepSecret(password);
	return { password, shown: { generatedPassword: password } };
}
