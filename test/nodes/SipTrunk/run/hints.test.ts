import { executionHints } from '../../../../nodes/SipTrunk/run/hints';
import type { Values } from '../../../../nodes/SipTrunk/contract/provider';
import { addressBlock } from '../../../../nodes/SipTrunk/validation/network';
import { field, operation } from '../form/support';

const check = addressBlock({ ipv6: true });
const create = operation('create', [
	field('name'),
	field('ipAddress', { check }),
	field('generatePassword', { type: 'boolean' }),
	field('options', { type: 'collection', options: [field('timeout', { type: 'number' })] }),
]);

const items = (...values: Values[]) => values.map((one, index) => ({ index, values: one }));
const block = (cidr: string) => ({ ipAddress: check(cidr, 'IP Address') });
const messages = (values: Values[], { stopOnError = true, of = create } = {}) =>
	executionHints(of, items(...values), stopOnError).map(({ message }) => message);

describe('a wide block of addresses', () => {
	it.each([
		[
			'128.0.0.0/1',
			'Item 0: 128.0.0.0/1 lets 2,147,483,648 addresses call, one of 2 that there are.',
		],
		[
			'64.0.0.0/2',
			'Item 0: 64.0.0.0/2 lets 1,073,741,824 addresses call, one of 4 that there are.',
		],
		['10.0.0.0/7', 'Item 0: 10.0.0.0/7 lets 33,554,432 addresses call, one of 128 that there are.'],
		[
			'2000::/3',
			'Item 0: 2000::/3 lets 2 to the power of 125 addresses call, one of 8 that there are.',
		],
	])('%s is told with how many there are', (cidr, sentence) => {
		expect(messages([block(cidr)])).toEqual([
			`${sentence} Whoever has one of these addresses can call at your expense.`,
		]);
	});

	it.each(['10.0.0.0/8', '203.0.113.4', '2001:db8::/8'])('%s needs no word', (cidr) => {
		expect(messages([block(cidr)])).toEqual([]);
	});

	it('is told for every item in one hint, of the first twenty', () => {
		const [hint, ...others] = messages(
			Array.from({ length: 25 }, (_, index) => block(`${index + 1}.0.0.0/7`)),
		);
		expect(others).toEqual([]);
		expect(hint).toMatch(
			/^Item 0: 1\.0\.0\.0\/7 .* Item 19: 20\.0\.0\.0\/7 .* And 5 more\. Whoever/,
		);
	});
});

describe('items with the same input', () => {
	it('are named', () => {
		expect(messages([{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'a' }])).toEqual([
			"Items 0, 2 and 3 have the same input. \"Create trunk\" was carried out for each of them. If it was to run once, turn on 'Execute Once' in the node's settings.",
		]);
	});

	it('are those that differ only in how requests are sent', () => {
		expect(messages([{ name: 'a', options: { timeout: 1 } }, { name: 'a' }])).toHaveLength(1);
	});

	it('are no matter where nothing is changed, or nothing is the same', () => {
		const get = { ...operation('get', [field('name')]), readsOnly: true };
		expect(messages([{ name: 'a' }, { name: 'a' }], { of: get })).toEqual([]);
		expect(messages([{ name: 'a' }, { name: 'b' }])).toEqual([]);
	});

	it('are named by the first twenty', () => {
		const [hint] = messages(Array.from({ length: 50 }, () => ({ name: 'a' })));
		expect(hint).toContain('18, 19 and 30 more have the same input');
	});
});

describe('generated passwords', () => {
	const two = [
		{ name: 'a', generatePassword: true },
		{ name: 'b', generatePassword: true },
	];

	it('could have been lost in a run that stops', () => {
		expect(messages(two)).toEqual([expect.stringMatching(/^2 passwords were made\. Had one of/)]);
	});

	it.each<[what: string, values: Values[], stopOnError: boolean]>([
		['a run that goes on', two, false],
		['one of them', [two[0]], true],
		['own ones', two.map((values) => ({ ...values, generatePassword: false })), true],
	])('need no word in %s', (_, values, stopOnError) => {
		expect(messages(values, { stopOnError })).toEqual([]);
	});
});

it('are warnings in the output panel', () => {
	expect(executionHints(create, items(block('0.0.0.0/1')), true)).toEqual([
		{ message: expect.any(String) as string, type: 'warning', location: 'outputPane' },
	]);
});
