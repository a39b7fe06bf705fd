import type { IDataObject } from 'n8n-workflow';
import { facts } from '../../facts/index';
import { madeTrunkId } from '../../facts/numbers';
import { sandboxCredentials } from '../../sandbox/index';
import { startEcho, type Echo } from '../support/echo';
import { byId, rowsOf, useBenches } from './support';

/** A number counts as free only where its row says so: what nobody understands may be in use. */

const benches = useBenches();

const assigning = benches.flatMap((bench) => {
	const { numbers } = facts[bench.provider.value];
	return numbers === undefined ? [] : [{ name: bench.provider.name, bench, numbers }];
});

let echo: Echo;
beforeAll(async () => {
	echo = await startEcho();
});
afterEach(() => {
	echo.changing = (object) => object;
});
afterAll(async () => await echo.stop());

const without = (object: IDataObject, keys: string[]): IDataObject =>
	Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

describe.each(assigning)('$name', ({ bench, numbers }) => {
	const { number, routes } = numbers.row;
	const { inRequests = (entered: string) => entered } = numbers;

	/** Assigns a free number whose row the provider changes, and tells what came of it and what was changed. */
	async function assigned(changing: Echo['changing'], moveIfAssigned = false) {
		const { credentialType } = bench.provider;
		const made = await bench.api.post(numbers.trunks, numbers.trunk('First', bench));
		const trunk = madeTrunkId(numbers, made);
		const stored = (sandboxCredentials(bench.sandbox.addresses) as Record<string, IDataObject>)[
			credentialType
		];
		const baseUrl = echo.addressOf(String(stored.baseUrl));
		let rows = 0;
		echo.changing = (object) => {
			if (object[number] !== inRequests(numbers.free)) return object;
			rows += 1;
			return changing(object);
		};
		const run = await bench.run(
			{ resource: 'phoneNumber', operation: 'assign' },
			{
				trunkId: byId(trunk),
				phoneNumber: byId(numbers.free),
				moveIfAssigned,
			},
			{ credentials: { [credentialType]: { ...stored, baseUrl } } },
		);
		expect(rows).toBeGreaterThan(0);
		const changes = bench.sent().filter(([line]) => !line.startsWith('GET '));
		const isThere = numbers.trunkOf(bench, numbers.free) === trunk;
		return { run, isThere, changes };
	}

	describe.each(routes)('a number whose %s', (key) => {
		it.each([[42], [true], [false], [{}], [[]]])('is %j is not taken away', async (odd) => {
			const { run, changes } = await assigned((row) => ({ ...row, [key]: odd }));
			expect(run.error?.message).toMatch(/ is (on|routed) .+, so it was not assigned/);
			expect(changes).toEqual([]);
		});

		// Where it is the only one, without it the row tells no route at all.
		it.each([null, '', ...(routes.length > 1 ? [undefined] : [])])(
			'is %j is free, as far as that says',
			async (nothing) => {
				const { run, isThere } = await assigned((row) => ({ ...row, [key]: nothing }));
				expect(rowsOf(run)).toHaveLength(1);
				expect(isThere).toBe(true);
			},
		);
	});

	it('is not known to be free where its row tells no route at all', async () => {
		const { run, isThere, changes } = await assigned((row) => without(row, routes));
		expect(isThere).toBe(numbers.freeWithoutRoutes ?? false);
		if (isThere) return;
		expect(run.error?.message).toContain('is routed in an unknown way already, so it was not');
		expect(changes).toEqual([]);
	});

	it('is assigned all the same if the user says that it may be moved', async () => {
		const { run, isThere } = await assigned((row) => ({ ...row, [routes[0]]: {} }), true);
		expect(rowsOf(run)).toEqual([expect.objectContaining({ previousTrunkId: null })]);
		expect(isThere).toBe(true);
	});
});
