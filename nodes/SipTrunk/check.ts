/**
 * Checks of what users enter, before any request is sent. Every check takes the raw value, which an expression may
 * have made a number, a text or a list, and returns what the request needs; what is ambiguous is refused with a
 * sentence that names the field, says what is wrong and shows what is right.
 */

/** Returns the normalised value, or undefined for "not set". Throws InputError. */
export type Check = (value: unknown, label: string) => unknown;

/** Bad input. `field` is the label shown in the editor. */
export class InputError extends Error {
	constructor(
		readonly field: string,
		readonly problem: string,
		readonly example?: string,
	) {
		super(`'${field}' ${problem}`);
	}
}

/** Control characters, line and paragraph separators: they must not reach a header, a path or a log line. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const WITH_CONTROL = 'contains a line break or another control character.';
/** Half of a character of two parts, which no encoding for the network can express. */
const HALF_CHARACTER = /\p{Cs}/u;
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;

const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*\\.?$`);
const IPV4_PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${IPV4_PART}(?:\\.${IPV4_PART}){3}$`);

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
const isBlank = (value: unknown) =>
	isEmpty(value) || (typeof value === 'string' && value.trim() === '');

/** A short form of a value for a message; never called for secret fields. */
export function shown(value: unknown): string {
	const clean = [...asShortText(value).slice(0, 200).replace(UNPRINTABLE, '�')];
	return clean.length > 60 ? `"${clean.slice(0, 57).join('')}..."` : `"${clean.join('')}"`;
}

function asShortText(value: unknown): string {
	if (value === null || typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value) ?? typeof value;
	} catch {
		// What refers to itself, holds a BigInt or has a broken toJSON cannot be written out.
		return Array.isArray(value) ? 'a list' : 'an object';
	}
}

/** A number beyond these has lost digits, so as a text it would be another ID or phone number. */
const isExact = (value: number) =>
	Number.isInteger(value) ? Number.isSafeInteger(value) : /^-?\d+\.\d+$/.test(String(value));

