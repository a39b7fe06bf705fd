import { adviceFor, knownAfter, wordsFor } from '../../../../nodes/SipTrunk/http/statuses';

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => from + index);

const gateways = [408, 502, 504, ...range(520, 530), 598, 599];
const notBegun = [501, 505, 511];
const failures = range(500, 599).filter((status) => ![...notBegun, ...gateways].includes(status));

describe('what is known after a status', () => {
	it.each(gateways)('%i: the provider may still be at work', (status) => {
		for (const isObject of [true, false]) {
			expect(knownAfter(status, isObject)).toEqual({ cause: 'lost', effect: 'open' });
		}
	});

	it.each(failures)('%i: it may have failed after the effect', (status) => {
		expect(knownAfter(status, true)).toEqual({ cause: 'refused', effect: 'open' });
		expect(knownAfter(status, false)).toEqual({ cause: 'lost', effect: 'open' });
	});

	it.each([...notBegun, ...range(400, 499).filter((status) => ![408, 429].includes(status))])(
		'%i: nothing was done',
		(status) => {
			for (const isObject of [true, false]) {
				expect(knownAfter(status, isObject)).toEqual({ cause: 'refused', effect: 'none' });
			}
		},
	);

	it('429: nothing was done, and later it may be', () => {
		expect(knownAfter(429, true)).toEqual({ cause: 'busy', effect: 'none' });
	});

	it('a status behind all that are known leaves everything open', () => {
		expect(knownAfter(999, false).effect).toBe('open');
	});
});

describe('words and advice', () => {
	it.each(range(520, 530))('%i: as for any gateway that fails', (status) => {
		expect(wordsFor(status)).toBe('the provider could not be reached by its gateway');
		expect(adviceFor(status)).toBe('Try again later.');
	});

	it.each([561, 506, 999])('%i: as for any provider that fails', (status) => {
		expect(wordsFor(status)).toBe('the provider failed');
		expect(adviceFor(status)).toMatch(/^Try again later\./);
	});

	it.each([418, 501, 511])('%i: it is named, and who to ask', (status) => {
		expect(wordsFor(status)).toBe(`status ${status}`);
		expect(adviceFor(status)).toMatch(/what this status means/);
	});
});
