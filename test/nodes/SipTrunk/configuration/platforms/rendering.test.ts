import { InputError } from '../../../../../nodes/SipTrunk/validation/inputError';
import { connect } from '../../../../../nodes/SipTrunk/configuration/platforms/connect';
import { PRESETS } from '../../../../../nodes/SipTrunk/configuration/platforms/presets';
import { sipUri } from '../../../../../nodes/SipTrunk/validation/sip';
import { carrier, carriers, INPUTS, NOTHING, preset } from './support';

/**
 * Every preset as every carrier writes it: the URI, and the settings of the trunk. Null where calls cannot get there.
 */
const REFUSED = null;
type Rendered = [uri: string, settings: Record<string, unknown>] | null;

/** Telnyx writes numbers without their plus sign unless it is told otherwise. */
const PLUS = { calledNumberFormat: '+e164', callerNumberFormat: '+E.164' };

/** Outbound trunks of LiveKit hold transport and encryption. */
const outbound = (transport: string, encryption?: string) => ({
	direction: 'outbound',
	transport,
	...(encryption && { mediaEncryption: `SIP_MEDIA_ENCRYPT_${encryption}` }),
});

const rows: Array<[id: string, rendered: Record<string, Rendered>]> = [
	[
		'livekit',
		{
			liveKit: ['vjnxecm0tjk.sip.livekit.cloud', outbound('tcp', 'DISABLE')],
			plivo: ['vjnxecm0tjk.sip.livekit.cloud;transport=tcp', { direction: 'inbound' }],
			twilio: ['sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp', {}],
			tryVox: ['sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp', {}],
			telnyx: ['sip:vjnxecm0tjk.sip.livekit.cloud:5060', { ...PLUS, transport: 'tcp' }],
			vobiz: ['sip:vjnxecm0tjk.sip.livekit.cloud:5060', { direction: 'inbound', transport: 'tcp' }],
		},
	],
	[
		'livekit-tls',
		{
			liveKit: ['vjnxecm0tjk.sip.livekit.cloud:5061', outbound('tls', 'REQUIRE')],
			plivo: [
				'vjnxecm0tjk.sip.livekit.cloud:5061;transport=tls',
				{ direction: 'inbound', secure: true },
			],
			twilio: ['sip:vjnxecm0tjk.sip.livekit.cloud:5061;transport=tls', { secure: true }],
			tryVox: ['sip:vjnxecm0tjk.sip.livekit.cloud:5061;transport=tls', {}],
			telnyx: [
				'sip:vjnxecm0tjk.sip.livekit.cloud:5061',
				{ ...PLUS, transport: 'tls', secure: true },
			],
			vobiz: [
				'sip:vjnxecm0tjk.sip.livekit.cloud:5061',
				{ direction: 'inbound', transport: 'tls', secure: true },
			],
		},
	],
	[
		'livekit-region',
		{
			liveKit: ['vjnxecm0tjk.eu.sip.livekit.cloud', outbound('tcp', 'DISABLE')],
			plivo: ['vjnxecm0tjk.eu.sip.livekit.cloud;transport=tcp', { direction: 'inbound' }],
			twilio: ['sip:vjnxecm0tjk.eu.sip.livekit.cloud;transport=tcp', {}],
			tryVox: ['sip:vjnxecm0tjk.eu.sip.livekit.cloud;transport=tcp', {}],
			telnyx: ['sip:vjnxecm0tjk.eu.sip.livekit.cloud:5060', { ...PLUS, transport: 'tcp' }],
			vobiz: [
				'sip:vjnxecm0tjk.eu.sip.livekit.cloud:5060',
				{ direction: 'inbound', transport: 'tcp' },
			],
		},
	],
	[
		'vapi-us',
		{
			liveKit: ['c-1.sip.vapi.ai:5060', outbound('udp', 'DISABLE')],
			plivo: ['c-1.sip.vapi.ai:5060;transport=udp', { direction: 'inbound' }],
			twilio: ['sip:c-1.sip.vapi.ai:5060;transport=udp', {}],
			tryVox: ['sip:c-1.sip.vapi.ai:5060;transport=udp', {}],
			telnyx: ['sip:c-1.sip.vapi.ai:5060', { ...PLUS, transport: 'udp' }],
			vobiz: ['sip:c-1.sip.vapi.ai:5060', { direction: 'inbound', transport: 'udp' }],
		},
	],
	[
		'vapi-eu',
		{
			liveKit: ['c-1.sip.eu.vapi.ai:5060', outbound('udp', 'DISABLE')],
			plivo: ['c-1.sip.eu.vapi.ai:5060;transport=udp', { direction: 'inbound' }],
			twilio: ['sip:c-1.sip.eu.vapi.ai:5060;transport=udp', {}],
			tryVox: ['sip:c-1.sip.eu.vapi.ai:5060;transport=udp', {}],
			telnyx: ['sip:c-1.sip.eu.vapi.ai:5060', { ...PLUS, transport: 'udp' }],
			vobiz: ['sip:c-1.sip.eu.vapi.ai:5060', { direction: 'inbound', transport: 'udp' }],
		},
	],
	[
		'elevenlabs',
		{
			liveKit: ['sip.rtc.elevenlabs.io:5060', outbound('tcp', 'DISABLE')],
			plivo: ['sip.rtc.elevenlabs.io:5060;transport=tcp', { direction: 'inbound' }],
			twilio: ['sip:sip.rtc.elevenlabs.io:5060;transport=tcp', {}],
			tryVox: ['sip:sip.rtc.elevenlabs.io:5060;transport=tcp', {}],
			telnyx: ['sip:sip.rtc.elevenlabs.io:5060', { ...PLUS, transport: 'tcp' }],
			vobiz: ['sip:sip.rtc.elevenlabs.io:5060', { direction: 'inbound', transport: 'tcp' }],
		},
	],
	[
		'elevenlabs-tls',
		{
			liveKit: ['sip.rtc.elevenlabs.io:5061', outbound('tls', 'REQUIRE')],
			plivo: ['sip.rtc.elevenlabs.io:5061;transport=tls', { direction: 'inbound', secure: true }],
			twilio: ['sip:sip.rtc.elevenlabs.io:5061;transport=tls', { secure: true }],
			tryVox: ['sip:sip.rtc.elevenlabs.io:5061;transport=tls', {}],
			telnyx: ['sip:sip.rtc.elevenlabs.io:5061', { ...PLUS, transport: 'tls', secure: true }],
			vobiz: [
				'sip:sip.rtc.elevenlabs.io:5061',
				{ direction: 'inbound', transport: 'tls', secure: true },
			],
		},
	],
	[
		'elevenlabs-in',
		{
			liveKit: ['sip.rtc.in.residency.elevenlabs.io:5060', outbound('tcp', 'DISABLE')],
			plivo: ['sip.rtc.in.residency.elevenlabs.io:5060;transport=tcp', { direction: 'inbound' }],
			twilio: ['sip:sip.rtc.in.residency.elevenlabs.io:5060;transport=tcp', {}],
			tryVox: ['sip:sip.rtc.in.residency.elevenlabs.io:5060;transport=tcp', {}],
			telnyx: ['sip:sip.rtc.in.residency.elevenlabs.io:5060', { ...PLUS, transport: 'tcp' }],
			vobiz: [
				'sip:sip.rtc.in.residency.elevenlabs.io:5060',
				{ direction: 'inbound', transport: 'tcp' },
			],
		},
	],
	[
		'retell',
		{
			liveKit: ['sip.retellai.com', outbound('tcp', 'DISABLE')],
			plivo: ['sip.retellai.com;transport=tcp', { direction: 'inbound' }],
			twilio: ['sip:sip.retellai.com;transport=tcp', {}],
			tryVox: ['sip:sip.retellai.com;transport=tcp', {}],
			telnyx: ['sip:sip.retellai.com:5060', { ...PLUS, transport: 'tcp' }],
			vobiz: ['sip:sip.retellai.com:5060', { direction: 'inbound', transport: 'tcp' }],
		},
	],
	[
		'retell-tls',
		{
			liveKit: ['sip.retellai.com:5061', outbound('tls')],
			plivo: ['sip.retellai.com;transport=tls', { direction: 'inbound' }],
			twilio: ['sip:sip.retellai.com;transport=tls', {}],
			tryVox: ['sip:sip.retellai.com;transport=tls', {}],
			telnyx: ['sip:sip.retellai.com:5061', { ...PLUS, transport: 'tls' }],
			vobiz: ['sip:sip.retellai.com:5061', { direction: 'inbound', transport: 'tls' }],
		},
	],
	[
		'bolna',
		{
			liveKit: ['trunk.bolna.ai:5060', outbound('udp', 'DISABLE')],
			plivo: ['trunk.bolna.ai:5060;transport=udp', { direction: 'inbound' }],
			twilio: ['sip:trunk.bolna.ai:5060;transport=udp', {}],
			tryVox: ['sip:trunk.bolna.ai:5060;transport=udp', {}],
			telnyx: ['sip:trunk.bolna.ai:5060', { ...PLUS, transport: 'udp' }],
			vobiz: ['sip:trunk.bolna.ai:5060', { direction: 'inbound', transport: 'udp' }],
		},
	],
	[
		'bolna-legacy',
		{
			liveKit: ['sip.bolna.ai:5060', outbound('udp', 'DISABLE')],
			plivo: ['sip.bolna.ai:5060;transport=udp', { direction: 'inbound' }],
			twilio: ['sip:sip.bolna.ai:5060;transport=udp', {}],
			tryVox: ['sip:sip.bolna.ai:5060;transport=udp', {}],
			telnyx: ['sip:sip.bolna.ai:5060', { ...PLUS, transport: 'udp' }],
			vobiz: ['sip:sip.bolna.ai:5060', { direction: 'inbound', transport: 'udp' }],
		},
	],
	[
		'openai',
		{
			liveKit: REFUSED,
			plivo: [
				'sip:proj_abc@sip.api.openai.com:5061;transport=tls',
				{ direction: 'inbound', secure: true },
			],
			twilio: ['sip:proj_abc@sip.api.openai.com:5061;transport=tls', { secure: true }],
			tryVox: REFUSED,
			telnyx: ['sip:sip.api.openai.com:5061', { ...PLUS, transport: 'tls', secure: true }],
			vobiz: [
				'sip:proj_abc@sip.api.openai.com:5061',
				{ direction: 'inbound', transport: 'tls', secure: true },
			],
		},
	],
	[
		'openai-eu',
		{
			liveKit: REFUSED,
			plivo: [
				'sip:proj_abc@sip-eu.api.openai.com:5061;transport=tls',
				{ direction: 'inbound', secure: true },
			],
			twilio: ['sip:proj_abc@sip-eu.api.openai.com:5061;transport=tls', { secure: true }],
			tryVox: REFUSED,
			telnyx: ['sip:sip-eu.api.openai.com:5061', { ...PLUS, transport: 'tls', secure: true }],
			vobiz: [
				'sip:proj_abc@sip-eu.api.openai.com:5061',
				{ direction: 'inbound', transport: 'tls', secure: true },
			],
		},
	],
	[
		'xai',
		{
			liveKit: ['sip.voice.x.ai:5061', outbound('tls')],
			plivo: ['sip.voice.x.ai;transport=tls', { direction: 'inbound' }],
			twilio: ['sip:sip.voice.x.ai;transport=tls', {}],
			tryVox: ['sip:sip.voice.x.ai;transport=tls', {}],
			telnyx: ['sip:sip.voice.x.ai:5061', { ...PLUS, transport: 'tls' }],
			vobiz: ['sip:sip.voice.x.ai:5061', { direction: 'inbound', transport: 'tls' }],
		},
	],
	[
		'cartesia',
		{
			liveKit: ['sip.cartesia.ai:5061', outbound('tls')],
			plivo: ['sip.cartesia.ai;transport=tls', { direction: 'inbound' }],
			twilio: ['sip:sip.cartesia.ai;transport=tls', {}],
			tryVox: ['sip:sip.cartesia.ai;transport=tls', {}],
			telnyx: ['sip:sip.cartesia.ai:5061', { ...PLUS, transport: 'tls' }],
			vobiz: ['sip:sip.cartesia.ai:5061', { direction: 'inbound', transport: 'tls' }],
		},
	],
	[
		'ultravox',
		{
			liveKit: REFUSED,
			plivo: ['sip:agent_a1b2@acme.sip.ultravox.ai;transport=udp', { direction: 'inbound' }],
			twilio: ['sip:agent_a1b2@acme.sip.ultravox.ai;transport=udp', {}],
			tryVox: ['sip:agent_a1b2@acme.sip.ultravox.ai;transport=udp', {}],
			telnyx: ['sip:acme.sip.ultravox.ai:5060', { ...PLUS, transport: 'udp' }],
			vobiz: [
				'sip:agent_a1b2@acme.sip.ultravox.ai:5060',
				{ direction: 'inbound', transport: 'udp' },
			],
		},
	],
];

