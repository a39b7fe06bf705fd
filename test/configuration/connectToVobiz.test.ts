import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, rowsOf, wordsOf } from '../operations/support';
import { useConfiguration } from './useConfiguration';

/** Connect To at Vobiz, whose trunks hold the transport in a setting and have one direction. */

const { bench, run, done } = useConfiguration('vobiz');

const frontDesk: INodeParameters = {
	name: 'Front desk',
	additionalFields: { maxConcurrentCalls: 10 },
	phoneNumbers: '+910055500121',
};

const set = (additionalFields: IDataObject) =>
	({ additionalFields: { maxConcurrentCalls: 10, ...additionalFields } }) as INodeParameters;

const trunk = () => bench.sandbox.state('vobiz').trunks.all()[0];
const writes = () => bench.sandbox.requests.filter(({ method }) => method !== 'GET');

it.each([
	['elevenlabs', {}, 'sip:sip.rtc.elevenlabs.io:5060', { transport: 'tcp' }],
	[
		'livekit',
		{ projectSubdomain: 'vjnxecm0tjk' },
		'sip:vjnxecm0tjk.sip.livekit.cloud:5060',
		{ transport: 'tcp' },
	],
	[
		'openai',
		{ projectId: 'proj_abc' },
		'sip:proj_abc@sip.api.openai.com:5061',
		{ transport: 'tls', secure: true },
	],
	['xai', {}, 'sip:sip.voice.x.ai:5061', { transport: 'tls' }],
])(
	'makes a trunk that leads to %s, which Check finds sound and Apply leaves as it is',
	async (connectTo, inputs, uri, settings) => {
		const wanted = { ...frontDesk, connectTo, ...inputs };
		const row = await done('apply', wanted);
		expect(row).toMatchObject({
			outcome: 'created',
			configuration: { direction: 'inbound', ...settings, originationUris: [{ uri }] },
			platform: { id: connectTo, uri },
		});
		expect(trunk()).toMatchObject({ trunk_direction: 'inbound', ...settings });
		const [checked] = await bench
			.run(
				{ resource: 'trunkConfiguration', operation: 'check' },
				{ trunkId: byId(trunk().trunk_id) },
			)
			.then(rowsOf);
		const worse = (checked.findings as IDataObject[]).filter(({ level }) => level === 'fail');
		expect(worse).toEqual([]);
		expect(await done('apply', wanted)).toMatchObject({ outcome: 'unchanged', changes: [] });
		expect(writes()).toEqual([]);
	},
);

it('says how the number is registered there', async () => {
	const { platform } = await done('apply', { ...frontDesk, connectTo: 'elevenlabs' });
	expect(platform).toMatchObject({
		name: 'ElevenLabs',
		register: { method: 'POST', body: { provider: 'sip_trunk', phone_number: '+910055500121' } },
	});
});

it.each([
	[
		set({ direction: 'outbound' }),
		'the direction of the trunk is "outbound". Set it to "inbound".',
	],
	[
		{ connectTo: 'openai', projectId: 'proj_abc', ...set({ secure: false }) },
		'cannot be OpenAI without encryption',
	],
	[set({ transport: 'tls' }), 'Choose ElevenLabs'],
])('refuses what cannot work before anything is changed: %j', async (more, words) => {
	const result = await run('apply', { ...frontDesk, connectTo: 'elevenlabs', ...more });
	expect(wordsOf(result)).toContain(words);
	expect(writes()).toEqual([]);
});

it('is shown by Plan, which Apply then keeps to', async () => {
	const wanted = { ...frontDesk, connectTo: 'elevenlabs' };
	const plan = await done('plan', { planFor: 'apply', ...wanted });
	expect(plan).toMatchObject({ platform: { id: 'elevenlabs', register: { method: 'POST' } } });
	expect(JSON.stringify(plan.changes)).toContain('sip.rtc.elevenlabs.io');
	expect(writes()).toEqual([]);
	const row = await done('apply', { ...wanted, expectedDigest: String(plan.digest) });
	expect(row.outcome).toBe('created');
});

describe('is judged by the trunk as an earlier item of the run leaves it', () => {
	const inputs = {
		accountSipDomain: 'acme.sip.ultravox.ai',
		agentId: 'a1b2',
		projectId: 'proj_abc',
		projectSubdomain: 'vjnxecm0tjk',
		vapiCredentialId: 'c-1',
	};
	const json = (text: string) => ({ defineConfiguration: 'json', configuration: text });
	const configuration = { name: 'Front desk', direction: 'inbound', maxConcurrentCalls: 10 };
	const inOneRun = async (...input: IDataObject[]) =>
		await bench.run(
			{ resource: 'trunkConfiguration', operation: 'apply' },
			{
				...inputs,
				connectTo: '={{ $json.platform }}',
				...json('={{ JSON.stringify($json.configuration) }}'),
			},
			{ input, onError: 'continueErrorOutput' },
		);

	it('which is the wrong one then', async () => {
		const { items, errorItems } = await inOneRun(
			{ configuration, platform: 'openai' },
			{ configuration, platform: 'elevenlabs' },
		);
		expect(items.map(({ json: row }) => row.outcome)).toEqual(['created']);
		expect(errorItems.map(({ json: row }) => row.error)).toEqual([
			expect.stringContaining('on a trunk that demands encryption'),
		]);
		expect(trunk()).toMatchObject({ secure: true, transport: 'tls' });
	});

	it('which is the right one by then', async () => {
		await done('apply', { ...frontDesk, connectTo: 'openai', projectId: 'proj_abc' });
		const { items } = await inOneRun(
			{ configuration: { ...configuration, secure: false }, platform: 'none' },
			{ configuration, platform: 'elevenlabs' },
		);
		expect(items.map(({ json: row }) => row.outcome)).toEqual(['changed', 'changed']);
		expect(trunk()).toMatchObject({ secure: false, transport: 'tcp' });
	});
});
