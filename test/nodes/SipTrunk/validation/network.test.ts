import fc from 'fast-check';
import {
	addressBlock,
	isHostName,
	isPublicHost,
	singleAddress,
	webUrl,
} from '../../../../nodes/SipTrunk/validation/network';
import { bitsOf } from '../../../../nodes/SipTrunk/validation/ipAddress';
import { LABEL, problemOf, messageOf } from './support';
import { hostIn, ipv4, ipv6 } from './addresses';

describe('addressBlock', () => {
	const check = addressBlock({ ipv6: true });

	it.each([
		[
			'203.0.113.4',
			{ address: '203.0.113.4', prefixLength: 32, version: 4, cidr: '203.0.113.4/32' },
		],
		[' 203.0.113.0/24 ', { address: '203.0.113.0', prefixLength: 24, version: 4 }],
		['0.0.0.0/1', { prefixLength: 1, cidr: '0.0.0.0/1' }],
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
		['203.0.113.4/', 'must have a prefix length from 1 to 32'],
		['203.0.113.4/33', 'must have a prefix length from 1 to 32'],
		['203.0.113.4/-1', 'must have a prefix length from 1 to 32'],
		['203.0.113.4/255.255.255.0', 'must have a prefix length from 1 to 32'],
		['2001:db8::/129', 'must have a prefix length from 1 to 128'],
		['203.0.113.4/032', 'must have a prefix length from 1 to 32'],
		['203.0.113.4/08', 'must have a prefix length from 1 to 32'],
		...['0.0.0.0/0', '203.0.113.4/0', '203.0.113.4/00', '::/0', '2001:db8::/000'].map(
			(all): [unknown, string] => [all, 'which stands for all addresses'],
		),
		...['::ffff:0:0/96', '::FFFF:203.0.113.4/96', '::ffff:0.0.0.0/81'].map(
			(all): [unknown, string] => [all, 'which stands for all addresses'],
		),
		...['0.0.0.0', '0.0.0.0/32', '::', '0:0:0:0:0:0:0:0/128'].map((any): [unknown, string] => [
			any,
			'which stands for all addresses',
		]),
		['203.0.113.4\u200b', 'U+200B, as character 12 of 12'],
		['203.0.113.\u00ad4', 'U+00AD, as character 11 of 12'],
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
				if (prefix === 0) expect(read).toThrow('all addresses');
				else if (prefix > longest) expect(read).toThrow(`from 1 to ${longest}`);
				else if (prefix <= 96 && /^0{80}1{16}/.test(bitsOf(address))) {
					expect(read).toThrow('all addresses');
				} else if (prefix < longest || /[1-9a-f]/i.test(address)) {
					expect(read()).toMatchObject({ address, cidr: `${address}/${prefix}` });
				} else expect(read).toThrow('all addresses');
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

describe('singleAddress, for any address', () => {
	it.each(['0.0.0.0', '0.0.0.0/32', '::', '::/128'])('refuses %p', (entered) => {
		expect(messageOf(singleAddress, entered)).toContain('which stands for all addresses');
	});
});

describe('isPublicHost', () => {
	it.each([
		['pbx.example.com', true],
		['pbx.example.com:5060', true],
		['8.8.4.4', true],
		['8.8.4.4:5060', true],
		['[2606:4700::1111]:5061', true],
		['10.0.0.1', false],
		['10.0.0.1:5060', false],
		['172.31.255.1', false],
		['172.32.0.1', true],
		['192.168.1.1', false],
		['100.64.0.1', false],
		['127.0.0.1', false],
		['169.254.10.1', false],
		['224.0.0.1', false],
		['255.255.255.255', false],
		['203.0.113.4', false],
		['[fe80::1]', false],
		['[fd00::1]:5060', false],
		['[::1]', false],
		['[2001:db8::7]', false],
		['localhost', false],
		['pbx', false],
		['pbx.local', false],
		['pbx.home.arpa.', false],
		['locale.example.com', true],
	])('%s is %p', (host, isPublic) => {
		expect(isPublicHost(host)).toBe(isPublic);
	});
});
