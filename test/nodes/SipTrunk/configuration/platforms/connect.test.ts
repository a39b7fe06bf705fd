import type { Sections, Settings } from '../../../../../nodes/SipTrunk/configuration/configuration';
import { connect } from '../../../../../nodes/SipTrunk/configuration/platforms/connect';
import { carrier, INPUTS, NOTHING, preset } from './support';

const REQUIRE = 'SIP_MEDIA_ENCRYPT_REQUIRE';

const withSettings = (at: string, id: string, settings: Settings = {}, current: Settings = {}) =>
	connect({ settings, sections: {} }, preset(id), INPUTS, carrier(at), current);

const withSections = (at: string, id: string, sections: Sections) =>
	connect({ settings: {}, sections }, preset(id), INPUTS, carrier(at)).sections;

describe('the addresses from which a platform calls', () => {
	it('are allowed at Twilio, each under a name of its own', () => {
		expect(withSections('twilio', 'vapi-us', {}).allowedAddresses).toEqual([
			{ address: '44.229.228.186/32', name: 'Vapi (US) 44.229.228.186/32' },
			{ address: '44.238.177.138/32', name: 'Vapi (US) 44.238.177.138/32' },
		]);
	});

	it('are left out where there are none, also of one region', () => {
		expect(withSections('twilio', 'elevenlabs', {})).not.toHaveProperty('allowedAddresses');
		const inputs = { ...INPUTS, platformRegion: 'uk' };
		const { sections } = connect(NOTHING, preset('livekit-region'), inputs, carrier('twilio'));
		expect(sections).not.toHaveProperty('allowedAddresses');
	});

	it('are no part of a Vobiz trunk for incoming calls', () => {
		expect(withSections('vobiz', 'retell', {})).not.toHaveProperty('allowedAddresses');
	});

	it.each<[wanted: Settings, current: Settings, count: number | undefined]>([
		[{ authType: 'ip' }, {}, 2],
		[{}, { authType: 'ip' }, 2],
		[{ authType: 'credential' }, {}, undefined],
		[{ authType: 'credential' }, { authType: 'ip' }, undefined],
		[{}, {}, undefined],
	])(
		'are allowed at TryVox where callers are known by address: %p over %p',
		(wanted, current, count) => {
			const { allowedAddresses } = withSettings('tryVox', 'bolna', wanted, current).sections;
			expect(allowedAddresses?.length).toBe(count);
		},
	);
});

describe("the user's own values win", () => {
	it('over settings', () => {
		expect(withSettings('vobiz', 'livekit', { transport: 'udp' }).settings).toEqual({
			direction: 'inbound',
			transport: 'udp',
		});
		expect(withSettings('twilio', 'livekit-tls', { secure: false }).settings).toEqual({
			secure: false,
		});
	});

	it('over the form of the URI, which follows from the transport', () => {
		const { sections, target } = withSettings('vobiz', 'livekit', { transport: 'tls' });
		expect(sections.originationUris).toEqual([
			{ uri: 'sip:vjnxecm0tjk.sip.livekit.cloud:5061', name: 'LiveKit Cloud' },
		]);
		expect(target.transport).toBe('tls');
	});

	it('over an entry that leads to the same place, and others stay beside it', () => {
		const originationUris = [
			{ uri: 'sip:sip.retellai.com:5060;transport=udp', priority: 1 },
			{ uri: 'sip:pbx.example.com', priority: 2 },
		];
		expect(withSections('twilio', 'retell', { originationUris }).originationUris).toEqual(
			originationUris,
		);
		expect(withSections('twilio', 'elevenlabs', { originationUris }).originationUris).toEqual([
			...originationUris,
			{ uri: 'sip:sip.rtc.elevenlabs.io:5060;transport=tcp', name: 'ElevenLabs' },
		]);
	});

	it('over addresses: an entry of theirs stays as it is, and none means none', () => {
		const allowedAddresses = [{ address: '63.182.83.170', name: 'mine' }];
		expect(withSections('twilio', 'vapi-eu', { allowedAddresses }).allowedAddresses).toEqual(
			allowedAddresses,
		);
		expect(withSections('twilio', 'vapi-eu', { allowedAddresses: [] }).allowedAddresses).toEqual(
			[],
		);
	});

	it('and everything else stays as it is', () => {
		const own = {
			settings: { name: 'x' },
			sections: {
				sipCredentials: [{ username: 'u' }],
				phoneNumbers: [{ phoneNumber: '+4930123456' }],
			},
		};
		expect(connect(own, preset('elevenlabs'), INPUTS, carrier('twilio'))).toMatchObject(own);
	});
});

