import { clientFor, useSandbox } from './support';

const documented = new Date('2026-05-29T12:00:00.000Z');
const context = useSandbox({ now: () => documented });
const client = (headers?: Record<string, string>) =>
	clientFor(context.sandbox, 'miniVoice', headers);

const fullTrunk = {
	name: 'primary-outbound',
	proxy: 'sip.example.net',
	username: 'user1',
	password: 'invented',
	realm: 'sip.example.net',
	from_domain: 'sip.example.net',
	is_active: true,
	gateway_name: 'primary',
};

describe('MiniVoice trunks', () => {
	test('the documented example of creating one', async () => {
		const { status, data } = await client().post('/v1/trunks', fullTrunk);

		expect(status).toBe(201);
		expect(data).toEqual({
			id: 'trunk_20260529T120000.000000000',
			customer_id: 'cust_123',
			name: 'primary-outbound',
			direction: 'outbound',
			gateway_name: 'primary',
			proxy: 'sip.example.net',
			username: 'user1',
			is_active: true,
			created_at: '2026-05-29T12:00:00Z',
			updated_at: '2026-05-29T12:00:00Z',
		});
	});

	test('the documented example of the list: no times, no username', async () => {
		await client().post('/v1/trunks', { ...fullTrunk, name: 'primary' });

		const { status, data } = await client().get('/v1/trunks');

		expect(status).toBe(200);
		expect(data).toEqual({
			data: [
				{
					id: 'trunk_20260529T120000.000000000',
					customer_id: 'cust_123',
					name: 'primary',
					direction: 'outbound',
					gateway_name: 'primary',
					proxy: 'sip.example.net',
					is_active: true,
					registration_status: 'REGED',
				},
			],
			count: 1,
		});
	});

	test('trunks made at the same moment have different ids', async () => {
		const body = { name: 'a', proxy: 'sip.example.net' };
		const first = await client().post('/v1/trunks', body);
		const second = await client().post('/v1/trunks', body);

		expect(first.data.id).not.toBe(second.data.id);
		expect(first.data).not.toHaveProperty('gateway_name');
	});

	test.each([
		['nothing', {}, 'name is required'],
		['no proxy', { name: 'a' }, 'proxy is required'],
		['an empty name', { name: '', proxy: 'p' }, 'name is required'],
		['a number as name', { name: 1, proxy: 'p' }, 'name must be string'],
		['text as flag', { name: 'a', proxy: 'p', is_active: 'yes' }, 'is_active must be boolean'],
	])('%s is refused as invalid_request', async (_what, body, message) => {
		const { status, data } = await client().post('/v1/trunks', body);

		expect(status).toBe(400);
		expect(data).toEqual({ error: { code: 'invalid_request', message } });
		expect(context.sandbox.state('miniVoice').trunks.size).toBe(0);
	});

	test('a repeated gateway_name and a repeated inbound_ip are conflicts', async () => {
		await client().post('/v1/trunks', { ...fullTrunk, inbound_ip: '203.0.113.9' });

		const gateway = await client().post('/v1/trunks', fullTrunk);
		const address = await client().post('/v1/trunks', {
			name: 'b',
			proxy: 'p',
			inbound_ip: '203.0.113.9',
		});

		expect([gateway.status, gateway.data]).toEqual([
			409,
			{ error: { code: 'gateway_name_exists', message: 'gateway_name already exists' } },
		]);
		expect([address.status, address.data.error.code]).toEqual([409, 'inbound_ip_exists']);
	});

	test('nothing but creating and listing is there', async () => {
		const { data } = await client().post('/v1/trunks', fullTrunk);
		const path = `/v1/trunks/${data.id}`;

		for (const method of ['get', 'put', 'patch', 'delete'] as const) {
			const answer = await client().request({ method, url: path });
			expect([method, answer.status, answer.data.error.code]).toEqual([method, 404, 'not_found']);
		}
	});

	test('an unreadable body is invalid_json', async () => {
		const { status, data } = await client().post('/v1/trunks', '{"name":', {
			headers: { 'content-type': 'application/json' },
			transformRequest: [],
		});

		expect([status, data.error.code]).toEqual([400, 'invalid_json']);
	});

	test.each([
		['no key', {}],
		['a wrong key', { authorization: 'Bearer wrong' }],
	])('%s is unauthorized', async (_what, headers) => {
		const { status, data } = await client(headers).get('/v1/trunks');

		expect([status, data.error.code]).toEqual([401, 'unauthorized']);
	});
});

describe('MiniVoice DIDs', () => {
	const example = {
		id: 'did_123',
		customer_id: 'cust_123',
		application_id: 'app_123',
		number_e164: '+15551230001',
		provider: 'didww',
		status: 'active',
		route_mode: 'webhook',
		created_at: '2026-05-29T12:00:00Z',
		updated_at: '2026-05-29T12:00:00Z',
	};

	test('the documented example, by id and by number', async () => {
		const byId = await client().get('/v1/dids/did_123');
		const byNumber = await client().get('/v1/dids/by-number/+15551230001');

		expect([byId.status, byId.data]).toEqual([200, example]);
		expect([byNumber.status, byNumber.data]).toEqual([200, example]);
	});

	test('three of them are there, one of which rejects calls', async () => {
		const { dids } = context.sandbox.state('miniVoice');

		expect(dids.map(({ route_mode }) => route_mode)).toEqual(['webhook', 'webhook', 'reject']);
	});

	test.each(['/v1/dids/did_999', '/v1/dids/by-number/+15551239999', '/v1/dids'])(
		'%s is not found',
		async (path) => {
			const { status, data } = await client().get(path);

			expect([status, data.error.code]).toEqual([404, 'not_found']);
		},
	);

	test('a percent-encoded plus sign finds no number', async () => {
		const { status } = await client().get('/v1/dids/by-number/%2B15551230001');

		expect(status).toBe(404);
	});
});
