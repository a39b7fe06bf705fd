import { vobizAccount } from '../../sandbox/providers/vobiz/account';
import { authorization, clientFor, useSandbox } from './support';

const documented = new Date('2026-05-12T05:11:52.054Z');
const context = useSandbox({ now: () => documented });
const client = (headers?: Record<string, string>) => clientFor(context.sandbox, 'vobiz', headers);
const account = `/Account/${vobizAccount.authId}`;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

const seedBody = { name: 'Mumbai PBX', trunk_type: 'OUTBOUND', max_concurrent_calls: 10 };
const password = 'Invented!Pass';

async function createTrunk(body: object = {}): Promise<string> {
	const { data } = await client().post(`${account}/trunks`, { ...seedBody, ...body });
	return data.trunk_id;
}

async function create(path: string, body: object): Promise<string> {
	const { data } = await client().post(`${account}/${path}`, body);
	return data.id;
}

const standardError = (code: string) => ({
	status: 'error',
	error: expect.objectContaining({ code }),
	timestamp: '2026-05-12T05:11:52.054Z',
	requestId: expect.stringMatching(/^req_[0-9a-f]{16}$/),
});

describe('Vobiz trunks', () => {
	test('the documented example of creating one', async () => {
		const { status, data } = await client().post(`${account}/trunks`, seedBody);

		expect(status).toBe(201);
		expect(data).toEqual({
			trunk_id: expect.stringMatching(uuid),
			account_id: vobizAccount.authId,
			name: 'Mumbai PBX',
			trunk_domain: `${data.trunk_id}.sip.vobiz.ai`,
			trunk_status: 'active',
			secure: false,
			trunk_direction: 'both',
			concurrent_calls_limit: 10,
			cps_limit: 2,
			description: '',
			transport: 'udp',
			recording: false,
			enable_transcription: false,
			pii_redaction: false,
			webhook_method: 'POST',
			recording_webhook_enabled: false,
			created_at: '2026-05-12T05:11:52.054000Z',
			updated_at: '2026-05-12T05:11:52.054000Z',
		});
	});

	test('the direction is taken from trunk_direction alone', async () => {
		const { data } = await client().post(`${account}/trunks`, {
			...seedBody,
			trunk_direction: 'outbound',
			concurrent_calls_limit: 10,
		});

		expect(data.trunk_direction).toBe('outbound');
	});

	test('disabled goes in, inactive comes out', async () => {
		const { data } = await client().post(`${account}/trunks`, {
			...seedBody,
			trunk_status: 'disabled',
		});

		expect(data.trunk_status).toBe('inactive');
	});

	test('optional fields are answered only where they are set', async () => {
		const credential = await create('credentials', { username: 'pbx_01', password });
		const { data } = await client().post(`${account}/trunks`, {
			...seedBody,
			credential_uuid: credential,
			webhook_url: 'https://hooks.example.com/calls',
		});

		expect(data.credential_uuid).toBe(credential);
		expect(data.webhook_url).toBe('https://hooks.example.com/calls');
		expect(data).not.toHaveProperty('ipacl_uuid');
	});

	test.each([
		[{}, ['name', 'trunk_type', 'max_concurrent_calls']],
		[{ ...seedBody, name: 'x'.repeat(101) }, ['name']],
		[{ ...seedBody, trunk_type: 'outbound' }, ['trunk_type']],
		[{ ...seedBody, trunk_direction: 'both' }, ['trunk_direction']],
		[{ ...seedBody, trunk_status: 'active' }, ['trunk_status']],
		[{ ...seedBody, max_concurrent_calls: 1001 }, ['max_concurrent_calls']],
		[{ ...seedBody, max_concurrent_calls: '10' }, ['max_concurrent_calls']],
		[{ ...seedBody, cps_limit: 101 }, ['cps_limit']],
		[{ ...seedBody, transport: 'UDP' }, ['transport']],
		[{ ...seedBody, description: 'x'.repeat(501) }, ['description']],
		[{ ...seedBody, enable_transcription: true }, ['enable_transcription']],
	])('%j is refused with its fields', async (body, fields) => {
		const { status, data } = await client().post(`${account}/trunks`, body);

		expect(status).toBe(422);
		expect(data).toEqual(standardError('VALIDATION_ERROR'));
		expect(data.error.details.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
	});

	test.each(['ftp://example.com', 'http://127.0.0.1/x', 'https://10.0.0.1', 'http://[fc00::1]/'])(
		'the webhook address %s is refused',
		async (webhook_url) => {
			const { status, data } = await client().post(`${account}/trunks`, {
				...seedBody,
				webhook_url,
			});

			expect(status).toBe(400);
			expect(data).toEqual({
				api_id: expect.stringMatching(/^[0-9a-f]{32}$/),
				error: 'invalid webhook_url',
				message: expect.any(String),
			});
		},
	);

	test('a host name that only begins like a private IPv6 address is fine', async () => {
		const { status } = await client().post(`${account}/trunks`, {
			...seedBody,
			webhook_url: 'https://fcbank.example.com/x',
		});

		expect(status).toBe(201);
	});

	test('a reference to something unknown is refused', async () => {
		const { status, data } = await client().post(`${account}/trunks`, {
			...seedBody,
			primary_uri_uuid: 'cccc3333-0000-4000-a000-000000000000',
		});

		expect([status, data]).toEqual([
			400,
			{ status: 'error', message: 'primary_uri_uuid does not belong to this account' },
		]);
	});

	test('an update changes the trunk; one that lacks the required trio is refused', async () => {
		const id = await createTrunk();
		const update = { name: 'Pune PBX', max_concurrent_calls: 20, enabled: false };

		const { status, data } = await client().put(`${account}/trunks/${id}`, update);
		expect(status).toBe(200);
		expect(data).toMatchObject({
			trunk_id: id,
			name: 'Pune PBX',
			concurrent_calls_limit: 20,
			trunk_status: 'inactive',
			trunk_direction: 'both',
		});

		for (const field of ['name', 'max_concurrent_calls', 'enabled']) {
			const partial = { ...update, name: 'Other', [field]: undefined };
			const refused = await client().put(`${account}/trunks/${id}`, partial);
			expect([refused.status, refused.data]).toEqual([
				400,
				{ status: 'error', message: `missing: ${field}` },
			]);
		}
		expect(context.sandbox.state('vobiz').trunks.get(id)?.name).toBe('Pune PBX');
	});

	test('the newer names win where both are sent', async () => {
		const id = await createTrunk();

		const { data } = await client().put(`${account}/trunks/${id}`, {
			name: 'Mumbai PBX',
			max_concurrent_calls: 1,
			concurrent_calls_limit: 2,
			enabled: false,
			trunk_status: 'enabled',
		});

		expect(data).toMatchObject({ concurrent_calls_limit: 2, trunk_status: 'active' });
	});

	test('an unknown trunk is TRUNK_NOT_FOUND', async () => {
		for (const method of ['get', 'put', 'delete'] as const) {
			const { status, data } = await client().request({ method, url: `${account}/trunks/none` });
			expect([method, status]).toEqual([method, 404]);
			expect(data).toEqual(standardError('TRUNK_NOT_FOUND'));
			expect(data.error.details).toEqual({ trunkId: 'none' });
		}
	});

	test('deleting a trunk takes its credential along, frees its numbers, and answers 204', async () => {
		const credential = await create('credentials', { username: 'own', password });
		const shared = await create('credentials', { username: 'shared', password });
		const first = await createTrunk({ credential_uuid: credential });
		const second = await createTrunk({ credential_uuid: shared });
		await createTrunk({ credential_uuid: shared });
		await client().post(`${account}/numbers/%2B910055500121/assign`, { trunk_group_id: first });

		const { status, data } = await client().delete(`${account}/trunks/${first}`);
		await client().delete(`${account}/trunks/${second}`);
		const state = context.sandbox.state('vobiz');

		expect([status, data]).toEqual([204, '']);
		expect(state.credentials.all().map(({ username }) => username)).toEqual(['shared']);
		expect(state.numbers.get('+910055500121')?.trunk_group_id).toBeNull();
		expect(context.sandbox.requests.at(-2)?.effects).toEqual([
			{ what: 'number freed', id: '+910055500121' },
			{ what: 'credential deleted with the trunk', id: credential },
			{ what: 'trunk deleted', id: first },
		]);
	});
});

describe('Vobiz lists', () => {
	test('an empty list has null for its rows', async () => {
		for (const list of [
			'trunks',
			'trunks/credentials',
			'trunks/ip-acl',
			'trunks/origination-uris',
		]) {
			const { status, data } = await client().get(`${account}/${list}`);
			expect([list, status, data]).toEqual([
				list,
				200,
				{ meta: { limit: 20, offset: 0, total: 0 }, objects: null },
			]);
		}
	});

	test('pages by limit and offset, at most 100 rows', async () => {
		context.sandbox.seedTrunks('vobiz', 250);
		const page = async (query: string) => (await client().get(`${account}/trunks?${query}`)).data;

		expect((await page('')).objects).toHaveLength(20);
		expect((await page('limit=500')).meta).toEqual({ limit: 100, offset: 0, total: 250 });
		expect((await page('limit=100&offset=200')).objects).toHaveLength(50);
		expect((await page('limit=100&offset=300')).objects).toEqual([]);
		expect((await page('limit=1&offset=249')).objects[0].name).toBe('Seeded 250');
	});

	test('a page of 100,000 trunks is as quick as a page of ten', async () => {
		context.sandbox.seedTrunks('vobiz', 100_000);
		const list = client();
		await list.get(`${account}/trunks?limit=100`);
		const times: number[] = [];
		for (let turn = 0; turn < 3; turn += 1) {
			const started = performance.now();
			const { data } = await list.get(`${account}/trunks?limit=100&offset=99900`);
			times.push(performance.now() - started);
			expect(data.objects).toHaveLength(100);
		}
		expect(Math.min(...times)).toBeLessThan(200);
	});
});

describe('Vobiz credentials', () => {
	test('the documented example: the password is answered as redacted', async () => {
		const { status, data } = await client().post(`${account}/credentials`, {
			username: 'pbx_01',
			password,
		});
		const list = await client().get(`${account}/trunks/credentials`);

		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(uuid),
			account_id: vobizAccount.authId,
			username: 'pbx_01',
			password: '<redacted>',
			realm: `${vobizAccount.authId}.sip.vobiz.ai`,
			enabled: true,
			created_at: '2026-05-12T05:11:52.054000Z',
			updated_at: '2026-05-12T05:11:52.054000Z',
		});
		expect(list.data.objects).toEqual([data]);
	});

	test('a repeated username is a conflict', async () => {
		await create('credentials', { username: 'pbx_01', password });

		const { status, data } = await client().post(`${account}/credentials`, {
			username: 'pbx_01',
			password,
		});

		expect(status).toBe(409);
		expect(data).toEqual(standardError('DUPLICATE_USERNAME'));
	});

	test('a refused field comes back with the value that was sent, passwords too', async () => {
		const { status, data } = await client().post(`${account}/credentials`, {
			username: 'pbx 01',
			password: 'short',
		});

		expect(status).toBe(422);
		expect(data.error.details.errors).toEqual([
			expect.objectContaining({ field: 'username', value: 'pbx 01' }),
			expect.objectContaining({ field: 'password', value: 'short' }),
		]);
	});

	test('an update needs the password; delete answers 204, then 404', async () => {
		const id = await create('credentials', { username: 'pbx_01', password });
		const path = `${account}/credentials/${id}`;

		const refused = await client().put(path, { enabled: false });
		const updated = await client().put(path, { password, enabled: false });
		const deleted = await client().delete(path);
		const again = await client().delete(path);

		expect(refused.status).toBe(422);
		expect([updated.status, updated.data.enabled]).toEqual([200, false]);
		expect([deleted.status, deleted.data]).toEqual([204, '']);
		expect([again.status, again.data]).toEqual([
			404,
			{ api_id: expect.stringMatching(/^[0-9a-f]{32}$/), error: 'Credential not found' },
		]);
	});
});

