import { placesOf, useTelnyx } from './support';

const { context, client, create } = useTelnyx();
const credential = { connection_name: 'PBX', user_name: 'carrier01', password: 'Invented!Pass' };

describe('what is refused', () => {
	test('every missing field at once', async () => {
		const answer = await client().post('/credential_connections', {});
		expect(answer.status).toBe(422);
		expect(placesOf(answer)).toEqual([
			['10004', '/connection_name'],
			['10004', '/user_name'],
			['10004', '/password'],
		]);
	});

	test.each([
		[{ user_name: 'abc' }, '/user_name'],
		[{ user_name: 'user name' }, '/user_name'],
		[{ user_name: '12345abc' }, '/user_name'],
		[{ password: '1234567' }, '/password'],
		[{ password: 'x'.repeat(129) }, '/password'],
		[{ anchorsite_override: 'Berlin' }, '/anchorsite_override'],
		[{ webhook_timeout_secs: 31 }, '/webhook_timeout_secs'],
		[{ webhook_event_url: 'example.com' }, '/webhook_event_url'],
		[{ rtcp_settings: { report_frequency_secs: 4 } }, '/rtcp_settings/report_frequency_secs'],
		[{ jitter_buffer: { jitterbuffer_msec_max: 401 } }, '/jitter_buffer/jitterbuffer_msec_max'],
		[
			{ noise_suppression_details: { attenuation_limit: 15 } },
			'/noise_suppression_details/attenuation_limit',
		],
		[{ inbound: { timeout_1xx_secs: 0 } }, '/inbound/timeout_1xx_secs'],
		[{ inbound: { codecs: ['PCMU'] } }, '/inbound/codecs/0'],
		[{ inbound: { channel_limit: null } }, '/inbound/channel_limit'],
		[{ outbound: { outbound_voice_profile_id: '1' } }, '/outbound/outbound_voice_profile_id'],
		[{ webhook_api_version: 'texml' }, '/webhook_api_version'],
		[{ conversation_persistence: true }, '/conversation_persistence'],
	])('a credential connection with %j', async (fields, place) => {
		const answer = await client().post('/credential_connections', { ...credential, ...fields });
		expect([answer.status, placesOf(answer)]).toEqual([422, [['10015', place]]]);
	});

	test.each([
		['ip_connections', { outbound: { tech_prefix: '12a4' } }, '/outbound/tech_prefix'],
		[
			'ip_connections',
			{ outbound: { ip_authentication_token: 'short' } },
			'/outbound/ip_authentication_token',
		],
		[
			'ip_connections',
			{ inbound: { default_primary_ip_id: '1' } },
			'/inbound/default_primary_ip_id',
		],
		['ip_connections', { transport_protocol: 'tls' }, '/transport_protocol'],
		[
			'ip_connections',
			{ inbound: { isup_headers_enabled: true } },
			'/inbound/isup_headers_enabled',
		],
		[
			'fqdn_connections',
			{ connection_name: 'x', inbound: { default_primary_fqdn_id: '1' } },
			'/inbound/default_primary_fqdn_id',
		],
	])('%s with %j', async (path, body, place) => {
		const answer = await client().post(`/${path}`, body);
		expect([answer.status, placesOf(answer)]).toEqual([422, [['10015', place]]]);
	});

	test('a user name that is taken, in any case and by another type', async () => {
		await create('/credential_connections', credential);
		const answer = await client().post('/fqdn_connections', {
			...credential,
			user_name: 'CARRIER01',
		});
		expect([answer.status, placesOf(answer)]).toEqual([422, [['10015', '/user_name']]]);
	});

	test('the detail names the choices and never a password', async () => {
		const { data } = await client().post('/credential_connections', {
			...credential,
			password: 'Secret1',
			inbound: { dnis_number_format: 'test' },
		});
		expect(data.errors.map(({ detail }: { detail: string }) => detail)).toContain(
			'Invalid inbound.dnis_number_format: test, was provided. Acceptable formats are +e164, e164, national, sip_username',
		);
		expect(JSON.stringify(data)).not.toContain('Secret1');
	});
});

describe('changes', () => {
	test('only what is sent changes, but a group is replaced', async () => {
		const id = await create('/ip_connections', {
			connection_name: 'IP',
			tags: ['a'],
			inbound: { channel_limit: 5, timeout_1xx_secs: 9 },
		});
		const inbound = { timeout_1xx_secs: 10 };
		const { data } = await client().patch(`/ip_connections/${id}`, { inbound });

		expect(data.data).toMatchObject({ connection_name: 'IP', tags: ['a'] });
		expect(data.data.inbound).toMatchObject({ channel_limit: null, timeout_1xx_secs: 10 });
	});

	test('a target that belongs to another connection is refused', async () => {
		const own = await create('/ip_connections', {});
		const other = await create('/ip_connections', {});
		const ip = await create('/ips', { ip_address: '203.0.113.5', connection_id: other });
		const answer = await client().patch(`/ip_connections/${own}`, {
			inbound: { default_primary_ip_id: ip },
		});
		expect(placesOf(answer)).toEqual([['10015', '/inbound/default_primary_ip_id']]);
	});

	test('newer accounts show a password once', async () => {
		context.state.masksPasswords = true;
		const made = await client().post('/credential_connections', credential);
		const path = `/credential_connections/${made.data.data.id}`;
		const read = await client().get(path);
		const renamed = await client().patch(path, { connection_name: 'x' });
		const changed = await client().patch(path, { password: 'Another!Pass' });

		const passwords = [made, read, renamed, changed].map(({ data }) => data.data.password);
		expect(passwords).toEqual(['Invented!Pass', '********', '********', 'Another!Pass']);
		// The mask passes as a password.
		await client().patch(path, { password: '********' });
		expect(context.state.connections.get(made.data.data.id)?.password).toBe('********');
	});
});

describe('deletion', () => {
	test('takes the targets along', async () => {
		const connection_id = await create('/fqdn_connections', { connection_name: 'x' });
		const fqdn = { connection_id, fqdn: 'example.com', dns_record_type: 'srv' };
		const id = await create('/fqdns', fqdn);
		const { status, data } = await client().delete(`/fqdn_connections/${connection_id}`);

		expect([status, data.data.id]).toEqual([200, connection_id]);
		expect((await client().get(`/fqdns/${id}`)).status).toBe(404);
		expect((await client().delete(`/fqdn_connections/${connection_id}`)).status).toBe(404);
	});

	test('of a connection that has numbers is refused', async () => {
		const connection_id = await create('/ip_connections', {});
		await client().patch('/phone_numbers/1500000000000000001', { connection_id });
		expect((await client().delete(`/ip_connections/${connection_id}`)).status).toBe(422);
	});
});

test('ids are numbers too large for JavaScript, as text', async () => {
	const id = await create('/ip_connections', {});
	expect(id).toMatch(/^\d{19}$/);
	expect(BigInt(id)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
});
