import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `npm run fuzz -- [runs] [--seed N] [--only TEXT]

  runs         how many random runs (default 20000)
  --seed N     the seed that an earlier run has shown (default: a random one)
  --only TEXT  only operations whose title contains this, such as "twilio trunk create"
`;

const root = fileURLToPath(new URL('..', import.meta.url));
const number = new Intl.NumberFormat('en');

function readOptions() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: { seed: { type: 'string' }, only: { type: 'string', default: '' } },
		});
		const runs = Number(positionals[0] ?? 20_000);
		const seed = Number(values.seed ?? randomInt(1_000_000_000));
		const areNumbers = Number.isInteger(runs) && runs > 0 && Number.isInteger(seed);
		return areNumbers && positionals.length < 2 ? { runs, seed, only: values.only } : undefined;
	} catch {
		return undefined;
	}
}

/** What a line of the tests counts: `runs: 500; items: 2000; ...`, or undefined. */
function countsIn(line) {
	if (!/(?:^|: )runs: \d/.test(line)) return undefined;
	return Object.fromEntries(
		[...line.matchAll(/([a-z][a-z ,]*): (\d+)/g)].map(([, what, times]) => [what, Number(times)]),
	);
}

function summed(all) {
	const sums = {};
	for (const counts of all) {
		for (const [what, times] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + times;
	}
	return sums;
}

/** Runs a test file with this environment; `tell` gets each line of its output. */
async function runTests(file, environment, tell) {
	let output = '';
	let rest = '';
	const jest = spawn(
		process.execPath,
		['node_modules/jest/bin/jest.js', '--ci', '--runInBand', '--no-color', `test/${file}`],
		{ cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const hear = (chunk) => {
		output += chunk;
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		lines.forEach(tell);
	};
	jest.stdout.setEncoding('utf8').on('data', hear);
	jest.stderr.setEncoding('utf8').on('data', hear);
	const stop = () => jest.kill();
	process.once('exit', stop);
	const code = await new Promise((resolve) => jest.once('close', resolve));
	process.off('exit', stop);
	return { passed: code === 0, output };
}

const options = readOptions();
if (options === undefined) {
	process.stderr.write(usage);
	process.exit(2);
}

const { runs, seed, only } = options;
const say = (line) => process.stdout.write(`${line}\n`);
say(`${number.format(runs)} random runs with seed ${seed}`);
const startedAt = Date.now();
const minutes = () => `${((Date.now() - startedAt) / 60_000).toFixed(1)} min`;

const workers = Math.min(2, availableParallelism(), runs);
const counted = Array.from({ length: workers }, () => ({}));
const trials = counted.map(async (_, index) => {
	const environment = {
		FUZZ_RUNS: String(Math.ceil(runs / workers)),
		// Far enough apart, because every operation has a seed of its own that counts up from here.
		FUZZ_SEED: String(seed + index * 1000),
		FUZZ_ONLY: only,
		FUZZ_PROGRESS: '250',
	};
	return await runTests('properties/faults.test.ts', environment, (line) => {
		const counts = countsIn(line);
		if (counts === undefined) return;
		counted[index] = counts;
		const sums = summed(counted);
		say(
			`${minutes()}: ${number.format(sums.runs)} runs, ${number.format(sums.items)} items, ${number.format(sums.requests)} requests`,
		);
	});
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const results = await Promise.all(trials);
const entered = await runTests(
	'properties/parameters.test.ts',
	{ FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) },
	() => undefined,
);

/** The laws of Trunk Configuration, with half as many trials: each is several runs. */
const laws = await runTests(
	'configuration/laws.test.ts',
	{ FUZZ_RUNS: String(Math.ceil(runs / 2)), FUZZ_SEED: String(seed), FUZZ_ONLY: only },
	(line) => {
		if (/: (?:not )?tried\b/.test(line)) say(line);
	},
);

/** Check against what calls really need: it never says ok of a trunk that cannot carry one. */
const checked = await runTests(
	'properties/check.test.ts',
	{ FUZZ_RUNS: String(Math.min(runs, 10_000)), FUZZ_SEED: String(seed) },
	() => undefined,
);

for (const [what, times] of Object.entries(summed(counted)))
	say(`${number.format(times).padStart(9)} ${what}`);
const failed = [...results, entered, laws, checked].filter(({ passed }) => !passed);
for (const { output } of failed) process.stderr.write(output);
say(
	failed.length === 0
		? `All passed in ${minutes()}, seed ${seed}; malformed parameters: ${number.format(runs)} sets.`
		: `Failed after ${minutes()}; npm run fuzz -- ${runs} --seed ${seed} does the same again.`,
);
process.exit(failed.length === 0 ? 0 : 1);
