import { Telnyx } from 'telnyx';
import { telnyx } from '../../../sandbox/providers/telnyx';
import { telnyxAccount } from '../../../sandbox/providers/telnyx/account';
import { useProvider } from '../provider';

/** Telnyx' own client, against the sandbox. */

const context = useProvider(telnyx);
const client = (apiKey = telnyxAccount.apiKey) =>
	new Telnyx({ apiKey, baseURL: context.address, maxRetries: 0 });

const credential = { connection_name: 'PBX', user_name: 'carrier01', password: 'Invented!Pass' };

/** Everything that a list of the client walks through, page by page. */
async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
	const found: Row[] = [];
	for await (const row of rows) found.push(row);
	return found;
}

/** Routes that were asked for by any test of this file, with `:id` for what is an ID. */
const tried = new Set<string>();
afterEach(() => {
	for (const route of routes()) tried.add(route.replace(/\/\d+(?=\/|$)/, '/:id'));
});

const routes = () => context.requests.map(({ method, path }) => `${method} ${path}`);

describe('connections of each type', () => {
	test('credential connections', async () => {
		const { credentialConnections } = client();
		const { data: made } = await credentialConnections.create({
			...credential,
			inbound: { dnis_number_format: '+e164', codecs: ['G711U'] },
			outbound: { channel_limit: 10 },
		});
		const id = made?.id ?? '';

		expect(made).toMatchObject({
			...credential,
			record_type: 'credential_connection',
			active: true,
			inbound: { dnis_number_format: '+e164', codecs: ['G711U'], timeout_2xx_secs: 90 },
			outbound: { channel_limit: 10, t38_reinvite_source: 'telnyx' },
		});
		expect((await credentialConnections.retrieve(id)).data).toEqual(made);
		const { data: changed } = await credentialConnections.update(id, { active: false });
		expect(changed).toMatchObject({ id, active: false, user_name: 'carrier01' });
		expect(await all(credentialConnections.list())).toEqual([changed]);
		// A deletion answers with what was deleted.
		expect((await credentialConnections.delete(id)).data).toEqual(changed);
		expect(await all(credentialConnections.list())).toEqual([]);
		expect(routes()).toEqual([
			'POST /v2/credential_connections',
			`GET /v2/credential_connections/${id}`,
			`PATCH /v2/credential_connections/${id}`,
			'GET /v2/credential_connections',
			`DELETE /v2/credential_connections/${id}`,
			'GET /v2/credential_connections',
		]);
	});

	test('IP connections and their IPs', async () => {
		const { ipConnections, ips } = client();
		const { data: made } = await ipConnections.create({
			connection_name: 'IP',
			transport_protocol: 'TLS',
			encrypted_media: 'SRTP',
		});
		const connection_id = made?.id ?? '';
		const { data: ip } = await ips.create({ ip_address: '203.0.113.5', connection_id });
		const id = ip?.id ?? '';

		expect(ip).toMatchObject({ record_type: 'ip', port: 5060, connection_id });
		expect((await ips.retrieve(id)).data).toEqual(ip);
		const { data: moved } = await ips.update(id, { ip_address: '203.0.113.6', port: 5062 });
		expect(moved).toMatchObject({ id, ip_address: '203.0.113.6', port: 5062, connection_id });
		expect(await all(ips.list({ filter: { connection_id } }))).toEqual([moved]);
		expect(await all(ips.list({ filter: { ip_address: '203.0.113.5' } }))).toEqual([]);

		const inbound = { default_primary_ip_id: id, default_routing_method: 'sequential' } as const;
		const { data: routed } = await ipConnections.update(connection_id, { inbound });
		expect(routed?.inbound).toMatchObject(inbound);
		expect((await ipConnections.retrieve(connection_id)).data).toEqual(routed);
		expect(await all(ipConnections.list())).toEqual([routed]);
		expect((await ips.delete(id)).data).toEqual(moved);
		expect((await ipConnections.delete(connection_id)).data?.id).toBe(connection_id);
	});

	test('FQDN connections and their FQDNs', async () => {
		const { fqdnConnections, fqdns, outboundVoiceProfiles } = client();
		const profile = await outboundVoiceProfiles.create({ name: 'Office' });
		const outbound_voice_profile_id = profile.data?.id ?? '';
		const { data: made } = await fqdnConnections.create({
			connection_name: 'LiveKit',
			transport_protocol: 'TCP',
			inbound: { ani_number_format: '+E.164', dnis_number_format: '+e164' },
			outbound: {
				outbound_voice_profile_id,
				ip_authentication_method: 'credential-authentication',
			},
			// No published request has these two; guides and working programs send them.
			...{ user_name: 'carrier02', password: 'Invented!Pass' },
		});
		const connection_id = made?.id ?? '';
		expect(made).toMatchObject({ user_name: 'carrier02', password: 'Invented!Pass' });

		const target = { connection_id, fqdn: 'example.com', dns_record_type: 'a', port: 8080 };
		const { data: fqdn } = await fqdns.create(target);
		const id = fqdn?.id ?? '';
		expect(fqdn).toMatchObject({ record_type: 'fqdn', ...target });
		expect((await fqdns.retrieve(id)).data).toEqual(fqdn);
		const { data: moved } = await fqdns.update(id, { dns_record_type: 'srv', port: null });
		expect(moved).toMatchObject({ id, dns_record_type: 'srv', port: null });
		expect(await all(fqdns.list({ filter: { connection_id, fqdn: 'example.com' } }))).toEqual([
			moved,
		]);

		const inbound = { default_primary_fqdn_id: id };
		const { data: routed } = await fqdnConnections.update(connection_id, { inbound });
		expect(routed).toMatchObject({ inbound, user_name: 'carrier02' });
		expect(await all(fqdnConnections.list({ filter: { fqdn: 'example.com' } }))).toEqual([routed]);
		expect((await fqdnConnections.retrieve(connection_id)).data).toEqual(routed);
		expect((await fqdns.delete(id)).data).toEqual(moved);
		expect((await fqdnConnections.delete(connection_id)).data?.id).toBe(connection_id);
	});

	test('all connections in one list, with those that are no trunks', async () => {
		const { connections, ipConnections } = client();
		const { data: made } = await ipConnections.create({ connection_name: 'Berlin office' });
		const found = await all(connections.list());

		expect(found.map(({ record_type }) => record_type)).toEqual([
			'call_control_application',
			'external_connection',
			'ip_connection',
		]);
		const filter = { connection_name: { contains: 'BERLIN' } };
		expect(await all(connections.list({ filter }))).toEqual([found[2]]);
		expect((await connections.retrieve(made?.id ?? '')).data).toEqual(found[2]);
	});

	test('lists come in pages, and the client walks through them', async () => {
		context.seed(Array.from({ length: 251 }, () => undefined));
		expect(await all(client().ipConnections.list())).toHaveLength(251);
		expect(context.requests.map(({ url }) => url)).toEqual([
			'/v2/ip_connections',
			'/v2/ip_connections?page%5Bnumber%5D=2',
		]);
		const sized = client().ipConnections.list({ 'page[size]': 100, 'page[number]': 3 });
		expect((await sized).data).toHaveLength(51);
	});
});

