import fc from 'fast-check';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { sipHost, sameSipUri, sipUri } from '../../../../nodes/SipTrunk/validation/sip';
import { LABEL, problemOf, messageOf } from './support';
import { ipv4, ipv6 } from './addresses';

describe('sipUri', () => {
	const check = sipUri({ schemes: ['sip', 'sips'] });

	it.each([
		'sip:pbx.example.com',
		'sip:pbx.example.com:5060',
		'sips:pbx.example.com',
		'SIP:PBX.example.com',
		'sip:+4930123456@pbx.example.com;user=phone',
		'sip:office;day=1@pbx.example.com',
		'sip:alice:word@192.0.2.1:5061;transport=tls',
		'sip:[2001:db8::7]:5060',
		'sip:pbx.example.com;transport=TCP;edge=frankfurt',
		'sip:pbx.example.com;transport=udp;lr',
		'sip:a?b&c@pbx.example.com',
	])('accepts %p and passes it on as it is', (uri) => {
		expect(check(` ${uri} `, LABEL)).toBe(uri);
	});

	it.each<[value: unknown, message: string]>([
		['pbx.example.com', 'must start with sip: or sips:'],
		['http://pbx.example.com', 'must start with sip: or sips:'],
		['tel:+4930123456', 'must start with sip: or sips:'],
		['sip:', 'has no valid host name or IP address'],
		['sip:@pbx.example.com', 'has an @ sign without a user before it'],
		['sip:a@b@c', 'has no valid host name'],
		['sip:pbx_example..com', 'has no valid host name'],
		['sip:10.0.0.256', 'has no valid host name'],
		['sip:pbx.example.com:0', 'has a port that is not from 1 to 65535'],
		['sip:pbx.example.com:65536', 'has a port that is not from 1 to 65535'],
		['sip:pbx.example.com:', 'has a port that is not from 1 to 65535'],
		['sip:2001:db8::7', 'needs square brackets around the IPv6 address'],
		['sip:[2001:db8::7', 'has no valid host name'],
		['sip:[192.0.2.1]', 'has no valid host name'],
		['sip:al ice@pbx.example.com', 'contains a space'],
		['"Alice" <sip:alice@pbx.example.com>', 'contains a space, a quotation mark'],
		['sip:pbx.example.com/path', 'has no valid host name'],
		['sip:pbx.example.com\nx', 'contains a line break'],
		[['sip:pbx.example.com'], 'must be a text, but it is a list'],
		[5060, 'must start with sip:'],
	])('refuses %p', (value, message) => {
		expect(messageOf(check, value)).toContain(message);
	});

	it.each<[uri: string, message: string]>([
		[
			'sip:pbx.example.com?transport=tls',
			'must have a ; before each parameter: write "sip:pbx.example.com;transport=tls" instead',
		],
		[
			'sip:pbx.example.com:5061;transport=tls&edge=frankfurt',
			'write "sip:pbx.example.com:5061;transport=tls;edge=frankfurt" instead',
		],
		['sip:pbx.example.com&amp;transport=tls', 'write "sip:pbx.example.com;transport=tls" instead'],
		['sip:pbx.example.com?Subject=hello', 'must have a ; before each parameter'],
		['sip:pbx.example.com;', 'has an empty parameter: leave out the ;'],
		['sip:pbx.example.com;;transport=tls', 'has an empty parameter: leave out the ;'],
		['sip:pbx.example.com;transport=tls;', 'has an empty parameter: leave out the ;'],
		['sip:pbx.example.com;transport=', 'has no valid value for the parameter transport'],
		['sip:pbx.example.com;edge=', 'has no valid value for the parameter edge'],
		['sip:pbx.example.com;edge=a,b', 'has no valid value for the parameter edge'],
		['sip:pbx.example.com;=tls', 'has a parameter without a valid name, "=tls"'],
		['sip:pbx.example.com;transport', 'must have udp, tcp, tls as its transport'],
		['sip:pbx.example.com;transport=sctp', 'must have udp, tcp, tls as its transport'],
		['sip:pbx.example.com;transport=tcp;transport=tls', 'has the parameter transport twice'],
		['sip:pbx.example.com;Transport=tcp;transport=tcp', 'has the parameter transport twice'],
		['sip:pbx.example.com;edge=a;EDGE=b', 'has the parameter EDGE twice'],
		['sips:pbx.example.com;transport=udp', 'which cannot be encrypted'],
		[
			'sip://pbx.example.com',
			'must be written without //: "sip:pbx.example.com" instead'.replace(': "', ': write "'),
		],
		['sip:pbx\u200b.example.com', 'U+200B, as character 8 of'],
		['sip:pbx\u00a0@example.com', 'a space that is not the usual one, U+00A0, as character 8 of'],
	])('refuses %p and says what is right', (uri, message) => {
		expect(messageOf(check, uri)).toContain(message);
	});

	it('takes slashes only where a provider documents them', () => {
		expect(sipUri({ slashes: true })('sip://pbx.example.com:1234', LABEL)).toBe(
			'sip://pbx.example.com:1234',
		);
	});

	it.each([
		'sip:10.0.0.1',
		'sip:office@192.168.1.4:5060',
		'sip:localhost',
		'sip:[fd00::1]',
		'sip:pbx',
	])('refuses %p where the host must be public', (uri) => {
		expect(messageOf(sipUri({ publicHost: true }), uri)).toBe(
			`'Field' must be reachable from the internet, and this host is not: "${uri}".`,
		);
		expect(sipUri()(uri, LABEL)).toBe(uri);
	});

	it.each([
		['sip.example.net;transport=tls', 'sip:sip.example.net;transport=tls'],
		['sip.example.net:5061;transport=tls', 'sip:sip.example.net:5061;transport=tls'],
		['sip.example.net?transport=tls', 'sip:sip.example.net;transport=tls'],
	])('says how a host with parameters is written: %s', (entered, right) => {
		for (const rules of [{}, { bareHost: true }]) {
			expect(messageOf(sipUri(rules), entered)).toBe(
				`'Field' must start with sip: to have parameters: write "${right}" instead of "${entered}".`,
			);
		}
	});

	it('says which scheme a provider does not take', () => {
		expect(messageOf(sipUri(), 'sips:pbx.example.com')).toContain(
			'must start with sip:; sips: is not supported here',
		);
	});

	it('takes a bare host only where a provider does', () => {
		const bare = sipUri({ bareHost: true });
		expect(bare('pbx.example.com:5060', LABEL)).toBe('pbx.example.com:5060');
		expect(messageOf(sipUri(), 'pbx.example.com:5060')).toBe(
			`'Field' must start with sip:, but it is "pbx.example.com:5060".`,
		);
		const mustBeHost = (entered: string) =>
			`'Field' must be a host name or IP address, but it is "${entered}".`;
		const words: Array<[entered: string, message: string]> = [
			...['+4930123456', 'user@pbx.example.com', 'https://pbx.example.com', 'tel:+49301'].map(
				(entered): [string, string] => [entered, mustBeHost(entered)],
			),
			['pbx.example.com:0', `'Field' has a port that is not from 1 to 65535: "pbx.example.com:0".`],
			['2001:db8::a', `'Field' needs square brackets around the IPv6 address: "2001:db8::a".`],
		];
		for (const [entered, message] of words) {
			expect(problemOf(bare, entered)).toMatchObject({ message, example: 'sip.example.net' });
		}
	});

	it('limits the length', () => {
		expect(messageOf(sipUri({ max: 20 }), 'sip:pbx.example.com:5060')).toContain('longer than 20');
	});

	const part = {
		user: fc.constantFrom<[string, boolean]>(
			['', true],
			['a@', true],
			['+49@', true],
			['@', false],
		),
		host: fc.oneof(
			ipv4.map((host): [string, boolean] => [host, true]),
			ipv6.map((host): [string, boolean] => [`[${host}]`, true]),
			ipv6.map((host): [string, boolean] => [host, false]),
			fc.domain().map((host): [string, boolean] => [host, true]),
			fc.constantFrom<[string, boolean]>(['', false], ['a..b', false], ['1.2.3', false]),
		),
		port: fc.oneof(
			fc.nat(70_000).map((port): [string, boolean] => [`:${port}`, port > 0 && port < 65_536]),
			fc.constantFrom<[string, boolean]>(['', true], [':', false], [':x', false]),
		),
		rest: fc.constantFrom<[string, boolean]>(
			['', true],
			[';transport=tls', true],
			['?a=b', false],
			[';transport=sctp', false],
			[';a;a', false],
			[';', false],
			[';edge=frankfurt;lr', true],
			[' ', true],
			[';a=" "', false],
		),
	};

	it('is valid exactly if all of its parts are', () => {
		fc.assert(
			fc.property(part.user, part.host, part.port, part.rest, (...parts) => {
				const uri = `sip:${parts.map(([written]) => written).join('')}`;
				const isValid = parts.every(([, valid]) => valid);
				if (isValid) expect(check(uri, LABEL)).toBe(uri.trim());
				else expect(() => check(uri, LABEL)).toThrow(InputError);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('sipHost', () => {
	it.each(['sip.example.net', 'sip.example.net:5061', '192.0.2.1', '[2001:db8::7]:5060'])(
		'accepts %p',
		(host) => {
			expect(sipHost()(` ${host} `, LABEL)).toBe(host);
		},
	);

	it.each([
		['sip:sip.example.net', 'Leave out the scheme.'],
		['https://sip.example.net', 'Leave out the scheme.'],
		['user@sip.example.net', 'has no valid host name'],
		['sip.example.net:0', 'has a port that is not from 1 to 65535'],
		['2001:db8::7', 'needs square brackets'],
		['sip.example.net;transport=tcp', 'must be a host alone: leave out ";transport=tcp"'],
		['sip.example.net?a=b', 'must be a host alone: leave out "?a=b"'],
		['sip.exam\u00adple.net', 'U+00AD, as character 9 of'],
	])('refuses %p', (value, message) => {
		expect(messageOf(sipHost(), value)).toContain(message);
	});

	it.each(['sip.example.net:5060', '192.0.2.1:5060', '[2001:db8::7]:5060'])(
		'refuses the port of %p where it has a place of its own',
		(host) => {
			const check = sipHost({ port: false });
			expect(messageOf(check, host)).toContain('must be a host without a port');
			const [alone] = host.split(/:5060$/);
			expect(check(alone, LABEL)).toBe(alone);
		},
	);
});

describe('sameSipUri', () => {
	it.each([
		['sip:pbx.example.com', 'SIP:PBX.example.com'],
		['sip:pbx.example.com;transport=tls', 'sip:pbx.example.com;Transport=TLS'],
		['sips:Office@pbx.example.com', 'SIPS:Office@PBX.EXAMPLE.COM'],
	])('%s is %s', (one, other) => {
		expect(sameSipUri(one)).toBe(sameSipUri(other));
	});

	it.each([
		['sip:pbx.example.com', 'sips:pbx.example.com'],
		['sip:office@pbx.example.com', 'sip:Office@pbx.example.com'],
		['sip:pbx.example.com', 'sip:pbx.example.com:5060'],
	])('%s is not %s', (one, other) => {
		expect(sameSipUri(one)).not.toBe(sameSipUri(other));
	});
});

describe('sipUri, where a bare host may have parameters', () => {
	const check = sipUri({ schemes: ['sip', 'sips'], bareHost: true, bareParameters: true });

	it.each(['pbx.example.com', 'pbx.example.com:5061;transport=tls', '[2001:db8::7];transport=tcp'])(
		'accepts %p',
		(uri) => {
			expect(check(uri, LABEL)).toBe(uri);
		},
	);

	it.each([
		['office@pbx.example.com', 'write "sip:office@pbx.example.com" instead'],
		['pbx.example.com?transport=tls', 'write "pbx.example.com;transport=tls" instead'],
		['pbx.example.com;transport=sctp', 'must have udp, tcp, tls as its transport'],
		['https://example.com/answer', 'must be a host name or IP address'],
	])('refuses %p', (uri, message) => {
		expect(messageOf(check, uri)).toContain(message);
	});
});
