import type { IDataObject } from 'n8n-workflow';
import { idUnder, saysNoSuccess } from '../../../../nodes/SipTrunk/rows/identity';

describe('idUnder', () => {
	it.each<[what: string, keys: string[], row: IDataObject, id: string | undefined]>([
		['a text', ['id'], { id: '1' }, '1'],
		['a number', ['id'], { id: 1 }, '1'],
		['the first key that is there', ['trunk_id', 'id'], { id: '2', trunk_id: 'T1' }, 'T1'],
		['the next where the first is null', ['trunk_id', 'id'], { id: '2', trunk_id: null }, '2'],
		['no ID', ['id'], { name: 'x' }, undefined],
		['an empty ID', ['id'], { id: '' }, undefined],
		['an odd ID', ['id'], { id: { a: 1 } }, undefined],
	])('%s', (_, keys, row, id) => {
		expect(idUnder(...keys)(row)).toBe(id);
	});
});

test.each([
	[{ success: false }, true],
	[{ success: 'false' }, true],
	[{ success: true }, false],
	[{ success: null }, false],
	[{ data: { success: false } }, false],
	[{}, false],
])('saysNoSuccess(%j) is %p', (body, says) => {
	expect(saysNoSuccess(body)).toBe(says);
});
