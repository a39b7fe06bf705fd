import { usePlivo } from './support';

const { context, client, createTrunk, createUri, createCredential, createList } = usePlivo();
const { incoming, outgoing } = context.calls;

test('incoming ones need an inbound trunk, a number and a URI that can be reached', async () => {
	const primary_uri_uuid = await createUri({ uri: '10.0.0.1' });
	const trunk_direction = 'inbound';
	const id = await createTrunk({ trunk_direction, primary_uri_uuid });
	expect(outgoing(context.state, id)).toContain('for inbound calls');
	expect(incoming(context.state, id)).toContain('no number');
	await client().post('/Number/12025550151/', { app_id: id });
	expect(incoming(context.state, id)).toContain('cannot be reached');
	const fallback_uri_uuid = await createUri({ uri: 'sip.example.com;transport=tls' });
	const path = `/Zentrunk/Trunk/${id}/`;
	await client().post(path, { trunk_direction, fallback_uri_uuid });
	expect(incoming(context.state, id)).toBeNull();
	await client().post(path, { trunk_direction, trunk_status: 'disabled' });
	expect(incoming(context.state, id)).toContain('not enabled');
});

test('outgoing ones need a password or an address that is there', async () => {
	const credential_uuid = await createCredential();
	const trunk_direction = 'outbound';
	const id = await createTrunk({ trunk_direction, credential_uuid });
	expect(incoming(context.state, id)).toContain('for outbound calls');
	expect(outgoing(context.state, id)).toBeNull();
	// A new name blanks the password.
	await client().post(`/Zentrunk/Credential/${credential_uuid}/`, { name: 'x' });
	expect(outgoing(context.state, id)).toContain('nobody can sign in');
	const ipacl_uuid = await createList({ ip_addresses: ['44.1.2.3'] });
	await client().post(`/Zentrunk/Trunk/${id}/`, { trunk_direction, ipacl_uuid });
	expect(outgoing(context.state, id)).toBeNull();
	await client().delete(`/Zentrunk/IPAccessControlList/${ipacl_uuid}/`);
	expect(outgoing(context.state, id)).toContain('nobody can sign in');
});
