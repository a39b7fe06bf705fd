import { useTelnyx } from './support';

const { context, client, create } = useTelnyx();
const { incoming, outgoing } = context.calls;
const number = '/phone_numbers/1500000000000000001';

describe('outgoing', () => {
	test('need an enabled profile with a country', async () => {
		const credential = { connection_name: 'PBX', user_name: 'carrier01', password: 'Secret!Pass' };
		const id = await create('/credential_connections', credential);
		expect(outgoing(context.state, id)).toContain('no outbound voice profile');
		const name = 'Office';
		const profile = await create('/outbound_voice_profiles', { name });
		const outbound = { outbound_voice_profile_id: profile };
		await client().patch(`/credential_connections/${id}`, { outbound });
		expect(outgoing(context.state, id)).toBeNull();

		const change = async (fields: object) =>
			await client().patch(`/outbound_voice_profiles/${profile}`, { name, ...fields });
		await change({ whitelisted_destinations: [] });
		expect(outgoing(context.state, id)).toContain('allows no country');
		await change({ enabled: false });
		expect(outgoing(context.state, id)).toContain('not enabled');
		await client().patch(`/credential_connections/${id}`, { active: false });
		expect(outgoing(context.state, id)).toContain('not active');
	});

	test('need somebody who can sign in', async () => {
		const profile = await create('/outbound_voice_profiles', { name: 'Office' });
		const outbound = { outbound_voice_profile_id: profile };
		const id = await create('/ip_connections', { outbound });
		expect(outgoing(context.state, id)).toContain('nobody can sign in');
		await create('/ips', { connection_id: id, ip_address: '10.0.0.1' });
		expect(outgoing(context.state, id)).toContain('nobody can sign in');
		await create('/ips', { connection_id: id, ip_address: '44.1.2.3' });
		expect(outgoing(context.state, id)).toBeNull();

		const ip_authentication_method = 'credential-authentication';
		const fqdn = await create('/fqdn_connections', {
			connection_name: 'x',
			outbound: { ...outbound, ip_authentication_method },
		});
		expect(outgoing(context.state, fqdn)).toContain('nobody can sign in');
		const signIn = { user_name: 'carrier02', password: 'Secret!Pass' };
		await client().patch(`/fqdn_connections/${fqdn}`, signIn);
		expect(outgoing(context.state, fqdn)).toBeNull();
	});
});

describe('incoming', () => {
	test('need a number and a target', async () => {
		const id = await create('/fqdn_connections', { connection_name: 'x' });
		expect(incoming(context.state, id)).toContain('no number in service');
		await client().patch(number, { connection_id: id });
		expect(incoming(context.state, id)).toContain('no address to which calls go');
		const target = { connection_id: id, fqdn: 'sip.example.com', dns_record_type: 'a' };
		await create('/fqdns', target);
		expect(incoming(context.state, id)).toBeNull();
	});

	test('need TLS, SRTP and a user part where the platform does', async () => {
		const id = await create('/fqdn_connections', { connection_name: 'x' });
		await client().patch(number, { connection_id: id });
		const target = { connection_id: id, fqdn: 'sip.api.openai.com', dns_record_type: 'a' };
		await create('/fqdns', { ...target, port: 5061 });
		expect(incoming(context.state, id)).toContain('no calls over udp');
		await client().patch(`/fqdn_connections/${id}`, { transport_protocol: 'TLS' });
		expect(incoming(context.state, id)).toContain('encrypted calls only');
		await client().patch(`/fqdn_connections/${id}`, { encrypted_media: 'SRTP' });
		expect(incoming(context.state, id)).toContain('does not know the user');
		await client().patch(`${number}/voice`, { translated_number: 'proj_1a2b3c' });
		expect(incoming(context.state, id)).toBeNull();
	});
});
