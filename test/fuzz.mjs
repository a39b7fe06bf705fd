import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `npm run fuzz -- [runs] [--seed N] [--only TEXT]

  runs         how many random runs (default 20000)
  --seed N     the seed that an earlier run has shown (default: a random one)
  --only TEXT  only operations and laws whose title contains this, such as "twilio trunk create"
`;

const root = fileURLToPath(new URL('..', import.meta.url));
const number = new Intl.NumberFormat('en');
const say = (line) => process.stdout.write(`${line}\n`);
const minutes = () => `${((Date.now() - startedAt) / 60_000).toFixed(1)} min`;

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

/** Two processes, so that both halves of something long run side by side. */
const HALVES = [0, 1];

/** Far enough apart, because every operation and every law has a seed of its own that counts up from here. */
const SEEDS_APART = 1000;

/** What runs, in its order; each worker takes the next one. */
function partsOf({ runs, seed, only }) {
	const halves = (name, file, times) =>
		HALVES.map((half) => ({
			name: `${name} ${half + 1}`,
			file,
			environment: {
				FUZZ_RUNS: String(Math.ceil(times / HALVES.length)),
				FUZZ_SEED: String(seed + half * SEEDS_APART),
				FUZZ_ONLY: only,
			},
		}));
	const whole = (name, file, times) => ({
		name,
		file,
		environment: { FUZZ_RUNS: String(times), FUZZ_SEED: String(seed) },
	});
	return [
		...halves('faults', 'properties/faults.test.ts', runs),
		// Half as many trials, because each is several runs.
		...halves('laws', 'configuration/laws.test.ts', runs / 2),
		...(only === ''
			? [
					whole('parameters', 'properties/parameters.test.ts', runs),
					// Check against what calls really need: it never says ok of a trunk that cannot carry one.
					whole('check', 'properties/check.test.ts', Math.min(runs, 10_000)),
				]
			: []),
	];
}

const add = (sums, what, times) => sums.set(what, (sums.get(what) ?? 0) + Number(times));

const listed = (counts) =>
	[...counts].map(([what, times]) => `${number.format(times)} ${what}`).join(', ');

/** `runs: 500; items: 2000` as counts, or undefined. */
function progressIn(line) {
	const pairs = line
		.replace(/^Random runs with seed \d+: /, '')
		.split('; ')
		.map((pair) => /^([a-z][A-Za-z ,]*): (\d+)$/.exec(pair));
	return pairs.every(Boolean) ? new Map(pairs.map(([, what, times]) => [what, times])) : undefined;
}

/** `plivo (inbound): Apply twice: tried 4, unchanged 2` as the law and its counts, or undefined. */
function lawIn(line) {
	const [, title, counts] = /^(\S+(?: \(\w+\))?: .+): (tried \d+.*)$/.exec(line) ?? [];
	return title && { title, counts: [...counts.matchAll(/(.+?) (\d+)(?:, |$)/g)] };
}

/** What the parts tell, added up. */
const told = {
	/** By part, because each line of progress counts from the part's beginning. */
	faults: new Map(),
	laws: new Map(),
	lines: new Set(),
};

function hear({ name }, line) {
	const progress = progressIn(line);
	const law = lawIn(line);
	if (progress !== undefined) {
		if (progress.has('requests')) told.faults.set(name, progress);
		say(`${minutes()}: ${name}: ${listed([...progress].slice(0, 3))}`);
	} else if (law !== undefined) {
		const own = told.laws.get(law.title) ?? new Map();
		told.laws.set(law.title, own);
		for (const [, what, times] of law.counts) add(own, what, times);
	} else if (/: not tried,|^Checked at /.test(line)) {
		told.lines.add(line);
	}
}

const hasRun = () => [...told.faults.values()].some((counts) => Number(counts.get('runs')) > 0);

function summary() {
	const faults = new Map();
	for (const counts of told.faults.values()) {
		for (const [what, times] of counts) add(faults, what, times);
	}
	return [
		...[...faults].map(([what, times]) => `${number.format(times).padStart(9)} ${what}`),
		...[...told.laws].map(([title, own]) => `${title}: ${listed(own)}`).sort(),
		...[...told.lines].sort(),
	];
}

/** Runs a test file; `hear` gets each line of its output. */
async function run({ file, environment, ...part }) {
	let output = '';
	let rest = '';
	const jest = spawn(
		process.execPath,
		['node_modules/jest/bin/jest.js', '--ci', '--runInBand', '--no-color', `test/${file}`],
		{
			cwd: root,
			env: { ...process.env, FUZZ_PROGRESS: '250', ...environment },
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	const take = (chunk) => {
		output += chunk;
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) hear(part, line);
	};
	jest.stdout.setEncoding('utf8').on('data', take);
	jest.stderr.setEncoding('utf8').on('data', take);
	const stop = () => jest.kill();
	process.once('exit', stop);
	const code = await new Promise((resolve) => jest.once('close', resolve));
	process.off('exit', stop);
	say(`${minutes()}: ${part.name}: ${code === 0 ? 'passed' : 'failed'}`);
	return { passed: code === 0, output };
}

const options = readOptions();
if (options === undefined) {
	process.stderr.write(usage);
	process.exit(2);
}

const { runs, seed } = options;
const startedAt = Date.now();
say(`${number.format(runs)} random runs with seed ${seed}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const parts = partsOf(options);
const results = [];
const workers = Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
	for (let next = parts.shift(); next !== undefined; next = parts.shift()) {
		results.push(await run(next));
	}
});
await Promise.all(workers);

summary().forEach(say);
if (options.only !== '' && told.laws.size === 0 && !hasRun()) {
	say(`Nothing is called "${options.only}".`);
	process.exit(2);
}
const failed = results.filter(({ passed }) => !passed);
for (const { output } of failed) process.stderr.write(output);
say(
	failed.length === 0
		? `All passed in ${minutes()}, seed ${seed}.`
		: `Failed after ${minutes()}; npm run fuzz -- ${runs} --seed ${seed} does the same again.`,
);
process.exit(failed.length === 0 ? 0 : 1);
