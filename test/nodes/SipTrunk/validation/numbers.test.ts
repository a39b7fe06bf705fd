import fc from 'fast-check';
import { boolean, integer } from '../../../../nodes/SipTrunk/validation/numbers';
import { LABEL, messageOf } from './support';

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
