import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { installN8n, n8nIsInstalled } from '../playground/base/installation.mjs';
import { openLog } from '../playground/base/log.mjs';
import { compare, type Comparison } from './comparison.mjs';
import { load, thisMachine } from './machine.mjs';
import { readOptions, type Options } from './options.mjs';
import { Progress } from './progress.mjs';
import { describe, describeComparison, quickBars, summary } from './report.mjs';
import { latencyMs, startSandboxProcess } from './sandboxProcess.mjs';
import { isMet } from './statistics.mjs';
import { packAndUnpack, unpackEarlier } from './tarball.mjs';
import type { Bench, Outcome, Work } from './work.mjs';

/** More runs say nothing more about a ratio that is far from its bar. */
const QUICK_RUNS = 3;
/** Something else that the machine did meanwhile is over by the next measurement; a node that is too slow stays so. */
const QUICK_MEASUREMENTS = 3;

async function ensureN8n(stopping: AbortSignal): Promise<void> {
	if (n8nIsInstalled()) return;
	console.log('Installing n8n: once, 2.5 GB, some minutes');
	const log = openLog('bench-install');
	await installN8n({ log, stopping }).finally(async () => await log.close());
}

type Measured = Outcome & { work: Work; load: [before: number, after: number] };

/** @param place of the work among the others, for the person who waits */
async function measureOne(
	work: Work,
	place: string,
	bench: Omit<Bench, 'say'>,
	nth = 1,
): Promise<Outcome> {
	const { quick } = bench;
	const again = nth === 1 ? '' : `, measurement ${nth}`;
	const progress = new Progress(`${place}, ${work.name}${again}`);
	const outcome = await work.measure({ ...bench, say: (words) => progress.say(words) });
	progress.end();
	const bars = quick ? quickBars(outcome.bars) : outcome.bars;
	console.log(`${work.name}: ${work.title(quick)}\n${describe({ ...outcome, bars })}\n`);
	return quick && nth < QUICK_MEASUREMENTS && !bars.every(isMet)
		? await measureOne(work, place, bench, nth + 1)
		: { ...outcome, bars };
}

/** With the present package and a sandbox, which is stopped at the end. */
async function withBench<Result>(
	{ chosen, runs, quick }: Options,
	stopping: AbortSignal,
	measure: (bench: Omit<Bench, 'say'>) => Promise<Result>,
): Promise<Result> {
	if (chosen.some(({ needsN8n }) => needsN8n)) await ensureN8n(stopping);
	const tarball = await packAndUnpack(stopping);
	const sandbox = await startSandboxProcess();
	try {
		return await measure({
			sandbox,
			tarball,
			quick,
			runs: (usual: number) => runs ?? (quick ? Math.min(usual, QUICK_RUNS) : usual),
			stopping,
		});
	} finally {
		await sandbox.stop();
	}
}

const placeOf = (index: number, { chosen }: Options) => `${index + 1} of ${chosen.length}`;

const measureAll = async (options: Options, stopping: AbortSignal): Promise<Measured[]> =>
	await withBench(options, stopping, async (bench) => {
		const measured: Measured[] = [];
		for (const [index, work] of options.chosen.entries()) {
			const before = load();
			const outcome = await measureOne(work, placeOf(index, options), bench);
			measured.push({ ...outcome, work, load: [before, load()] });
		}
		return measured;
	});

const COMPARED_RUNS = 5;

const compareAll = async (
	options: Options,
	earlierFile: string,
	stopping: AbortSignal,
): Promise<Comparison[]> =>
	await withBench(options, stopping, async (bench) => {
		const earlier = await unpackEarlier(earlierFile, stopping);
		const compared: Comparison[] = [];
		for (const [index, work] of options.chosen.entries()) {
			const progress = new Progress(`${placeOf(index, options)}, ${work.name}`);
			const say = (words: string) => progress.say(words);
			const runs = bench.runs(COMPARED_RUNS);
			const comparisons = await compare(work, { ...bench, say }, earlier, runs);
			progress.end();
			console.log(
				`${work.name}: ${work.title(options.quick)}\n${describeComparison(comparisons)}\n`,
			);
			compared.push(...comparisons);
		}
		return compared;
	});

function writeJson(file: string, quick: boolean, measured: Measured[]): void {
	mkdirSync(dirname(file), { recursive: true });
	const results = {
		date: new Date().toISOString(),
		machine: thisMachine(),
		latencyMs,
		works: measured.map(({ work, figures, bars, load: loads }) => ({
			name: work.name,
			title: work.title(quick),
			load: loads,
			figures,
			bars: bars.map((bar) => ({ ...bar, met: isMet(bar) })),
		})),
	};
	writeFileSync(file, `${JSON.stringify(results, null, '\t')}\n`);
}

/** @returns the exit code */
async function main(): Promise<number> {
	const options = readOptions();
	if ('text' in options) {
		console.log(options.text);
		return options.exitCode;
	}
	const interruption = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => interruption.abort(new Error('Stopped')));
	}
	const { processor, cores, memoryGb, system, node } = thisMachine();
	console.log(
		`${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node.js ${node}, load ${load()}\n` +
			`Every answer takes ${latencyMs} ms at the least. Figures: median, smallest to largest.\n`,
	);
	if (options.against !== undefined) {
		const compared = await compareAll(options, options.against, interruption.signal);
		const worse = compared.filter(({ isWorse }) => isWorse).length;
		console.log(`${compared.length - worse} not worse, ${worse} worse`);
		return worse === 0 ? 0 : 1;
	}
	const measured = await measureAll(options, interruption.signal);
	if (options.json !== undefined) writeJson(options.json, options.quick, measured);
	console.log(`${summary(measured.map(({ work, bars }) => ({ name: work.name, bars })))}\n`);
	const bars = measured.flatMap((one) => one.bars);
	const missed = bars.filter((bar) => !isMet(bar)).length;
	console.log(`${bars.length - missed} bars reached, ${missed} missed`);
	return missed === 0 ? 0 : 1;
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
