import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { vobizAccount } from '../../sandbox/providers/vobiz/account';
import { sandboxCredentials, type ProviderName } from '../../sandbox/index';
import { listSearch } from '../support/engine';
import { byId, formerPassword, useBenches, type Bench } from './support';

/** The pickers: what they offer, how the search narrows it down, and what is said when they cannot. */

const benches = useBenches();
const benchOf = (name: ProviderName) =>
	benches.find(({ provider }) => provider.value === name) as Bench;

const pickerMethods: Record<string, string> = {
	trunk: 'searchTrunks',
	phoneNumber: 'searchPhoneNumbers',
	sipCredential: 'searchSipCredentials',
	credentialList: 'searchCredentialLists',
	ipAccessControlEntry: 'searchIpAccessControlEntries',
	ipAccessControlList: 'searchIpAccessControlLists',
	originationUri: 'searchOriginationUris',
};

const search = async (
	{ provider, sandbox }: Bench,
	resource: string,
	chosen: INodeParameters = {},
	filter?: string,
): Promise<INodeListSearchResult> =>
	await listSearch(pickerMethods[resource], {
		parameters: { provider: provider.value, resource, operation: 'getAll', ...chosen },
		credentials: sandboxCredentials(sandbox.addresses),
		filter,
	});

interface Picker {
	name: ProviderName;
	resource: string;
	/** Makes two rows, "Berlin" and "Hamburg" or the like, and says what is chosen and offered then. */
	arrange(bench: Bench): Promise<{
		chosen?: INodeParameters;
		offered: Array<{ name: string; value: unknown }>;
		/** A text that only the second entry holds, in another case. */
		second: string;
	}>;
	/** Brings about that there is nothing to offer, and says what is chosen then. */
	empty?(bench: Bench): Promise<INodeParameters>;
}

const twilioAccountPath = `/2010-04-01/Accounts/${twilioAccount.accountSid}`;
const vobizPath = `/Account/${vobizAccount.authId}`;
const tryVoxPath = `/account/${tryVoxAccount.accountId}`;

/** What rows belong to. */
const twilioTrunk = async ({ api }: Bench) =>
	String((await api.post('/v1/Trunks', { FriendlyName: 'x' })).sid);
const twilioParent = async ({ api }: Bench, segment: string) =>
	String((await api.post(`${twilioAccountPath}/SIP/${segment}.json`, { FriendlyName: 'x' })).sid);
const withoutNumbers =
	(name: 'tryVox' | 'vobiz') =>
	async ({ sandbox }: Bench): Promise<INodeParameters> => {
		const { numbers } = sandbox.state(name);
		for (const { e164 } of [...numbers.all()]) numbers.delete(e164);
		return {};
	};

const twilioList = (resource: string, segment: string): Picker => ({
	name: 'twilio',
	resource,
	arrange: async ({ api }) => {
		const path = `${twilioAccountPath}/SIP/${segment}.json`;
		const [berlin, hamburg] = [
			await api.post(path, { FriendlyName: 'Berlin' }),
			await api.post(path, { FriendlyName: 'Hamburg' }),
		];
		return {
			offered: [
				{ name: 'Berlin', value: berlin.sid },
				{ name: 'Hamburg', value: hamburg.sid },
			],
			second: 'hAMburg',
		};
	},
});

