import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, rowsOf, useBench, wordsOf, type Bench } from '../operations/support';

/** Trunk Configuration > Check at providers that tell little, in n8n's own engine against the sandbox. */

async function check(bench: Bench, parameters: INodeParameters): Promise<IDataObject[]> {
	const result = await bench.run(
		{ resource: 'trunkConfiguration', operation: 'check' },
		parameters,
	);
	expect(wordsOf(result)).toBe('\n');
	return rowsOf(result);
}

const idsOf = ({ findings }: IDataObject) => (findings as IDataObject[]).map(({ id }) => id);

describe('MiniVoice', () => {
	const bench = useBench('miniVoice');

	it('takes one request for all trunks, and tells the state of the registration', async () => {
		bench.sandbox.seedTrunks('miniVoice', ['Berlin', 'Oslo', 'Paris']);
		const [, oslo, paris] = bench.sandbox.state('miniVoice').trunks.all();
		oslo.registration_status = 'FAIL_WAIT';
		paris.is_active = false;
		const rows = await check(bench, { returnAll: true });
		expect(rows.map(({ name, overall }) => [name, overall])).toEqual([
			['Berlin', 'ok'],
			['Oslo', 'fail'],
			['Paris', 'fail'],
		]);
		expect(rows.map(idsOf)).toEqual([
			['oneDirection'],
			['registration', 'oneDirection'],
			['inactive', 'registration', 'oneDirection'],
		]);
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});

describe('TryVox', () => {
	const bench = useBench('tryVox');

	function addTrunk() {
		bench.sandbox.seedTrunks('tryVox', ['Berlin']);
		const state = bench.sandbox.state('tryVox');
		const [trunk] = state.trunks.all();
		Object.assign(trunk, {
			auth_type: 'credential',
			origination_uris: ['sip:pbx1.acme.com', 'sip:pbx2.acme.com'],
		});
		const credential = { id: 'cred_1', trunk_id: trunk.id, username: 'pbx', created_at: '' };
		state.credentials.add(credential);
		state.numbers.all()[0].trunk_id = trunk.id;
		return trunk;
	}

	const requests = () => bench.sandbox.requests.map(({ method, path }) => `${method} ${path}`);

	it('is ok where nothing is wrong, with three requests that read', async () => {
		const { id } = addTrunk();
		const [row] = await check(bench, { returnAll: true });
		expect(row).toMatchObject({ id, overall: 'ok', findings: [] });
		expect(Object.keys(row)).not.toContain('diagnosis');
		expect(requests()).toHaveLength(3);
		expect(requests().every((request) => request.startsWith('GET '))).toBe(true);
	});

	it("takes TryVox's own diagnosis into the row as it is, if that is wanted", async () => {
		const { id } = addTrunk();
		const [row] = await check(bench, { returnAll: true, runProviderTest: true });
		expect(requests()).toContainEqual(expect.stringMatching(`^POST .*/trunks/${id}/test$`));
		const test = await bench.run({ resource: 'trunk', operation: 'test' }, { trunkId: byId(id) });
		expect(row.diagnosis).toEqual(rowsOf(test)[0].diagnosis);
		expect(row.diagnosis).toEqual(expect.any(Object));
	});

	it('is unknown where the callers are known by addresses, which TryVox does not tell', async () => {
		addTrunk().auth_type = 'ip';
		const [row] = await check(bench, { returnAll: true });
		expect(row.overall).toBe('unknown');
		expect(idsOf(row)).toEqual(['noSignIn']);
	});
});

describe('Vyom', () => {
	const bench = useBench('vyom');

	it('tells nothing, so that nobody can say', async () => {
		bench.sandbox.seedTrunks('vyom', ['Berlin']);
		const [row] = await check(bench, { returnAll: true });
		expect(row).toMatchObject({ provider: 'vyom', name: 'Berlin', overall: 'unknown' });
		expect(idsOf(row)).toEqual(['nothingTold', 'oneDirection']);
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});
