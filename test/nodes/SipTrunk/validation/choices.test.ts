import fc from 'fast-check';
import { shown } from '../../../../nodes/SipTrunk/validation/inputError';
import { text } from '../../../../nodes/SipTrunk/validation/text';
import { listOf, oneOf } from '../../../../nodes/SipTrunk/validation/choices';
import { integer } from '../../../../nodes/SipTrunk/validation/numbers';
import { addressBlock } from '../../../../nodes/SipTrunk/validation/network';
import { e164 } from '../../../../nodes/SipTrunk/validation/phoneNumber';
import { LABEL, problemOf, messageOf } from './support';

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
			[1, '', 2],
			[1, 2],
		],
		[7, [7]],
		['1, 2, 01, 1', [1, 2]],
		[[3, '3', 3], [3]],
		['["1", "2"]', [1, 2]],
		[' [1, 2, 1] ', [1, 2]],
		['[]', []],
		['["1", ""]', [1]],
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
		[[1, null], 'Field, entry 2', 'has nothing in it: usually an expression finds nothing'],
		[[undefined, 2], 'Field, entry 1', 'has nothing in it'],
		['[1, null]', 'Field, entry 2', 'has nothing in it'],
		[[undefined], 'Field', 'has nothing in it'],
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

	it.each(['["1" "2"]', "['1', '2']", '["1",]'])('refuses %p as a list', (value) => {
		expect(messageOf(check, value)).toContain('looks like a list in JSON, and is none');
	});

	it('says of what looks like JSON and is none that brackets do not belong there', () => {
		expect(messageOf(listOf(text()), "['a', 'b']")).toBe(
			`'Field' looks like a list in JSON, and is none: "['a', 'b']". Separate entries with commas, without brackets and quotation marks.`,
		);
		expect(listOf(text())('[2001:db8::7], pbx', LABEL)).toEqual(['[2001:db8::7]', 'pbx']);
		expect(listOf(text())('[2001:db8::7]', LABEL)).toEqual(['[2001:db8::7]']);
	});

	it('has every entry once, however it is written', () => {
		expect(listOf(e164)('+14155550100,+1 415 555 0100, +1 (415) 555-0100', LABEL)).toEqual([
			'+14155550100',
		]);
		const block = listOf(addressBlock());
		expect(block('8.8.4.4, 8.8.4.4/32', LABEL)).toHaveLength(1);
	});

	it('reads a text and an array of the same entries alike', () => {
		const entry = fc.stringMatching(/^[a-z]{1,5}$/);
		fc.assert(
			fc.property(fc.array(entry), (entries) => {
				const list = listOf(text());
				expect(list(entries.join(', '), LABEL) ?? []).toEqual(list(entries, LABEL));
				expect(list(JSON.stringify(entries), LABEL)).toEqual(list(entries, LABEL));
			}),
		);
	});
});
