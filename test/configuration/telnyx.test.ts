import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { byId, rowsOf, wordsOf } from '../operations/support';
import { useConfiguration } from './useConfiguration';

/** Trunk Configuration at Telnyx, where the type of a trunk decides what it has. */

const { bench, run, done } = useConfiguration('telnyx');

const json = (configuration: object, more: INodeParameters = {}): INodeParameters => ({
	defineConfiguration: 'json',
	configuration: JSON.stringify(configuration),
	...more,
});

const state = () => bench.sandbox.state('telnyx');
const requests = () => bench.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
const writes = () =>
	requests()
		.filter((request) => !request.startsWith('GET'))
		.map((request) => request.replace('/v2', '').replace(/\d{6,}/, 'ID'));

const number = '+12025550141';

const hosts = {
	name: 'Garage hosts',
	originationUris: [{ uri: 'sip:pbx.example.com:5060' }],
	phoneNumbers: [number],
};
const users = {
	name: 'Garage users',
	trunkType: 'credential',
	sipCredentials: [{ username: 'garage01' }],
	phoneNumbers: [number],
};
const addresses = {
	name: 'Garage addresses',
	trunkType: 'ip',
	allowedAddresses: [{ address: '8.8.4.4/32' }, { address: '8.8.8.8/32' }],
	phoneNumbers: [number],
};

const TYPES = [
	{
		type: 'fqdn',
		wanted: hosts,
		made: ['POST /fqdn_connections', 'POST /fqdns', 'PATCH /phone_numbers/ID'],
		requests: { made: 13, unchanged: 6 },
	},
	{
		type: 'credential',
		wanted: users,
		made: ['POST /credential_connections', 'PATCH /phone_numbers/ID'],
		requests: { made: 11, unchanged: 5 },
	},
	{
		type: 'ip',
		wanted: addresses,
		made: ['POST /ip_connections', 'POST /ips', 'POST /ips', 'PATCH /phone_numbers/ID'],
		requests: { made: 14, unchanged: 6 },
	},
];

describe.each(TYPES)('a trunk of the type $type', ({ type, wanted, made, requests: counted }) => {
	it('is made whole, and is unchanged the second time', async () => {
		expect(await done('apply', json(wanted))).toMatchObject({ outcome: 'created' });
		expect(writes()).toEqual(made);
		expect(requests()).toHaveLength(counted.made);
		const [trunk] = state().connections.all();
		expect(trunk.record_type).toBe(`${type}_connection`);
		expect(state().numbers.all()[0].connection_id).toBe(trunk.id);
		expect(await done('apply', json(wanted))).toMatchObject({ outcome: 'unchanged' });
		expect(writes()).toEqual([]);
		expect(requests()).toHaveLength(counted.unchanged);
	});

	it('goes on where it was interrupted, wherever that was', async () => {
		for (let at = 0; at < counted.made; at++) {
			bench.sandbox.reset();
			bench.sandbox.setFaults([
				{ kind: 'resetAfter', after: at, times: 1 },
				{ kind: 'resetBefore', after: at + 1, times: null },
			]);
			await run('apply', json(wanted, { options: { maxRetries: 0 } }));
			bench.sandbox.clearFaults();
			await done('apply', json(wanted));
			expect(state().connections.all()).toHaveLength(1);
			const { fqdns, ips } = state();
			const targets = [...fqdns.all(), ...ips.all()];
			expect(targets).toHaveLength(made.length - 2);
			expect(state().numbers.all()[0].connection_id).toBe(state().connections.all()[0].id);
		}
	}, 60_000);

	it('is put out by Get with what its type has, as Apply takes it', async () => {
		const { id } = await done('apply', json(wanted));
		const got = await done('get', { trunkId: byId(String(id)) });
		expect(got).toMatchObject({ trunkType: type, ...wanted, notReadable: [] });
		const sections = ['originationUris', 'sipCredentials', 'allowedAddresses'];
		expect(sections.filter((one) => one in got)).toEqual(sections.filter((one) => one in wanted));
		expect(await done('apply', json(got))).toMatchObject({ outcome: 'unchanged', id });
		expect(writes()).toEqual([]);
	});

	it('is removed with what belongs to it', async () => {
		await done('apply', json(wanted));
		expect(await done('delete', { name: wanted.name })).toMatchObject({ deleted: true });
		expect(state().connections.all()).toEqual([]);
		expect([...state().fqdns.all(), ...state().ips.all()]).toEqual([]);
	});

	const others = TYPES.filter((other) => other.type !== type);

	it.each(others)('is never made one of the type $type', async (other) => {
		await done('apply', json({ ...wanted, phoneNumbers: [] }));
		const changed = { ...other.wanted, trunkType: other.type, name: wanted.name };
		const words = wordsOf(await run('apply', json(changed)));
		expect(words).toMatch(/trunkType[^]*cannot change it on a trunk that exists/);
		expect(writes()).toEqual([]);
	});

	it.each(others)('has nothing of what the type $type has', async (other) => {
		const more = { ...other.wanted, ...wanted, trunkType: type };
		const reason = /Only trunks of the type \w+ have [\w ]+, and this one is of the type/;
		const { notSupported } = await done('plan', json(more));
		expect(JSON.stringify(notSupported)).toMatch(reason);
		expect(wordsOf(await run('apply', json(more)))).toMatch(reason);
		expect(writes()).toEqual([]);
	});
});

