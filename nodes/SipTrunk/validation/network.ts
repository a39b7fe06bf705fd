import { type Check, InputError, shown } from './inputError';
import { bitsOf, isIpv4, isIpv6, isWithin } from './ipAddress';
import { kindOfHost } from './reserved';
import { text } from './text';

/** Hosts, blocks of addresses and web addresses. */

const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*\\.?$`);

/** A last label that is a number would make it an IP address with a typing error (RFC 3261 §25.1, toplabel). */
export const isHostName = (value: string) =>
	HOST_NAME.test(value) && !/(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i.test(value);

const inBrackets = (value: string) => /^\[(.*)\]$/.exec(value)?.[1];

const isHost = (value: string) =>
	isIpv4(value) || isHostName(value) || isIpv6(inBrackets(value) ?? '');

const isPort = (value: string) =>
	/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535;

/** Host and port of `host:port`; the port is undefined where there is no colon. */
function split(value: string): [host: string, port: string | undefined] | undefined {
	const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(value);
	return match ? [match[1], match[2]] : undefined;
}

/** What is wrong with `host` or `host:port`, as the rest of a sentence; undefined if nothing is. */
export function hostAndPortProblem(value: string): string | undefined {
	if (isIpv6(value)) return 'needs square brackets around the IPv6 address';
	const [host, port] = split(value) ?? [''];
	if (!isHost(host)) return 'has no valid host name or IP address';
	if (port !== undefined && !isPort(port)) return 'has a port that is not from 1 to 65535';
	return undefined;
}

/** Whether a host is given without a port. */
export const isWithoutPort = (value: string) => split(value)?.[1] === undefined;

/** Whether a valid host, with or without a port, can be reached from the internet, as far as its name tells. */
export function isPublicHost(value: string): boolean {
	const [host] = split(value) ?? [''];
	return kindOfHost(inBrackets(host) ?? host.replace(/\.$/, '')) === undefined;
}

/** Scheme and port of a web address that names a host; international host names are left to the provider. */
const WEB_URL =
	/^(https?):\/\/(?:[^\s/?#@]*@)?(?:\[[\dA-Fa-f:.]+\]|[^\s/?#:@[\]\\]+)(?::(\d*))?(?:[/?#]\S*)?$/i;

/**
 * An http or https address. It is passed on as it was entered.
 *
 * @param max longest accepted address, in characters
 */
export function webUrl({
	max,
	httpsOnly = false,
}: { max?: number; httpsOnly?: boolean } = {}): Check<string> {
	const example = 'https://example.com/hooks/trunk';
	const form = text({ max, example, unseen: 'refused' });
	return (value, label) => {
		const url = form(value, label);
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

/** One IP address, or a block of them. */
export interface AddressBlock {
	address: string;
	/** In bits: 32 for one IPv4 address, 128 for one IPv6 address. */
	prefixLength: number;
	version: 4 | 6;
	/** Address and prefix length, always written out: `203.0.113.4/32`. */
	cidr: string;
}

/** Whether a checked value is a block of addresses. */
export const isAddressBlock = (value: unknown): value is AddressBlock =>
	value !== null && typeof value === 'object' && 'cidr' in value && 'prefixLength' in value;

const LONGEST_PREFIX = { 4: 32, 6: 128 };

const versionOf = (address: string): 4 | 6 | undefined =>
	isIpv4(address) ? 4 : isIpv6(address) ? 6 : undefined;

/** All IPv4 addresses in IPv6 form (RFC 4291 §2.5.5.2). */
const EVERY_IPV4 = '::ffff:0:0/96';
const EVERY_IPV4_BITS = `${'0'.repeat(80)}${'1'.repeat(16)}`;

/** Whether a valid address or a block stands for all addresses of a kind: a prefix of no length, or 0.0.0.0 and ::. */
const isForAll = (address: string, prefixLength: number) =>
	prefixLength === 0 ||
	(prefixLength === bitsOf(address).length && /^0+$/.test(bitsOf(address))) ||
	(bitsOf(address).startsWith(EVERY_IPV4_BITS) &&
		isWithin(EVERY_IPV4, `${address}/${prefixLength}`));

const forAnyAddress = (entered: string) =>
	`must not be ${shown(entered)}, which stands for all addresses: the whole internet could call at your expense.`;

/** An IP address or a block in CIDR form. A single address gets its full prefix length: 32, or 128 for IPv6. */
export function addressBlock({ ipv6 = false }: { ipv6?: boolean } = {}): Check<AddressBlock> {
	const example = ipv6
		? '198.51.100.7, 198.51.100.0/28 or 2001:db8::7'
		: '198.51.100.7 or 198.51.100.0/28';
	const form = text({ max: 60, example, unseen: 'refused' });
	return (value, label) => {
		const entered = form(value, label);
		if (entered === undefined) return undefined;
		const refuse = (problem: string): never => {
			throw new InputError(label, problem, example);
		};
		const [address, prefix, ...rest] = entered.split('/');
		const version = versionOf(address);
		if (version === undefined || rest.length > 0) {
			return refuse(`must be an IP address or a block in CIDR form, but it is ${shown(entered)}.`);
		}
		if (version === 6 && !ipv6) {
			refuse(`must be an IPv4 address: this provider does not accept IPv6 (${shown(entered)}).`);
		}
		const longest = LONGEST_PREFIX[version];
		const prefixLength = prefix === undefined ? longest : Number(prefix);
		// A zero before other digits would be read as an octal number by some.
		if (prefix !== undefined && (!/^(?:0+|[1-9]\d{0,2})$/.test(prefix) || prefixLength > longest)) {
			refuse(
				`must have a prefix length from 1 to ${longest} after the slash, but it is ${shown(entered)}.`,
			);
		}
		if (isForAll(address, prefixLength)) refuse(forAnyAddress(entered));
		return { address, prefixLength, version, cidr: `${address}/${prefixLength}` };
	};
}

/** One IP address, alone or with its full prefix length, which is left out of the result. */
export const singleAddress: Check<string> = (value, label) => {
	const example = '198.51.100.7';
	const entered = text({ example, unseen: 'refused' })(value, label);
	if (entered === undefined) return undefined;
	const refuse = (problem: string): never => {
		throw new InputError(label, problem, example);
	};
	const [address, prefix, ...rest] = entered.split('/');
	const version = versionOf(address);
	if (version === undefined || rest.length > 0) {
		return refuse(`must be a single IP address, but it is ${shown(entered)}.`);
	}
	if (prefix !== undefined && prefix !== String(LONGEST_PREFIX[version])) {
		refuse(`must be a single IP address, but ${shown(entered)} is a block.`);
	}
	if (isForAll(address, LONGEST_PREFIX[version])) refuse(forAnyAddress(entered));
	return address;
};
