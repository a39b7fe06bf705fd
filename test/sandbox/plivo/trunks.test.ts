import { trunkPath } from '../../../sandbox/providers/plivo/state';
import { usePlivo, uuid } from './support';

const { context, client, createTrunk, createUri, createCredential, createList } = usePlivo();
const path = (id: string) => `/Zentrunk/Trunk/${id}/`;

async function createInbound(body: object = {}): Promise<string> {
	const trunk_direction = 'inbound';
	return await createTrunk({ trunk_direction, primary_uri_uuid: await createUri(), ...body });
}

describe('create', () => {
	test('answers an id and no domain; the trunk is read afterwards', async () => {
		const ipacl_uuid = await createList();
		const body = { name: 'outbound-trunk', trunk_direction: 'outbound', ipacl_uuid };
		const { status, data } = await client().post('/Zentrunk/Trunk/', body);

		expect([status, data]).toEqual([
			201,
			{
				api_id: expect.stringMatching(uuid),
				message: 'Trunk created successfully.',
				trunk_id: expect.stringMatching(/^\d{18}$/),
			},
		]);
		expect((await client().get(path(data.trunk_id))).data).toEqual({
			api_id: expect.stringMatching(uuid),
			object: {
				...body,
				trunk_id: data.trunk_id,
				trunk_domain: `${data.trunk_id}.zt.plivo.com`,
				trunk_status: 'enabled',
				secure: false,
				credential_uuid: null,
				primary_uri_uuid: null,
				fallback_uri_uuid: null,
				created_at: expect.any(String),
				updated_at: expect.any(String),
			},
		});
	});

	test('one trunk may be answered flat', async () => {
		context.state.wrapsTrunks = false;
		const id = await createInbound();
		expect((await client().get(path(id))).data).toMatchObject({ trunk_id: id });
	});

	test.each([[{}], [{ trunk_direction: 'inbound' }], [{ trunk_direction: 'outbound' }]])(
		'%j lacks something, and the answer does not say what',
		async (body) => {
			const { status, data } = await client().post('/Zentrunk/Trunk/', body);
			expect([status, data.error]).toEqual([422, 'required parameter missing']);
		},
	);

	test.each([
		[{ trunk_direction: 'both' }, 'trunk_direction'],
		[{ trunk_direction: 'outbound', trunk_status: 'active' }, 'trunk_status'],
		[{ trunk_direction: 'outbound', secure: 'true' }, 'secure'],
		[{ trunk_direction: 'outbound', credential_uuid: 'unknown' }, 'credential_uuid'],
		[{ trunk_direction: 'outbound', credential_uuid: null }, 'credential_uuid'],
	])('%j is invalid', async (body, name) => {
		const { status, data } = await client().post('/Zentrunk/Trunk/', body);
		expect([status, data.error]).toEqual([400, `invalid parameter: ${name}`]);
	});
});

describe('update', () => {
	test.each([[{ name: 'x' }], [{ name: 'x', trunk_direction: 'outbound' }]])(
		'%j is refused for an inbound trunk: its direction must stand beside every change',
		async (body) => {
			const id = await createInbound();
			const { status, data } = await client().post(path(id), body);
			expect([status, data.error]).toEqual([400, 'invalid parameter: trunk_direction']);
		},
	);

	test('only what is sent changes', async () => {
		const id = await createInbound({ name: 'before', secure: true });
		const fallback_uri_uuid = await createUri();
		const body = { trunk_direction: 'inbound', fallback_uri_uuid };
		const { status, data } = await client().post(path(id), body);

		expect([status, data.message, data.trunk_id]).toEqual([202, 'Trunk updated successfully.', id]);
		expect((await client().get(path(id))).data.object).toMatchObject({
			name: 'before',
			secure: true,
			fallback_uri_uuid,
		});
	});

	test.each(['put', 'patch'] as const)('%s is not allowed', async (method) => {
		expect((await client()[method](path(await createInbound()), {})).status).toBe(405);
	});
});

describe('list', () => {
	test('filters answer which trunks use something', async () => {
		const primary_uri_uuid = await createUri();
		const own = await createInbound({ primary_uri_uuid });
		await createInbound();
		const { data } = await client().get(`/Zentrunk/Trunk/?primary_uri_uuid=${primary_uri_uuid}`);
		expect(data.objects.map((row: { trunk_id: string }) => row.trunk_id)).toEqual([own]);
		expect(data.meta.total_count).toBe(1);
	});

	test('pages of 20', async () => {
		context.seed(Array.from({ length: 45 }, () => undefined));
		const { data } = await client().get('/Zentrunk/Trunk/?offset=20');
		expect(data.objects).toHaveLength(20);
		expect(data.meta).toEqual({
			limit: 20,
			offset: 20,
			total_count: 45,
			previous: 'v1/Account/MA_SANDBOX_ONLY/Zentrunk/Trunk/?limit=20&offset=0',
			next: 'v1/Account/MA_SANDBOX_ONLY/Zentrunk/Trunk/?limit=20&offset=40',
		});
		const last = await client().get('/Zentrunk/Trunk/?offset=40');
		expect([last.data.objects.length, last.data.meta.next]).toEqual([5, null]);
	});

	test.each(['limit=21', 'limit=0', 'offset=-1'])('%s is refused', async (query) => {
		expect((await client().get(`/Zentrunk/Trunk/?${query}`)).status).toBe(400);
	});
});

describe('delete', () => {
	const number = '12025550151';
	const route = async () => (await client().get(`/Number/${number}/`)).data.application;

	test('answers nothing and takes the numbers off', async () => {
		const id = await createInbound();
		await client().post(`/Number/${number}/`, { app_id: id });
		expect(await route()).toBe(trunkPath(id));
		const { status, data } = await client().delete(path(id));

		expect([status, data]).toEqual([204, '']);
		expect(await route()).toBeNull();
		expect((await client().delete(path(id))).status).toBe(404);
	});

	test.each(['primary_uri_uuid', 'fallback_uri_uuid'])(
		'a URI that goes takes along the trunks that have it as %s',
		async (field) => {
			const uri = await createUri();
			const id = await createInbound({ [field]: uri });
			const other = await createInbound();
			await client().post(`/Number/${number}/`, { app_id: id });
			await client().delete(`/Zentrunk/URI/${uri}/`);

			expect((await client().get(path(id))).status).toBe(404);
			expect((await client().get(path(other))).status).toBe(200);
			expect(await route()).toBeNull();
			expect(context.requests.find(({ method }) => method === 'DELETE')?.effects).toEqual([
				{ what: 'number detached', id: number },
				{ what: 'Trunk deleted with its URI', id },
				{ what: 'URI deleted', id: uri },
			]);
		},
	);

	test('a credential that goes leaves its trunk behind, without authentication', async () => {
		const credential_uuid = await createCredential();
		const id = await createTrunk({ trunk_direction: 'outbound', credential_uuid });
		await client().delete(`/Zentrunk/Credential/${credential_uuid}/`);
		expect((await client().get(path(id))).data.object.credential_uuid).toBe(credential_uuid);
	});
});
