import { InputError, shown, type Check } from '../../validation/inputError';
import { listOf } from '../../validation/choices';
import { addressBlock, isHostName } from '../../validation/network';
import { e164 } from '../../validation/phoneNumber';
import { text } from '../../validation/text';

/** What LiveKit accepts in fields that no other provider has. */

const ADDRESS_EXAMPLE = '198.51.100.7, 198.51.100.0/28 or sip.example.net';
const readBlock = addressBlock({ ipv6: true });

/** An address, a block or a host name. Anything else LiveKit ignores, and if it ignores all, everybody may call. */
const source: Check<string> = (value, label) => {
	const entered = text({ example: ADDRESS_EXAMPLE, unseen: 'refused' })(value, label);
	if (entered === undefined) return undefined;
	if (isHostName(entered)) return entered.toLowerCase();
	if (!/^[\dA-Fa-f:.]+(?:\/.*)?$/.test(entered)) {
		throw new InputError(
			label,
			`must be an IP address, a block in CIDR form or a host name, but it is ${shown(entered)}.`,
			ADDRESS_EXAMPLE,
		);
	}
	const block = readBlock(entered, label);
	return block && entered.includes('/') ? block.cidr : block?.address;
};

export const sources = listOf(source);

export const numbers = listOf(e164);

/** A list of numbers that callers may show; an asterisk stands for any. */
export const callerIds: Check<string[]> = listOf((value, label) =>
	typeof value === 'string' && value.trim() === '*' ? '*' : e164(value, label),
);

/** A country as two letters (ISO 3166-1 alpha-2). */
export const country: Check<string> = (value, label) =>
	text({ pattern: /^[A-Za-z]{2}$/, mustBe: 'be the two letters of a country', example: 'IN' })(
		value,
		label,
	)?.toUpperCase();