const pickers: Picker[] = [
	{
		name: 'miniVoice',
		resource: 'trunk',
		arrange: async ({ api }) => {
			const berlin = await api.post('/v1/trunks', {
				name: 'Berlin',
				proxy: 'sip.example.net',
				gateway_name: 'berlin-office',
			});
			const hamburg = await api.post('/v1/trunks', { name: 'Hamburg', proxy: 'sip.example.org' });
			return {
				offered: [
					{ name: 'Berlin (sip.example.net, berlin-office)', value: berlin.id },
					{ name: 'Hamburg (sip.example.org)', value: hamburg.id },
				],
				second: 'EXAMPLE.org',
			};
		},
	},
	{
		name: 'tryVox',
		resource: 'trunk',
		arrange: async ({ api }) => {
			const create = async (name: string) =>
				await api.post(`${tryVoxPath}/trunks`, { name, auth_type: 'ip' });
			const [berlin, hamburg] = [await create('Berlin'), await create('Hamburg')];
			return {
				offered: [berlin, hamburg].map(({ name, id, sip_domain: domain }) => ({
					name: `${String(name)} (${String(domain)})`,
					value: id,
				})),
				second: 'BURG',
			};
		},
	},
	{
		name: 'tryVox',
		resource: 'phoneNumber',
		empty: withoutNumbers('tryVox'),
		arrange: async ({ api }) => {
			const trunk = await api.post(`${tryVoxPath}/trunks`, { name: 'x', auth_type: 'ip' });
			await api.post(`${tryVoxPath}/numbers/+18005550111/assign`, { trunk_id: trunk.id });
			return {
				offered: [
					['+12025550110', 'free'],
					['+18005550111', `on trunk ${String(trunk.id)}`],
					['+442079460112', 'on application app_9z8y7x'],
					['+61491570156', 'free'],
					['+910055500114', 'free'],
				].map(([number, route]) => ({ name: `${number} (${route})`, value: number })),
				second: 'ON TRUNK',
			};
		},
	},
	{
		name: 'twilio',
		resource: 'trunk',
		arrange: async ({ api }) => {
			const berlin = await api.post('/v1/Trunks', { FriendlyName: 'Berlin' });
			const hamburg = await api.post('/v1/Trunks', { DomainName: 'hh.pstn.twilio.com' });
			return {
				offered: [
					{ name: 'Berlin (no domain name)', value: berlin.sid },
					{ name: 'hh.pstn.twilio.com', value: hamburg.sid },
				],
				second: 'HH.PSTN',
			};
		},
	},
	twilioList('credentialList', 'CredentialLists'),
	twilioList('ipAccessControlList', 'IpAccessControlLists'),
	{
		name: 'twilio',
		resource: 'sipCredential',
		empty: async (bench) => ({
			credentialListId: byId(await twilioParent(bench, 'CredentialLists')),
		}),
		arrange: async (bench) => {
			const list = await twilioParent(bench, 'CredentialLists');
			const create = async (Username: string) =>
				await bench.api.post(`${twilioAccountPath}/SIP/CredentialLists/${list}/Credentials.json`, {
					Username,
					Password: formerPassword,
				});
			const [berlin, hamburg] = [await create('berlin'), await create('hamburg')];
			return {
				chosen: { credentialListId: byId(list) },
				offered: [
					{ name: 'berlin', value: berlin.sid },
					{ name: 'hamburg', value: hamburg.sid },
				],
				second: 'HAMB',
			};
		},
	},
	{
		name: 'twilio',
		resource: 'ipAccessControlEntry',
		empty: async (bench) => ({
			ipAccessControlListId: byId(await twilioParent(bench, 'IpAccessControlLists')),
		}),
		arrange: async (bench) => {
			const list = await twilioParent(bench, 'IpAccessControlLists');
			const path = `${twilioAccountPath}/SIP/IpAccessControlLists/${list}/IpAddresses.json`;
			const create = async (FriendlyName: string, IpAddress: string) =>
				await bench.api.post(path, {
					FriendlyName,
					IpAddress,
					CidrPrefixLength: 32,
				});
			const berlin = await create('Berlin', '198.51.100.1');
			const hamburg = await create('Hamburg', '198.51.100.2');
			return {
				chosen: { ipAccessControlListId: byId(list) },
				offered: [
					{ name: 'Berlin (198.51.100.1/32)', value: berlin.sid },
					{ name: 'Hamburg (198.51.100.2/32)', value: hamburg.sid },
				],
				second: '100.2/',
			};
		},
	},
	{
		name: 'twilio',
		resource: 'originationUri',
		empty: async (bench) => ({ trunkId: byId(await twilioTrunk(bench)) }),
		arrange: async (bench) => {
			const trunk = await twilioTrunk(bench);
			const create = async (FriendlyName: string, SipUrl: string) =>
				await bench.api.post(`/v1/Trunks/${trunk}/OriginationUrls`, {
					FriendlyName,
					SipUrl,
					Priority: 1,
					Weight: 1,
					Enabled: true,
				});
			const berlin = await create('Berlin', 'sip:b.example.com');
			const hamburg = await create('Hamburg', 'sip:hh.example.com');
			return {
				chosen: { trunkId: byId(trunk) },
				offered: [
					{ name: 'Berlin (sip:b.example.com)', value: berlin.sid },
					{ name: 'Hamburg (sip:hh.example.com)', value: hamburg.sid },
				],
				second: 'SIP:HH',
			};
		},
	},
	{
		name: 'twilio',
		resource: 'phoneNumber',
		empty: async ({ sandbox }) => {
			const { incomingPhoneNumbers } = sandbox.state('twilio').accounts[twilioAccount.accountSid];
			for (const { sid } of [...incomingPhoneNumbers]) incomingPhoneNumbers.remove(sid);
			return {};
		},
		arrange: async ({ api }) => {
			const { sid: trunk } = await api.post('/v1/Trunks', { FriendlyName: 'x' });
			const sid = (digits: string) => `PN${digits.padStart(32, '0')}`;
			await api.post(`/v1/Trunks/${String(trunk)}/PhoneNumbers`, { PhoneNumberSid: sid('0103') });
			return {
				offered: [
					['0101', 'free'],
					['0102', `on application AP${'0c'.repeat(16)}`],
					['0103', `on trunk ${String(trunk)}`],
					['0104', 'free'],
					['0105', 'free'],
				].map(([digits, route]) => ({
					name: `+1555555${digits} (${route})`,
					value: sid(digits),
				})),
				second: 'ON APPLICATION',
			};
		},
	},
	{
		name: 'vobiz',
		resource: 'trunk',
		arrange: async ({ api }) => {
			const create = async (name: string, trunk_status: string) =>
				await api.post(`${vobizPath}/trunks`, {
					name,
					trunk_status,
					trunk_direction: 'inbound',
					concurrent_calls_limit: 1,
				});
			const berlin = await create('Berlin', 'enabled');
			const hamburg = await create('Hamburg', 'disabled');
			return {
				offered: [
					{ name: `Berlin (inbound, ${String(berlin.trunk_domain)})`, value: berlin.trunk_id },
					{
						name: `Hamburg (inbound, ${String(hamburg.trunk_domain)}, disabled)`,
						value: hamburg.trunk_id,
					},
				],
				second: ', DISABLED',
			};
		},
	},
	{
		name: 'vobiz',
		resource: 'sipCredential',
		arrange: async ({ api }) => {
			const create = async (username: string, enabled: boolean) =>
				await api.post(`${vobizPath}/credentials`, {
					username,
					password: formerPassword,
					enabled,
				});
			const [berlin, hamburg] = [await create('berlin', true), await create('hamburg', false)];
			return {
				offered: [
					{ name: `berlin (${String(berlin.realm)})`, value: berlin.id },
					{ name: `hamburg (${String(hamburg.realm)}, disabled)`, value: hamburg.id },
				],
				second: 'HAMB',
			};
		},
	},
	{
		name: 'vobiz',
		resource: 'ipAccessControlEntry',
		arrange: async ({ api }) => {
			const berlin = await api.post(`${vobizPath}/ip-acl`, {
				name: 'Berlin',
				ip_address: '8.8.4.4',
			});
			const hamburg = await api.post(`${vobizPath}/ip-acl`, {
				name: 'Hamburg',
				ip_address: '8.8.8.0/24',
			});
			return {
				offered: [
					{ name: 'Berlin (8.8.4.4/32)', value: berlin.id },
					{ name: 'Hamburg (8.8.8.0/24)', value: hamburg.id },
				],
				second: '8.8.8.',
			};
		},
	},
	{
		name: 'vobiz',
		resource: 'originationUri',
		arrange: async ({ api }) => {
			const create = async (name: string, host: string, priority: number) =>
				await api.post(`${vobizPath}/origination-uris`, { name, sip_uri: `sip:${host}`, priority });
			const berlin = await create('Berlin', 'b.example.com', 1);
			const hamburg = await create('Hamburg', 'hh.example.com', 2);
			return {
				offered: [
					{ name: 'Berlin (sip:b.example.com, priority 1)', value: berlin.id },
					{ name: 'Hamburg (sip:hh.example.com, priority 2)', value: hamburg.id },
				],
				second: 'PRIORITY 2',
			};
		},
	},
	{
		name: 'vobiz',
		resource: 'phoneNumber',
		empty: withoutNumbers('vobiz'),
		arrange: async ({ api }) => {
			const { trunk_id: trunk } = await api.post(`${vobizPath}/trunks`, {
				name: 'x',
				trunk_direction: 'inbound',
				concurrent_calls_limit: 1,
			});
			await api.post(`${vobizPath}/numbers/%2B910055500122/assign`, { trunk_group_id: trunk });
			return {
				offered: [
					['+910055500121', 'free'],
					['+910055500122', `on trunk ${String(trunk)}`],
					['+910055500123', 'free'],
					['+910055500124', 'on application 20570000000000000'],
					['+12025550125', 'free'],
				].map(([number, route]) => ({ name: `${number} (${route})`, value: number })),
				second: 'On Trunk',
			};
		},
	},
	{
		name: 'vyom',
		resource: 'trunk',
		arrange: async ({ api }) => {
			const create = async (trunk_name: string) =>
				(
					await api.post('/sip/create-outbound-trunk', {
						trunk_name,
						trunk_type: 'exotel',
						trunk_config: { exotel_number: '+910055500121' },
					})
				).data as IDataObject;
			const [berlin, hamburg] = [await create('Berlin'), await create('Hamburg')];
			return {
				offered: [
					{ name: `Berlin (${String(berlin.trunk_id)})`, value: berlin.trunk_id },
					{ name: `Hamburg (${String(hamburg.trunk_id)})`, value: hamburg.trunk_id },
				],
				second: 'BURG',
			};
		},
	},
];

