import fc from 'fast-check';
import { shown } from '../../../../nodes/SipTrunk/validation/inputError';
import { circular, anything } from './support';

describe('shown', () => {
	it.each<[value: unknown, result: string]>([
		['abc', '"abc"'],
		['a\nb', '"a�b"'],
		['\ud800x', '"�x"'],
		['+49\u200b30', '"+49�30"'],
		['\u{1f468}\u200d\u{1f469}', '"\u{1f468}\u200d\u{1f469}"'],
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
