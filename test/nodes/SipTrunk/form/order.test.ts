import { collection } from '../../../../nodes/SipTrunk/fields/common';
import type { Field, Operation } from '../../../../nodes/SipTrunk/contract/provider';
import { formFields } from '../../../../nodes/SipTrunk/form/order';
import { field, operation } from './support';

describe('formFields', () => {
	const names = (fields: Field[]) => fields.map((one) => one.name);

	it('orders: required, others, paging, simplify, collections, request options', () => {
		const mixed = [
			collection('filters', []),
			collection('additionalFields', []),
			field('b'),
			field('a', { required: true }),
			field('c'),
			field('z', { required: true }),
		];
		expect(names(formFields(operation('getAll', mixed, { returns: 'rows' })))).toEqual(
			['a', 'z', 'b', 'c'].concat(
				['returnAll', 'limit', 'simplify'],
				['additionalFields', 'filters', 'options'],
			),
		);
	});

	it.each<[Operation['returns'], string[]]>([
		['row', ['simplify', 'options']],
		['rows', ['returnAll', 'limit', 'simplify', 'options']],
		['answer', ['options']],
	])('adds to what returns %s: %p', (returns, added) => {
		expect(names(formFields(operation('get', [], { returns })))).toEqual(added);
	});
});