describe('Vobiz IP access control lists', () => {
	test('the documented example: name goes in, description comes out', async () => {
		const { status, data } = await client().post(`${account}/ip-acl`, {
			name: 'Office PBX',
			ip_address: '10.20.30.0/24',
		});

		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(uuid),
			account_id: vobizAccount.authId,
			ip_address: '10.20.30.0/24',
			description: 'Office PBX',
			enabled: true,
			created_at: '2026-05-12T05:11:52Z',
			updated_at: '2026-05-12T05:11:52Z',
		});
	});

	test.each(['192.0.2.1', '198.51.100.0/24', '203.0.113.7', '2001:db8::1', '1.2.3', '8.8.8.8/33'])(
		'%s is refused',
		async (ip_address) => {
			const { status, data } = await client().post(`${account}/ip-acl`, { name: 'a', ip_address });

			expect([status, data]).toEqual([400, { error: 'Invalid IP address format', code: 400 }]);
		},
	);

	test('an update replaces both fields; an unknown entry is not found', async () => {
		const id = await create('ip-acl', { name: 'a', ip_address: '8.8.8.8' });
		const path = `${account}/ip-acl/${id}`;

		const updated = await client().put(path, { name: 'b', ip_address: '8.8.4.4' });
		const partial = await client().put(path, { name: 'c' });
		const deleted = await client().delete(path);
		const again = await client().delete(path);

		expect(updated.data).toMatchObject({ description: 'b', ip_address: '8.8.4.4' });
		expect(partial.status).toBe(422);
		expect(deleted.status).toBe(204);
		expect([again.status, again.data]).toEqual([404, { error: 'IP ACL not found', code: 404 }]);
	});
});

