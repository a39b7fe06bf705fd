import { usePlivo, uuid } from './support';

const { context, client, createUri, createCredential, createList } = usePlivo();

describe('origination URIs', () => {
	test('answer everything but the password', async () => {
		const id = await createUri({
			uri: 'sip:user@sip.example.com:5061;transport=tls',
			authentication_needed: true,
			username: 'carrier',
			password: 'Secret!1',
		});
		expect(id).toMatch(uuid);
		expect((await client().get(`/Zentrunk/URI/${id}/`)).data).toEqual({
			uri_uuid: id,
			name: '',
			uri: 'sip:user@sip.example.com:5061;transport=tls',
			authentication_needed: true,
			username: 'carrier',
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
	});

	test.each(['1.2.3.4', '1.2.3.4:5060', 'sip.example.com', '[2001:db8::1]:5060', 'sips:a.example'])(
		'%s is taken',
		async (uri) => {
			expect((await client().post('/Zentrunk/URI/', { uri })).status).toBe(201);
		},
	);

	test.each([
		'user@sip.example.com',
		'https://sip.example.com',
		'sip.example.com;transport=sctp',
		'sip.example.com;lr',
		'sips:sip.example.com;transport=udp',
		'sip.example.com:70000',
		'sip example.com',
	])('%s is refused', async (uri) => {
		const { status, data } = await client().post('/Zentrunk/URI/', { uri });
		expect([status, data.error]).toEqual([400, 'invalid parameter: uri']);
	});

	test('authentication needs a user name and a password from the start', async () => {
		const body = { uri: 'sip.example.com', authentication_needed: true, username: 'carrier' };
		expect((await client().post('/Zentrunk/URI/', body)).status).toBe(422);
		expect((await client().post('/Zentrunk/URI/', {})).status).toBe(422);
	});

	test.each([
		[{ password: 'Secret!2' }, 'authentication_needed'],
		[{ authentication_needed: true, password: 'Secret!2' }, 'username'],
		[{ authentication_needed: true }, 'username'],
	])('a change to %j is refused', async (body, name) => {
		const id = await createUri();
		const { status, data } = await client().post(`/Zentrunk/URI/${id}/`, body);
		expect([status, data.error]).toEqual([400, `invalid parameter: ${name}`]);
	});

	test('a change leaves what it does not name', async () => {
		const id = await createUri({ uri: 'sip.example.com', name: 'PBX' });
		await client().post(`/Zentrunk/URI/${id}/`, { uri: 'sip.example.org' });
		expect((await client().get(`/Zentrunk/URI/${id}/`)).data).toMatchObject({
			name: 'PBX',
			uri: 'sip.example.org',
		});
	});
});

describe('credentials', () => {
	test('the documented example', async () => {
		const { status, data } = await client().post('/Zentrunk/Credential/', {
			name: 'production-credentials',
			username: 'sipuser123',
			password: 'securepassword123!',
		});
		expect([status, data.message]).toEqual([201, 'credential created successfully.']);
		const read = await client().get(`/Zentrunk/Credential/${data.credential_uuid}/`);
		expect(read.data).not.toHaveProperty('password');
	});

	test.each([
		[{ username: 'abcd', password: 'Secret!1' }, 'username'],
		[{ username: 'user-name', password: 'Secret!1' }, 'username'],
		[{ username: 'sipuser123', password: 'NoSpecial1' }, 'password'],
		[{ username: 'sipuser123', password: 'Ab!1' }, 'password'],
		[{ username: 'sipuser123', password: 'Secret!1Secret!1Secret!1' }, 'password'],
	])('%j is refused', async (body, name) => {
		const { status, data } = await client().post('/Zentrunk/Credential/', body);
		expect([status, data.error]).toEqual([400, `invalid parameter: ${name}`]);
	});

	test('an update without a password blanks it', async () => {
		const id = await createCredential();
		const { status } = await client().post(`/Zentrunk/Credential/${id}/`, { name: 'renamed' });

		expect(status).toBe(202);
		expect(context.state.credentials.get(id)?.password).toBe('');
		expect(context.requests.at(-1)?.effects).toContainEqual({ what: 'password blanked', id });
	});

	test('a password without its user name is refused', async () => {
		const id = await createCredential();
		const answer = await client().post(`/Zentrunk/Credential/${id}/`, { password: 'Secret!2' });
		expect(answer.status).toBe(400);
		expect(context.state.credentials.get(id)?.password).toBe('Secret!1');
	});
});

describe('IP access control lists', () => {
	test('an update replaces the whole list', async () => {
		const id = await createList({ name: 'PBX', ip_addresses: ['192.168.0.1'] });
		const ip_addresses = ['192.168.0.2', '2001:db8::/32'];
		await client().post(`/Zentrunk/IPAccessControlList/${id}/`, { ip_addresses });
		const { data } = await client().get(`/Zentrunk/IPAccessControlList/${id}/`);
		expect(data).toMatchObject({ name: 'PBX', ip_addresses });
	});

	test.each([[['192.168.0.256']], [['192.168.0.0/33']], [['host.example']], [[]]])(
		'%j is refused',
		async (ip_addresses) => {
			const answer = await client().post('/Zentrunk/IPAccessControlList/', { ip_addresses });
			expect(answer.status).toBe(400);
		},
	);
});
