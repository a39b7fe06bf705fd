import { facts } from '../../facts/index';
import { sandboxCredentials, secretValues } from '../../sandbox/credentials';
import { hexSource } from '../../sandbox/identifiers';
import { providerNames, startSandbox } from '../../sandbox/index';
import { maskedJson } from '../../sandbox/requestLog';
import { authorization, clientFor, controlOf, listTrunks, useSandbox } from './support';

const lines: string[] = [];
const context = useSandbox({ log: (line) => lines.push(line) });
const control = () => controlOf(context.sandbox);
const invented = 'Invented!Words';

async function createVobizCredential(): Promise<void> {
	await clientFor(context.sandbox, 'vobiz').post('/Account/MA_SANDBOX1/credentials', {
		username: 'pbx_01',
		password: invented,
	});
}

describe('the log', () => {
	test('one line per request, without secrets', async () => {
		lines.length = 0;
		await createVobizCredential();
		await clientFor(context.sandbox, 'vobiz').get(
			`/Account/MA_SANDBOX1/numbers?page=2&search=${authorization.vobiz['x-auth-token']}`,
		);
		await clientFor(context.sandbox, 'vyom').get(`/sip/${secretValues.at(-1)}`);
		await clientFor(context.sandbox, 'vyom').post('/sip/create-outbound-trunk', {
			trunk_name: 'a',
			trunk_type: 'twilio',
			trunk_config: { password: invented },
		});
		await Promise.all(providerNames.map(async (name) => await listTrunks(context.sandbox, name)));

		expect(lines).toHaveLength(4 + providerNames.length);
		expect(lines[0]).toMatch(
			/^\d\d:\d\d:\d\d\.\d{3} vobiz {5}POST \/api\/v1\/Account\/\{auth id\}\/credentials -> 201 \(\d+ ms\) credential created [0-9a-f-]{36}$/,
		);
		expect(lines[1]).toContain('/numbers?page=2&search=... -> 200');
		expect(lines[2]).toContain('GET /sip/*** -> 404');
		for (const secret of [...secretValues, invented, 'Basic ', 'Bearer ']) {
			expect(lines.join('\n')).not.toContain(secret);
		}
	});

	test('faults, dangers and broken connections are in the line', async () => {
		lines.length = 0;
		context.sandbox.setFaults([{ kind: 'resetBefore' }]);
		const client = clientFor(context.sandbox, 'tryVox');

		await client.get('/account/acc_1a2b3c/trunks').catch(() => undefined);
		await client.delete('/account/acc_1a2b3c/numbers/+12025550110');

		expect(lines[0]).toMatch(/-> connection broken \(\d+ ms\) \[fault: resetBefore\]$/);
		expect(lines[1]).toMatch(/-> 500 \(\d+ ms\) \[DANGER: number released\]$/);
	});

	test('in process it is complete: order, query, headers, raw body, effects', async () => {
		await createVobizCredential();

		expect(context.sandbox.requests).toEqual([
			{
				at: expect.any(Number),
				provider: 'vobiz',
				method: 'POST',
				url: '/api/v1/Account/MA_SANDBOX1/credentials',
				path: '/api/v1/Account/MA_SANDBOX1/credentials',
				query: {},
				headers: expect.objectContaining(authorization.vobiz),
				body: `{"username":"pbx_01","password":"${invented}"}`,
				status: 201,
				durationMs: expect.any(Number),
				effects: [{ what: 'credential created', id: expect.any(String) }],
			},
		]);
	});

	test.each(providerNames)(
		'%s: an address that cannot be decoded is refused and logged',
		async (name) => {
			const { status, data } = await clientFor(context.sandbox, name).get('/%zz');

			expect(status).toBe(400);
			expect(data).not.toHaveProperty('statusCode');
			expect(context.sandbox.requests).toEqual([expect.objectContaining({ status: 400 })]);
		},
	);

	test('requests from the control port have their secrets masked', async () => {
		await createVobizCredential();
		await clientFor(context.sandbox, 'twilio').post('/v1/Trunks', `Password=${invented}&A=b`, {
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		});
		await clientFor(context.sandbox, 'vyom').post(
			'/sip/create-outbound-trunk',
			`{"trunk_config": {"password" : "${invented}`,
			{ headers: { 'content-type': 'application/json' }, transformRequest: [] },
		);

		const { data } = await control().get('/requests');

		expect(data).toHaveLength(3);
		expect(data[0].headers['x-auth-token']).toBe('***');
		expect(data[0].body).toBe('{"username":"pbx_01","password":"***"}');
		expect(data[1].headers.authorization).toBe('***');
		expect(data[1].body).toBe('Password=***&A=b');
		const text = JSON.stringify(data);
		for (const secret of [...secretValues, invented]) expect(text).not.toContain(secret);
	});
});