describe('Vobiz origination URIs', () => {
	test('the documented example: sip_uri goes in, uri comes out', async () => {
		const { status, data } = await client().post(`${account}/origination-uris`, {
			name: 'Primary SBC',
			sip_uri: 'sip:sbc1.example.com:5060',
			priority: 1,
		});

		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(uuid),
			account_id: vobizAccount.authId,
			uri: 'sip:sbc1.example.com:5060',
			priority: 1,
			weight: 10,
			enabled: true,
			transport: 'TCP',
			description: 'Primary SBC',
			created_at: '2026-05-12T05:11:52.054000Z',
			updated_at: '2026-05-12T05:11:52.054000Z',
		});
	});

	test.each(['sbc1.example.com', 'sips:sbc1.example.com', 'sip:', 'sip:localhost', 'sip:10.0.0.1'])(
		'%s is refused',
		async (sip_uri) => {
			const { status, data } = await client().post(`${account}/origination-uris`, {
				name: 'a',
				sip_uri,
				priority: 1,
			});

			expect([status, data.code]).toEqual([400, 400]);
		},
	);

	test.each(['sip:sbc1.example.com', 'sip:user@sbc1.example.com', 'sip:user@8.8.8.8:5061'])(
		'%s is accepted',
		async (sip_uri) => {
			const { status, data } = await client().post(`${account}/origination-uris`, {
				name: 'a',
				sip_uri,
				priority: 2,
			});

			expect([status, data.uri]).toEqual([201, sip_uri]);
		},
	);

	test('an update changes name and priority, never the URI', async () => {
		const id = await create('origination-uris', {
			name: 'a',
			sip_uri: 'sip:sbc1.example.com',
			priority: 1,
		});
		const path = `${account}/origination-uris/${id}`;

		const { data } = await client().put(path, { name: 'b', priority: 2, sip_uri: 'sip:x.example' });
		const partial = await client().put(path, { priority: 3 });
		await client().delete(path);
		const again = await client().delete(path);

		expect(data).toMatchObject({ description: 'b', priority: 2, uri: 'sip:sbc1.example.com' });
		expect(partial.status).toBe(422);
		expect([again.status, again.data]).toEqual([
			404,
			{ error: 'Origination URI not found', code: 404 },
		]);
	});
});

