import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { facts } from '../../facts/index';
import { sandboxCredentials, type ProviderName } from '../../sandbox/index';
import { listSearch } from '../support/engine';
import { echoings, secretOf, useEcho } from './echoes';
import { byId, useBenches, type Bench } from './support';

/** The pickers: what they offer, how the search narrows it down, and what is said when they cannot. */

const benches = useBenches();
const echo = useEcho();
const benchOf = (name: ProviderName) =>
	benches.find(({ provider }) => provider.value === name) as Bench;

const pickerMethods: Record<string, string> = {
	trunk: 'searchTrunks',
	phoneNumber: 'searchPhoneNumbers',
	sipCredential: 'searchSipCredentials',
	credentialList: 'searchCredentialLists',
	ipAccessControlEntry: 'searchIpAccessControlEntries',
	ipAccessControlList: 'searchIpAccessControlLists',
	dispatchRule: 'searchDispatchRules',
	originationUri: 'searchOriginationUris',
	outboundVoiceProfile: 'searchOutboundVoiceProfiles',
};

const search = async (
	{ provider, sandbox }: Bench,
	resource: string,
	chosen: Record<string, string> = {},
	filter?: string,
	credentials: Record<string, IDataObject> = sandboxCredentials(sandbox.addresses),
	sameProcess = false,
): Promise<INodeListSearchResult> =>
	await listSearch(pickerMethods[resource], {
		parameters: { provider: provider.value, resource, operation: 'getAll', ...asChosen(chosen) },
		credentials,
		filter,
		sameProcess,
	});

const pickers = benches.flatMap(({ provider }) =>
	facts[provider.value].pickers.map((picker) => ({ name: provider.value, ...picker })),
);

/** As the form has it once something is chosen in these pickers. */
const asChosen = (ids: Record<string, string> = {}): INodeParameters =>
	Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, byId(id)]));

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

		it.each(Object.keys(echoings))(
			'does not show the key that the provider repeats %s, and does not find by it',
			async (how) => {
				const { chosen } = await arrange(bench);
				const secret = secretOf(bench);
				const credentials = echo.behind(bench, how);
				const before = echo.changed();
				for (const filter of ['', secret, secret.slice(-6)]) {
					const shown = await search(bench, resource, chosen, filter, credentials).catch(
						(error: Error) => ({ ...error, message: error.message }),
					);
					expect(JSON.stringify(shown).toLowerCase()).not.toContain(secret.toLowerCase());
					if (filter !== '' && 'results' in shown) expect(shown).toEqual({ results: [] });
				}
				expect(echo.changed()).toBeGreaterThan(before);
			},
		);

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

describe.each(pickers)('$name $resource', ({ name, resource, arrange }) => {
	it('is read once for the letters of one search, and anew when the list is opened', async () => {
		const bench = benchOf(name);
		const { chosen, offered, second } = await arrange(bench);
		const requests = async (filter: string) => {
			bench.sandbox.requests.length = 0;
			const { results } = await search(bench, resource, chosen, filter, undefined, true);
			return { results, sent: bench.sandbox.requests.length };
		};
		await search(bench, resource, chosen);
		const first = await requests(second.slice(0, 2));
		expect(first.sent).toBeGreaterThan(0);
		for (let length = 3; length <= second.length; length++) {
			expect((await requests(second.slice(0, length))).sent).toBe(0);
		}
		expect((await requests(second)).results).toHaveLength(1);
		const opened = await requests('');
		expect(opened).toEqual({ results: offered, sent: first.sent });
	});
});

it.each(Object.keys(facts) as ProviderName[])(
	'%s: the first hundred trunks take no more requests than there must be pages',
	async (name) => {
		const bench = benchOf(name);
		bench.sandbox.seedTrunks(name, 120);
		const { results } = await search(bench, 'trunk');
		expect(results).toHaveLength(100);
		const { mostOnPage = 100 } = facts[name].api;
		expect(bench.sandbox.requests.length).toBe(Math.ceil(100 / mostOnPage));
	},
);

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
