import fc from 'fast-check';
import {
	addressBlock,
	isHostName,
	isIpv4,
	isIpv6,
	singleAddress,
	webUrl,
} from '../../../../nodes/SipTrunk/validation/network';
import { LABEL, problemOf, messageOf } from './support';
import { hostIn, ipv4, ipv6, almostIpv4, almostIpv6 } from './addresses';

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

describe('addressBlock', () => {
	const check = addressBlock({ ipv6: true });

	it.each([
		[
			'203.0.113.4',
			{ address: '203.0.113.4', prefixLength: 32, version: 4, cidr: '203.0.113.4/32' },
		],
		[' 203.0.113.0/24 ', { address: '203.0.113.0', prefixLength: 24, version: 4 }],
		['0.0.0.0/0', { prefixLength: 0, cidr: '0.0.0.0/0' }],
		['203.0.113.4/032', { cidr: '203.0.113.4/32' }],
		['2001:db8::7', { prefixLength: 128, version: 6, cidr: '2001:db8::7/128' }],
		['2001:db8::/48', { address: '2001:db8::', prefixLength: 48, cidr: '2001:db8::/48' }],
	])('%p', (value, block) => {
		expect(check(value, LABEL)).toMatchObject(block);
	});

	it.each<[value: unknown, message: string]>([
		['203.0.113', 'must be an IP address or a block in CIDR form'],
		['203.0.113.256', 'must be an IP address'],
		['203.0.113.04', 'must be an IP address'],
		['203.0.113.4/24/8', 'must be an IP address'],
		['203.0.113.4 / 24', 'must be an IP address'],
		['pbx.example.com', 'must be an IP address'],
		['203.0.113.4/', 'must have a prefix length from 0 to 32'],
		['203.0.113.4/33', 'must have a prefix length from 0 to 32'],
		['203.0.113.4/-1', 'must have a prefix length from 0 to 32'],
		['203.0.113.4/255.255.255.0', 'must have a prefix length from 0 to 32'],
		['2001:db8::/129', 'must have a prefix length from 0 to 128'],
		[['203.0.113.4'], 'must be a text, but it is a list'],
		[3405803780, 'must be an IP address'],
	])('refuses %p', (value, message) => {
		expect(messageOf(check, value)).toContain(message);
	});

	it('refuses IPv6 where the provider does', () => {
		expect(messageOf(addressBlock(), '2001:db8::7')).toContain('does not accept IPv6');
	});

	it('takes every address with every prefix length', () => {
		fc.assert(
			fc.property(fc.oneof(ipv4, ipv6), fc.nat(140), (address, prefix) => {
				const longest = address.includes(':') ? 128 : 32;
				const read = () => check(`${address}/${prefix}`, LABEL);
				if (prefix > longest) expect(read).toThrow(`from 0 to ${longest}`);
				else expect(read()).toMatchObject({ address, cidr: `${address}/${prefix}` });
			}),
		);
	});
});

describe('host names', () => {
	it.each([
		['pbx', true],
		['pbx.example.com', true],
		['pbx.example.com.', true],
		['_sip._tcp.example.com', true],
		['3cx.example.com', true],
		['xn--mnchen-3ya.example', true],
		[`${'a'.repeat(63)}.com`, true],
		[`${'a'.repeat(64)}.com`, false],
		[`${'a.'.repeat(126)}a`, true],
		[`${'a.'.repeat(127)}a`, false],
		['-pbx.example.com', false],
		['pbx-.example.com', false],
		['pbx..example.com', false],
		['.example.com', false],
		['10.0.0', false],
		['10.0.0.256', false],
		['pbx.10', false],
		['0x7f', false],
		['pbx example', false],
		['müller.de', false],
		['', false],
	])('isHostName(%p) is %p', (name, result) => {
		expect(isHostName(name)).toBe(result);
	});

	it('are names for the address parser of web browsers, too', () => {
		const name = fc.string({ unit: fc.constantFrom(...'abcxyz0189-_.'), minLength: 1 });
		fc.assert(
			fc.property(name, (host) => {
				if (isHostName(host)) expect(hostIn(`http://${host}/`)).toBe(host);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('webUrl', () => {
	it.each([
		'https://example.com',
		'HTTPS://example.com/hooks/trunk?a=b#c',
		'http://127.0.0.1:5678/webhook',
		'https://[2001:db8::7]/x',
		'https://user:word@example.com/',
		'https://müller.example/',
	])('accepts %p', (url) => {
		expect(webUrl()(` ${url} `, LABEL)).toBe(url);
	});

	it.each<unknown>([
		'example.com',
		'ftp://example.com',
		'https://',
		'https:///path',
		'https://?x',
		'https://:8080/',
		'https://user@/x',
		'https://example.com:0/',
		'https://example.com:65536/',
		'https://example.com:http/',
		'https://example.com\\path',
		'https://exa mple.com',
		'javascript:alert(1)',
		['https://example.com'],
	])('refuses %p', (value) => {
		problemOf(webUrl(), value);
	});

	it('refuses http where only https is taken', () => {
		expect(messageOf(webUrl({ httpsOnly: true }), 'http://example.com')).toContain(
			'must be a web address that starts with https://, but it is "http://example.com".',
		);
	});
});

describe('singleAddress', () => {
	it.each([
		['198.51.100.7', '198.51.100.7'],
		[' 198.51.100.7/32 ', '198.51.100.7'],
		['2001:db8::7/128', '2001:db8::7'],
	])('%p is %p', (entered, address) => {
		expect(singleAddress(entered, LABEL)).toBe(address);
	});

	it.each([
		['203.0.113.300', 'but it is "203.0.113.300".'],
		['pbx.example.com', 'but it is "pbx.example.com".'],
		['198.51.100.7/32/32', 'but it is "198.51.100.7/32/32".'],
		['198.51.100.0/28', 'but "198.51.100.0/28" is a block.'],
		['2001:db8::7/32', 'but "2001:db8::7/32" is a block.'],
		['198.51.100.7/', 'but "198.51.100.7/" is a block.'],
	])('refuses %p', (entered, message) => {
		expect(problemOf(singleAddress, entered)).toMatchObject({
			message: `'Field' must be a single IP address, ${message}`,
			example: '198.51.100.7',
		});
	});
});
