import { CreatedRows } from '../../../../nodes/SipTrunk/http/createdRows';

describe('CreatedRows', () => {
	it.each<[what: string, added: string | undefined, asked: string | undefined, has: boolean]>([
		['the same ID', '1', '1', true],
		['another ID', '1', '2', false],
		['no ID', undefined, undefined, false],
		['nothing added', undefined, '1', false],
	])('%s', (_, added, asked, has) => {
		const rows = new CreatedRows();
		rows.add(added);
		expect(rows.has(asked)).toBe(has);
	});
});
