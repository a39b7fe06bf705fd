/** IP addresses: whether a text is one, and which addresses a block holds. */

const IPV4_PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${IPV4_PART}(?:\\.${IPV4_PART}){3}$`);

/** True for an IPv4 address of four decimal numbers, without a prefix length. */
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

const binary = (number: number, digits: number) => number.toString(2).padStart(digits, '0');
const ipv4Bits = (address: string) =>
	address
		.split('.')
		.map((part) => binary(Number(part), 8))
		.join('');

/** The 32 or 128 bits of a valid address, as text. */
export function bitsOf(address: string): string {
	if (isIpv4(address)) return ipv4Bits(address);
	const groupBits = (group: string) =>
		isIpv4(group) ? ipv4Bits(group) : binary(parseInt(group, 16), 16);
	const [before, after = []] = address
		.split('::')
		.map((half) => (half === '' ? [] : half.split(':').map(groupBits)));
	const [start, end] = [before.join(''), after.join('')];
	return start + '0'.repeat(128 - start.length - end.length) + end;
}

/** A block as others may show it, also one that nobody may enter, in CIDR form; undefined for what is none. */
export function blockIn(text: string): string | undefined {
	const [address, prefix, ...rest] = text.trim().split('/');
	if (rest.length > 0 || !(isIpv4(address) || isIpv6(address))) return undefined;
	const longest = bitsOf(address).length;
	if (prefix === undefined) return `${address}/${longest}`;
	const isPrefix = /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest;
	return isPrefix ? `${address}/${Number(prefix)}` : undefined;
}

/** Whether an address, or all of a block, lies in another block, which is in CIDR form. */
export function isWithin(block: string, outer: string): boolean {
	const [[address, length], [other, otherLength]] = [block, outer].map((cidr) => cidr.split('/'));
	const bits = bitsOf(address);
	return (
		bits.length === bitsOf(other).length &&
		Number(length ?? bits.length) >= Number(otherLength) &&
		bits.startsWith(bitsOf(other).slice(0, Number(otherLength)))
	);
}

/** Whether two blocks hold the same addresses, however they are written: 203.0.113.9/24 is 203.0.113.0/24. */
export const isSameBlock = (one: string, other: string) =>
	isWithin(one, other) && isWithin(other, one);
