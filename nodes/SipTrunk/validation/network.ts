import { type Check, InputError, shown } from './inputError';
import { text } from './text';

/** Hosts, addresses, blocks of addresses and web addresses. */

const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*\\.?$`);
const IPV4_PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${IPV4_PART}(?:\\.${IPV4_PART}){3}$`);

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

export function hostAndPortProblem(value: string): string | undefined {
	if (isIpv6(value)) return 'needs square brackets around the IPv6 address';
	const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(value);
	if (!match || !isHost(match[1])) return 'has no valid host name or IP address';
	if (match[2] !== undefined && !isPort(match[2])) return 'has a port that is not from 1 to 65535';
	return undefined;
}

/** Scheme and port of a web address that names a host; international host names are left to the provider. */
const WEB_URL =
	/^(https?):\/\/(?:[^\s/?#@]*@)?(?:\[[\dA-Fa-f:.]+\]|[^\s/?#:@[\]\\]+)(?::(\d*))?(?:[/?#]\S*)?$/i;

/** An http or https address. */
export function webUrl({
	max,
	httpsOnly = false,
}: { max?: number; httpsOnly?: boolean } = {}): Check<string> {
	const example = 'https://example.com/hooks/trunk';
	const form = text({ max, example });
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

export interface AddressBlock {
	address: string;
	prefixLength: number;
	version: 4 | 6;
	/** Address and prefix length, always written out: `203.0.113.4/32`. */
	cidr: string;
}

/** An IP address or a block in CIDR form. A single address gets its full prefix length: 32, or 128 for IPv6. */
export function addressBlock({ ipv6 = false }: { ipv6?: boolean } = {}): Check<AddressBlock> {
	const example = ipv6
		? '198.51.100.7, 198.51.100.0/28 or 2001:db8::7'
		: '198.51.100.7 or 198.51.100.0/28';
	const form = text({ max: 60, example });
	return (value, label) => {
		const entered = form(value, label);
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
export const singleAddress: Check<string> = (value, label) => {
	const example = '198.51.100.7';
	const entered = text({ example })(value, label);
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
