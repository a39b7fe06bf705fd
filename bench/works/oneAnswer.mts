import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { median } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { getManyTrunks } from './getMany.mjs';

const ROWS = [100_000, 200_000] as const;
/** Vyom hands its whole list out in one answer. */
const PROVIDER = 'vyom';

interface Input extends Pick<NodeRun, 'folder' | 'credentials'> {
	rows: number;
}

export const sides = {
	async node({ folder, credentials, rows }: Input): Promise<number> {
		const runNode = await loadEngine();
		const parameters = getManyTrunks(PROVIDER, { returnAll: true });
		const read = async () => await runNode({ folder, credentials, parameters, input: [{}] });
		await read();
		const { milliseconds, items } = await read();
		if (items.length !== rows) throw new Error(`${items.length} rows came instead of ${rows}`);
		return milliseconds;
	},
};

export const oneAnswer: Work = {
	name: 'one-answer',
	title: () => 'Get Many of 100,000 and of 200,000 rows that come in one answer (Vyom trunks)',
	isQuick: true,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		const figures: Figure[] = [];
		for (const rows of ROWS) {
			const name = `${rows.toLocaleString('en')} rows`;
			say(`fill the sandbox with ${name}`);
			await sandbox.begin();
			await sandbox.seed(PROVIDER, rows);
			const figure: Figure = { name, unit: 'ms', values: [] };
			for (let run = 1; run <= runs(5); run++) {
				say(`${name}, run ${run} of ${runs(5)}`);
				const input: Input = { folder: tarball.folder, credentials: sandbox.credentials, rows };
				figure.values.push(
					(await inOwnProcess<number>(import.meta.url, 'node', input, stopping)).result,
				);
			}
			figures.push(figure);
		}
		const [half, whole] = figures.map(({ values }) => median(values));
		return {
			figures,
			bars: [{ what: 'twice the rows, time', value: whole / half, unit: 'x', atMost: 2.2 }],
		};
	},
};
