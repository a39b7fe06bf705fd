import fc from 'fast-check';
import { e164 } from '../../../../nodes/SipTrunk/validation/phoneNumber';
import { LABEL, messageOf } from './support';

describe('e164', () => {
	it.each([
		['+4930123456', '+4930123456'],
		['  +49 30 123456 ', '+4930123456'],
		['+229 (01) 95 12 34 56', '+2290195123456'],
		['+226 (07) 12 34 56', '+22607123456'],
		['+1 (415) 555-0100', '+14155550100'],
		['+33.1.23.45.67.89', '+33123456789'],
		['+49 30/123456', '+4930123456'],
		['+49–30‑123456', '+4930123456'],
		['\u202a+49 30 123456\u202c', '+4930123456'],
		['+\u200b4930123456', '+4930123456'],
		['+1\ufe0d-555-010-4567', '+15550104567'],
		['+1\ufe0e5550104567', '+15550104567'],
		['+49\u221230\u2212123456', '+4930123456'],
		['+49\u00a030\u202f123456', '+4930123456'],
		['\ufeff+49 30 123\u00ad456\u2060', '+4930123456'],
		['+39 (06) 1234567', '+39061234567'],
		['+39 (0)6 1234567', '+39061234567'],
		['+378 (0549) 886377', '+3780549886377'],
		['+225 (07) 12345678', '+2250712345678'],
		['+1 (415) 555-0100', '+14155550100'],
		['(+49) 30 123456', '+4930123456'],
		['+49 30 (0123) 456', '+49300123456'],
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
		['+49 (030) 123456', 'leave out the 0 of (030), which is dialled only inside the country'],
		['+44 (020) 7946 0958', 'leave out the 0 of (020)'],
		['+61(043)1234567', 'leave out the 0 of (043)'],
		['0049 (030) 123456', 'leave out the 0 of (030)'],
		['49 (030) 123456', 'leave out the 0 of (030)'],
		['(+49) ( 0 30) 123456', 'leave out the 0 of (030)'],
		['+353 (01) 234 5678', 'leave out the 0 of (01)'],
		['+49\u00a0(\u200b030) 123456', 'leave out the 0 of (030)'],
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