describe('a target that stands in a setting', () => {
	it('is no entry, and takes the place of the one that is there', () => {
		const own = { settings: {}, sections: { allowedAddresses: [] } };
		const current = { address: 'sip.acme.com', transport: 'tls', mediaEncryption: REQUIRE };
		const { settings, sections, uri } = connect(
			own,
			preset('retell'),
			INPUTS,
			carrier('liveKit'),
			current,
		);
		expect(settings).toEqual({
			direction: 'outbound',
			address: 'sip.retellai.com',
			transport: 'tcp',
			mediaEncryption: 'SIP_MEDIA_ENCRYPT_DISABLE',
		});
		expect(sections).toEqual(own.sections);
		expect(uri).toBe('sip.retellai.com');
	});

	it('follows from the transport of the user, and stays at a port of theirs', () => {
		const { settings } = withSettings('liveKit', 'retell', { transport: 'tls' });
		expect(settings.address).toBe('sip.retellai.com:5061');
		const own = withSettings('liveKit', 'retell', { address: 'SIP.retellai.com:5080' });
		expect([own.settings.address, own.uri]).toEqual(Array(2).fill('SIP.retellai.com:5080'));
	});
});

it('does not change what it is given', () => {
	const own = { originationUris: [{ uri: 'sip:pbx.example.com' }] };
	const before = JSON.stringify(own);
	withSections('twilio', 'livekit', own);
	expect(JSON.stringify(own)).toBe(before);
});

describe('what cannot work is refused', () => {
	it.each<[at: string, id: string, own: Settings, current: Settings, problem: RegExp]>([
		['tryVox', 'openai', {}, {}, /'Connect To' cannot be OpenAI: .*TryVox documents no encryption/],
		['twilio', 'openai', { secure: false }, {}, /OpenAI without encryption/],
		['vobiz', 'openai', { transport: 'udp' }, {}, /the transport "udp": it takes tls/],
		['vobiz', 'bolna', { transport: 'tls' }, {}, /the transport "tls": it takes udp, tcp/],
		['vobiz', 'livekit', { direction: 'outbound' }, {}, /direction of the trunk is "outbound"/],
		['vobiz', 'elevenlabs', { transport: 'tls' }, {}, /Choose ElevenLabs \(TLS\)/],
		['twilio', 'retell', { secure: true }, {}, /Choose Retell \(TLS\)/],
		['twilio', 'livekit', {}, { secure: true }, /Choose LiveKit Cloud \(TLS\)/],
		['twilio', 'bolna', { secure: true }, {}, /Turn encryption off/],
		['liveKit', 'openai', {}, {}, /cannot be OpenAI: .*LiveKit sends calls to a host alone/],
		['liveKit', 'vapi-us', { direction: 'inbound' }, {}, /outgoing calls .* Set it to "outbound"/],
		['liveKit', 'livekit', { address: 'sip.acme.com' }, {}, /but address is "sip.acme.com"/],
		['liveKit', 'bolna', { mediaEncryption: REQUIRE }, {}, /Turn encryption off/],
	])('%s, %s, %p over %p', (at, id, own, current, problem) => {
		expect(() => withSettings(at, id, own, current)).toThrow(problem);
	});

	it('also where no address is wanted at all', () => {
		expect(() => withSections('twilio', 'livekit', { originationUris: [] })).toThrow(
			/originationUris is an empty list/,
		);
	});

	it("by the carrier's transports, whatever they are", () => {
		const transports = ['udp', 'tcp'] as const;
		const plain = { name: 'Acme', form: { ...carrier('twilio').form, transports } };
		expect(() => connect(NOTHING, preset('xai'), INPUTS, plain)).toThrow(
			/over TLS, which Acme does not offer/,
		);
		expect(() => connect(NOTHING, preset('livekit'), INPUTS, plain)).not.toThrow();
	});

	it.each<[wanted: Settings, current: Settings, remedy: string | undefined]>([
		[{}, { direction: 'inbound' }, 'Choose a trunk whose direction is "outbound".'],
		[
			{ direction: 'outbound' },
			{ direction: 'inbound' },
			'Choose a trunk whose direction is "outbound".',
		],
		[{ direction: 'inbound' }, {}, 'Set it to "outbound".'],
		[{}, { direction: 'outbound' }, undefined],
	])('by a direction that nothing changes: %p over %p', (settings, current, remedy) => {
		const fixed = { ...carrier('liveKit'), keepsDirection: true };
		const connected = () =>
			connect({ settings, sections: {} }, preset('elevenlabs'), INPUTS, fixed, current);
		if (remedy === undefined) expect(connected).not.toThrow();
		else expect(connected).toThrow(remedy);
	});

	it('and a direction that can be changed is', () => {
		const { settings } = withSettings('vobiz', 'livekit', {}, { direction: 'outbound' });
		expect(settings.direction).toBe('inbound');
	});

	it('and turning encryption off over an encrypted trunk is not', () => {
		const { settings } = withSettings('twilio', 'livekit', { secure: false }, { secure: true });
		expect(settings).toEqual({ secure: false });
	});
});