it('has a row for every preset', () => {
	expect(rows.map(([id]) => id)).toEqual(PRESETS.map(({ id }) => id));
});

const cases = rows.flatMap(([id, rendered]) =>
	carriers.map(({ value }) => [id, value, rendered[value]] as const),
);

describe.each(cases)('%s at %s', (id, value, rendered) => {
	it('has an expectation', () => {
		expect(rendered).toBeDefined();
	});

	if (rendered === REFUSED || rendered === undefined) {
		it('is refused', () => {
			expect(() => connect(NOTHING, preset(id), INPUTS, carrier(value))).toThrow(InputError);
		});
		return;
	}
	const [uri, settings] = rendered;

	it('is written in the form of the carrier', () => {
		const described = connect(NOTHING, preset(id), INPUTS, carrier(value));
		const { targetSetting } = carrier(value).form;
		expect(described.uri).toBe(uri);
		if (targetSetting === undefined) {
			expect(described.sections).toMatchObject({
				originationUris: [{ uri, name: preset(id).label }],
			});
			expect(described.settings).toEqual(settings);
		} else {
			expect(described.sections).toEqual({});
			expect(described.settings).toEqual({ ...settings, [targetSetting]: uri });
		}
	});

	it('passes the check of what users enter, and is read as what it means', () => {
		const { form } = carrier(value);
		const whole = form.asSipUri?.(uri) ?? uri;
		expect(sipUri()(whole, 'URI')).toBe(whole);
		expect(form.transportOf(uri, settings)).toBe(preset(id).transport);
	});
});
