import type { IDataObject } from 'n8n-workflow';
import { connect } from '../../../../../nodes/SipTrunk/configuration/platforms/connect';
import { carrier, INPUTS, preset } from './support';

const wantedOf = (at: string, id: string, own: IDataObject = {}, current: IDataObject = {}) =>
	connect(own, preset(id), INPUTS, carrier(at), current).wanted;

describe('the addresses from which a platform calls', () => {
	it('are allowed at Twilio, each under a name of its own', () => {
		expect(wantedOf('twilio', 'vapi-us').allowedAddresses).toEqual([
			{ address: '44.229.228.186/32', name: 'Vapi (US) 44.229.228.186/32' },
			{ address: '44.238.177.138/32', name: 'Vapi (US) 44.238.177.138/32' },
		]);
	});

	it('are left out where there are none, also of one region', () => {
		expect(wantedOf('twilio', 'elevenlabs')).not.toHaveProperty('allowedAddresses');
		const { wanted } = connect(
			{},
			preset('livekit-region'),
			{ ...INPUTS, platformRegion: 'uk' },
			carrier('twilio'),
		);
		expect(wanted).not.toHaveProperty('allowedAddresses');
	});

	it('are no part of a Vobiz trunk for incoming calls', () => {
		expect(wantedOf('vobiz', 'retell')).not.toHaveProperty('allowedAddresses');
	});

	it('are allowed at TryVox on a trunk that knows its callers by address, and on no other', () => {
		expect(wantedOf('tryVox', 'bolna', { authType: 'ip' }).allowedAddresses).toHaveLength(2);
		expect(wantedOf('tryVox', 'bolna', {}, { authType: 'ip' }).allowedAddresses).toHaveLength(2);
		expect(wantedOf('tryVox', 'bolna', { authType: 'credential' })).not.toHaveProperty(
			'allowedAddresses',
		);
		expect(
			wantedOf('tryVox', 'bolna', { authType: 'credential' }, { authType: 'ip' }),
		).not.toHaveProperty('allowedAddresses');
	});
});

describe("the user's own values win", () => {
	it('over settings', () => {
		expect(wantedOf('vobiz', 'livekit', { transport: 'udp' })).toMatchObject({
			transport: 'udp',
			direction: 'inbound',
		});
		expect(wantedOf('twilio', 'livekit-tls', { secure: false })).toMatchObject({ secure: false });
	});

	it('over the form of the URI, which follows from the transport', () => {
		const { wanted, target } = connect<IDataObject>(
			{ transport: 'tls' },
			preset('livekit'),
			INPUTS,
			carrier('vobiz'),
		);
		expect(wanted.originationUris).toEqual([
			{ uri: 'sip:vjnxecm0tjk.sip.livekit.cloud:5061', name: 'LiveKit Cloud' },
		]);
		expect(target.transport).toBe('tls');
	});

	it('over an entry that leads to the same place, and others stay beside it', () => {
		const own = [
			{ uri: 'sip:sip.retellai.com:5060;transport=udp', priority: 1 },
			{ uri: 'sip:pbx.example.com', priority: 2 },
		];
		expect(wantedOf('twilio', 'retell', { originationUris: own }).originationUris).toEqual(own);
		expect(wantedOf('twilio', 'elevenlabs', { originationUris: own }).originationUris).toEqual([
			...own,
			{ uri: 'sip:sip.rtc.elevenlabs.io:5060;transport=tcp', name: 'ElevenLabs' },
		]);
	});

	it('over addresses: an entry of theirs stays as it is, and none means none', () => {
		const own = [{ address: '63.182.83.170', name: 'mine' }];
		expect(wantedOf('twilio', 'vapi-eu', { allowedAddresses: own }).allowedAddresses).toEqual(own);
		expect(wantedOf('twilio', 'vapi-eu', { allowedAddresses: [] }).allowedAddresses).toEqual([]);
	});

	it('and everything else stays as it is', () => {
		const own = { name: 'x', phoneNumbers: ['+4930123456'], sipCredentials: [{ username: 'u' }] };
		expect(wantedOf('twilio', 'elevenlabs', own)).toMatchObject(own);
	});
});

it('does not change what it is given', () => {
	const own = { originationUris: [{ uri: 'sip:pbx.example.com' }] };
	const before = JSON.stringify(own);
	wantedOf('twilio', 'livekit', own);
	expect(JSON.stringify(own)).toBe(before);
});

describe('what cannot work is refused', () => {
	it.each<[at: string, id: string, own: IDataObject, current: IDataObject, problem: RegExp]>([
		[
			'tryVox',
			'openai',
			{},
			{},
			/'Connect To' cannot be OpenAI Realtime: .*TryVox documents no encryption/,
		],
		['twilio', 'openai', { secure: false }, {}, /OpenAI Realtime without encryption/],
		[
			'vobiz',
			'openai',
			{ transport: 'udp' },
			{},
			/OpenAI Realtime with the transport "udp": it takes tls/,
		],
		[
			'vobiz',
			'bolna',
			{ transport: 'tls' },
			{},
			/Bolna with the transport "tls": it takes udp, tcp/,
		],
		['vobiz', 'livekit', { direction: 'outbound' }, {}, /direction of the trunk is "outbound"/],
		['vobiz', 'elevenlabs', { transport: 'tls' }, {}, /Choose ElevenLabs \(TLS\)/],
		['twilio', 'retell', { secure: true }, {}, /Choose Retell \(TLS\)/],
		['twilio', 'livekit', {}, { secure: true }, /Choose LiveKit Cloud \(TLS\)/],
		['twilio', 'bolna', { secure: true }, {}, /Turn encryption off/],
		['twilio', 'livekit', { originationUris: [] }, {}, /originationUris is an empty list/],
	])('%s, %s, %p over %p', (at, id, own, current, problem) => {
		expect(() => wantedOf(at, id, own, current)).toThrow(problem);
	});

	it('by the carrier’s transports, whatever they are', () => {
		const plain = {
			name: 'Acme',
			form: { ...carrier('twilio').form, transports: ['udp', 'tcp'] as const },
		};
		expect(() => connect({}, preset('xai'), INPUTS, plain)).toThrow(
			/over TLS, which Acme does not offer/,
		);
		expect(() => connect({}, preset('livekit'), INPUTS, plain)).not.toThrow();
	});

	it('and turning encryption off over an encrypted trunk is not', () => {
		expect(wantedOf('twilio', 'livekit', { secure: false }, { secure: true })).toMatchObject({
			secure: false,
		});
	});
});