describe('Vobiz paths', () => {
	test.each([
		`/account/${vobizAccount.authId}/trunks`,
		`/ACCOUNT/${vobizAccount.authId}/trunks`,
		`/accounts/${vobizAccount.authId}/trunks`,
		'/Account/MA_OTHER/trunks',
	])('%s is refused as if the credentials were wrong', async (path) => {
		const { status, data } = await client().get(path);

		expect(status).toBe(401);
		expect(data).toEqual(standardError('INVALID_CREDENTIALS'));
	});

	test('missing and wrong credentials are refused', async () => {
		const { 'x-auth-id': id, 'x-auth-token': token } = authorization.vobiz;
		const attempts: Array<Record<string, string>> = [
			{},
			{ 'x-auth-id': id },
			{ 'x-auth-id': 'MA_X', 'x-auth-token': token },
			{ 'x-auth-id': id, 'x-auth-token': 'wrong' },
		];

		for (const headers of attempts) {
			const { status } = await client(headers).get(`${account}/trunks`);
			expect(status).toBe(401);
		}
	});

	test('items are not below trunks/, lists are not beside it, and one item cannot be read', async () => {
		const id = await create('credentials', { username: 'pbx_01', password });
		const paths = [
			['post', `${account}/trunks/credentials`],
			['delete', `${account}/trunks/credentials/${id}`],
			['get', `${account}/credentials`],
			['get', `${account}/credentials/${id}`],
			['post', `${account}/numbers/%2B910055500121/unassign`],
			['patch', `${account}/trunks/none`],
		] as const;

		for (const [method, url] of paths) {
			const { status, data } = await client().request({ method, url });
			expect([method, url, status]).toEqual([method, url, 404]);
			expect(data).toEqual(standardError('NOT_FOUND'));
		}
	});

	test('auth/me answers without an id in the path', async () => {
		const { status, data } = await client().get('/auth/me');

		expect(status).toBe(200);
		expect(data).toMatchObject({ auth_id: vobizAccount.authId, auth_secret: '<redacted>' });
	});

	test('a body that cannot be read is a 400 with a status and a message', async () => {
		const { status, data } = await client().post(`${account}/trunks`, '{', {
			headers: { 'content-type': 'application/json' },
			transformRequest: [],
		});

		expect([status, Object.keys(data)]).toEqual([400, ['status', 'message']]);
	});
});

