import type { IDataObject } from 'n8n-workflow';
import type { ProviderApi } from '../contract/request';
import { InputError } from '../validation/inputError';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;
const LABEL = 'API Base URL';
const EXAMPLE = 'https://api.example.com';

/**
 * The base address that a credential names: pasted spaces, trailing and doubled slashes removed. Only https is accepted, or
 * http on the machine itself, because every request carries the credential's secret.
 *
 * @param entered what the credential holds; empty means `fallback`
 * @throws InputError naming the credential's field
 */
export function apiBaseUrl(entered: unknown, fallback: string): string {
	const text = typeof entered === 'string' ? entered.trim() : '';
	const url = (text === '' ? fallback : text).replace(/\/+$/, '');
	const match =
		/^(https?):\/\/(\[[\dA-Fa-f:.]+\]|[^/\\:?#@[\]\s]+)(?::(\d{1,5}))?(\/[^?#\s]*)?$/i.exec(url);
	if (!match || Number(match[3] ?? 1) > 65535 || match[3] === '0') {
		throw new InputError(
			LABEL,
			'in the credential must be a plain web address without user, query or spaces.',
			EXAMPLE,
		);
	}
	const [, scheme, host, , path = ''] = match;
	if (scheme.toLowerCase() === 'http' && !LOOPBACK.test(host)) {
		throw new InputError(
			LABEL,
			`in the credential must start with https://, because the key is sent with every request. http:// is accepted only for this machine itself (127.0.0.1), not for ${host}.`,
			EXAMPLE,
		);
	}
	// Two slashes in a row would be another path, which no provider has.
	return `${match[0].slice(0, match[0].length - path.length)}${path.replace(/\/{2,}/g, '/')}`;
}

/** Scheme, host and port of an address, lower-cased; '' if it is none. */
export function originOf(url: string): string {
	return /^https?:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? '';
}

type Addresses = Pick<ProviderApi, 'addresses'>;

/** Those of a credential, or none where it cannot be used. */
function addressesIn({ addresses }: Addresses, credentials: IDataObject): Record<string, string> {
	try {
		return addresses(credentials);
	} catch {
		return {};
	}
}

/** The base addresses by host name where none is entered; empty if every customer has an address of its own. */
export const usualAddresses = (api: Addresses) => addressesIn(api, {});

/** The path at the end of the provider's usual address, as `/v1`, which the credential's lacks; '' if it is there. */
export function placeMissing(api: Addresses, credentials: IDataObject): string {
	const { default: usual = '' } = usualAddresses(api);
	const { default: own = '' } = addressesIn(api, credentials);
	const place = usual.slice(originOf(usual).length);
	return own.endsWith(place) ? '' : place;
}

/** The host of a web address, lower-cased, without user and port; '' if there is none. */
export function hostOf(url: string): string {
	const host = /^https?:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]+)/i.exec(url)?.[1];
	return host?.toLowerCase() ?? '';
}

/** A value that goes into a path as it is, because the provider wants it so (a phone number with a raw plus sign). */
export class Verbatim {
	constructor(readonly text: string) {}
}

/**
 * A phone number in E.164 as one segment of a path, with a raw plus sign.
 *
 * @throws InputError for anything else
 */
export function rawNumber(number: string): Verbatim {
	if (!/^\+[1-9]\d{6,14}$/.test(number)) {
		throw new InputError('Phone Number', 'must be in E.164 form.', '+4930123456');
	}
	return new Verbatim(number);
}

/**
 * Template tag for paths: every inserted value becomes one encoded segment, so that it cannot lead to another path.
 *
 * @throws InputError for a value that is empty, no text, or dots only
 */
export function path(parts: TemplateStringsArray, ...values: Array<string | Verbatim>): string {
	return parts.reduce((result, part, index) => {
		const value = values[index - 1];
		if (value instanceof Verbatim) return result + value.text + part;
		if (typeof value !== 'string' || /^\.*$/.test(value)) {
			throw new InputError('ID', 'is missing or consists of dots only.');
		}
		return result + encodeURIComponent(value) + part;
	});
}
