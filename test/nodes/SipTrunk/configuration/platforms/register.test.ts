import type { IDataObject } from 'n8n-workflow';
import { connect } from '../../../../../nodes/SipTrunk/configuration/platforms/connect';
import { platformReport } from '../../../../../nodes/SipTrunk/configuration/platforms/report';
import type { RegistrationFacts } from '../../../../../nodes/SipTrunk/configuration/platforms/registration';
import { PRESETS } from '../../../../../nodes/SipTrunk/configuration/platforms/presets';
import { carrier, INPUTS, NOTHING, preset } from './support';

function report(id: string, own: Partial<RegistrationFacts> = {}) {
	const { form } = carrier('twilio');
	const { target, uri } = connect(NOTHING, preset(id), INPUTS, carrier('twilio'));
	return platformReport(form, uri, {
		preset: preset(id),
		inputs: INPUTS,
		target,
		carrier: 'twilio',
		name: 'Example Garage',
		phoneNumbers: ['+15555550104'],
		sipDomain: 'acme.pstn.twilio.com',
		takesCalls: true,
		username: 'acme',
		...own,
	});
}

/** The value at a place in a body; undefined where nothing is. */
const valueAt = (body: IDataObject, at: string) =>
	at.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], body);

const all = PRESETS.flatMap(({ id }) =>
	[
		report(id),
		report(id, { phoneNumbers: [] }),
		report(id, { sipDomain: null, username: undefined }),
	].flatMap(({ register, alsoRegister }) =>
		[register, ...alsoRegister].flatMap((one) => (one === null ? [] : [[id, one] as const])),
	),
);

describe('every request', () => {
	it.each(all)(
		'of %s goes to the platform and holds no password',
		(_, { url, body, keyHeader }) => {
			expect(url).toMatch(/^https:\/\/(?:api\.|<project>\.livekit\.cloud)/);
			expect(JSON.stringify(body)).not.toMatch(/password/i);
			expect(keyHeader.name).toMatch(/^(?:Authorization|xi-api-key|X-API-Key)$/);
			expect(keyHeader.value).toMatch(/<.+>/);
		},
	);

	it.each(all)('of %s asks to fill in only what is not there', (_, { url, body, fillIn }) => {
		fillIn.forEach(({ at }) => {
			if (at === 'url') expect(url).toMatch(/<.+>/);
			else expect(valueAt(body, at)).toBeUndefined();
		});
	});
});

it('of LiveKit: the trunk, a rule that takes its numbers, and the way out', () => {
	const { register, alsoRegister } = report('livekit');
	expect(register).toEqual({
		method: 'POST',
		url: 'https://<project>.livekit.cloud/twirp/livekit.SIP/CreateSIPInboundTrunk',
		headers: {},
		keyHeader: { name: 'Authorization', value: 'Bearer <token with the grant sip.admin>' },
		body: { trunk: { name: 'Example Garage', numbers: ['+15555550104'] } },
		fillIn: [
			{ at: 'url', what: expect.any(String), required: true },
			{ at: 'trunk.allowed_addresses', what: expect.any(String), required: false },
		],
	});
	expect(alsoRegister.map(({ url, body }) => [url.split('/').pop(), body])).toEqual([
		[
			'CreateSIPDispatchRule',
			{
				dispatch_rule: {
					name: 'Example Garage',
					numbers: ['+15555550104'],
					rule: { dispatch_rule_individual: { room_prefix: 'call-' } },
				},
			},
		],
		[
			'CreateSIPOutboundTrunk',
			{
				trunk: {
					name: 'Example Garage',
					address: 'acme.pstn.twilio.com',
					transport: 'SIP_TRANSPORT_TCP',
					numbers: ['+15555550104'],
					auth_username: 'acme',
				},
			},
		],
	]);
	expect(alsoRegister[1].fillIn).toContainEqual({
		at: 'trunk.auth_password',
		what: 'The password of the SIP credential acme',
		required: true,
	});
});

it('of LiveKit has no way out over a trunk that takes no calls', () => {
	expect(report('livekit', { takesCalls: false }).alsoRegister).toHaveLength(1);
	expect(report('livekit', { sipDomain: null }).alsoRegister).toHaveLength(1);
});

it('of LiveKit says where the rule wants numbers that are not known', () => {
	const { alsoRegister } = report('livekit', { phoneNumbers: [] });
	expect(alsoRegister[0].fillIn.map(({ at }) => at)).toContain('dispatch_rule.numbers');
	expect(report('livekit').alsoRegister[0].fillIn.map(({ at }) => at)).not.toContain(
		'dispatch_rule.numbers',
	);
});

it('tells of the calls that a platform places only where the trunk takes them', () => {
	const places = /ElevenLabs places calls/;
	expect(report('elevenlabs').notes.join(' ')).toMatch(places);
	expect(report('elevenlabs', { takesCalls: false }).notes.join(' ')).not.toMatch(places);
});

