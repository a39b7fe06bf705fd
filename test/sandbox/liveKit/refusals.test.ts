import { invalid, number, otherNumber, useLiveKit } from './support';

const { call, inbound } = useLiveKit();

describe('trunks that are refused', () => {
	test.each([
		['Inbound', { name: 'x' }, 'missing trunk'],
		['Inbound', { trunk: { name: 'x' } }, expect.stringMatching(/^for security, one of/)],
		['Inbound', { trunk: { sip_trunk_id: 'ST_x', numbers: [number] } }, 'trunk id must not be set'],
		['Outbound', { trunk: { address: 'sip.example.com' } }, 'no trunk numbers specified'],
		['Outbound', { trunk: { numbers: [number] } }, 'no outbound address specified'],
		[
			'Outbound',
			{ trunk: { numbers: [number], address: 'sip.telnyx.com;transport=tcp' } },
			'trunk address should not contain transport parameter',
		],
		[
			'Outbound',
			{ trunk: { numbers: [number], address: 'sip.example.com', from_host: 'a@b' } },
			'from_host should be a hostname or IP, not SIP URI',
		],
	])('%s %j', async (direction, body, message) => {
		expect(await call(`CreateSIP${direction}Trunk`, body)).toEqual(invalid(message));
	});

	test.each([
		[{ headers: { From: 'x' } }, /^invalid header name: header name From not supported$/],
		[{ headers: { 'X Line': 'x' } }, /^invalid header name: .*invalid characters/],
		[{ headers: { 'X-Line': 'x'.repeat(1025) } }, /^invalid header value for X-Line: /],
		[{ headers: { 'X-Line': 'a\r\nb' } }, /^invalid header value for X-Line: /],
		[{ headers_to_attributes: { 'X Line': 'line' } }, /^invalid header name: /],
		[{ attributes_to_headers: { line: 'X Line' } }, /^invalid header name: /],
		[{ media: { codecs: [{ rate: 8000 }] } }, /^missing codec name$/],
		[{ media: { codecs: [{ name: 'PC MU', rate: 8000 }] } }, /^invalid codec name$/],
		[{ media: { codecs: [{ name: 'PCMU/8000', rate: 8000 }] } }, /must not contain '\/'$/],
		[{ media: { media_timeout: '-1s' } }, /^media_timeout must not be negative$/],
		[{ media: { media_timeout: '601s' } }, /^media_timeout must not exceed 10m0s$/],
	])('%j', async (fields, message) => {
		const { status, data } = await call('CreateSIPInboundTrunk', {
			trunk: { numbers: [number], ...fields },
		});
		expect([status, data.msg]).toEqual([400, expect.stringMatching(message)]);
	});

	test('to and via are still taken', async () => {
		const trunk = await inbound({ numbers: [number], headers: { To: 'x', via: 'y' } });
		expect(trunk.headers).toEqual({ To: 'x', via: 'y' });
	});
});

describe('conflicts', () => {
	test('numbers are compared however they are written', async () => {
		await inbound({ numbers: ['+1 (510) 555-0123'] });
		const { data } = await call('CreateSIPInboundTrunk', { trunk: { numbers: ['15105550123'] } });
		expect(data.msg).toContain('using the same number(s) ["15105550123"]');
	});

	test('callers that are told apart make no conflict, the same caller does', async () => {
		await inbound({ numbers: [number] });
		const { sip_trunk_id } = await inbound({ numbers: [number], allowed_numbers: [otherNumber] });
		const { data } = await call('CreateSIPInboundTrunk', {
			trunk: { numbers: [number], allowed_numbers: [otherNumber] },
		});
		expect(data.msg).toBe(
			`Conflicting inbound SIP Trunks: "<new>" and "${sip_trunk_id}", ` +
				`using the same number(s) ["${number}"] and AllowedNumber "${otherNumber}"`,
		);
	});

	test('trunks without numbers meet only each other', async () => {
		await inbound({ numbers: [number] });
		await inbound({ allowed_addresses: ['203.0.113.1'] });
		const { data } = await call('CreateSIPInboundTrunk', {
			trunk: { allowed_addresses: ['203.0.113.2'] },
		});
		expect(data.msg).toContain('using the same number(s) <any> without');
	});

	test('a move to a number that is taken passes, and the next one to touch it is refused', async () => {
		const first = await inbound({ numbers: [number] });
		const second = await inbound({ numbers: [otherNumber] });
		const update = { numbers: { set: [number] } };
		const moved = await call('UpdateSIPInboundTrunk', {
			sip_trunk_id: second.sip_trunk_id,
			update,
		});
		const renamed = await call('UpdateSIPInboundTrunk', {
			sip_trunk_id: first.sip_trunk_id,
			update: { name: 'x' },
		});
		expect(moved.status).toBe(200);
		expect(renamed).toEqual(
			invalid(expect.stringMatching(/^Conflicting inbound SIP Trunks: "ST_.*" and "ST_/)),
		);
	});

	test('a rule without one of the kinds', async () => {
		expect(await call('CreateSIPDispatchRule', { dispatch_rule: { rule: {} } })).toEqual(
			invalid('twirp error unknown: unsupported SIP Dispatch Rule: <nil>'),
		);
		expect(await call('CreateSIPDispatchRule', {})).toEqual(invalid('missing rule'));
	});

	test('rules with another pin, trunk, caller or called number may stand beside each other', async () => {
		const rule = { dispatch_rule_individual: { room_prefix: 'call-' } };
		const pinned = { dispatch_rule_individual: { room_prefix: 'call-', pin: '1234' } };
		const rules = [
			{ rule },
			{ rule: pinned },
			{ rule, trunk_ids: ['ST_one'] },
			{ rule, inbound_numbers: [number] },
			{ rule, numbers: [number] },
		];
		for (const dispatch_rule of rules) {
			expect((await call('CreateSIPDispatchRule', { dispatch_rule })).status).toBe(200);
		}
		const { data } = await call('CreateSIPDispatchRule', { dispatch_rule: rules[2] });
		expect(data.msg).toMatch(/already exists in dispatch rule "SDR_.*" "<blank name>"$/);
	});
});