it('makes an FQDN trunk where no type is named', async () => {
	await done('apply', { name: 'Garage', phoneNumbers: number });
	expect(state().connections.all()).toMatchObject([{ record_type: 'fqdn_connection' }]);
});

it('finds a trunk of any type by its name, without its type', async () => {
	const { id } = await done('apply', json(addresses));
	const { name } = addresses;
	expect(await done('apply', json({ name, secure: true }))).toMatchObject({
		outcome: 'changed',
		id,
	});
	expect(writes()).toEqual(['PATCH /ip_connections/ID']);
});

it('names both trunks of one name, of whatever types they are', async () => {
	await bench.api.post('/ip_connections', { connection_name: 'Garage' });
	await bench.api.post('/fqdn_connections', { connection_name: 'Garage' });
	const ids = state()
		.connections.all()
		.map(({ id }) => id);
	const words = wordsOf(await run('apply', json({ name: 'Garage', secure: true })));
	for (const id of ids) expect(words).toContain(id);
	expect(writes()).toEqual([]);
});

it('does not take a connection for a trunk over which Telnyx registers, nor an application', async () => {
	const { otherConnections } = state();
	const [application] = otherConnections.all();
	const uac = { record_type: 'uac_connection', id: '1400000000000000003', connection_name: 'PBX' };
	otherConnections.add({ ...application, ...uac });
	for (const { id, connection_name: name } of [application, uac]) {
		expect(wordsOf(await run('get', { trunkId: byId(id) }))).toContain('is no trunk');
		expect(wordsOf(await run('get', { name }))).toContain('has no trunk');
	}
});

it.each([
	['a transport on a Credential trunk', { ...users, transport: 'tls' }, /of the type FQDN and IP/],
	[
		'a SIP region on a Credential trunk',
		{ ...users, sipRegion: 'Europe' },
		/of the type FQDN and IP/,
	],
	[
		'a Credential trunk without a user name',
		{ ...users, sipCredentials: [] },
		/without a user name/,
	],
	[
		'two user names',
		{ ...users, sipCredentials: [{ username: 'garage01' }, { username: 'garage02' }] },
		/at most 1 SIP credential/,
	],
	['a block', { ...addresses, allowedAddresses: [{ address: '8.8.8.0/28' }] }, /single IP address/],
	[
		'URIs with different transports',
		{ ...hosts, originationUris: [{ uri: 'sip:pbx.example.com;transport=tls' }] },
		/transport: at Telnyx it belongs to the trunk/,
	],
])('refuses %s, before any change', async (_, configuration, reason) => {
	expect(wordsOf(await run('apply', json(configuration)))).toMatch(reason);
	expect(writes()).toEqual([]);
});

it('leaves out a setting that the type does not have, where that is asked for', async () => {
	const options = { configurationOptions: { ignoreNotSupported: true } };
	const row = await done('apply', json({ ...users, transport: 'tls' }, options));
	expect(row).toMatchObject({ outcome: 'created' });
	expect(await done('apply', json({ ...users, transport: 'tls' }, options))).toMatchObject({
		outcome: 'unchanged',
	});
});