it('of ElevenLabs, per number', () => {
	const { register, alsoRegister } = report('elevenlabs', {
		phoneNumbers: ['+15555550104', '+15555550105'],
	});
	expect(register).toMatchObject({
		method: 'POST',
		url: 'https://api.elevenlabs.io/v1/convai/phone-numbers',
		keyHeader: { name: 'xi-api-key' },
		body: {
			provider: 'sip_trunk',
			label: 'Example Garage',
			phone_number: '+15555550104',
			inbound_trunk_config: { media_encryption: 'allowed' },
			outbound_trunk_config: {
				address: 'acme.pstn.twilio.com',
				transport: 'tcp',
				media_encryption: 'allowed',
				credentials: { username: 'acme' },
			},
		},
	});
	expect(alsoRegister).toHaveLength(1);
	expect(alsoRegister[0].body).toMatchObject({ phone_number: '+15555550105' });
	expect(report('elevenlabs', { takesCalls: false }).register?.body).not.toHaveProperty(
		'outbound_trunk_config',
	);
});

it('of Retell, which wants a host in any case', () => {
	expect(report('retell', { takesCalls: false }).register).toMatchObject({
		method: 'POST',
		url: 'https://api.retellai.com/import-phone-number',
		body: {
			phone_number: '+15555550104',
			termination_uri: 'acme.pstn.twilio.com',
			sip_trunk_auth_username: 'acme',
			transport: 'TCP',
			nickname: 'Example Garage',
		},
	});
	const places = report('retell', { sipDomain: null }).register?.fillIn.map(({ at }) => at);
	expect(places).toContain('termination_uri');
	expect(report('retell-tls').register?.body).toMatchObject({ transport: 'TLS' });
});

it('of Vapi goes to its region and names the credential', () => {
	expect(report('vapi-us').register).toMatchObject({
		url: 'https://api.vapi.ai/phone-number',
		body: { provider: 'byo-phone-number', number: '+15555550104', credentialId: 'c-1' },
	});
	expect(report('vapi-eu').register?.url).toBe('https://api.eu.vapi.ai/phone-number');
	expect(report('vapi-eu', { name: 'x'.repeat(64) }).register?.body.name).toHaveLength(40);
});

it('of Bolna: the trunk, then its numbers', () => {
	const { register, alsoRegister } = report('bolna');
	expect(register?.body).toEqual({
		name: 'Example Garage',
		preset: 'twilio',
		transport: 'udp',
		inbound_enabled: true,
		outbound_enabled: true,
		gateways: [{ host: 'acme.pstn.twilio.com', port: 5060, priority: 1 }],
		auth_username: 'acme',
	});
	expect(alsoRegister.map(({ url, body }) => [url, body])).toEqual([
		['https://api.bolna.ai/trunk/trunks/<trunk ID>/numbers', { e164: '+15555550104' }],
	]);
	expect(report('bolna', { carrier: 'tryVox' }).register?.body.preset).toBe('custom');
});

it('of xAI, Cartesia and Ultravox', () => {
	expect(report('xai').register).toMatchObject({
		url: 'https://api.x.ai/v2/phone-numbers',
		body: { origin: 'byo_trunk', name: 'Example Garage', phone_number: '+15555550104' },
	});
	expect(report('cartesia').register).toMatchObject({
		url: 'https://api.cartesia.ai/agents/phone-numbers/providers',
		headers: { 'Cartesia-Version': '2026-03-01' },
		keyHeader: { name: 'X-API-Key' },
		body: { type: 'sip_trunk', label: 'Example Garage' },
	});
	expect(report('ultravox').register).toMatchObject({
		method: 'PATCH',
		url: 'https://api.ultravox.ai/api/sip',
		body: { allowedAgents: [{ agentId: 'a1b2' }] },
	});
});

it('is null where the platform has none, and says what to do instead', () => {
	for (const id of ['openai', 'openai-eu', 'bolna-legacy']) {
		const { register, alsoRegister, notes } = report(id);
		expect([register, alsoRegister]).toEqual([null, []]);
		expect(notes).not.toEqual([]);
	}
});

it('comes with what is known of the platform', () => {
	expect(report('openai')).toMatchObject({
		id: 'openai',
		name: 'OpenAI',
		checked: preset('openai').checked,
		source: preset('openai').source,
		uri: 'sip:proj_abc@sip.api.openai.com:5061;transport=tls',
		transport: 'tls',
		mediaAddresses: preset('openai').mediaAddresses,
	});
	const { form } = carrier('tryVox');
	expect(
		form.notes?.(connect(NOTHING, preset('xai'), INPUTS, carrier('tryVox')).target),
	).toHaveLength(1);
	expect(
		form.notes?.(connect(NOTHING, preset('retell'), INPUTS, carrier('tryVox')).target),
	).toEqual([]);
});
