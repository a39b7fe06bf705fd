import fc from 'fast-check';
import { InputError, shown, type Check } from '../../../../nodes/SipTrunk/validation/inputError';
import { id, text } from '../../../../nodes/SipTrunk/validation/text';
import { listOf, oneOf } from '../../../../nodes/SipTrunk/validation/choices';
import { boolean, integer } from '../../../../nodes/SipTrunk/validation/numbers';
import { e164 } from '../../../../nodes/SipTrunk/validation/phoneNumber';
import {
	addressBlock,
	isHostName,
	isIpv4,
	isIpv6,
	singleAddress,
	webUrl,
} from '../../../../nodes/SipTrunk/validation/network';
import { sipHost, sipUri } from '../../../../nodes/SipTrunk/validation/sip';

const LABEL = 'Field';

function problemOf(check: Check, value: unknown): InputError {
	let problem: unknown;
	try {
		check(value, LABEL);
	} catch (error) {
		problem = error;
	}
	expect(problem).toBeInstanceOf(InputError);
	return problem as InputError;
}

const messageOf = (check: Check, value: unknown) => problemOf(check, value).message;

/** Of its 20 digits a number keeps only 16. */
const INEXACT = Number('12345678901234567890');

const EMPTY = [undefined, null, ''];

const checks: Array<[name: string, check: Check]> = [
	['text', text()],
	['text with rules', text({ min: 2, max: 5, pattern: /^[a-z]+$/, mustBe: 'be lower case' })],
	['password', text({ min: 8, keepSpaces: true, secret: true })],
	['integer', integer()],
	['integer with range', integer({ min: 1, max: 10 })],
	['boolean', boolean],
	['oneOf', oneOf(['udp', 'tcp', 5060, true])],
	['listOf', listOf(text({ max: 5 }), { max: 3 })],
	['id', id()],
	['id with pattern', id({ pattern: /^TK[0-9a-f]{32}$/ })],
	['e164', e164],
	['sipUri', sipUri()],
	['sipUri with sips and bare hosts', sipUri({ schemes: ['sip', 'sips'], bareHost: true })],
	['sipHost', sipHost()],
	['webUrl', webUrl()],
	['webUrl with https only', webUrl({ httpsOnly: true })],
	['addressBlock', addressBlock()],
	['singleAddress', singleAddress],
	['addressBlock with IPv6', addressBlock({ ipv6: true })],
];

const circular: unknown[] = [];
circular.push(circular);

/** What an expression may yield, and worse. */
const oddities: unknown[] = [
	Symbol('x'),
	() => 'x',
	10n,
	NaN,
	Infinity,
	-0,
	new Date(NaN),
	new Map([['a', 1]]),
	Object.create(null),
	circular,
	{ big: 1n },
	{ toJSON: () => undefined },
	{
		toJSON() {
			throw new RangeError('never written out');
		},
	},
	JSON.parse('{"__proto__": {"value": "x"}}'),
	'__proto__',
	'constructor',
	'toString',
	['constructor'],
	[[['deep']]],
	'\ud800',
	'a\u0000b',
	'x'.repeat(1_000_000),
];

const anything = fc.oneof(
	fc.anything({
		withBigInt: true,
		withBoxedValues: true,
		withDate: true,
		withMap: true,
		withNullPrototype: true,
		withObjectString: true,
		withSet: true,
		withSparseArray: true,
		withTypedArray: true,
	}),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom(...'sip:@.+[]/;?1a0 \t\n"<-') }),
	fc.double(),
	fc.constantFrom(...oddities),
);

