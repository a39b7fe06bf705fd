import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ProviderName } from '../../sandbox/index';
import { rowsOf, useBench, wordsOf, type Bench } from '../operations/support';

/** Trunk Configuration where a trunk is made with all that belongs to it, and nothing can be changed later. */

const run = async (bench: Bench, operation: string, parameters: INodeParameters) =>
	await bench.run({ resource: 'trunkConfiguration', operation }, parameters);

async function done(bench: Bench, operation: string, parameters: INodeParameters) {
	const result = await run(bench, operation, parameters);
	expect(wordsOf(result)).toBe('\n');
	return rowsOf(result)[0];
}

interface Case {
	provider: ProviderName;
	wanted: INodeParameters;
	/** The same trunk with another value of what cannot be changed, where the provider tells it. */
	other?: { parameters: INodeParameters; name: string };
	/** What the provider never tells. */
	notReadable: string[];
	/** What is missing, and what the error names then. */
	incomplete: Array<[parameters: INodeParameters, field: string]>;
	secret: string;
	/** How many it takes to make the trunk, and to see that nothing is to be done. */
	requests: { made: number; unchanged: number };
	trunks: (bench: Bench) => number;
}

const invented = 'an invented password';

const cases: Case[] = [
	{
		provider: 'miniVoice',
		wanted: {
			name: 'Berlin office',
			proxy: 'sip.example.net',
			gatewayName: 'berlin-office',
			additionalFields: { username: 'berlin', inboundIp: '203.0.113.7' },
			configurationOptions: { password: invented },
		},
		other: {
			parameters: {
				name: 'Berlin office',
				proxy: 'other.example.net',
				gatewayName: 'berlin-office',
			},
			name: 'proxy',
		},
		notReadable: [],
		incomplete: [[{ name: 'Berlin office' }, 'Proxy']],
		secret: invented,
		requests: { made: 2, unchanged: 1 },
		trunks: ({ sandbox }) => sandbox.state('miniVoice').trunks.all().length,
	},
	{
		provider: 'vyom',
		wanted: {
			name: 'Mumbai office',
			trunkType: 'twilio',
			address: 'example.pstn.twilio.com',
			phoneNumbers: '+14155550100',
			username: 'vyom',
			configurationOptions: { password: invented },
		},
		notReadable: ['trunkType', 'address', 'phoneNumbers', 'username'],
		incomplete: [
			[
				{
					name: 'Mumbai office',
					trunkType: 'twilio',
					address: 'example.pstn.twilio.com',
					phoneNumbers: '+14155550100',
					username: 'vyom',
				},
				'SIP Password',
			],
			[{ name: 'Mumbai office', trunkType: 'exotel' }, 'Phone Number'],
		],
		secret: invented,
		// The list is read again, to see whether another run has made it as well.
		requests: { made: 3, unchanged: 1 },
		trunks: ({ sandbox }) => sandbox.state('vyom').trunks.all().length,
	},
];

describe.each(cases)(
	'$provider',
	({ provider, wanted, other, notReadable, incomplete, requests, ...more }) => {
		const bench = useBench(provider);
		const writes = () => bench.sandbox.requests.filter(({ method }) => method !== 'GET');

		it('is made once, with one list and one create, and is unchanged the second time', async () => {
			const row = await done(bench, 'apply', wanted);
			expect(row).toMatchObject({ provider, outcome: 'created', previous: null, notSupported: [] });
			expect(writes()).toHaveLength(1);
			expect(bench.sandbox.requests).toHaveLength(requests.made);
			const count = more.trunks(bench);
			const again = await done(bench, 'apply', wanted);
			expect(again).toMatchObject({ outcome: 'unchanged', changes: [], id: row.id });
			expect(bench.sandbox.requests).toHaveLength(requests.unchanged);
			expect(again.notReadable).toEqual(expect.arrayContaining(notReadable));
			expect(writes()).toEqual([]);
			expect(more.trunks(bench)).toBe(count);
		});

		it('is planned without a change, and applied as planned', async () => {
			const plan = await done(bench, 'plan', wanted);
			expect(writes()).toEqual([]);
			expect(plan.summary).toContain('Creates trunk');
			expect(JSON.stringify(plan)).not.toContain(more.secret);
			const approved: INodeParameters = {
				defineConfiguration: 'json',
				configuration: JSON.stringify(plan.configuration),
				expectedDigest: String(plan.digest),
				configurationOptions: wanted.configurationOptions,
			};
			expect(await done(bench, 'apply', approved)).toMatchObject({ outcome: 'created' });
		});

		if (other !== undefined) {
			it(`cannot be changed: what differs (${other.name}) stops Apply before anything is sent`, async () => {
				const { name, parameters } = other;
				await done(bench, 'apply', wanted);
				const result = await run(bench, 'apply', parameters);
				expect(wordsOf(result)).toContain(name);
				expect(writes()).toEqual([]);
				const plan = await done(bench, 'plan', parameters);
				expect((plan.notSupported as IDataObject[]).map((one) => one.name)).toContain(name);
			});
		}

		it.each(incomplete)(
			'needs what a trunk cannot be made without: %j',
			async (parameters, field) => {
				const result = await run(bench, 'apply', parameters);
				expect(wordsOf(result)).toContain(`'${field}' is needed to make a trunk`);
				expect(writes()).toEqual([]);
			},
		);

		it('is put out by Get as Apply takes it', async () => {
			const { id } = await done(bench, 'apply', wanted);
			const got = await done(bench, 'get', {
				trunkId: { __rl: true, mode: 'id', value: String(id) },
			});
			const again = { defineConfiguration: 'json', configuration: JSON.stringify(got) };
			expect(await done(bench, 'apply', again)).toMatchObject({ outcome: 'unchanged', id });
			expect(JSON.stringify(got)).not.toContain(more.secret);
		});
	},
);

describe('vyom', () => {
	const bench = useBench('vyom');

	it('refuses what belongs to the other type', async () => {
		const configuration = JSON.stringify({
			name: 'Mumbai office',
			trunkType: 'exotel',
			phoneNumber: '+918031234567',
			address: 'example.pstn.twilio.com',
		});
		const result = await run(bench, 'apply', { defineConfiguration: 'json', configuration });
		expect(wordsOf(result)).toContain("'Address' does not go with the other settings");
		expect(bench.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('deactivates a trunk by Delete, which is there no more then', async () => {
		const wanted = cases[1].wanted;
		const { id } = await done(bench, 'apply', wanted);
		expect(await done(bench, 'delete', { name: 'Mumbai office' })).toMatchObject({ id });
		expect(wordsOf(await run(bench, 'get', { name: 'Mumbai office' }))).toContain('Mumbai office');
	});
});