function asText(value: unknown, label: string, example?: string): string {
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

export function text(rules: TextRules = {}): Check {
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

export interface IntegerRules {
	min?: number;
	max?: number;
	example?: string;
}

export function integer({ min, max, example }: IntegerRules = {}): Check {
	return (value, label) => {
		if (isBlank(value)) return undefined;
		const number =
			typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
			throw new InputError(label, `must be a whole number, but it is ${shown(value)}.`, example);
		}
		if ((min !== undefined && number < min) || (max !== undefined && number > max)) {
			const range =
				max === undefined
					? `${min} or more`
					: min === undefined
						? `${max} or less`
						: `from ${min} to ${max}`;
			throw new InputError(label, `must be ${range}, but it is ${number}.`, example);
		}
		return number;
	};
}

/** Tables write TRUE, some languages True. */
export const boolean: Check = (value, label) => {
	if (isBlank(value)) return undefined;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (word === true || word === 'true') return true;
	if (word === false || word === 'false') return false;
	throw new InputError(label, `must be true or false, but it is ${shown(value)}.`);
};

/** One of some values, also where an expression has made a text of a number or the other way round. */
export function oneOf(allowed: ReadonlyArray<string | number | boolean>): Check {
	return (value, label) => {
		if (isBlank(value)) return undefined;
		const entered = typeof value === 'object' ? undefined : String(value).trim();
		const choice =
			allowed.find((candidate) => candidate === value) ??
			allowed.find((candidate) => String(candidate) === entered);
		if (choice === undefined) {
			const choices = allowed.filter((candidate) => candidate !== '').join(', ');
			throw new InputError(label, `must be one of ${choices}, but it is ${shown(value)}.`);
		}
		return choice;
	};
}

/** What people write between entries instead of a comma. An address may hold one of them, so it does not end an entry. */
const OTHER_SEPARATOR = /[;|\s]/;

function withSeparatorHint(error: unknown, entry: unknown): unknown {
	const isOneText = typeof entry === 'string' && OTHER_SEPARATOR.test(entry.trim());
	if (!isOneText || !(error instanceof InputError)) return error;
	const problem = `${error.problem} Separate several with commas.`;
	return new InputError(error.field, problem, error.example);
}

/** A list: an array, or a text of comma-separated values. Empty entries are dropped. */
export function listOf(check: Check, { max }: { max?: number } = {}): Check {
	return (value, label) => {
		if (isEmpty(value)) return undefined;
		const isText = typeof value === 'string';
		const entries = isText ? value.split(',') : Array.isArray(value) ? value : [value];
		const result = entries
			.map((entry, index) => {
				const place = entries.length > 1 ? `${label}, entry ${index + 1}` : label;
				try {
					return check(entry, place);
				} catch (error) {
					throw isText ? withSeparatorHint(error, entry) : error;
				}
			})
			.filter((entry) => entry !== undefined);
		if (max !== undefined && result.length > max) {
			throw new InputError(
				label,
				`must not have more than ${max} entries; it has ${result.length}.`,
			);
		}
		return result;
	};
}

/**
 * An identifier that goes into a path. Providers' ids are opaque, so only what could change the meaning of a path or
 * of a header is refused.
 */
export function id({ pattern, example }: { pattern?: RegExp; example?: string } = {}): Check {
	const form = text({ max: 200, example });
	return (value, label) => {
		const result = form(value, label) as string | undefined;
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

const PHONE_EXAMPLE = '+4930123456';

/**
 * A phone number in E.164, also when it is written with spaces, dashes, dots or brackets.
 * A number without its plus sign is ambiguous and refused with the form it should have.
 */
export const e164: Check = (value, label) => {
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

export const isIpv4 = (value: string) => IPV4.test(value);

/** True for an IPv6 address without zone and without brackets. */
export function isIpv6(value: string): boolean {
	if (!/^[0-9A-Fa-f:.]+$/.test(value) || !value.includes(':')) return false;
	const halves = value.split('::');
	if (halves.length > 2) return false;
	const groups = (half: string) => (half === '' ? [] : half.split(':'));
	const all = halves.flatMap(groups);
	// Only the very end may be written as an IPv4 address: "::" after it would be more.
	const end = groups(halves[halves.length - 1]).pop() ?? '';
	const embedded = isIpv4(end);
	const hexadecimal = embedded ? all.slice(0, -1) : all;
	if (!hexadecimal.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
	const length = hexadecimal.length + (embedded ? 2 : 0);
	return halves.length === 2 ? length < 8 : length === 8;
}

/** A last label that is a number would make it an IP address with a typing error (RFC 3261 §25.1, toplabel). */
export const isHostName = (value: string) =>
	HOST_NAME.test(value) && !/(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i.test(value);

const isHost = (value: string) =>
	isIpv4(value) || isHostName(value) || (/^\[.*\]$/.test(value) && isIpv6(value.slice(1, -1)));

const isPort = (value: string) =>
	/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535;

function hostAndPortProblem(value: string): string | undefined {
	if (isIpv6(value)) return 'needs square brackets around the IPv6 address';
	const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(value);
	if (!match || !isHost(match[1])) return 'has no valid host name or IP address';
	if (match[2] !== undefined && !isPort(match[2])) return 'has a port that is not from 1 to 65535';
	return undefined;
}

export interface SipUriRules {
	schemes?: Array<'sip' | 'sips'>;
	max?: number;
	/** The provider accepts a bare host as well. */
	bareHost?: boolean;
}

const SIP_EXAMPLE = 'sip:pbx.example.com:5060';
const HOST_EXAMPLE = 'sip.example.net';

/** A SIP URI (RFC 3261): `sip:user@host:port;parameter=value`. It is passed on as it was entered. */
export function sipUri({ schemes = ['sip'], max, bareHost = false }: SipUriRules = {}): Check {
	const form = text({ max, example: SIP_EXAMPLE });
	return (value, label) => {
		const uri = form(value, label) as string | undefined;
		if (uri === undefined) return undefined;
		const fail = (problem: string): never => {
			throw new InputError(label, problem, bareHost ? HOST_EXAMPLE : SIP_EXAMPLE);
		};
		const refuse = (problem: string): never => fail(`${problem}: ${shown(uri)}.`);
		if (/[\s<>"]/.test(uri)) refuse('contains a space, a quotation mark or an angle bracket');
		const match = /^(sips?):(?:\/\/)?(?:([^@]*)@)?([^;?]*)((?:;[^?]*)?)(\?.*)?$/i.exec(uri);
		if (!match) {
			const problem = bareHost ? hostAndPortProblem(uri) : undefined;
			if (bareHost && problem === undefined) return uri;
			// What has a port, or is an IPv6 address, was meant as a host.
			if (problem && (isIpv6(uri) || /:\d+$/.test(uri))) return refuse(problem);
			const wanted = bareHost
				? 'be a host name or IP address'
				: `start with ${schemes.map((scheme) => `${scheme}:`).join(' or ')}`;
			return fail(`must ${wanted}, but it is ${shown(uri)}.`);
		}
		const scheme = match[1].toLowerCase() as 'sip' | 'sips';
		if (!schemes.includes(scheme)) {
			refuse(
				`must start with ${schemes.map((allowed) => `${allowed}:`).join(' or ')}; ${scheme}: is not supported here`,
			);
		}
		if (match[2] !== undefined && match[2] === '') refuse('has an @ sign without a user before it');
		const problem = hostAndPortProblem(match[3]);
		if (problem) refuse(problem);
		return uri;
	};
}

/** A SIP host with an optional port; no scheme. */
export function sipHost({
	max,
	example = HOST_EXAMPLE,
}: { max?: number; example?: string } = {}): Check {
	const form = text({ max, example });
	return (value, label) => {
		const host = form(value, label) as string | undefined;
		if (host === undefined) return undefined;
		const problem = hostAndPortProblem(host);
		if (problem) {
			const hint =
				/^[a-z]+:/i.test(host) && !/^\d/.test(host.split(':')[1] ?? '')
					? ' Leave out the scheme.'
					: '';
			throw new InputError(label, `${problem}: ${shown(host)}.${hint}`, example);
		}
		return host;
	};
}

/** Scheme and port of a web address that names a host; international host names are left to the provider. */
const WEB_URL =
	/^(https?):\/\/(?:[^\s/?#@]*@)?(?:\[[\dA-Fa-f:.]+\]|[^\s/?#:@[\]\\]+)(?::(\d*))?(?:[/?#]\S*)?$/i;

/** An http or https address. */
export function webUrl({
	max,
	httpsOnly = false,
}: { max?: number; httpsOnly?: boolean } = {}): Check {
	const example = 'https://example.com/hooks/trunk';
	const form = text({ max, example });
	return (value, label) => {
		const url = form(value, label) as string | undefined;
		if (url === undefined) return undefined;
		const [, scheme, port] = WEB_URL.exec(url) ?? [];
		const isAllowed = scheme?.toLowerCase() === 'https' || (scheme !== undefined && !httpsOnly);
		if (!isAllowed || (port !== undefined && !isPort(port))) {
			const allowed = httpsOnly ? 'https://' : 'http:// or https://';
			throw new InputError(
				label,
				`must be a web address that starts with ${allowed}, but it is ${shown(url)}.`,
				example,
			);
		}
		return url;
	};
}

export interface AddressBlock {
	address: string;
	prefixLength: number;
	version: 4 | 6;
	/** Address and prefix length, always written out: `203.0.113.4/32`. */
	cidr: string;
}

/** An IP address or a block in CIDR form. A single address gets its full prefix length: 32, or 128 for IPv6. */
export function addressBlock({ ipv6 = false }: { ipv6?: boolean } = {}): Check {
	const example = ipv6
		? '198.51.100.7, 198.51.100.0/28 or 2001:db8::7'
		: '198.51.100.7 or 198.51.100.0/28';
	const form = text({ max: 60, example });
	return (value, label): AddressBlock | undefined => {
		const entered = form(value, label) as string | undefined;
		if (entered === undefined) return undefined;
		const [address, prefix, ...rest] = entered.split('/');
		const version = isIpv4(address) ? 4 : isIpv6(address) ? 6 : undefined;
		if (version === undefined || rest.length > 0) {
			throw new InputError(
				label,
				`must be an IP address or a block in CIDR form, but it is ${shown(entered)}.`,
				example,
			);
		}
		if (version === 6 && !ipv6) {
			throw new InputError(
				label,
				`must be an IPv4 address: this provider does not accept IPv6 (${shown(entered)}).`,
				example,
			);
		}
		const longest = version === 4 ? 32 : 128;
		if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > longest)) {
			throw new InputError(
				label,
				`must have a prefix length from 0 to ${longest} after the slash, but it is ${shown(entered)}.`,
				example,
			);
		}
		const prefixLength = prefix === undefined ? longest : Number(prefix);
		return { address, prefixLength, version, cidr: `${address}/${prefixLength}` };
	};
}

/** One IP address, alone or with its full prefix length, which is left out of the result. */
export const singleAddress: Check = (value, label) => {
	const example = '198.51.100.7';
	const entered = text({ example })(value, label) as string | undefined;
	if (entered === undefined) return undefined;
	const refuse = (reason: string): never => {
		throw new InputError(label, `must be a single IP address, but ${reason}.`, example);
	};
	const [address, prefix, ...rest] = entered.split('/');
	const longest = isIpv4(address) ? '32' : isIpv6(address) ? '128' : undefined;
	if (longest === undefined || rest.length > 0) refuse(`it is ${shown(entered)}`);
	if (prefix !== undefined && prefix !== longest) refuse(`${shown(entered)} is a block`);
	return address;
};
