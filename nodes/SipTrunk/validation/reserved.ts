import { bitsOf, isIpv4, isIpv6, isWithin } from './ipAddress';

/** Addresses that nobody can reach from the internet. */

/** `private`: inside a network, or to many at once. `documentation`: set aside for examples, so that nothing is there. */
export type Reserved = 'documentation' | 'private';

/** RFC 6890 and RFC 5737, RFC 9637. */
const BLOCKS: ReadonlyArray<[block: string, kind: Reserved]> = [
	['0.0.0.0/8', 'private'],
	['10.0.0.0/8', 'private'],
	['100.64.0.0/10', 'private'],
	['127.0.0.0/8', 'private'],
	['169.254.0.0/16', 'private'],
	['172.16.0.0/12', 'private'],
	['192.0.0.0/24', 'private'],
	['192.168.0.0/16', 'private'],
	['198.18.0.0/15', 'private'],
	['224.0.0.0/3', 'private'],
	['192.0.2.0/24', 'documentation'],
	['198.51.100.0/24', 'documentation'],
	['203.0.113.0/24', 'documentation'],
	['::/127', 'private'],
	['fc00::/7', 'private'],
	['fe80::/10', 'private'],
	['ff00::/8', 'private'],
	['2001:db8::/32', 'documentation'],
	['3fff::/20', 'documentation'],
];

/** An IPv4 address in IPv6 form (RFC 4291 §2.5.5.2), however it is written, is that address. */
const MAPPED = /^0{80}1{16}(?=[01]{32}$)/;

function unmapped(address: string): string {
	if (!isIpv6(address)) return address;
	const bits = bitsOf(address);
	if (!MAPPED.test(bits)) return address;
	return (bits.slice(-32).match(/.{8}/g) ?? []).map((part) => parseInt(part, 2)).join('.');
}

/** What kind of unreachable address it is, or that a block lies in; undefined for any other. */
export function kindOfAddress(address: string): Reserved | undefined {
	const bare = address.split('/')[0];
	const plain = unmapped(bare);
	if (!isIpv4(plain) && !isIpv6(plain)) return undefined;
	return BLOCKS.find(([block]) => isWithin(plain, block))?.[1];
}

/** Names that mean something inside one network only (RFC 6761, RFC 6762, RFC 8375), and names without a dot. */
const LOCAL_NAME = /^[^.:]+$|\.(?:localhost|local|internal|lan|home\.arpa)$/i;
const EXAMPLE_NAME = /\.(?:example|invalid|test)$/i;

/** The same for a host, which may be a name. */
export function kindOfHost(host: string): Reserved | undefined {
	if (isIpv4(host) || isIpv6(host)) return kindOfAddress(host);
	if (LOCAL_NAME.test(host)) return 'private';
	return EXAMPLE_NAME.test(host) ? 'documentation' : undefined;
}
