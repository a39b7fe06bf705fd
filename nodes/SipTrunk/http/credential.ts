import type { IDataObject } from 'n8n-workflow';
import type { ProviderApi } from '../contract/request';
import { InputError } from '../validation/inputError';
import { described, unseenIn } from '../validation/invisible';

/** What has to be known of a provider to check its credentials. */
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

/** What all keys and account IDs consist of; a header could not carry most of what is no part of it. */
const USUAL = /^[!-~]*$/;

/** The first character of a text that is not usual. */
function strangeIn(text: string): string {
	const characters = [...text];
	const index = characters.findIndex((character) => !USUAL.test(character));
	const kind = characters[index] === ' ' ? 'a space' : 'a character that does not belong there';
	return described(kind, characters, index);
}

/** Refuses a text that holds anything but letters, digits and signs of ASCII; spaces around it do no harm. */
function refuseOtherCharacters(value: unknown, field: string): void {
	const text = typeof value === 'string' ? value.trim() : '';
	if (USUAL.test(text)) return;
	const found = unseenIn(text) ?? strangeIn(text);
	throw new InputError(
		labelOf(field),
		`in the credential contains ${found}. Copy it again, or type it.`,
	);
}

/**
 * Refuses a credential that cannot work, whatever is asked with it. A run and the test of the credential say the same
 * about it, before any request.
 *
 * @returns the base addresses of the API, by host name
 * @throws InputError naming the credential's field
 */
export function checkCredential(
	api: CredentialRules,
	credentials: IDataObject,
): Record<string, string> {
	const addresses = api.addresses(credentials);
	for (const field of [...(api.identifiers ?? []), ...api.secrets]) {
		refuseOtherCharacters(credentials[field], field);
	}
	api.accountId?.(credentials);
	return addresses;
}
