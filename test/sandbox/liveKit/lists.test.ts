import { number, otherNumber, useLiveKit } from './support';

const { context, call, inbound } = useLiveKit();

describe('lists', () => {
	const idsOf = (rows: Array<{ sip_trunk_id: string }>) => rows.map((row) => row.sip_trunk_id);

	test('rows come in the order of their IDs', async () => {
		context.seed(Array.from({ length: 20 }, () => undefined));
		const ids = idsOf((await call('ListSIPInboundTrunk')).data.items);
		expect(ids).toHaveLength(20);
		expect(ids).toEqual([...ids].sort());
	});

	test('a filter by number keeps trunks without numbers', async () => {
		const any = await inbound({ allowed_addresses: ['203.0.113.1'] });
		const one = await inbound({ numbers: [number] });
		await inbound({ numbers: [otherNumber] });
		const { data } = await call('ListSIPInboundTrunk', { numbers: ['1 510 555 0123'] });
		expect(idsOf(data.items).sort()).toEqual(idsOf([any, one]).sort());
	});

	test.each([
		['leftOut', []],
		['null', [null]],
		['blank', [expect.objectContaining({ sip_trunk_id: '', numbers: [], media: null })]],
	] as const)('an unknown ID: %s', async (unknownItem, items) => {
		context.state.unknownItem = unknownItem;
		const { data } = await call('ListSIPInboundTrunk', { trunk_ids: ['ST_missing'] });
		expect(data).toEqual({ items });
	});

	test('with a page and a filter, rows behind an empty page are lost', async () => {
		context.seed(Array.from({ length: 3 }, () => undefined));
		const all = (await call('ListSIPInboundTrunk', { page: { limit: 1 } })).data.items;
		const last = idsOf(all).at(-1);
		const filtered = { page: { limit: 1 }, trunk_ids: [last] };

		expect(all).toHaveLength(3);
		expect((await call('ListSIPInboundTrunk', filtered)).data.items).toEqual([]);
		expect((await call('ListSIPInboundTrunk', { trunk_ids: [last] })).data.items).toHaveLength(1);
		const after = { page: { after_id: idsOf(all)[0] } };
		expect((await call('ListSIPInboundTrunk', after)).data.items).toEqual(all.slice(1));
	});
});
