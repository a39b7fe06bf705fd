import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { make } from '../../facts/providers/liveKit/routes';
import { isRead } from '../../facts/requests';
import { PRESETS } from '../../nodes/SipTrunk/configuration/platforms/presets';
import { byId, wordsOf } from '../operations/support';
import { useConfiguration } from './useConfiguration';

/** Connect To at LiveKit, whose outbound trunks send their calls to one address, which stands in a setting. */

const { bench, run, done } = useConfiguration('liveKit');

const refused = async (parameters: INodeParameters): Promise<string> => {
	const words = wordsOf(await run('apply', parameters));
	expect(writes()).toEqual([]);
	return words;
};

const agent: INodeParameters = { name: 'Agent', phoneNumbers: '+15105550123' };
const set = (additionalFields: IDataObject) => ({ additionalFields }) as INodeParameters;

const outboundTrunks = () => bench.sandbox.state('liveKit').outboundTrunks.all();
const writes = () => bench.sandbox.requests.filter((request) => !isRead(request));

const TCP = { transport: 'tcp' };
const UDP = { transport: 'udp' };
const TLS = { transport: 'tls' };
const REQUIRED = { ...TLS, mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' };
const project = { projectSubdomain: 'vjnxecm0tjk' };
const NO_USER = 'and LiveKit sends calls to a host alone.';

type Rendered = [inputs: INodeParameters, address: string, settings: IDataObject];

const rendered: Record<string, Rendered> = {
	livekit: [project, 'vjnxecm0tjk.sip.livekit.cloud', TCP],
	'livekit-tls': [project, 'vjnxecm0tjk.sip.livekit.cloud:5061', REQUIRED],
	'livekit-region': [
		{ ...project, platformRegion: 'india' },
		'vjnxecm0tjk.india.sip.livekit.cloud',
		TCP,
	],
	'vapi-us': [{ vapiCredentialId: 'c-1' }, 'c-1.sip.vapi.ai:5060', UDP],
	'vapi-eu': [{ vapiCredentialId: 'c-1' }, 'c-1.sip.eu.vapi.ai:5060', UDP],
	elevenlabs: [{}, 'sip.rtc.elevenlabs.io:5060', TCP],
	'elevenlabs-tls': [{}, 'sip.rtc.elevenlabs.io:5061', REQUIRED],
	'elevenlabs-in': [{}, 'sip.rtc.in.residency.elevenlabs.io:5060', TCP],
	retell: [{}, 'sip.retellai.com', TCP],
	'retell-tls': [{}, 'sip.retellai.com:5061', TLS],
	bolna: [{}, 'trunk.bolna.ai:5060', UDP],
	'bolna-legacy': [{}, 'sip.bolna.ai:5060', UDP],
	xai: [{}, 'sip.voice.x.ai:5061', TLS],
	cartesia: [{}, 'sip.cartesia.ai:5061', TLS],
};

/** Platforms that know by a user whose calls they are, and what they ask for. */
const withUser: Record<string, INodeParameters> = {
	openai: { projectId: 'proj_abc' },
	'openai-eu': { projectId: 'proj_abc' },
	ultravox: { agentId: 'a1b2', accountSipDomain: 'acme.sip.ultravox.ai' },
};

it('has an expectation for every platform', () => {
	const expected = [...Object.keys(rendered), ...Object.keys(withUser)].sort();
	expect(PRESETS.map(({ id }) => id).sort()).toEqual(expected);
});

it.each(Object.entries(rendered))(
	'makes a trunk that leads to %s, which Check finds sound, Get shows and Apply leaves as it is',
	async (connectTo, [inputs, address, settings]) => {
		const wanted = { ...agent, connectTo, ...inputs };
		const { configuration, platform, ...row } = await done('apply', wanted);
		expect(row.outcome).toBe('created');
		expect(configuration).toMatchObject({ direction: 'outbound', address, ...settings });
		expect(platform).toMatchObject({
			id: connectTo,
			uri: address,
			transport: settings.transport,
		});
		const [trunk] = outboundTrunks();
		expect(trunk).toMatchObject({
			address,
			transport: `SIP_TRANSPORT_${String(settings.transport).toUpperCase()}`,
		});
		expect((trunk.media as IDataObject | null)?.encryption).toBe(settings.mediaEncryption);
		const trunkId = byId(trunk.sip_trunk_id);
		const { findings } = await done('check', { trunkId });
		expect((findings as IDataObject[]).filter(({ level }) => level !== 'info')).toEqual([]);
		expect(await done('get', { trunkId })).toMatchObject({ address, ...settings });
		expect(await done('apply', wanted)).toMatchObject({ outcome: 'unchanged', changes: [] });
		expect(writes()).toEqual([]);
	},
);

it.each(Object.entries(withUser))('refuses %s before any request', async (connectTo, inputs) => {
	const words = await refused({ ...agent, connectTo, ...inputs });
	expect(words).toContain("'Connect To' cannot be ");
	expect(words).toContain(NO_USER);
	expect(bench.sandbox.requests).toEqual([]);
});

describe('what the platform is told', () => {
	const platformOf = async (connectTo: string, inputs: INodeParameters = {}) =>
		(await done('apply', { ...agent, connectTo, ...inputs })).platform as IDataObject;

	it('is the number that is called, which is none of the trunk, and nothing about calls back', async () => {
		const { register, alsoRegister, notes } = await platformOf('elevenlabs');
		expect(register).toMatchObject({
			body: { provider: 'sip_trunk', label: 'Agent' },
			fillIn: [
				{ at: 'phone_number', required: true },
				{ at: 'agent_id', required: false },
			],
		});
		expect(JSON.stringify(register)).not.toMatch(/\+15105550123|outbound_trunk_config/);
		expect(alsoRegister).toEqual([]);
		const told = (notes as string[]).join('\n');
		expect(told).toContain('The platform must know LiveKit as the caller');
		expect(told).toContain('143.223.88.0/21');
		expect(told).not.toContain('ElevenLabs places calls');
	});

	it('is at another LiveKit project an inbound trunk and a rule, and no way out', async () => {
		const { register, alsoRegister } = await platformOf('livekit', project);
		const all = [register, ...(alsoRegister as IDataObject[])] as IDataObject[];
		expect(all.map(({ url }) => String(url).split('/').pop())).toEqual([
			'CreateSIPInboundTrunk',
			'CreateSIPDispatchRule',
		]);
		for (const { body, fillIn } of all) {
			expect(JSON.stringify(body)).not.toContain('numbers');
			expect(JSON.stringify(fillIn)).toContain('.numbers"');
		}
	});
});

describe("the user's own values win", () => {
	it.each([
		['elevenlabs-tls', { mediaEncryption: 'SIP_MEDIA_ENCRYPT_ALLOW' }],
		['retell', { transport: 'udp' }],
		['livekit', { mediaEncryption: 'SIP_MEDIA_ENCRYPT_ALLOW', transport: 'udp' }],
		['livekit', { mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE', transport: 'tls' }],
	])('at %s: %j', async (connectTo, own) => {
		const { configuration } = await done('apply', {
			...agent,
			connectTo,
			...rendered[connectTo][0],
			...set(own),
		});
		expect(configuration).toMatchObject(own);
	});

	it('over the port, also in what is told of the platform', async () => {
		const address = 'sip.rtc.elevenlabs.io:5070';
		const row = await done('apply', { ...agent, connectTo: 'elevenlabs', address });
		expect(row).toMatchObject({ configuration: { address }, platform: { uri: address } });
		expect(outboundTrunks()[0].address).toBe(address);
	});

	it('and the port follows from their transport', async () => {
		const own = set({ transport: 'tls' });
		const { configuration } = await done('apply', { ...agent, connectTo: 'retell', ...own });
		expect(configuration).toMatchObject({ address: 'sip.retellai.com:5061' });
	});
});

describe('what cannot work is refused before anything is changed', () => {
	it.each([
		[
			set({ direction: 'inbound' }),
			'sends outgoing calls to ElevenLabs, but the direction of the trunk is "inbound". Set it to "outbound".',
		],
		[
			{ address: 'sip.acme.com' },
			'leads to sip.rtc.elevenlabs.io:5060, but address is "sip.acme.com", and a trunk has one. Leave address out, or choose None.',
		],
		[set({ transport: 'tls' }), 'Choose ElevenLabs (TLS)'],
		[set({ mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' }), 'Choose ElevenLabs (TLS)'],
		[
			{ connectTo: 'bolna', ...set({ mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' }) },
			'Turn encryption off.',
		],
		[{ connectTo: 'xai', ...set({ transport: 'udp' }) }, 'the transport "udp": it takes tls'],
	])('%j', async (more, words) => {
		expect(await refused({ ...agent, connectTo: 'elevenlabs', ...more })).toContain(words);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('an inbound trunk that is there, which can never be anything else', async () => {
		await make(bench.api, 'Inbound', { name: 'Agent', numbers: ['+15105550123'] });
		const words = await refused({ ...agent, connectTo: 'elevenlabs' });
		expect(words).toContain(
			'the direction of the trunk is "inbound". Choose a trunk whose direction is "outbound".',
		);
	});
});

describe('a trunk that is there', () => {
	const at = async (connectTo: string) =>
		await done('apply', { ...agent, connectTo, ...rendered[connectTo][0] });
	const encryption = () => (outboundTrunks()[0].media as IDataObject | null)?.encryption;

	it.each([
		['elevenlabs', 'vapi-us', undefined],
		['elevenlabs', 'livekit-tls', 'SIP_MEDIA_ENCRYPT_REQUIRE'],
		['livekit-tls', 'retell', 'SIP_MEDIA_ENCRYPT_DISABLE'],
		['livekit-tls', 'retell-tls', 'SIP_MEDIA_ENCRYPT_REQUIRE'],
	])('is led from %s to %s by one update', async (from, to, expected) => {
		await at(from);
		const row = await at(to);
		const [, address, { transport }] = rendered[to];
		expect(row).toMatchObject({ outcome: 'changed', configuration: { address, transport } });
		expect(writes().map(({ path }) => path.split('/').pop())).toEqual(['UpdateSIPOutboundTrunk']);
		expect(outboundTrunks()).toHaveLength(1);
		expect(outboundTrunks()[0].address).toBe(address);
		expect(encryption()).toBe(expected);
		expect(await at(to)).toMatchObject({ outcome: 'unchanged', changes: [] });
	});

	it('is led on by a plan that was approved, which can be applied again', async () => {
		await at('livekit-tls');
		const wanted = { ...agent, connectTo: 'retell' };
		const plan = await done('plan', { planFor: 'apply', ...wanted });
		const names = (plan.changes as IDataObject[]).map(({ name }) => name);
		expect(names.sort()).toEqual(['address', 'mediaEncryption', 'transport']);
		const approved = { ...wanted, expectedDigest: String(plan.digest) };
		expect((await done('apply', approved)).outcome).toBe('changed');
		expect((await done('apply', approved)).outcome).toBe('unchanged');
	});

	it('which demands encryption in the older way, is led to a platform that takes none', async () => {
		await make(bench.api, 'Outbound', {
			name: 'Agent',
			numbers: ['+15105550123'],
			address: 'sip.acme.com',
			media_encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE',
		});
		await at('bolna');
		expect(encryption()).toBe('SIP_MEDIA_ENCRYPT_DISABLE');
		expect(await at('bolna')).toMatchObject({ outcome: 'unchanged', changes: [] });
	});
});

it('is shown by Plan, which Apply then keeps to', async () => {
	const wanted = { ...agent, connectTo: 'elevenlabs-tls' };
	const plan = await done('plan', { planFor: 'apply', ...wanted });
	expect(plan).toMatchObject({ platform: { id: 'elevenlabs-tls', register: { method: 'POST' } } });
	expect(JSON.stringify(plan.changes)).toContain('sip.rtc.elevenlabs.io:5061');
	expect(writes()).toEqual([]);
	const expectedDigest = String(plan.digest);
	const other = await refused({ ...agent, connectTo: 'elevenlabs', expectedDigest });
	expect(other).toContain('not those that were approved');
	expect(await done('apply', { ...wanted, expectedDigest })).toMatchObject({ outcome: 'created' });
});

describe('Check', () => {
	const findings = async (trunk: IDataObject) => {
		await make(bench.api, 'Outbound', { name: 'Agent', numbers: ['*'], ...trunk });
		const row = await done('check', {});
		return (row.findings as IDataObject[])
			.filter(({ level }) => level !== 'info')
			.map(({ id, level, about, fix }) => [id, level, about, fix]);
	};
	const apply = "Trunk Configuration > Apply, 'Connect To'";

	it.each([
		['retiredPlatformHost', 'fail', '5t4n6j0wnrl.sip.livekit.cloud', 'TCP', apply],
		['unknownPlatformHost', 'warning', 'voice.retellai.com', 'TCP', apply],
		['platformTransport', 'fail', 'trunk.bolna.ai:5060', 'TLS', apply],
		['platformPort', 'fail', 'sip.rtc.elevenlabs.io:5061', 'TCP', apply],
		[
			'platformEncryption',
			'fail',
			'sip.api.openai.com:5061',
			'TLS',
			"Trunk Configuration > Apply, 'Media Encryption'",
		],
	])('finds %s (%s) of %s over %s', async (id, level, address, transport, fix) => {
		const found = await findings({ address, transport: `SIP_TRANSPORT_${transport}` });
		expect(found).toContainEqual([id, level, address, fix]);
	});

	it('takes TLS alone for no encryption, and what is allowed for no demand', async () => {
		const media = { encryption: 'SIP_MEDIA_ENCRYPT_ALLOW' };
		const transport = 'SIP_TRANSPORT_TLS';
		expect(await findings({ address: 'sip.api.openai.com:5061', transport, media })).toEqual([]);
	});
});
