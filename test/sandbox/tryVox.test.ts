import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { clientFor, useSandbox } from './support';

const documented = new Date('2026-04-09T10:30:00.000Z');
const context = useSandbox({ now: () => documented });
const client = (headers?: Record<string, string>) => clientFor(context.sandbox, 'tryVox', headers);
const account = `/account/${tryVoxAccount.accountId}`;

async function createTrunk(body: object = {}): Promise<string> {
	const { data } = await client().post(`${account}/trunks`, {
		name: 'Trunk',
		auth_type: 'ip',
		...body,
	});
	return data.id;
}

describe('TryVox trunks', () => {
	test('the documented example of creating one', async () => {
		const { status, data } = await client().post(`${account}/trunks`, {
			name: 'Production Trunk',
			auth_type: 'ip',
			termination_uri: 'sip:pbx.example.com:5060',
			max_channels: 100,
		});

		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(/^trunk_[0-9a-f]{6}$/),
			name: 'Production Trunk',
			auth_type: 'ip',
			sip_domain: `${data.id.replace('_', '-')}.sip.tryvox.io`,
			termination_uri: 'sip:pbx.example.com:5060',
			origination_uris: [],
			max_channels: 100,
			status: 'active',
			created_at: '2026-04-09T10:30:00Z',
		});
	});

	test('the list is an object with data, the item is the trunk itself', async () => {
		const id = await createTrunk();

		const list = await client().get(`${account}/trunks`);
		const item = await client().get(`${account}/trunks/${id}`);

		expect(Object.keys(list.data)).toEqual(['data']);
		expect(list.data.data).toEqual([item.data]);
	});

	test('an update changes what it names and keeps the rest, as in the documented example', async () => {
		const id = await createTrunk({ termination_uri: 'sip:pbx.example.com' });

		const { status, data } = await client().put(`${account}/trunks/${id}`, {
			name: 'Production Trunk v2',
			max_channels: 200,
		});

		expect(status).toBe(200);
		expect(data).toMatchObject({
			name: 'Production Trunk v2',
			max_channels: 200,
			auth_type: 'ip',
			termination_uri: 'sip:pbx.example.com',
		});
	});

	test('a deleted trunk is gone, with what belonged to it, and its numbers are free', async () => {
		const id = await createTrunk();
		await client().post(`${account}/trunks/${id}/credentials`, { username: 'u', password: 'p' });
		await client().post(`${account}/numbers/+12025550110/assign`, { trunk_id: id });

		const { status, data } = await client().delete(`${account}/trunks/${id}`);
		const again = await client().delete(`${account}/trunks/${id}`);
		const state = context.sandbox.state('tryVox');

		expect([status, data]).toEqual([204, '']);
		expect([again.status, again.data.error.code]).toEqual([404, 'NOT_FOUND']);
		expect(state.credentials.size).toBe(0);
		expect(state.numbers.get('+12025550110')?.trunk_id).toBeNull();
	});

	test('the connectivity test answers with an OPTIONS part and a routing part', async () => {
		const id = await createTrunk({ termination_uri: 'sip:pbx.example.com' });

		const { status, data } = await client().post(`${account}/trunks/${id}/test`);

		expect(status).toBe(200);
		expect(Object.keys(data)).toEqual(['sip_options', 'routing']);
	});

	test.each([
		[{ auth_type: 'ip' }, 'name', 'is required'],
		[{ name: '', auth_type: 'ip' }, 'name', 'must not be empty'],
		[{ name: 'a' }, 'auth_type', 'is required'],
		[{ name: 'a', auth_type: 'none' }, 'auth_type', 'must be ip or credential'],
		[
			{ name: 'a', auth_type: 'ip', termination_uri: 'pbx' },
			'termination_uri',
			'must be a SIP URI',
		],
		[
			{ name: 'a', auth_type: 'ip', origination_uris: ['x'] },
			'origination_uris.0',
			'must hold SIP URIs',
		],
		[{ name: 'a', auth_type: 'ip', max_channels: -1 }, 'max_channels', 'must be >= 0'],
		[{ name: 'a', auth_type: 'ip', max_channels: 1.5 }, 'max_channels', 'must be integer'],
	])('%j is refused with its field and reason', async (body, field, reason) => {
		const { status, data } = await client().post(`${account}/trunks`, body);

		expect(status).toBe(400);
		expect(data).toEqual({
			error: {
				code: 'VALIDATION_FAILED',
				message: 'Request validation failed',
				details: [{ field, reason }],
			},
		});
	});

	test('all wrong fields are told at once', async () => {
		const { data } = await client().post(`${account}/trunks`, {});

		expect(data.error.details.map(({ field }: { field: string }) => field)).toEqual([
			'name',
			'auth_type',
		]);
	});
});

