import { useLiveKit, number, otherNumber } from './support';

const { context, call, inbound, outbound } = useLiveKit();
const { incoming, outgoing } = context.calls;
const rule = async (fields: object = {}) =>
	await call('CreateSIPDispatchRule', {
		dispatch_rule: { rule: { dispatch_rule_direct: { room_name: 'lobby' } }, ...fields },
	});

test('a trunk without a dispatch rule takes no calls', async () => {
	const { sip_trunk_id: id } = await inbound({ numbers: [number] });
	expect(incoming(context.state, id)).toContain('no dispatch rule');
	await rule({ trunk_ids: ['ST_other'] });
	expect(incoming(context.state, id)).toContain('no dispatch rule');
	await rule({ trunk_ids: [id], numbers: [otherNumber] });
	expect(incoming(context.state, id)).toContain('no dispatch rule');
	await rule({ trunk_ids: [id] });
	expect(incoming(context.state, id)).toBeNull();
});

test.each([
	[['10.0.0.1'], 'no address of a carrier'],
	[['10.0.0.1', '44.1.2.0/24'], null],
	[['sip.example.com'], null],
	// Nothing that counts is left, so that everybody may call.
	[['(10.0.0.1)'], null],
])('allowed addresses %j', async (allowed_addresses, obstacle) => {
	const { sip_trunk_id: id } = await inbound({ allowed_addresses });
	await rule();
	const found = incoming(context.state, id);
	if (obstacle === null) expect(found).toBeNull();
	else expect(found).toContain(obstacle);
});

test('an outbound trunk needs an address that can be reached', async () => {
	const local = await outbound({ address: '10.0.0.1', numbers: [number] });
	expect(outgoing(context.state, local.sip_trunk_id)).toContain('cannot be reached');
	const trunk = { address: 'trunk.bolna.ai', numbers: [number] };
	const { sip_trunk_id: id } = await outbound({ ...trunk, transport: 'SIP_TRANSPORT_TLS' });
	expect(outgoing(context.state, id)).toContain('no calls over tls');
	const { sip_trunk_id: right } = await outbound({ ...trunk, transport: 'SIP_TRANSPORT_TCP' });
	expect(outgoing(context.state, right)).toBeNull();
});

test('each trunk is for calls of its direction', async () => {
	const { sip_trunk_id: one } = await inbound({ numbers: [number] });
	const { sip_trunk_id: other } = await outbound({ address: 'sip.a.net', numbers: [number] });
	expect(outgoing(context.state, one)).toContain('for inbound calls');
	expect(incoming(context.state, other)).toContain('for outbound calls');
	expect(incoming(context.state, 'ST_missing')).toContain('no such trunk');
	expect(outgoing(context.state, 'ST_missing')).toContain('no such trunk');
});