describe('the user name of a Credential trunk', () => {
	const replacing: INodeParameters = {
		configurationOptions: { removeUnnamed: ['sipCredentials'] },
	};
	const connection = () => state().connections.all()[0];

	it('is made with the trunk, with a password that is put out once', async () => {
		const row = await done('apply', json(users));
		const [{ password, passwordKnown }] = row.sipCredentials as IDataObject[];
		expect(passwordKnown).toBe(true);
		expect(connection()).toMatchObject({ user_name: 'garage01', password });
		const again = await done('apply', json(users));
		expect(again.sipCredentials).toEqual([{ username: 'garage01', passwordKnown: false }]);
		expect(JSON.stringify(again)).not.toContain(String(password));
	});

	it('has a password of the user’s own, which is never put out', async () => {
		const password = 'Own-Pass-Word-1';
		const own = { ownPasswords: { row: [{ username: 'garage01', password }] } };
		const row = await done('apply', json(users, { configurationOptions: own }));
		expect(connection()).toMatchObject({ user_name: 'garage01', password });
		expect(JSON.stringify(row)).not.toContain(password);
	});

	it.each([false, true])(
		'keeps its password, masked %s, and gets a new one if told',
		async (isMasked) => {
			state().masksPasswords = isMasked;
			await done('apply', json(users));
			const { password } = connection();
			await done('apply', json({ ...users, secure: true, enabled: false }));
			expect(connection()).toMatchObject({ password, encrypted_media: 'SRTP' });
			const bodies = bench.sandbox.requests.map(({ body }) => body).join();
			expect(bodies).not.toContain('password');
			const row = await done(
				'apply',
				json(users, { configurationOptions: { passwords: 'setAnew' } }),
			);
			const [{ password: anew }] = row.sipCredentials as IDataObject[];
			expect(anew).not.toBe(password);
			expect(connection()).toMatchObject({ user_name: 'garage01', password: anew });
		},
	);

	it('is replaced by another in one request, where that is asked for', async () => {
		await done('apply', json(users));
		const other = { ...users, sipCredentials: [{ username: 'garage02' }] };
		const refused = wordsOf(await run('apply', json(other)));
		expect(refused).toContain('it has "garage01"');
		expect(writes()).toEqual([]);
		const row = await done('apply', json(other, replacing));
		expect(writes()).toEqual(['PATCH /credential_connections/ID']);
		const [{ password }] = row.sipCredentials as IDataObject[];
		expect(connection()).toMatchObject({ user_name: 'garage02', password });
		expect(await done('apply', json(other, replacing))).toMatchObject({ outcome: 'unchanged' });
	});

	it('is not taken from another trunk, in upper or lower case', async () => {
		await done('apply', json(users));
		const more = { ...users, name: 'Other', sipCredentials: [{ username: 'GARAGE01' }] };
		const words = wordsOf(await run('apply', json({ ...more, phoneNumbers: [] })));
		expect(words).toContain('It is the user name of trunk "Garage users".');
		expect(writes()).toEqual([]);
	});

	it('is needed to make the trunk, so that one that is taken is not left out', async () => {
		const leaving = { configurationOptions: { ignoreNotSupported: true } };
		await done('apply', json(users));
		const other = { ...users, name: 'Other', phoneNumbers: [] };
		const words = wordsOf(await run('apply', json(other, leaving)));
		expect(words).toContain(
			'A trunk of the type Credential cannot be made without a user name, and another trunk has garage01.',
		);
		expect(writes()).toEqual([]);
		const plan = await done('plan', json(other, leaving));
		expect(plan.notSupported).toContainEqual(
			expect.objectContaining({ what: 'trunk', name: 'sipCredentials' }),
		);
		// A trunk that is there has one, and keeps it.
		await done('apply', json({ ...other, sipCredentials: [{ username: 'garage02' }] }));
		const row = await done('apply', json({ ...other, secure: true }, leaving));
		expect(row).toMatchObject({ outcome: 'changed', notSupported: [{ name: 'garage01' }] });
	});
});

