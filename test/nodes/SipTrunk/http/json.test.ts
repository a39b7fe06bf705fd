import fc from 'fast-check';
import { MOST_LEVELS, NOT_JSON, parsed } from '../../../../nodes/SipTrunk/http/json';

describe('parsed', () => {
	it('is what JSON says, where numbers can hold what stands there', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(parsed(text).value).toEqual(JSON.parse(text));
			}),
		);
	});

	it.each<[text: string, value: unknown]>([
		['{"id":9007199254740993}', { id: '9007199254740993' }],
		['{"id": -9007199254740993 }', { id: '-9007199254740993' }],
		['[9007199254740992,9007199254740991]', [9007199254740992, 9007199254740991]],
		['12345678901234567890123', '12345678901234567890123'],
		['{"a":"\\"12345678901234567890"}', { a: '"12345678901234567890' }],
		['{"a":"\\\\","b":12345678901234567890}', { a: '\\', b: '12345678901234567890' }],
		['{"12345678901234567890":1}', { '12345678901234567890': 1 }],
		['{"a":"TK12345678901234567890"}', { a: 'TK12345678901234567890' }],
		[
			'[{"a":"TK12345678901234567890"},-12345678901234567890]',
			[{ a: 'TK12345678901234567890' }, '-12345678901234567890'],
		],
		['{"a":"x: 12345678901234567890"}', { a: 'x: 12345678901234567890' }],
		['[1,\n12345678901234567890]', [1, '12345678901234567890']],
		[
			'[0.12345678901234567,1.5e30,12345678901234567e3]',
			[Number('0.12345678901234567'), 1.5e30, Number('12345678901234567e3')],
		],
	])('%s', (text, value) => {
		expect(parsed(text).value).toEqual(value);
	});

	it.each(['', 'OK', '{"id":', '[1', '12345678901234567890 x', "{'a':1}"])('%p is none', (text) => {
		expect(parsed(text)).toEqual({ value: NOT_JSON, isTooDeep: false });
	});

	it('takes no longer than the text is long', () => {
		/** The quickest of three, in milliseconds. */
		const msFor = (length: number) => {
			const texts = [
				`["${'\\"'.repeat(length)}",12345678901234567890]`,
				`${'"'.repeat(length)}1234567890123456`,
			];
			const runs = [1, 2, 3].map(() => {
				const begin = performance.now();
				for (const text of texts) parsed(text);
				return performance.now() - begin;
			});
			return Math.min(...runs);
		};
		// Sixteen times the length: where each character looked at all the others, it would be 256 times.
		expect(msFor(1_600_000)).toBeLessThan(64 * msFor(100_000) + 1000);
	});
});

describe('too deep', () => {
	const nested = (levels: number) => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);

	it.each<[what: string, text: string, isTooDeep: boolean]>([
		['no object', '"x"', false],
		['null', 'null', false],
		['as deep as can be', nested(MOST_LEVELS), false],
		['one level more', `[${nested(MOST_LEVELS)}]`, true],
		['very deep', nested(100_000), true],
		['beside something', `{"a":[1,{"b":[${nested(MOST_LEVELS)}]}],"c":1}`, true],
		['beside a number with many digits', `[12345678901234567890,${nested(MOST_LEVELS)}]`, true],
	])('%s', (_, text, isTooDeep) => {
		expect(parsed(text).isTooDeep).toBe(isTooDeep);
	});
});
