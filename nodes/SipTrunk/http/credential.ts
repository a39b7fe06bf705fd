import type { IDataObject } from 'n8n-workflow';
import type { ProviderApi } from '../contract/request';
import { InputError } from '../validation/inputError';

/** What is known of a provider's credentials. */
export type CredentialRules = Pick<
	ProviderApi,
	'addresses' | 'accountId' | 'secrets' | 'identifiers'
>;

/** Words of which a field's label writes every letter large. */
const ACRONYMS = new Set(['api', 'id', 'sid', 'sip', 'url']);

/** The label of a credential's field: `apiKeySid` is shown as "API Key SID". */
export const labelOf = (field: string): string =>
	field
		.split(/(?=[A-Z])/)
		.map((word) =>
			ACRONYMS.has(word.toLowerCase())
				? word.toUpperCase()
				: word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');

/** What no key and no account ID holds; a header could not carry most of it. */
const NOT_IN_KEYS = /[^!-~]/u;

/** What tells a character that may not be seen. Of a secret nothing else is told. */
function described(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	if (character === ' ') return 'a space';
	return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
		? `a character that does not belong there (U+${code})`
		: `an invisible character (U+${code})`;
}

/** Refuses a text that holds anything but letters, digits and signs of ASCII; spaces around it do no harm. */
function refuseOtherCharacters(value: unknown, label: string): void {
	const text = typeof value === 'string' ? value.trim() : '';
	const found = NOT_IN_KEYS.exec(text);
	if (!found) return;
	const before = [...text.slice(0, found.index)].length;
	throw new InputError(
		label,
		`in the credential holds ${described(found[0])} after ${before === 1 ? '1 character' : `${before} characters`}. Copy it again, or type it.`,
	);
}

/**
 * Refuses a credential that cannot work, whatever is asked with it. A run and the test of the credential say the same
 * about it, before any request.
 *
 * @throws InputError naming the credential's field
 */
export function checkCredential(api: CredentialRules, credentials: IDataObject): void {
	api.addresses(credentials);
	for (const field of [...(api.identifiers ?? []), ...api.secrets]) {
		refuseOtherCharacters(credentials[field], labelOf(field));
	}
	api.accountId?.(credentials);
}
