import { placesOf, useTelnyx } from './support';

const { context, client, create } = useTelnyx();

describe('lists', () => {
	test('pages, with totals', async () => {
		context.seed(['a', 'b', 'c']);
		const { data } = await client().get('/connections?page[size]=2&page[number]=2');
		expect(data.data.map((row: { connection_name: string }) => row.connection_name)).toEqual([
			'a',
			'b',
		]);
		expect(data.meta).toEqual({
			page_number: 2,
			page_size: 2,
			total_pages: 3,
			total_results: 5,
		});
	});

	test.each(['page[size]=251', 'page[size]=0', 'page[number]=0', 'page[number]=x', 'sort=colour'])(
		'%s is refused',
		async (query) => {
			const answer = await client().get(`/connections?${query}`);
			expect([answer.status, placesOf(answer)]).toEqual([400, [['10015', query.split('=')[0]]]]);
		},
	);

	test.each(['filter[connection_name][contains]=ab', 'filter[connection_name]=abc'])(
		'%s is refused',
		async (query) => {
			expect((await client().get(`/connections?${query}`)).status).toBe(400);
		},
	);

	test('sorting, both ways', async () => {
		context.seed(['b', 'a']);
		const names = async (sort: string) =>
			(await client().get(`/ip_connections?sort=${sort}`)).data.data.map(
				(row: { connection_name: string }) => row.connection_name,
			);
		expect(await names('connection_name')).toEqual(['a', 'b']);
		expect(await names('-connection_name')).toEqual(['b', 'a']);
	});

	test('by the profile of the connections', async () => {
		const id = await create('/outbound_voice_profiles', { name: 'Office' });
		await create('/ip_connections', {});
		const own = await create('/ip_connections', { outbound: { outbound_voice_profile_id: id } });
		const { data } = await client().get(`/connections?filter[outbound_voice_profile_id]=${id}`);
		expect(data.data.map((row: { id: string }) => row.id)).toEqual([own]);
	});
});

describe('phone numbers', () => {
	const found = async (query: string) =>
		(await client().get(`/phone_numbers?${query}`)).data.data.map(
			(row: { phone_number: string }) => row.phone_number,
		);

	test.each([
		['filter[phone_number]=0141', ['+12025550141']],
		['filter[phone_number]=%2B12025550141', []],
		['filter[status]=port-pending', ['+12025550145']],
		['filter[country_iso_alpha2]=DE,CA', []],
		['filter[voice.connection_name][contains]=ivr', ['+12025550144']],
		['filter[voice.connection_name][eq]=IV', []],
		['sort=-phone_number&page[size]=1', ['+12025550145']],
	])('%s', async (query, numbers) => {
		expect(await found(query)).toEqual(numbers);
	});

	test('two digits are too few', async () => {
		expect((await client().get('/phone_numbers?filter[phone_number]=41')).status).toBe(400);
	});

	test.each([
		['emptyText', null, 422, '1400000000000000001'],
		['emptyText', '', 200, null],
		['null', null, 200, null],
		['null', '', 200, '1400000000000000001'],
		['nothing', null, 422, '1400000000000000001'],
		['nothing', '', 200, '1400000000000000001'],
	] as const)('unassigned by %s: %j is answered %i', async (way, connection_id, status, left) => {
		context.state.unassignedBy = way;
		const path = '/phone_numbers/1500000000000000004';
		const answer = await client().patch(path, { connection_id });
		expect(answer.status).toBe(status);
		expect((await client().get(path)).data.data.connection_id).toBe(left);
	});

	test('an unknown connection is refused', async () => {
		const answer = await client().patch('/phone_numbers/1500000000000000001', {
			connection_id: '1',
		});
		expect([answer.status, placesOf(answer)]).toEqual([422, [['10015', '/connection_id']]]);
	});

	test('giving one up is a danger and does nothing', async () => {
		const path = '/phone_numbers/1500000000000000001';
		expect((await client().delete(path)).status).toBe(500);
		expect(context.requests.at(-1)?.danger).toBe('number given up');
		expect((await client().get(path)).status).toBe(200);
	});
});

describe('refusals', () => {
	test('documented bodies', async () => {
		const authentication = await client({}).get('/connections');
		expect([authentication.status, authentication.data]).toEqual([
			401,
			{
				errors: [
					{
						code: '10009',
						title: 'Authentication failed',
						detail: 'Could not understand the provided credentials.',
						meta: { url: 'https://developers.telnyx.com/docs/overview/errors/10009' },
					},
				],
			},
		]);
		const unknown = await client().get('/sip_connections');
		expect([unknown.status, placesOf(unknown)]).toEqual([404, [['10005', '/']]]);
		const damaged = await client().post('/ips', '{', {
			headers: { 'content-type': 'application/json' },
			transformRequest: (sent: string) => sent,
		});
		expect([damaged.status, placesOf(damaged)]).toEqual([400, [['10015', '/']]]);
	});

	test.each([
		[403, '10010', '/'],
		[429, '10011', undefined],
		[503, '10007', undefined],
	])('%i from outside of the resources', async (status, code, place) => {
		context.setFaults([{ kind: 'status', status }]);
		const answer = await client().get('/connections');
		expect([answer.status, placesOf(answer)]).toEqual([status, [[code, place]]]);
	});
});
