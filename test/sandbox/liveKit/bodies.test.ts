import { now, number, refusal, useLiveKit } from './support';

const { context, call, inbound, outbound } = useLiveKit();

describe('shapes', () => {
	test('a created trunk is answered unwrapped, with every field', async () => {
		expect(await inbound({ name: 'My inbound trunk', numbers: [number] })).toEqual({
			sip_trunk_id: expect.stringMatching(/^ST_.{12}$/),
			name: 'My inbound trunk',
			metadata: '',
			numbers: [number],
			allowed_addresses: [],
			allowed_numbers: [],
			auth_username: '',
			auth_password: '',
			auth_realm: '',
			headers: {},
			headers_to_attributes: {},
			attributes_to_headers: {},
			include_headers: 'SIP_NO_HEADERS',
			ringing_timeout: null,
			max_call_duration: null,
			krisp_enabled: false,
			media_encryption: 'SIP_MEDIA_ENCRYPT_DISABLE',
			media: null,
			created_at: null,
			updated_at: null,
		});
	});

	test('Get wraps the trunk, List has items, Delete is almost empty', async () => {
		const trunk = await outbound({ address: 'sip.example.com', numbers: [number] });
		const id = { sip_trunk_id: trunk.sip_trunk_id };

		expect((await call('GetSIPOutboundTrunk', id)).data).toEqual({ trunk });
		expect((await call('ListSIPOutboundTrunk')).data).toEqual({ items: [trunk] });
		expect((await call('DeleteSIPTrunk', id)).data).toMatchObject({
			...id,
			kind: 'TRUNK_LEGACY',
			outbound_address: '',
			name: '',
		});
	});

	test('fields that are optional or branches are left out while they are not set', async () => {
		const { data } = await call('CreateSIPDispatchRule', {
			dispatch_rule: { rule: { dispatch_rule_direct: { room_name: 'lobby' } }, media: {} },
		});

		expect(data.rule).toEqual({ dispatch_rule_direct: { room_name: 'lobby', pin: '' } });
		expect(data.media).toEqual({ only_listed_codecs: false, codecs: [] });
	});

	test('in LiveKit Cloud rows have dates', async () => {
		context.state.isCloud = true;
		const { sip_trunk_id, created_at } = await inbound({ numbers: [number] });
		const replace = { numbers: [number], created_at: null };
		const { data } = await call('UpdateSIPInboundTrunk', { sip_trunk_id, replace });

		expect(created_at).toBe(now.toISOString());
		expect(data).toMatchObject({ created_at, updated_at: created_at });
	});
});

describe('what is read of a body', () => {
	test('both spellings of a name, and no unknown fields', async () => {
		const trunk = { authUsername: 'carrier', auth_password: 'Invented!Pass', colour: 'red' };
		expect(await inbound(trunk)).toMatchObject({
			auth_username: 'carrier',
			auth_password: 'Invented!Pass',
		});
	});

	test('an unknown word of an enum is ignored, a number stands for its word', async () => {
		const trunk = { address: 'sip.example.com', numbers: [number] };
		expect((await outbound({ ...trunk, transport: 'tls' })).transport).toBe('SIP_TRANSPORT_AUTO');
		expect((await outbound({ ...trunk, transport: 3 })).transport).toBe('SIP_TRANSPORT_TLS');
	});

	test.each([
		['30s', '30s'],
		['0.5s', '0.500s'],
		['1.00000s', '1s'],
		['2.0000001s', '2.000000100s'],
	])('a duration of %s is answered as %s', async (ringing_timeout, answered) => {
		const trunk = await inbound({ numbers: [number], ringing_timeout });
		expect(trunk.ringing_timeout).toBe(answered);
	});

	test.each([
		['not JSON', '{'],
		['no body', ''],
		['a list', []],
		['a number for a text', { trunk: { name: 1 } }],
		['a number for a duration', { trunk: { ringing_timeout: 30 } }],
		['a text for a list', { trunk: { numbers: number } }],
		['one field in both spellings', { trunk: { auth_username: 'a', authUsername: 'a' } }],
	])('%s is malformed', async (_what, body) => {
		expect(await call('CreateSIPInboundTrunk', body)).toEqual({
			status: 400,
			data: refusal('malformed', 'the json request could not be decoded'),
			contentType: 'application/json',
		});
	});

	test('update and replace together are malformed, and null is absent', async () => {
		const { sip_trunk_id } = await inbound({ numbers: [number] });
		const both = { sip_trunk_id, replace: { numbers: [number] }, update: { name: 'x' } };
		expect((await call('UpdateSIPInboundTrunk', both)).data.code).toBe('malformed');
		expect((await call('UpdateSIPInboundTrunk', { ...both, update: null })).status).toBe(200);
	});
});