test('outbound voice profiles', async () => {
	const { outboundVoiceProfiles: profiles } = client();
	const { data: made } = await profiles.create({
		name: 'Office',
		daily_spend_limit: '100.00',
		daily_spend_limit_enabled: true,
		max_destination_rate: 10,
		concurrent_call_limit: 10,
		whitelisted_destinations: ['US', 'BR', 'AU'],
		call_recording: { call_recording_type: 'all' },
	});
	const id = made?.id ?? '';

	expect(made).toMatchObject({
		record_type: 'outbound_voice_profile',
		daily_spend_limit: '100.00',
		whitelisted_destinations: ['US', 'BR', 'AU'],
		call_recording: { call_recording_type: 'all', call_recording_channels: 'single' },
		connections_count: 0,
	});
	expect((await profiles.retrieve(id)).data).toEqual(made);
	const { data: changed } = await profiles.update(id, { name: 'Office', enabled: false });
	expect(changed).toMatchObject({ id, enabled: false, max_destination_rate: 10 });
	expect(await all(profiles.list({ filter: { name: { contains: 'off' } } }))).toEqual([changed]);
	expect((await profiles.delete(id)).data).toEqual(changed);
	expect(await all(profiles.list())).toEqual([]);
});

describe('phone numbers', () => {
	test('list, read and assign one', async () => {
		const { phoneNumbers, ipConnections } = client();
		const { data: connection } = await ipConnections.create({ connection_name: 'PBX' });
		const connection_id = connection?.id ?? '';
		const [number] = await all(phoneNumbers.list({ filter: { phone_number: '2025550141' } }));
		expect(number).toMatchObject({ phone_number: '+12025550141', connection_id: null });

		const { data: assigned } = await phoneNumbers.update(number.id, {
			connection_id,
			customer_reference: 'customer-reference',
			tags: ['tag'],
		});
		expect(assigned).toMatchObject({ connection_id, connection_name: 'PBX', tags: ['tag'] });
		expect((await phoneNumbers.retrieve(number.id)).data).toEqual(assigned);
		expect(await all(phoneNumbers.list({ filter: { connection_id } }))).toEqual([assigned]);
	});

	test('the user part that an FQDN cannot have', async () => {
		const { voice } = client().phoneNumbers;
		const id = '1500000000000000001';
		const { data } = await voice.update(id, { translated_number: 'proj_1a2b3c' });

		expect(data).toMatchObject({
			id,
			record_type: 'voice_settings',
			translated_number: 'proj_1a2b3c',
			usage_payment_method: 'pay-per-minute',
		});
		expect((await voice.retrieve(id)).data).toEqual(data);
	});

	test('an empty text takes one off, unless it does nothing', async () => {
		const { phoneNumbers } = client();
		const [{ id }] = await all(phoneNumbers.list({ filter: { phone_number: '2025550144' } }));

		context.state.unassignedBy = 'nothing';
		const { data: kept } = await phoneNumbers.update(id, { connection_id: '' });
		expect(kept?.connection_name).toBe('IVR');
		context.state.unassignedBy = 'emptyText';
		const { data: freed } = await phoneNumbers.update(id, { connection_id: '' });
		expect([freed?.connection_id, freed?.connection_name]).toEqual([null, null]);
	});

	test('rows may come with errors beside them', async () => {
		context.state.messagingProfilesFail = true;
		const { phoneNumbers } = client();

		await expect(all(phoneNumbers.list())).rejects.toMatchObject({ status: 503 });
		const answer = await phoneNumbers.list({ handle_messaging_profile_error: 'true' });
		expect(answer.data).toHaveLength(5);
	});
});

