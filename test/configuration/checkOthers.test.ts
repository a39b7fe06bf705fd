import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { rowsOf, useBench, wordsOf, type Bench } from '../operations/support';

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