it('tries every picker of every provider', () => {
	const known = pickers.map(({ name, resource }) => `${name} ${resource}`);
	const there = benches.flatMap(({ provider }) =>
		provider.resources
			.filter(({ picker }) => picker !== undefined)
			.map(({ value }) => `${provider.value} ${value}`),
	);
	expect(known.sort()).toEqual(there.sort());
});

describe.each(pickers)(
	'$name $resource',
	({ name, resource, arrange, empty = async () => ({}) }) => {
		const bench = benchOf(name);

		it('offers what there is', async () => {
			const { chosen, offered } = await arrange(bench);
			expect(await search(bench, resource, chosen)).toEqual({ results: offered });
		});

		it('finds by what is shown or by ID, in upper or lower case', async () => {
			const { chosen, offered, second } = await arrange(bench);
			const { results } = await search(bench, resource, chosen, second);
			expect(results).toEqual([offered.length === 2 ? offered[1] : expect.anything()]);
			expect(JSON.stringify(results).toLowerCase()).toContain(second.toLowerCase());
			const byValue = await search(bench, resource, chosen, String(offered[0].value));
			expect(byValue.results).toEqual([offered[0]]);
			expect(await search(bench, resource, chosen, 'no such thing')).toEqual({ results: [] });
		});

		it('is empty where there is nothing', async () => {
			expect(await search(bench, resource, await empty(bench))).toEqual({ results: [] });
		});

		it('says why it cannot', async () => {
			const { chosen } = await arrange(bench);
			bench.faults({ kind: 'status', status: 401, body: '', times: null });
			await expect(search(bench, resource, chosen)).rejects.toMatchObject({
				name: 'NodeApiError',
				message: `${bench.provider.name} refused the key (HTTP 401).`,
				description: expect.stringContaining('credential') as string,
			});
		});
	},
);