describe.each(checks)('%s', (_, check) => {
	it.each(EMPTY)('takes %p for not set', (value) => {
		expect(check(value, LABEL)).toBeUndefined();
	});

	it('answers anything with a value or an InputError', () => {
		fc.assert(
			fc.property(anything, (value) => {
				try {
					check(value, LABEL);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					expect((error as InputError).message).toMatch(/^'Field.*' .+/s);
				}
			}),
			{ examples: oddities.map((oddity) => [oddity]) },
		);
	});

	it('lets no control character and no half character through', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				let result: unknown;
				try {
					result = check(value, LABEL);
				} catch {
					return;
				}
				expect(JSON.stringify(result ?? '')).not.toMatch(
					/\\u|\\[nrtbf]|[\u007f-\u009f\u2028\u2029]/,
				);
			}),
		);
	});

	it('gives what it has given before, if that is entered again', () => {
		fc.assert(
			fc.property(anything, (value) => {
				let result: unknown;
				try {
					result = check(value, LABEL);
				} catch {
					return;
				}
				const again =
					result !== null && typeof result === 'object' && 'cidr' in result ? result.cidr : result;
				expect(check(again, LABEL)).toEqual(result);
			}),
		);
	});
});

describe('text', () => {
	it.each<[what: string, check: Check, value: unknown, result: unknown]>([
		['trims', text(), '  Berlin office\t', 'Berlin office'],
		['only spaces', text(), ' \t ', undefined],
		['spaces of a password', text({ keepSpaces: true }), ' my word ', ' my word '],
		['a number', text(), 4930, '4930'],
		['zero', text(), 0, '0'],
		['a number with decimals', text(), 1.5, '1.5'],
		['the largest exact number', text(), 9007199254740991, '9007199254740991'],
		['characters of two parts count once', text({ max: 2 }), '📞📞', '📞📞'],
		['other scripts', text(), 'Büro München 北京', 'Büro München 北京'],
		['names that every object has', text(), '__proto__', '__proto__'],
	])('%s', (_, check, value, result) => {
		expect(check(value, LABEL)).toBe(result);
	});

	it.each<[what: string, check: Check, value: unknown, message: string]>([
		['a line break', text(), 'a\nb', 'contains a line break or another control character'],
		['a header injection', text(), 'a\r\nX-Key: b', 'contains a line break'],
		['a zero byte', text(), 'a\0b', 'control character'],
		['the line break of mainframes', text(), 'a\u0085b', 'control character'],
		['a line separator', text(), 'a\u2028b', 'control character'],
		['a line break in a password', text({ keepSpaces: true, secret: true }), 'word\n', 'control'],
		['half of a character', text(), 'a\ud83d', 'contains half of a character'],
		['true', text(), true, 'must be a text, but it is a value of type boolean'],
		['a list', text(), ['a'], 'must be a text, but it is a list'],
		['an empty list', text(), [], 'must be a text, but it is a list'],
		['an object', text(), { value: 'a' }, 'must be a text, but it is a value of type object'],
		['a number that lost digits', text(), INEXACT, 'a number that is not exact'],
		['a number in another notation', text(), 1e-7, 'a number that is not exact'],
		['too long', text({ max: 3 }), 'abcd', 'must not be longer than 3 characters; it has 4'],
		['too short', text({ min: 3 }), 'ab', 'must have at least 3 characters; it has 2'],
		[
			'another form',
			text({ pattern: /^\d+$/, mustBe: 'be digits' }),
			'abc',
			'must be digits, but it is "abc".',
		],
	])('refuses %s', (_, check, value, message) => {
		expect(messageOf(check, value)).toContain(message);
	});

	it('never shows a secret', () => {
		const password = text({ min: 8, max: 12, pattern: /^\d+$/, secret: true, mustBe: 'be digits' });
		for (const value of ['hunter2', 'hunter2-hunter2', 'hunter2hunt', 'hunter2\n', ['hunter2']]) {
			expect(messageOf(password, value)).not.toContain('hunter');
		}
		expect(messageOf(password, INEXACT)).not.toContain('12345');
	});

	it('names the field and gives the example', () => {
		expect(problemOf(text({ max: 1, example: 'a' }), 'bb')).toMatchObject({
			field: LABEL,
			message: "'Field' must not be longer than 1 characters; it has 2.",
			example: 'a',
		});
	});
});

