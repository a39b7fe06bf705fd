import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import util from 'node:util';
import { installN8n, n8nIsInstalled } from '../playground/base/installation.mjs';
import { openLog } from '../playground/base/log.mjs';
import { load, thisMachine } from './machine.mjs';
import { Progress } from './progress.mjs';
import { describe, quickBars, summary } from './report.mjs';
import { latencyMs, startSandboxProcess } from './sandboxProcess.mjs';
import { isMet } from './statistics.mjs';
import { packAndUnpack } from './tarball.mjs';
import type { Bench, Outcome, Work } from './work.mjs';
import { works } from './works/index.mjs';

const help = `npm run bench                   measures the built node against the bars of docs/performance.md

Options, after "--":
  --only NAME    only this work; may be given several times
  --quick        some works, on small amounts, and their ratios only, with a quarter of room for a
                 machine that does something else as well; what misses a bar is measured again, twice at most
  --without-n8n  leave out the works that need a real n8n (2.5 GB, installed once as by "npm start")
  --runs N       how often to measure each (default: what each work needs)
  --json FILE    write all figures there as well
  --help         this text

Works: ${works.map(({ name }) => name).join(', ')}

Exits with 0 if all bars were reached. For figures to compare, leave the machine alone meanwhile.`;

interface Options {
	chosen: Work[];
	runs: number | undefined;
	json: string | undefined;
	quick: boolean;
}

/** @returns the options, or a text for the person where there is nothing to measure */
function readOptions(): Options | { text: string; exitCode: number } {
	const { values } = util.parseArgs({
		options: {
			only: { type: 'string', multiple: true },
			quick: { type: 'boolean', default: false },
			'without-n8n': { type: 'boolean', default: false },
			runs: { type: 'string' },
			json: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return { text: help, exitCode: 0 };
	const unknown = values.only?.find((name) => !works.some((work) => work.name === name));
	if (unknown !== undefined)
		return { text: `There is no work "${unknown}".\n\n${help}`, exitCode: 2 };
	if (values.runs !== undefined && !/^[1-9]\d?$/.test(values.runs)) {
		return { text: `--runs takes a number from 1 to 99.\n\n${help}`, exitCode: 2 };
	}
	const chosen = works.filter(
		({ name, needsN8n, isQuick }) =>
			(values.only?.includes(name) ?? true) &&
			!(needsN8n && values['without-n8n']) &&
			(isQuick || !values.quick),
	);
	const { quick, json } = values;
	return { chosen, runs: values.runs ? Number(values.runs) : undefined, json, quick };
}

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

async function measureAll(
	{ chosen, runs, quick }: Options,
	stopping: AbortSignal,
): Promise<Array<Measured>> {
	if (chosen.some(({ needsN8n }) => needsN8n)) await ensureN8n(stopping);
	const tarball = await packAndUnpack(stopping);
	const sandbox = await startSandboxProcess();
	const bench = {
		sandbox,
		tarball,
		quick,
		runs: (usual: number) => runs ?? (quick ? Math.min(usual, QUICK_RUNS) : usual),
		stopping,
	};
	const measured: Measured[] = [];
	try {
		for (const [index, work] of chosen.entries()) {
			const before = load();
			const outcome = await measureOne(work, `${index + 1} of ${chosen.length}`, bench);
			measured.push({ ...outcome, work, load: [before, load()] });
		}
	} finally {
		await sandbox.stop();
	}
	return measured;
}

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
