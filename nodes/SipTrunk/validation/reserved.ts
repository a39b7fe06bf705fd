import { isIpv4, isIpv6 } from './network';

/** Addresses that nobody can reach from the internet. */

/** `private`: inside a network. `documentation`: set aside for examples, so that nothing is there. */
export type Reserved = 'documentation' | 'private';

/** RFC 6890 and RFC 5737, RFC 9637. */
const BLOCKS: ReadonlyArray<[block: string, kind: Reserved]> = [
	['0.0.0.0/8', 'private'],
	['10.0.0.0/8', 'private'],
	['100.64.0.0/10', 'private'],
	['127.0.0.0/8', 'private'],
	['169.254.0.0/16', 'private'],
	['172.16.0.0/12', 'private'],
	['192.168.0.0/16', 'private'],
	['192.0.2.0/24', 'documentation'],
	['198.51.100.0/24', 'documentation'],
	['203.0.113.0/24', 'documentation'],
	['::/127', 'private'],
	['fc00::/7', 'private'],
	['fe80::/10', 'private'],
	['2001:db8::/32', 'documentation'],
	['3fff::/20', 'documentation'],
];

/** The bits of an address as one number, and how many there are. */
function bitsOf(address: string): { bits: bigint; length: number } | undefined {
	if (isIpv4(address)) {
		return { bits: BigInt(ipv4Number(address)), length: 32 };
	}
	if (!isIpv6(address)) return undefined;
	const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
	const hexadecimal = embedded ? `${embedded[1]}${groupsOf(embedded[2])}` : address;
	const [before, after] = hexadecimal.split('::').map((half) => (half ? half.split(':') : []));
	const groups =
		after === undefined
			? before
			: [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
	return {
		bits: BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`),
		length: 128,
	};
}

const ipv4Number = (address: string) =>
	address.split('.').reduce((number, part) => number * 256 + Number(part), 0);

const groupsOf = (ipv4: string) => {
	const number = ipv4Number(ipv4);
	return `${Math.floor(number / 65536).toString(16)}:${(number % 65536).toString(16)}`;
};

function isInside(address: string, block: string): boolean {
	const [network, prefix] = block.split('/');
	const [one, other] = [bitsOf(address), bitsOf(network)];
	if (one === undefined || other === undefined || one.length !== other.length) return false;
	const rest = BigInt(one.length - Number(prefix));
	return one.bits >> rest === other.bits >> rest;
}

/** An IPv4 address in IPv6 form (RFC 4291 §2.5.5.2) is that address. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What kind of unreachable address it is, or that a block lies in; undefined for any other. */
export function kindOfAddress(address: string): Reserved | undefined {
	const bare = address.split('/')[0];
	const plain = MAPPED.exec(bare)?.[1] ?? bare;
	return BLOCKS.find(([block]) => isInside(plain, block))?.[1];
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