describe('integer', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' -7 ', -7],
		['+3', 3],
		['007', 7],
		['  ', undefined],
	])('%p is %p', (value, result) => {
		expect(integer()(value, LABEL)).toBe(result);
	});

	it.each([
		[1.5, '"1.5"'],
		['1.5', '"1.5"'],
		['1e3', '"1e3"'],
		['0x10', '"0x10"'],
		['ten', '"ten"'],
		['٣', '"٣"'],
		[NaN, '"NaN"'],
		[Infinity, '"Infinity"'],
		[true, '"true"'],
		[[5], '"[5]"'],
		[2 ** 53, '"9007199254740992"'],
	])('refuses %p', (value, asShown) => {
		expect(messageOf(integer(), value)).toBe(
			`'Field' must be a whole number, but it is ${asShown}.`,
		);
	});

	it.each([
		[{ min: 1 }, 0, 'must be 1 or more, but it is 0.'],
		[{ max: 9 }, 10, 'must be 9 or less, but it is 10.'],
		[{ min: 1, max: 9 }, 10, 'must be from 1 to 9, but it is 10.'],
		[{ min: 0, max: 0 }, 1, 'must be from 0 to 0, but it is 1.'],
	])('%p refuses %p', (rules, value, message) => {
		expect(messageOf(integer(rules), value)).toContain(message);
	});

	it('takes every whole number in its range and no other', () => {
		fc.assert(
			fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b, value) => {
				const [min, max] = a < b ? [a, b] : [b, a];
				const isInside = value >= min && value <= max;
				const check = () => integer({ min, max })(String(value), LABEL);
				if (isInside) expect(check()).toBe(value);
				else expect(check).toThrow(`from ${min} to ${max}`);
			}),
		);
	});
});

describe('boolean', () => {
	it.each([
		[true, true],
		['true', true],
		['TRUE', true],
		[' True ', true],
		[false, false],
		['false', false],
		['FALSE', false],
		['  ', undefined],
	])('%p is %p', (value, result) => {
		expect(boolean(value, LABEL)).toBe(result);
	});

	it.each([0, 1, '0', '1', 'yes', 'on', [true], {}])('refuses %p', (value) => {
		expect(messageOf(boolean, value)).toContain('must be true or false');
	});
});

describe('oneOf', () => {
	const check = oneOf(['udp', 'tcp', 5060, '10', false, '']);

	it.each<[value: unknown, result: unknown]>([
		['udp', 'udp'],
		[' tcp ', 'tcp'],
		[5060, 5060],
		['5060', 5060],
		[10, '10'],
		[false, false],
		['false', false],
	])('%p is %p', (value, result) => {
		expect(check(value, LABEL)).toBe(result);
	});

	it.each(['UDP', 'tls', 'constructor', '__proto__', 1, true, ['udp'], { udp: 1 }])(
		'refuses %p and names the choices',
		(value) => {
			expect(messageOf(check, value)).toBe(
				`'Field' must be one of udp, tcp, 5060, 10, false, but it is ${shown(value)}.`,
			);
		},
	);
});

describe('listOf', () => {
	const check = listOf(integer({ max: 9 }), { max: 3 });

	it.each<[value: unknown, result: unknown]>([
		['1,2,3', [1, 2, 3]],
		[' 1 , 2 ', [1, 2]],
		['1,,2,', [1, 2]],
		[
			[1, '2'],
			[1, 2],
		],
		[
			[1, null, '', 2],
			[1, 2],
		],
		[7, [7]],
		[[], []],
		[',', []],
	])('%p is %p', (value, result) => {
		expect(check(value, LABEL)).toEqual(result);
	});

	it.each<[value: unknown, field: string, message: string]>([
		['1,x', 'Field, entry 2', 'must be a whole number, but it is "x"'],
		[[1, 2, 10], 'Field, entry 3', 'must be 9 or less'],
		['x', 'Field', 'must be a whole number'],
		[[[1]], 'Field', 'must be a whole number, but it is "[1]"'],
		['1,2,3,4', 'Field', 'must not have more than 3 entries; it has 4'],
		[{ a: 1 }, 'Field', 'must be a whole number'],
	])('refuses %p', (value, field, message) => {
		const problem = problemOf(check, value);
		expect(problem.field).toBe(field);
		expect(problem.message).toContain(message);
	});

	it.each([
		['+4930123456; +14155550101', "'Field' must be a phone number", true],
		['+4930123456\n+14155550101', "'Field' contains a line break", true],
		['+4930123456, +4930123457 +14155550101', "'Field, entry 2' must be a phone number", true],
		['+4930123456,12', "'Field, entry 2' must be a phone number", false],
		[['+4930123456; +14155550101'], "'Field' must be a phone number", false],
	])('says of %j that commas separate, where something else does', (value, message, isTold) => {
		const told = problemOf(listOf(e164), value);
		expect(told.message.startsWith(message)).toBe(true);
		expect(told.message.endsWith('. Separate several with commas.')).toBe(isTold);
		expect(told.example).toBe('+4930123456');
	});

	it('reads a text and an array of the same entries alike', () => {
		const entry = fc.stringMatching(/^[a-z]{1,5}$/);
		fc.assert(
			fc.property(fc.array(entry), (entries) => {
				const list = listOf(text());
				expect(list(entries.join(', '), LABEL) ?? []).toEqual(list(entries, LABEL));
			}),
		);
	});
});