describe('TryVox credentials and access control', () => {
	test('the documented example of a credential; the password never comes back', async () => {
		const id = await createTrunk();

		const { status, data } = await client().post(`${account}/trunks/${id}/credentials`, {
			username: 'pbx-prod-01',
			password: 'invented-for-this-test',
		});
		const list = await client().get(`${account}/trunks/${id}/credentials`);

		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(/^cred_[0-9a-f]{6}$/),
			trunk_id: id,
			username: 'pbx-prod-01',
			created_at: '2026-04-09T10:30:00Z',
		});
		expect(list.data).toEqual({ data: [data] });
	});

	test('the documented example of an access control entry; the mask is 32 by default', async () => {
		const id = await createTrunk();

		const { status, data } = await client().post(`${account}/trunks/${id}/ip-acl`, {
			ip: '203.0.113.45',
			description: 'Production PBX - Primary',
		});

		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(/^acl_[0-9a-f]{6}$/),
			trunk_id: id,
			ip: '203.0.113.45',
			mask: 32,
			cidr: '203.0.113.45/32',
			description: 'Production PBX - Primary',
			created_at: '2026-04-09T10:30:00Z',
		});
	});

	test('the default mask of 32 holds for IPv6 as well, which is a trap', async () => {
		const id = await createTrunk();

		const { data } = await client().post(`${account}/trunks/${id}/ip-acl`, { ip: '2001:db8::1' });

		expect(data.cidr).toBe('2001:db8::1/32');
	});

	test.each([
		[{}, 'ip', 'is required'],
		[{ ip: 'pbx.example.com' }, 'ip', 'must be an IPv4 or IPv6 address'],
		[{ ip: '203.0.113.45', mask: 33 }, 'mask', 'must be at most 32 for an IPv4 address'],
		[{ ip: '2001:db8::1', mask: 129 }, 'mask', 'must be <= 128'],
	])('the entry %j is refused', async (body, field, reason) => {
		const id = await createTrunk();

		const { status, data } = await client().post(`${account}/trunks/${id}/ip-acl`, body);

		expect([status, data.error.details]).toEqual([400, [{ field, reason }]]);
	});

	test('what is not documented is not there', async () => {
		const id = await createTrunk();
		const paths = [
			['get', `/trunks/${id}/ip-acl`],
			['delete', `/trunks/${id}/ip-acl/acl_000000`],
			['delete', `/trunks/${id}/credentials/cred_000000`],
			['delete', '/numbers/+12025550110/assign'],
			['get', '/numbers/+12025550110'],
		] as const;

		for (const [method, path] of paths) {
			const { status, data } = await client().request({ method, url: `${account}${path}` });
			expect([path, status, data.error.code]).toEqual([path, 404, 'NOT_FOUND']);
		}
	});

	test('sub-resources of an unknown trunk are not found', async () => {
		const path = `${account}/trunks/trunk_none`;
		const answers = await Promise.all([
			client().get(path),
			client().put(path, { name: 'a' }),
			client().post(`${path}/test`),
			client().get(`${path}/credentials`),
			client().post(`${path}/credentials`, { username: 'u', password: 'p' }),
			client().post(`${path}/ip-acl`, { ip: '203.0.113.45' }),
		]);

		expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
	});
});

