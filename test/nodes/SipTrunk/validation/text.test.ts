import fc from 'fast-check';
import { type Check } from '../../../../nodes/SipTrunk/validation/inputError';
import { id, text } from '../../../../nodes/SipTrunk/validation/text';
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
