import fc from 'fast-check';
import { type Check } from '../../../../nodes/SipTrunk/validation/inputError';
import { id, text, userName } from '../../../../nodes/SipTrunk/validation/text';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { LABEL, problemOf, messageOf } from './support';

/** Of its 20 digits a number keeps only 16. */
const INEXACT = Number('12345678901234567890');

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

/** What comes along with what is copied: spaces without width, marks, selectors, fillers. */
const UNSEEN =
	'\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2061\u2066\u2069\u206a\u2800\u3164\ufe00\ufe0d\ufe0f\ufeff\uffa0\ufff9\u{1d173}\u{e0001}\u{e0041}\u{e0100}';

describe.each([...UNSEEN].map((character) => ({ character, code: codeOf(character) })))(
	'$code, which nobody sees',
	({ character, code }) => {
		it.each([
			['at the beginning', `${character}pbx`],
			['inside', `p${character}bx`],
			['at the end', `pbx${character}`],
		])('is dropped from what people read: %s', (_, entered) => {
			expect(text()(entered, LABEL)).toBe('pbx');
			expect(text()(` ${entered} `, LABEL)).toBe('pbx');
		});

		it('leaves nothing of a text that has nothing else', () => {
			expect(text()(character, LABEL)).toBeUndefined();
			expect(text()(` ${character}${character} `, LABEL)).toBeUndefined();
		});

		it.each([
			['a user name', userName()],
			['a user name with a pattern', text({ pattern: /^[a-z]+$/ })],
			['a password', text({ keepSpaces: true, secret: true })],
			['an ID', id()],
		])('is refused in %s, with its place', (_, check) => {
			const place = (at: number, of: number) =>
				`'Field' contains a character that cannot be seen, ${code}, as character ${at} of ${of}. Delete it, or type the text anew.`;
			expect(messageOf(check, `p${character}bx`)).toBe(place(2, 4));
			expect(messageOf(check, `pbx${character}`)).toBe(place(4, 4));
			expect(messageOf(check, `${character}pbx`)).toBe(place(1, 4));
		});
	},
);

function codeOf(character: string) {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

describe('what joins characters', () => {
	it.each([
		['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', 'a word in Persian'],
		['\u0915\u094d\u200d\u0937', 'letters in Devanagari'],
		['\u{1f468}\u200d\u{1f469}\u200d\u{1f467} office', 'a picture of several'],
		['\u2764\ufe0f', 'a heart in colour'],
		['\u{1f469}\u{1f3fd}\u200d\u{1f4bb}', 'a picture with a skin tone'],
	])('stays in what people read: %s', (name) => {
		expect(text()(name, LABEL)).toBe(name);
		expect(text()(`${name}\u200d`, LABEL)).toBe(name);
	});
});

describe('userName', () => {
	it.each(['pbx', 'pbx main', 'b\u00fcro', 'undefined-1'])('accepts %p', (name) => {
		expect(userName({ max: 32 })(` ${name} `, LABEL)).toBe(name);
	});

	it.each(['undefined', 'null', 'NaN', '[object Object]', '[object Undefined]'])(
		'refuses %p, which an expression has made of nothing',
		(name) => {
			expect(messageOf(userName(), name)).toBe(
				`'Field' is the text "${name}": an expression has found nothing and made a text of it.`,
			);
		},
	);

	it('refuses a space that only looks like one', () => {
		expect(messageOf(userName(), 'pbx\u00a0main')).toContain(
			'a space that is not the usual one, U+00A0, as character 4 of 8',
		);
	});
});

describe('id', () => {
	it.each([
		...['undefined', 'null', 'NaN', '[object Object]', 'Undefined', 'NULL', 'nan', 'None', 'nil'],
		...['true', 'false', 'TRUE', 'Infinity', '-Infinity', 'trunk_undefined', 'undefined-1'],
		...['-', '--', '=', '_'],
		...['TK-null', 'a.NaN.b', 'null/undefined'],
		...[true, false, NaN, Infinity, null, undefined, {}, [], [undefined]],
	])('is never %p', (value) => {
		const answer = (() => {
			try {
				return id()(value, LABEL);
			} catch (error) {
				return error;
			}
		})();
		if (value === null || value === undefined) expect(answer).toBeUndefined();
		else expect(answer).toBeInstanceOf(InputError);
	});

	it.each(['undefinedly', 'nullarbor', 'annulled', 'NaNo', 'trueblue', 'trunk_none'])(
		'may be %p',
		(value) => {
			expect(id()(value, LABEL)).toBe(value);
		},
	);

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