describe('TryVox numbers', () => {
	test('the documented shape of the list', async () => {
		const { status, data } = await client().get(`${account}/numbers?per_page=2`);

		expect(status).toBe(200);
		expect(data.pagination).toEqual({
			total: 5,
			count: 2,
			per_page: 2,
			current_page: 1,
			total_pages: 3,
		});
		expect(data.data[0]).toEqual({
			e164: '+12025550110',
			country: 'US',
			type: 'local',
			region: 'DC',
			status: 'active',
			capabilities: ['voice', 'sms', 'mms'],
			monthly_fee: 1.25,
			setup_fee: 0,
			currency: 'USD',
			trunk_id: null,
			application_id: null,
			created_at: '2026-03-15T08:20:00Z',
			updated_at: '2026-04-01T14:30:00Z',
		});
	});

	test('pages and filters', async () => {
		const third = await client().get(`${account}/numbers?per_page=2&page=3`);
		const american = await client().get(`${account}/numbers?country=US`);
		const pending = await client().get(`${account}/numbers?status=pending`);

		expect(third.data.data).toHaveLength(1);
		expect(american.data.pagination).toMatchObject({ total: 2, per_page: 20 });
		expect(pending.data.data).toHaveLength(1);
	});

	test.each(['per_page=101', 'per_page=0', 'page=0', 'status=released', 'country=usa'])(
		'%s is refused',
		async (query) => {
			const { status, data } = await client().get(`${account}/numbers?${query}`);

			expect([status, data.error.details[0].field]).toEqual([400, query.split('=')[0]]);
		},
	);

	test('the documented example of an assignment, with the plus sign as it is', async () => {
		const id = await createTrunk();

		const { status, data } = await client().post(`${account}/numbers/+442079460112/assign`, {
			trunk_id: id,
		});

		expect(status).toBe(200);
		expect(data).toEqual({
			e164: '+442079460112',
			trunk_id: id,
			application_id: null,
			status: 'active',
			updated_at: '2026-04-09T10:30:00Z',
		});
	});

	test('an encoded plus sign, an unknown number and an unknown trunk are not found', async () => {
		const id = await createTrunk();
		const assign = async (number: string, trunk: string) =>
			await client().post(`${account}/numbers/${number}/assign`, { trunk_id: trunk });

		expect((await assign('%2B12025550110', id)).status).toBe(404);
		expect((await assign('+12025559999', id)).status).toBe(404);
		expect((await assign('+12025550110', 'trunk_none')).status).toBe(404);
	});

	test('releasing a number is refused and recorded as a danger', async () => {
		const { status, data } = await client().delete(`${account}/numbers/+12025550110`);

		expect([status, data.error.code]).toEqual([500, 'INTERNAL_ERROR']);
		expect(context.sandbox.requests.at(-1)).toMatchObject({ danger: 'number released' });
		expect(context.sandbox.state('tryVox').numbers.size).toBe(5);
	});
});

describe('TryVox refusals', () => {
	test('a wrong key is UNAUTHORIZED, another account is FORBIDDEN', async () => {
		const wrongKey = await client({ authorization: 'Bearer wrong' }).get(`${account}/trunks`);
		const wrongAccount = await client().get('/account/acc_other/trunks');

		expect([wrongKey.status, wrongKey.data]).toEqual([
			401,
			{ error: { code: 'UNAUTHORIZED', message: 'Invalid or missing API key' } },
		]);
		expect([wrongAccount.status, wrongAccount.data.error.code]).toEqual([403, 'FORBIDDEN']);
	});

	test('the plural prefix of the voice API leads nowhere', async () => {
		const { status } = await client().get(`/accounts/${tryVoxAccount.accountId}/trunks`);

		expect(status).toBe(404);
	});
});