describe('an outbound voice profile by its name', () => {
	const calling = { ...hosts, outboundVoiceProfileName: 'Europe' };
	const made = ['POST /outbound_voice_profiles', ...TYPES[0].made];
	const profiles = () => state().profiles.all();
	const profileOf = (index = 0) =>
		state().connections.all()[index].outbound.outbound_voice_profile_id;
	const make = async (name: string, more: IDataObject = {}) => {
		const { data } = await bench.api.post('/outbound_voice_profiles', { name, ...more });
		return String((data as IDataObject).id);
	};

	it('is made before the trunk, which Plan says, and used from then on', async () => {
		const plan = await done('plan', json(calling));
		expect(writes()).toEqual([]);
		expect(plan.summary).toContain('There is no outbound voice profile "Europe" yet');
		const approved = json(plan.configuration as object, { expectedDigest: plan.digest as string });
		expect(await done('apply', approved)).toMatchObject({ outcome: 'created' });
		expect(writes()).toEqual(made);
		expect(bench.sandbox.requests.find(({ path }) => path.endsWith('_profiles'))).toBeDefined();
		const [{ id, whitelisted_destinations: countries }] = profiles();
		expect(countries).toEqual(['US', 'CA']);
		expect(profileOf()).toBe(id);
		// What was approved holds for the same Apply sent again, when the profile is there.
		const again = await done('apply', approved);
		expect(again).toMatchObject({ outcome: 'unchanged' });
		expect(again.summary).not.toContain('There is no outbound voice profile');
		expect(writes()).toEqual([]);
	});

	it('is used as it is where it is there, and never changed', async () => {
		const id = await make('Europe', { whitelisted_destinations: ['DE'], enabled: false });
		await make('Europe and more');
		const before = JSON.stringify(profiles());
		await done('apply', json(calling));
		expect(writes()).toEqual(TYPES[0].made);
		expect(profileOf()).toBe(id);
		expect(JSON.stringify(profiles())).toBe(before);
	});

	it('takes the place of another one, which stays', async () => {
		const before = await make('World');
		await done('apply', json({ ...hosts, outboundVoiceProfileId: before }));
		const row = await done('apply', json(calling));
		expect(row.changes).toEqual([
			expect.objectContaining({
				name: 'outboundVoiceProfileName',
				before: 'World',
				after: 'Europe',
			}),
		]);
		expect(writes()).toEqual(['POST /outbound_voice_profiles', 'PATCH /fqdn_connections/ID']);
		expect(profiles()).toHaveLength(2);
		await done('apply', json(row.previous as object));
		expect(profileOf()).toBe(before);
	});

	const isOne = async () => {
		bench.sandbox.clearFaults();
		await done('apply', json(calling));
		expect(profiles().map(({ name }) => name)).toEqual(['Europe']);
		expect(state().connections.all()).toHaveLength(1);
		expect(profileOf()).toBe(profiles()[0].id);
	};

	it('is found again after a run that was interrupted, wherever that was', async () => {
		for (let at = 0; at < 14; at++) {
			bench.sandbox.reset();
			bench.sandbox.setFaults([
				{ kind: 'resetAfter', after: at, times: 1 },
				{ kind: 'resetBefore', after: at + 1, times: null },
			]);
			await run('apply', json(calling, { options: { maxRetries: 0 } }));
			await isOne();
		}
	}, 60_000);

	it('is found again where the answer was lost', async () => {
		bench.sandbox.setFaults([
			{ kind: 'resetAfter', method: 'POST', path: 'voice_profiles', times: 1 },
		]);
		const words = wordsOf(await run('apply', json(calling)));
		expect(words).toContain('Look in the list of outbound voice profiles for the name');
		expect(profiles()).toHaveLength(1);
		await isOne();
	});

	it('tells of a profile that was made where the trunk was not', async () => {
		bench.sandbox.setFaults([
			{ kind: 'status', status: 422, method: 'POST', path: 'fqdn_connections', times: 1 },
		]);
		const words = wordsOf(await run('apply', json(calling)));
		expect(words).toContain('The outbound voice profile "Europe" was made before.');
	});

	it('is made once for several trunks of a run', async () => {
		const names = ['A', 'B', 'C'].map((name) => ({ name: `Garage ${name}` }));
		const result = await bench.run(
			{ resource: 'trunkConfiguration', operation: 'apply' },
			{
				defineConfiguration: 'json',
				configuration:
					'={{ JSON.stringify({ name: $json.name, outboundVoiceProfileName: "Europe" }) }}',
			},
			{ input: names },
		);
		expect(wordsOf(result)).toBe('\n');
		expect(profiles()).toHaveLength(1);
		expect([0, 1, 2].map(profileOf)).toEqual(Array(3).fill(profiles()[0].id));
	});

	it('is the older one, where another run has made one at the same time', async () => {
		bench.sandbox.setFaults([{ kind: 'latency', ms: 30, times: null }]);
		const applying = run('apply', json(calling));
		while (!requests().includes('POST /v2/outbound_voice_profiles')) await sleep(1);
		const time = '2026-01-01T00:00:00.000Z';
		const older = { id: '17', name: 'Europe', enabled: true, created_at: time, updated_at: time };
		state().profiles.add(older);
		expect(wordsOf(await applying)).toBe('\n');
		expect(profiles()).toEqual([older]);
		expect(profileOf()).toBe(older.id);
	});

	it('is refused where two have the name, unless one is chosen by its ID', async () => {
		const ids = [await make('Europe'), await make('Europe')];
		const words = wordsOf(await run('apply', json(calling)));
		for (const id of ids) expect(words).toContain(id);
		expect(words).toContain('Nobody can tell which one is meant');
		expect(writes()).toEqual([]);
		const chosen = { ...calling, outboundVoiceProfileId: ids[1] };
		expect(await done('apply', json(chosen))).toMatchObject({ outcome: 'created' });
		expect(profileOf()).toBe(ids[1]);
		expect(await done('apply', json(chosen))).toMatchObject({ outcome: 'unchanged' });
	});

	it('is refused beside the ID of another, before any change', async () => {
		await make('Europe');
		const outboundVoiceProfileId = await make('World');
		for (const operation of ['plan', 'apply']) {
			const words = wordsOf(await run(operation, json({ ...calling, outboundVoiceProfileId })));
			expect(words).toContain("'Outbound Voice Profile Name' is not the name of the profile");
			expect(writes()).toEqual([]);
		}
	});

	it('has at least 3 characters', async () => {
		const words = wordsOf(await run('apply', json({ ...hosts, outboundVoiceProfileName: 'EU' })));
		expect(words).toContain('must have at least 3 characters');
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it('adds an address with the port at which calls are expected', async () => {
	await done('apply', json(addresses));
	await done('apply', json({ ...addresses, name: 'Secure', transport: 'tls', phoneNumbers: [] }));
	expect(
		state()
			.ips.all()
			.map(({ port }) => port),
	).toEqual([5060, 5060, 5061, 5061]);
});

it('shows the next item of a run what has become of a user name', async () => {
	await done('apply', json(users));
	const result = await bench.run(
		{ resource: 'trunkConfiguration', operation: 'apply' },
		{
			defineConfiguration: 'json',
			configuration:
				'={{ JSON.stringify({ name: "Garage users", sipCredentials: [{ username: $json.username }] }) }}',
			configurationOptions: { removeUnnamed: ['sipCredentials'] },
		},
		{ input: ['garage02', 'garage02', 'garage01'].map((username) => ({ username })) },
	);
	expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged', 'changed']);
});

describe('an address with several ports', () => {
	beforeEach(async () => {
		await done('apply', json(addresses));
		const [{ id: connection_id }] = state().connections.all();
		await bench.api.post('/ips', { connection_id, ip_address: '8.8.8.8', port: 5080 });
	});
	const removing = { configurationOptions: { removeUnnamed: ['allowedAddresses'] } };

	it('is one entry, and none of the two is a copy', async () => {
		expect(await done('apply', json(addresses, removing))).toMatchObject({ outcome: 'unchanged' });
		expect(state().ips.all()).toHaveLength(3);
	});

	it('goes with all of them', async () => {
		const allowedAddresses = [{ address: '8.8.4.4' }];
		await done('apply', json({ ...addresses, allowedAddresses }, removing));
		expect(state().ips.all()).toMatchObject([{ ip_address: '8.8.4.4' }]);
	});
});

describe('Check', () => {
	const ids = async () => {
		const row = await done('check', {});
		return { overall: row.overall, ids: (row.findings as IDataObject[]).map(({ id }) => id) };
	};
	const profile = async () =>
		String(
			((await bench.api.post('/outbound_voice_profiles', { name: 'Europe' })).data as IDataObject)
				.id,
		);

	it.each([
		['fqdn', hosts, 'ok', ['noProfile', 'noFallback', 'oneDirection']],
		['credential', users, 'unknown', ['registrationNotSeen', 'noProfile', 'oneDirection']],
		['ip', addresses, 'ok', ['noProfile', 'oneDirection']],
	])('finds nothing wrong with a whole trunk of the type %s', async (_, wanted, overall, found) => {
		await done('apply', json(wanted));
		expect(await ids()).toEqual({ overall, ids: found });
	});

	it('finds an IP trunk without addresses', async () => {
		await done('apply', json({ ...addresses, allowedAddresses: [] }));
		expect(await ids()).toMatchObject({
			overall: 'fail',
			ids: ['noAddress', 'noProfile', 'oneDirection'],
		});
	});

	it('finds an address to which calls go over TLS at the port for others', async () => {
		await done('apply', json({ ...addresses, transport: 'tls', secure: true }));
		expect((await ids()).ids).not.toContain('addressPort');
		state().ips.all()[0].port = 5060;
		expect(await ids()).toMatchObject({ overall: 'warning' });
		expect((await ids()).ids).toContain('addressPort');
	});

	it('finds that outgoing calls need an address, unless a token is sent', async () => {
		const outbound = { outbound_voice_profile_id: await profile() };
		await bench.api.post('/ip_connections', { connection_name: 'Garage', outbound });
		expect((await ids()).ids).toContain('noAddress');
		Object.assign(state().connections.all()[0].outbound, { ip_authentication_method: 'token' });
		expect((await ids()).ids).not.toContain('noAddress');
	});
});