describe('Vobiz numbers', () => {
	const number = '%2B910055500121';
	const e164 = '+910055500121';

	test('the documented shape of the list', async () => {
		const { status, data } = await client().get(`${account}/numbers`);

		expect(status).toBe(200);
		expect(data).toMatchObject({ page: 1, per_page: 25, total: 5 });
		expect(data.items).toHaveLength(5);
		expect(data.items[0]).toEqual({
			id: expect.any(String),
			account_id: vobizAccount.authId,
			e164,
			country: 'IN',
			region: 'Karnataka',
			capabilities: { voice: true, sms: false, mms: false, fax: false },
			status: 'active',
			provider: '',
			setup_fee: 100,
			monthly_fee: 300,
			currency: 'INR',
			voice_enabled: true,
			tags: [],
			purchased_at: expect.any(String),
			is_blocked: false,
			is_trial_number: false,
			source: 'purchased',
			minimum_commitment_months: 0,
			aadhaar_verification_required: false,
			aadhaar_verified: false,
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
	});

	test('pages by page and per_page; limit and offset are not honoured', async () => {
		const second = await client().get(`${account}/numbers?per_page=2&page=2`);
		const ignored = await client().get(`${account}/numbers?limit=1&offset=4`);

		expect(second.data).toMatchObject({ page: 2, per_page: 2, total: 5 });
		expect(second.data.items).toHaveLength(2);
		expect(ignored.data.items).toHaveLength(5);
	});

	test('search wants an encoded plus sign; as it is it means a space', async () => {
		const encoded = await client().get(`${account}/numbers?search=${number}`);
		const raw = await client().get(`${account}/numbers?search=${e164}`);

		expect(encoded.data.items).toHaveLength(1);
		expect(raw.data.items).toHaveLength(0);
	});

	test('assign, assign again, unassign, unassign again', async () => {
		const trunk_group_id = await createTrunk();
		const path = `${account}/numbers/${number}/assign`;

		const assigned = await client().post(path, { trunk_group_id });
		const twice = await client().post(path, { trunk_group_id });
		const listed = await client().get(`${account}/numbers?search=${number}`);
		const unassigned = await client().delete(path);
		const gone = await client().delete(path);

		expect([assigned.status, assigned.data]).toEqual([204, '']);
		expect([twice.status, twice.data]).toEqual([
			400,
			{
				error: 'invalid request',
				message: 'This number is already assigned to a trunk.',
			},
		]);
		expect(listed.data.items[0].trunk_group_id).toBe(trunk_group_id);
		expect([unassigned.status, unassigned.data]).toEqual([204, '']);
		expect([gone.status, gone.data.error]).toEqual([404, 'Number not found']);
	});

	test('an unencoded plus sign and a twice encoded one are not found', async () => {
		const trunk_group_id = await createTrunk();

		for (const wrong of [e164, '%252B910055500121', '910055500121', '%2B919999999999']) {
			const { status, data } = await client().post(`${account}/numbers/${wrong}/assign`, {
				trunk_group_id,
			});
			expect([wrong, status, Object.keys(data)]).toEqual([wrong, 404, ['error', 'message']]);
		}
	});

	test('a missing trunk id, an unknown trunk and a number with an application are refused', async () => {
		const trunk_group_id = await createTrunk();
		const assign = async (path: string, body: object) =>
			(await client().post(`${account}/numbers/${path}/assign`, body)).status;

		expect(await assign(number, {})).toBe(400);
		expect(await assign(number, { trunk_id: trunk_group_id })).toBe(400);
		expect(await assign(number, { trunk_group_id: 'none' })).toBe(404);
		expect(await assign('%2B910055500124', { trunk_group_id })).toBe(400);
	});

	test('a malformed number cannot be unassigned', async () => {
		const { status, data } = await client().delete(`${account}/numbers/%2Babc/assign`);

		expect([status, data.error]).toEqual([400, 'invalid request']);
	});

	test('releasing a number is refused and recorded as a danger', async () => {
		const { status } = await client().delete(`${account}/numbers/${number}`);

		expect(status).toBe(500);
		expect(context.sandbox.requests.at(-1)).toMatchObject({ danger: 'number released' });
		expect(context.sandbox.state('vobiz').numbers.size).toBe(5);
	});
});
