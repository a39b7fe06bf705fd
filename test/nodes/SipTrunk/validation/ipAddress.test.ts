import fc from 'fast-check';
import {
	bitsOf,
	isIpv4,
	isIpv6,
	isSameBlock,
	isWithin,
} from '../../../../nodes/SipTrunk/validation/ipAddress';
import { almostIpv4, almostIpv6, hostIn, ipv4, ipv6 } from './addresses';

describe('IP addresses', () => {
	it('isIpv6 agrees with the address parser of web browsers', () => {
		fc.assert(
			fc.property(fc.oneof(ipv6, almostIpv6), (address) => {
				expect([address, isIpv6(address)]).toEqual([
					address,
					hostIn(`http://[${address}]/`) !== undefined,
				]);
			}),
			{ numRuns: 2000 },
		);
	});

	it('isIpv4 agrees with the address parser of web browsers', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					ipv4,
					almostIpv4.map((parts) => parts.join('.')),
				),
				(address) => {
					expect([address, isIpv4(address)]).toEqual([
						address,
						/\d$/.test(address) && hostIn(`http://${address}/`) === address,
					]);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it.each([
		['::', true],
		['::1', true],
		['1::', true],
		['2001:db8::8a2e:370:7334', true],
		['::ffff:192.0.2.1', true],
		['64:ff9b::192.0.2.1', true],
		['1:2:3:4:5:6:7::', true],
		['1:2:3:4:5:6:7:8', true],
		['1:2:3:4:5:6:7:8::', false],
		['192.0.2.1::', false],
		['1:192.0.2.1::', false],
		['::192.0.2.1:1', false],
		['::192.0.2', false],
		['1::2::3', false],
		[':::', false],
		[':1', false],
		['fe80::1%eth0', false],
		['[::1]', false],
		['192.0.2.1', false],
		['', false],
	])('isIpv6(%p) is %p', (address, result) => {
		expect(isIpv6(address)).toBe(result);
	});
});

describe('bitsOf', () => {
	it.each([
		['128.0.0.1', `1${'0'.repeat(30)}1`],
		['::1', `${'0'.repeat(127)}1`],
		['8000::', `1${'0'.repeat(127)}`],
		['::ffff:128.0.0.1', `${'0'.repeat(80)}${'1'.repeat(16)}1${'0'.repeat(30)}1`],
	])('%s', (address, bits) => {
		expect(bitsOf(address)).toBe(bits);
	});

	it('are the same for an IPv6 address however it is written', () => {
		fc.assert(
			fc.property(ipv6, (address) => {
				const canonical = String(hostIn(`http://[${address}]/`)).slice(1, -1);
				expect(bitsOf(address)).toHaveLength(128);
				expect(bitsOf(canonical)).toBe(bitsOf(address));
			}),
		);
	});
});

describe('blocks of addresses', () => {
	it.each([
		['203.0.113.9/24', '203.0.113.0/24', true],
		['203.0.113.4/32', '203.0.113.4/32', true],
		['2001:db8::/48', '2001:0DB8:0:0::/48', true],
		['203.0.113.0/24', '203.0.113.0/25', false],
		['0.0.0.0/1', '0.0.0.0/32', false],
		['203.0.113.4/32', '203.0.113.5/32', false],
		['::/32', '0.0.0.0/32', false],
	])('%s and %s are the same: %p', (one, other, same) => {
		expect(isSameBlock(one, other)).toBe(same);
	});

	it('lie in every block of the same beginning', () => {
		fc.assert(
			fc.property(fc.oneof(ipv4, ipv6), fc.nat(128), fc.nat(128), (address, one, other) => {
				const most = address.includes(':') ? 128 : 32;
				const [inner, outer] = [Math.min(one, most), Math.min(other, most)];
				expect(isWithin(`${address}/${inner}`, `${address}/${outer}`)).toBe(inner >= outer);
			}),
		);
	});
});