describe('id', () => {
	it.each([
		['TK0123456789abcdef0123456789abcdef'],
		['5f0c8f5e-4d5b-4f0e-9c5e-0d9f5b8a7c6d'],
		['trunk_4x5y6z'],
		['+4930123456'],
		['user@example.com'],
		['a~b:c.d=e'],
	])('accepts %p', (value) => {
		expect(id()(` ${value} `, LABEL)).toBe(value);
	});

	it.each([
		'a/b',
		'..',
		'.',
		'...',
		'a b',
		'a\nb',
		'a?b',
		'a#b',
		'a%2Fb',
		'a\\b',
		'a;b',
		'ä',
		'a\u202eb',
		'x'.repeat(201),
		['a'],
		{ value: 'a' },
		true,
		1e21,
	])('refuses %p', (value) => {
		problemOf(id(), value);
	});

	it('is one segment of a path, whatever was entered', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				let result: unknown;
				try {
					result = id()(value, LABEL);
				} catch {
					return;
				}
				if (result === undefined) return;
				const { pathname, search, hash } = new URL(`https://example.com/a/${String(result)}/z`);
				expect([pathname.split('/').length, search, hash]).toEqual([4, '', '']);
			}),
		);
	});

	it('compares with the pattern of its kind', () => {
		const trunk = id({ pattern: /^TK/, example: 'TK01' });
		expect(trunk('TK01', LABEL)).toBe('TK01');
		expect(problemOf(trunk, 'CL01')).toMatchObject({
			message: '\'Field\' does not look like an ID of this kind: "CL01".',
			example: 'TK01',
		});
	});
});