describe('refusals', () => {
	test('another key', async () => {
		const refused = client('KEY_of_somebody_else').connections.list();
		await expect(refused).rejects.toBeInstanceOf(Telnyx.AuthenticationError);
		await expect(refused).rejects.toMatchObject({
			error: { errors: [{ code: '10009', title: 'Authentication failed' }] },
		});
	});

	test('an unknown id, and one of another type', async () => {
		const { data } = await client().ipConnections.create({});
		for (const id of ['1', data?.id ?? '']) {
			const refused = client().fqdnConnections.retrieve(id);
			await expect(refused).rejects.toBeInstanceOf(Telnyx.NotFoundError);
			await expect(refused).rejects.toMatchObject({ error: { errors: [{ code: '10005' }] } });
		}
	});

	test('a wrong value is named by its place', async () => {
		const inbound = { dnis_number_format: 'test' as never };
		await expect(
			client().credentialConnections.create({ ...credential, inbound }),
		).rejects.toMatchObject({
			status: 422,
			error: {
				errors: [
					{
						code: '10015',
						title: 'Bad Request',
						source: { pointer: '/inbound/dnis_number_format' },
					},
				],
			},
		});
	});
});

test('every route of the sandbox was tried', () => {
	const whole = [
		'credential_connections',
		'ip_connections',
		'fqdn_connections',
		'ips',
		'fqdns',
		'outbound_voice_profiles',
	].flatMap((path) => [
		`GET /v2/${path}`,
		`POST /v2/${path}`,
		`GET /v2/${path}/:id`,
		`PATCH /v2/${path}/:id`,
		`DELETE /v2/${path}/:id`,
	]);
	expect([...tried].sort()).toEqual(
		[
			...whole,
			'GET /v2/connections',
			'GET /v2/connections/:id',
			'GET /v2/phone_numbers',
			'GET /v2/phone_numbers/:id',
			'PATCH /v2/phone_numbers/:id',
			'GET /v2/phone_numbers/:id/voice',
			'PATCH /v2/phone_numbers/:id/voice',
		].sort(),
	);
});
