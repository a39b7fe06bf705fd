import { RESOURCES } from '../../nodes/SipTrunk/contract/resources';
import { descriptionOf, operationsOf, providers, useBenches } from './support';

/** What is said where provider, resource and operation do not go together, and to "Custom API Call". */

const benches = useBenches();

const resourceNames = [
	...new Set(providers.flatMap(({ resources }) => resources.map(({ value }) => value))),
];
const operationNames = [
	...new Set(
		providers.flatMap((provider) => operationsOf(provider).map(({ operation }) => operation.value)),
	),
];

const offers = (provider: (typeof providers)[number], resource: string, operation?: string) =>
	operationsOf(provider).some(
		(choice) =>
			choice.resource.value === resource &&
			(operation === undefined || choice.operation.value === operation),
	);

const namesOffering = (resource: string, operation?: string) =>
	providers.filter((provider) => offers(provider, resource, operation)).map(({ name }) => name);

const titleOf = (resource: string) => RESOURCES[resource as keyof typeof RESOURCES].name;

describe.each(benches.map((bench) => ({ name: bench.provider.name, bench })))(
	'$name',
	({ name, bench }) => {
		const { provider } = bench;
		const refused = async (resource: string, operation: string) => {
			const run = await bench.run({ resource, operation }, {});
			expect(run).toMatchObject({ status: 'error', items: [] });
			expect(bench.sandbox.requests).toEqual([]);
			return run;
		};

		it('says who has a resource that it lacks', async () => {
			for (const resource of resourceNames.filter((one) => !offers(provider, one))) {
				for (const operation of operationNames) {
					const { error } = await refused(resource, operation);
					expect(error?.message).toContain(
						`'Resource' "${titleOf(resource)}" does not exist at ${name}.`,
					);
					for (const other of namesOffering(resource)) expect(error?.message).toContain(other);
				}
			}
		});

		it('says who offers an operation that it lacks, and what it has', async () => {
			for (const { value: resource, operations } of provider.resources) {
				for (const operation of operationNames) {
					if (offers(provider, resource, operation)) continue;
					const { error } = await refused(resource, operation);
					expect(error?.message).toContain(`'Operation' is not offered by ${name}`);
					for (const own of operations) expect(error?.message).toContain(`"${own.name}"`);
					for (const other of namesOffering(resource, operation)) {
						expect(error?.message).toContain(other);
					}
				}
			}
		});

		it.each([
			{ resource: 'trunk', operation: '__CUSTOM_API_CALL__' },
			{ resource: '__CUSTOM_API_CALL__', operation: '__CUSTOM_API_CALL__' },
			{ resource: '__CUSTOM_API_CALL__', operation: 'getAll' },
		])('tells where a custom API call is made: $resource $operation', async (place) => {
			const run = await refused(place.resource, place.operation);
			expect(run.error?.name).toBe('NodeOperationError');
			const words = `${run.error?.message} ${descriptionOf(run)}`;
			expect(words).toContain('Custom API Call');
			expect(words).toContain('HTTP Request');
			expect(words).toContain(name);
		});

		it('knows no resource by that name', async () => {
			const { error } = await refused('trunks', 'getAll');
			expect(error?.message).toMatch(
				new RegExp(`^'Resource' is not known at ${name}\\. It has .*Trunk`),
			);
		});
	},
);

it('knows no provider by that name', async () => {
	const all = providers.map(({ name }) => name);
	const run = await benches[0].run(
		{ resource: 'trunk', operation: 'getAll' },
		{ provider: 'acme' },
	);
	expect(run.error?.message).toBe(
		`'Provider' is not known. Choose one of ${all.slice(0, -1).join(', ')} and ${all.at(-1)}.`,
	);
});

describe('what a provider lacks', () => {
	const place = { resource: 'trunk', operation: 'delete' };
	const lacking = benches.find(
		({ provider }) => !offers(provider, place.resource, place.operation),
	);
	const bench = lacking ?? benches[0];

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'fails for every item, with %s',
		async (onError) => {
			const run = await bench.run(place, {}, { onError, input: [{ id: 1 }, { id: 2 }] });
			const failed = onError === 'continueErrorOutput' ? run.errorItems : run.items;
			expect(run.items.length + run.errorItems.length).toBe(2);
			expect(failed.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
				[0, 1].map((item) => [
					expect.stringContaining(`'Operation' is not offered by ${bench.provider.name}`),
					{ item },
				]),
			);
		},
	);

	it('takes the error branch of an older n8n too, and shows there what it shows in a newer one', async () => {
		const run = await bench.run(
			place,
			{},
			{ onError: 'continueErrorOutput', input: [{ id: 1 }], olderErrorOutput: true },
		);
		expect(run.items).toEqual([]);
		expect(run.errorItems.map(({ json }) => json)).toEqual([
			{ id: 1, error: expect.any(String), details: expect.objectContaining({ code: null }) },
		]);
	});
});
