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

	it('asks for a group at every item, because expressions may stand in it', () => {
		const { readerOf } = n8nWith(
			{ options: { timeout: '={{ $json.seconds }}' } },
			(_, timeout) => ({
				timeout,
			}),
		);

		expect(valuesOf(readerOf, 'options')).toEqual([0, 1, 2].map((timeout) => ({ timeout })));
	});

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