describe('the control port', () => {
	test('tells the addresses', async () => {
		const { data } = await control().get('/');

		expect(data).toEqual({ addresses: context.sandbox.addresses });
	});

	test('sets, shows and clears faults', async () => {
		const plan = [{ kind: 'status', status: 503, times: null }];

		const set = await control().put('/faults', plan);
		const refused = await clientFor(context.sandbox, 'vyom').get('/sip/list');
		const shown = await control().get('/faults');
		const cleared = await control().delete('/faults');

		expect([set.status, set.data]).toEqual([200, plan]);
		expect(refused.status).toBe(503);
		expect(shown.data).toEqual(plan);
		expect(cleared.status).toBe(204);
		expect((await clientFor(context.sandbox, 'vyom').get('/sip/list')).status).toBe(200);
	});

	test.each(providerNames)('seeds and shows the trunks of %s', async (provider) => {
		const seeded = await control().post('/seed', { provider, trunks: 30 });
		const list = await listTrunks(context.sandbox, provider);
		const state = await control().get(`/state/${provider}`);

		expect(seeded.status).toBe(200);
		expect(list.status).toBe(200);
		const rows = Object.values(list.data).find(Array.isArray) ?? [];
		expect(rows).toHaveLength(Math.min(30, facts[provider].api.trunksOnPage ?? 30));
		expect(state.status).toBe(200);
		expect(context.sandbox.requests).toHaveLength(1);
	});

	test('a state is shown without the secrets of the accounts', async () => {
		const { data } = await control().get('/state/twilio');

		for (const secret of secretValues) expect(JSON.stringify(data)).not.toContain(secret);
	});

	test('passwords in a state are masked, within maps as well', () => {
		const state = { users: new Map([['u', { password: invented, name: 'a' }]]), ids: new Set([1]) };

		expect(JSON.parse(maskedJson(state))).toEqual({
			users: { u: { password: '***', name: 'a' } },
			ids: [1],
		});
	});

	test('resets everything', async () => {
		context.sandbox.seedTrunks('vobiz', 3);
		context.sandbox.setFaults([{ kind: 'cut' }]);
		await clientFor(context.sandbox, 'vyom')
			.get('/sip/list')
			.catch(() => undefined);

		const { status } = await control().post('/reset');

		expect(status).toBe(204);
		expect(context.sandbox.requests).toEqual([]);
		expect(context.sandbox.faults()).toEqual([]);
		expect(context.sandbox.state('vobiz').trunks.size).toBe(0);
	});

	test('accounts are furnished at the start, and again by a reset', async () => {
		const names = ['Head office', 'Warehouse'];
		const sandbox = await startSandbox({
			furnish: (fresh) => {
				for (const provider of providerNames) fresh.seedTrunks(provider, names);
			},
		});
		const held = () =>
			providerNames.map((provider) =>
				facts[provider].account
					.things(sandbox)
					.filter(({ kind }) => kind === 'trunk')
					.map(({ label }) => label),
			);
		const atTheStart = held();
		sandbox.seedTrunks('tryVox', 5);
		sandbox.state('vobiz').trunks.delete(sandbox.state('vobiz').trunks.all()[0].trunk_id);
		await controlOf(sandbox).post('/reset');
		const afterReset = held();
		await sandbox.stop();

		expect(atTheStart).toEqual(providerNames.map(() => names));
		expect(afterReset).toEqual(atTheStart);
	});

	test.each([
		['/seed', { provider: 'nobody', trunks: 1 }, 'unknown provider "nobody"'],
		['/seed', { provider: 'vobiz', trunks: 0 }, 'trunks must be a whole number'],
		['/seed', undefined, 'unknown provider undefined'],
	])('refuses POST %s %j', async (path, body, problem) => {
		const { status, data } = await control().post(path, body);

		expect(status).toBe(400);
		expect(data.error).toContain(problem);
	});

	test('refuses unknown providers and routes', async () => {
		expect((await control().get('/state/nobody')).status).toBe(404);
		expect((await control().get('/nothing')).data.error).toContain('/nothing');
	});
});

describe('starting', () => {
	test('all ports are on loopback, and differ', async () => {
		const addresses = [
			...Object.values(context.sandbox.addresses),
			context.sandbox.controlAddress,
		].map((address) => new URL(address));

		expect(new Set(addresses.map(({ hostname }) => hostname))).toEqual(new Set(['127.0.0.1']));
		expect(new Set(addresses.map(({ port }) => port)).size).toBe(providerNames.length + 1);
	});

	test('the credentials point at the addresses', () => {
		const credentials = sandboxCredentials(context.sandbox.addresses);

		expect(credentials.vobizSipTrunkApi.baseUrl).toMatch(/:\d+\/api\/v1$/);
		expect(credentials.tryVoxSipTrunkApi.baseUrl).toMatch(/:\d+\/v1$/);
		expect(credentials.twilioSipTrunkApi).toMatchObject({ authType: 'apiKey', authToken: '' });
		expect(Object.keys(credentials)).toEqual(providerNames.map((name) => `${name}SipTrunkApi`));
	});

	test('ids are the same again with the same seed, and never the same twice', async () => {
		const idsOf = async (idSeed: string) => {
			const sandbox = await startSandbox({ idSeed });
			sandbox.seedTrunks('tryVox', 2000);
			const ids = sandbox
				.state('tryVox')
				.trunks.all()
				.map(({ id }) => id);
			await sandbox.stop();
			return ids;
		};

		const first = await idsOf('a');

		expect(new Set(first).size).toBe(2000);
		expect(await idsOf('a')).toEqual(first);
		expect(await idsOf('b')).not.toEqual(first);
	});

	test('short ids do not repeat even where chance alone would make them', () => {
		const hex = hexSource('a');
		const ids = Array.from({ length: 2000 }, () => hex(3));

		expect(new Set(ids).size).toBe(2000);
	});

	test('fixed ports; where one is taken, the start fails and leaves none open', async () => {
		const base = 24_150;
		const ports = providerNames.length + 1;
		const last = providerNames[providerNames.length - 1];
		const first = await startSandbox({ portBase: base });
		expect(first.controlAddress).toBe(`http://127.0.0.1:${base}`);
		expect(new URL(first.addresses[last]).port).toBe(String(base + ports - 1));

		await expect(startSandbox({ portBase: base - 3 })).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
		const below = await startSandbox({ portBase: base - ports });
		expect(new URL(below.addresses[last]).port).toBe(String(base - 1));

		await Promise.all([first.stop(), below.stop()]);
	});
});