describe('e164', () => {
	it.each([
		['+4930123456', '+4930123456'],
		['  +49 30 123456 ', '+4930123456'],
		['+1 (415) 555-0100', '+14155550100'],
		['+33.1.23.45.67.89', '+33123456789'],
		['+49 30/123456', '+4930123456'],
		['+49–30‑123456', '+4930123456'],
		['\u202a+49 30 123456\u202c', '+4930123456'],
		['+\u200b4930123456', '+4930123456'],
	])('%p is %p', (value, result) => {
		expect(e164(value, LABEL)).toBe(result);
	});

	it.each<[value: unknown, message: string]>([
		['4930123456', 'write +4930123456.'],
		[4930123456, 'write +4930123456.'],
		['0049 30 123456', 'write +4930123456 instead of "0049 30 123456"'],
		['00123456789012345', 'write +123456789012345 instead'],
		['030 123456', 'must be a phone number in E.164 form'],
		['+49 (0)30 123456', 'leave out the (0)'],
		['+44 ( 0 ) 20 7946 0000', 'leave out the (0)'],
		['0049 (0)30 123456', 'leave out the (0)'],
		['+049301234', 'must be a phone number'],
		['+123456', 'must be a phone number'],
		['+1234567890123456', 'must be a phone number'],
		['++4930123456', 'must be a phone number'],
		['+4930123456x12', 'must be a phone number'],
		['tel:+4930123456', 'must be a phone number'],
		['+٤٩٣٠١٢٣٤٥٦', 'must be a phone number'],
		['+4930\n123456', 'contains a line break'],
		[['+4930123456'], 'must be a text, but it is a list'],
		[{ phone: '+4930123456' }, 'must be a text'],
		[true, 'must be a text'],
	])('refuses %p', (value, message) => {
		expect(messageOf(e164, value)).toContain(message);
	});

	const digits = fc
		.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{0,20}$/))
		.map(([first, rest]) => `${first}${rest}`);
	const separator = fc.constantFrom('', '', '', ' ', '-', '.', '/', '\u00a0', '\u2011', '\u202d');

	it('keeps the digits, however they are set apart', () => {
		fc.assert(
			fc.property(digits, fc.infiniteStream(separator), (number, separators) => {
				const written = [...number]
					.map((digit) => digit + String(separators.next().value))
					.join('');
				const isNumber = number.length >= 7 && number.length <= 15;
				const read = (prefix: string) => () => e164(prefix + written, LABEL);
				if (isNumber) {
					expect(read('+')()).toBe(`+${number}`);
					expect(read('')).toThrow(`write +${number}.`);
					expect(read('00')).toThrow(`write +${number} instead`);
				} else {
					for (const prefix of ['+', '', '00']) expect(read(prefix)).toThrow('E.164 form');
				}
			}),
		);
	});

	it('gives nothing but a plus sign and 7 to 15 digits', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'+0123456789 ()-./x') }), (value) => {
				let result: unknown;
				try {
					result = e164(value, LABEL);
				} catch {
					return;
				}
				if (result !== undefined) expect(result).toMatch(/^\+[1-9]\d{6,14}$/);
			}),
		);
	});
});

/** What WHATWG's address parser says, which shares no code with the checks. */
const hostIn = (url: string): string | undefined => {
	try {
		return new URL(url).hostname;
	} catch {
		return undefined;
	}
};

const hex = fc.stringMatching(/^[0-9a-fA-F]{1,4}$/);
const ipv4 = fc
	.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
	.map((parts) => parts.join('.'));
const almostIpv4 = fc.array(fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '01', 'a')), {
	minLength: 3,
	maxLength: 5,
});
const ipv6 = fc.ipV6();
/** Addresses with parts left out, doubled or exchanged. */
const almostIpv6 = fc
	.array(fc.oneof(hex, ipv4, fc.constantFrom('', '', '::', 'g', '12345')), { maxLength: 10 })
	.map((parts) => parts.join(':'));

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
		'sip:pbx.example.com;transport=tcp?Subject=hello',
		'sip://pbx.example.com:1234',
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
			['?a=b', true],
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
		['sip.example.net;transport=tcp', 'has no valid host name'],
	])('refuses %p', (value, message) => {
		expect(messageOf(sipHost(), value)).toContain(message);
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

describe('shown', () => {
	it.each<[value: unknown, result: string]>([
		['abc', '"abc"'],
		['a\nb', '"a�b"'],
		['\ud800x', '"�x"'],
		[undefined, '"undefined"'],
		[NaN, '"NaN"'],
		[10n, '"10"'],
		[{ a: [1] }, '"{"a":[1]}"'],
		[circular, '"a list"'],
		[{ big: 1n }, '"an object"'],
		['x'.repeat(60), `"${'x'.repeat(60)}"`],
		['x'.repeat(61), `"${'x'.repeat(57)}..."`],
		['📞'.repeat(61), `"${'📞'.repeat(57)}..."`],
	])('%p', (value, result) => {
		expect(shown(value)).toBe(result);
	});

	it('is one short line, whatever the value', () => {
		fc.assert(
			fc.property(anything, (value) => {
				const words = shown(value);
				expect([...words].length).toBeLessThanOrEqual(62);
				expect(words).not.toMatch(/[\p{Cc}\p{Cs}]/u);
			}),
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
