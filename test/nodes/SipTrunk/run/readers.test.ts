import type { IExecuteFunctions } from 'n8n-workflow';
import { readersOf } from '../../../../nodes/SipTrunk/run/readers';

const field = (name: string, displayName: string) => ({
	name,
	displayName,
	type: 'string' as const,
	default: '',
});
const fields = [field('name', 'Name'), field('limit', 'Limit'), field('options', 'Options')];

/** n8n with a node of these parameters; what it was asked for stands in `asked`. */
function n8nWith(
	parameters: Record<string, unknown>,
	answer: (name: string, index: number) => unknown,
) {
	const asked: string[] = [];
	const context = {
		getNode: () => ({ parameters }),
		getNodeParameter(name: string, index: number) {
			asked.push(`${name} ${index}`);
			return answer(name, index);
		},
	} as unknown as IExecuteFunctions;
	return { readerOf: readersOf(context, fields), asked };
}

const valuesOf = (readerOf: ReturnType<typeof readersOf>, name: string) =>
	[0, 1, 2].map((index) => readerOf(index)(name));

describe('reading the parameters of several items', () => {
	it.each([['acme'], [''], [0], [50], [false], [true]])(
		'asks n8n once for %p, which is the same for all',
		(value) => {
			const { readerOf, asked } = n8nWith({ limit: value }, () => value);

			expect(valuesOf(readerOf, 'limit')).toEqual([value, value, value]);
			expect(asked).toEqual(['limit 0']);
		},
	);

	it('asks for an expression at every item', () => {
		const { readerOf, asked } = n8nWith({ name: '={{ $json.name }}' }, (_, index) => index);

		expect(valuesOf(readerOf, 'name')).toEqual([0, 1, 2]);
		expect(asked).toEqual(['name 0', 'name 1', 'name 2']);
	});

	it.each([
		[{ timeout: '={{ $json.seconds }}' }],
		[{ uris: { row: [{ uri: 'sip:a@example.com' }, { uri: '={{ $json.uri }}' }] } }],
		[['one', '={{ $json.two }}']],
	])('asks for %j at every item, because an expression stands in it', (options) => {
		const { readerOf, asked } = n8nWith({ options }, (_, item) => ({ item }));

		expect(valuesOf(readerOf, 'options')).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(asked).toHaveLength(3);
	});

	it.each([[{}], [[]], [null], [{ uris: { row: [{ uri: 'sip:a=b@example.com', weight: 5 }] } }]])(
		'asks once for %j, in which none stands, and lets no item change it',
		(options) => {
			const kept = structuredClone(options);
			const { readerOf, asked } = n8nWith({ options }, () => kept);

			expect(valuesOf(readerOf, 'options')).toEqual([options, options, options]);
			expect(asked).toEqual(['options 0']);
			const isFrozen = (value: unknown): boolean =>
				typeof value !== 'object' ||
				(Object.isFrozen(value) && Object.values(value ?? {}).every(isFrozen));
			expect(isFrozen(readerOf(1)('options'))).toBe(true);
			// What n8n keeps stays as it is.
			expect(kept === null || !Object.isFrozen(kept)).toBe(true);
		},
	);

	it('asks again for what n8n could not tell', () => {
		const { readerOf, asked } = n8nWith({ name: 'acme' }, (_, index) => {
			if (index === 0) throw new Error('Not valid');
			return 'acme';
		});

		expect(() => readerOf(0)('name')).toThrow('Not valid');
		expect([readerOf(1)('name'), readerOf(2)('name')]).toEqual(['acme', 'acme']);
		expect(asked).toEqual(['name 0', 'name 1']);
	});

	it('says by its label which field n8n has left out', () => {
		const { readerOf, asked } = n8nWith({ name: 'acme' }, () => 'acme');

		expect(() => readerOf(1)('limit')).toThrow("'Limit' is left out by n8n");
		expect(asked).toEqual([]);
	});
});