it.each(
	benches.flatMap((bench) =>
		Object.keys(pickerMethods)
			.filter(
				(resource) =>
					!pickers.some((p) => p.name === bench.provider.value && p.resource === resource),
			)
			.map((resource) => ({ name: bench.provider.value, resource, bench })),
	),
)(
	'$name has no picker for $resource, so it is empty and asks nobody',
	async ({ bench, resource }) => {
		expect(await search(bench, resource)).toEqual({ results: [] });
		expect(bench.sandbox.requests).toEqual([]);
	},
);

it.each([
	{ resource: 'originationUri', needs: "'Trunk'" },
	{ resource: 'sipCredential', needs: "'Credential List'" },
	{ resource: 'ipAccessControlEntry', needs: "'IP Access Control List'" },
])('says that $resource at Twilio needs $needs first', async ({ resource, needs }) => {
	const bench = benchOf('twilio');
	await expect(search(bench, resource)).rejects.toThrow(needs);
	expect(bench.sandbox.requests).toEqual([]);
});

it('shows the first hundred of very many, and finds the others by search', async () => {
	const bench = benchOf('twilio');
	bench.sandbox.seedTrunks('twilio', 2500);
	const { results } = await search(bench, 'trunk');
	expect(results).toHaveLength(100);
	const found = await search(bench, 'trunk', {}, 'trunk 2500');
	expect(found.results).toEqual([
		{
			name: expect.stringMatching(/^Trunk 2500 \(/) as string,
			value: expect.anything() as unknown,
		},
	]);
});
