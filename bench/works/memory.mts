import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { forgetResidentPeak, residentPeak, toMb } from '../processMemory.mjs';
import { median } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { getManyTrunks } from './getMany.mjs';

const ROWS = 100_000;
const SAMPLE_EVERY_MS = 2;

interface Input extends Pick<NodeRun, 'folder' | 'credentials'> {
	simplify: boolean;
}

interface Memory {
	/** Heap that the result takes once all garbage is gone, beyond what was there before. */
	resultMb: number;
	/** Most heap in use at a time, garbage included, beyond what was there before. */
	peakMb: number;
	/** The same for all memory of the process, as the system counts it; undefined where it does not tell. */
	residentPeakMb: number | undefined;
}

function heapInUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

async function collectGarbage(): Promise<void> {
	for (let round = 0; round < 4; round++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

export const sides = {
	async node({ folder, credentials, simplify }: Input): Promise<Memory> {
		const runNode = await loadEngine();
		const read = async (more: Parameters<typeof getManyTrunks>[1]) =>
			await runNode({
				folder,
				credentials,
				parameters: getManyTrunks('twilio', { simplify, ...more }),
				input: [{}],
			});
		await read({ returnAll: false, limit: 1000 });
		await collectGarbage();
		const before = heapInUse();
		const residentBefore = process.memoryUsage().rss;
		forgetResidentPeak();

		let peak = before;
		const sample = () => {
			peak = Math.max(peak, heapInUse());
		};
		const sampler = setInterval(sample, SAMPLE_EVERY_MS);
		const { items, run } = await read({ returnAll: true });
		clearInterval(sampler);
		sample();
		const highest = residentPeak();
		if (items.length !== ROWS) throw new Error(`${items.length} rows came`);
		await collectGarbage();
		const after = heapInUse();
		// Used after the measurement, so that it is still there while it is measured.
		if (run.data.resultData.error !== undefined) throw run.data.resultData.error;
		return {
			resultMb: toMb(after - before),
			peakMb: toMb(peak - before),
			residentPeakMb: highest === undefined ? undefined : toMb(highest - residentBefore),
		};
	},
};

export const memory: Work = {
	name: 'memory',
	title: () => `Get Many of ${ROWS.toLocaleString('en')} rows (Twilio trunks)`,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		say('fill the sandbox');
		await sandbox.begin();
		await sandbox.seed('twilio', ROWS);
		const figures: Figure[] = [];
		const ratios: number[] = [];
		for (const simplify of [true, false]) {
			const label = simplify ? 'Simplify on' : 'Simplify off';
			const figure = (name: string): Figure => ({
				name: `${label}, ${name}`,
				unit: 'MB',
				values: [],
			});
			const result = figure('the result itself');
			const peak = figure('most heap while it is read');
			const resident = figure('most memory of the process beyond its start');
			for (let run = 1; run <= runs(3); run++) {
				say(`${label}, run ${run} of ${runs(3)}`);
				const one = (
					await inOwnProcess<Memory>(
						import.meta.url,
						'node',
						{ folder: tarball.folder, credentials: sandbox.credentials, simplify },
						stopping,
					)
				).result;
				result.values.push(one.resultMb);
				peak.values.push(one.peakMb);
				if (one.residentPeakMb !== undefined) resident.values.push(one.residentPeakMb);
			}
			figures.push(result, peak, ...(resident.values.length > 0 ? [resident] : []));
			ratios.push(median(peak.values) / median(result.values));
		}
		return {
			figures,
			bars: [
				{ what: 'peak against the result, Simplify on', value: ratios[0], unit: 'x', atMost: 1.5 },
				{ what: 'peak against the result, Simplify off', value: ratios[1], unit: 'x', atMost: 1.5 },
			],
		};
	},
};
