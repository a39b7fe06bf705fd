import { placesOf, useTelnyx } from './support';

const { client, create } = useTelnyx();

describe('IPs', () => {
	test('port 5060 unless told otherwise, and no connection is needed', async () => {
		const { status, data } = await client().post('/ips', { ip_address: '192.168.0.0' });
		expect([status, data.data]).toEqual([
			201,
			{
				id: expect.stringMatching(/^\d{19}$/),
				record_type: 'ip',
				ip_address: '192.168.0.0',
				port: 5060,
				connection_id: null,
				created_at: expect.any(String),
				updated_at: expect.any(String),
			},
		]);
	});

	test.each([
		[{}, ['10004', '/ip_address']],
		[{ ip_address: '203.0.113.0/24' }, ['10015', '/ip_address']],
		[{ ip_address: '203.0.113.5', port: 0 }, ['10015', '/port']],
		[{ ip_address: '203.0.113.5', connection_id: '1' }, ['10015', '/connection_id']],
	])('%j is refused', async (body, place) => {
		const answer = await client().post('/ips', body);
		expect([answer.status, placesOf(answer)]).toEqual([422, [place]]);
	});

	test('the address is required for a change of the port too', async () => {
		const id = await create('/ips', { ip_address: '203.0.113.5' });
		expect(placesOf(await client().patch(`/ips/${id}`, { port: 5062 }))).toEqual([
			['10004', '/ip_address'],
		]);
	});
});

describe('FQDNs', () => {
	const target = async (fields: object) => ({
		connection_id: await create('/fqdn_connections', { connection_name: 'x' }),
		fqdn: 'example.com',
		...fields,
	});

	test('an A record without a port means 5060', async () => {
		const { data } = await client().post('/fqdns', await target({ dns_record_type: 'a' }));
		expect(data.data.port).toBe(5060);
	});

	test.each([
		[{ dns_record_type: 'srv', port: 8080 }, '/port'],
		[{ dns_record_type: 'A' }, '/dns_record_type'],
		[{ dns_record_type: 'a', fqdn: 'sip:example.com' }, '/fqdn'],
		[{ dns_record_type: 'a', fqdn: 'example.com:5060' }, '/fqdn'],
	])('%j is refused', async (fields, place) => {
		const answer = await client().post('/fqdns', await target(fields));
		expect([answer.status, placesOf(answer)]).toEqual([422, [['10015', place]]]);
	});

	test('an IP connection has no FQDNs', async () => {
		const connection_id = await create('/ip_connections', {});
		const body = await target({ dns_record_type: 'a', connection_id });
		expect(placesOf(await client().post('/fqdns', body))).toEqual([['10015', '/connection_id']]);
	});
});
