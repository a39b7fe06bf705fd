import * as fc from 'fast-check';
import type { FaultKind } from '../../sandbox/index';
import { formatLine, type LoggedRequest } from '../../sandbox/requestLog';
import { Lane } from './lane';
import { report } from './report.cjs';
import { choices, kindOf, scenarioOf, titleOf, type Choice, type Scenario } from './scenario/index';
import { judge, type Evidence, type Outcome } from './verdict/index';

/**
 * Random operations at random providers with random items and random faults, through n8n's engine against the
 * sandbox. After each run everything that the node says is held against the sandbox's own log and state.
 *
 * That what judges them would notice is tried in verdict.test.ts, and once by taking one safeguard away from the node:
 *
 * | without | fails |
 * | --- | --- |
 * | shared pacing | transport: "one refusal slows all items of the run" |
 * | the look-up before a create is sent again | here: "... was made 2 times; 1 items say done and 0 that it may exist" |
 * | redaction | here: "the credential's secret at error.message", "an entered password at ..." |
 * | the order of items on the same trunk | here: "items 0 and 1 were not sent in order"; transport: "change it in their order" |
 */

/** Set by jest.config.mjs, from the environment. */
declare const FUZZ: {
	/** How many random runs in all. */
	runs: number;
	/** The same seed makes the same runs; times and the order of parallel requests still differ. */
	seed: number;
	/** Only operations whose title contains this, such as `twilio trunk create`. */
	only: string;
	/** A line of progress after so many runs; 0 for none. */
	progress: number;
};

/** So many runs go on side by side: most of a run is waiting. */
const LANES = 24;

const SIX_HOURS_MS = 6 * 60 * 60 * 1000;
/** Finding the smallest case that fails takes many more runs, and is given up after this time. */
const LONGEST_SEARCH_MS = 60 * 1000;

/** Operations that make something are tried most often, those that only read least. */
const WEIGHTS = { makes: 6, changes: 3, removes: 3, links: 4, unlinks: 3, reads: 1 };

const counts = {
	runs: 0,
	items: 0,
	requests: 0,
	'runs in which a fault struck': 0,
	'runs in which a request was sent again after a fault': 0,
	'runs stopped by an error': 0,
	'runs cancelled': 0,
	'items done': 0,
	'items done, found after a lost answer': 0,
	'items that may exist': 0,
	'items failed for certain': 0,
	'items not started after an error': 0,
	'passwords made': 0,
};

const faultsThatStruck = new Set<string>();

const lineOf = ({ method, url, body }: LoggedRequest) => `${method} ${url} ${body}`;

const wasSentAgain = (requests: LoggedRequest[]) =>
	requests.some(
		(request, index) =>
			request.fault !== undefined &&
			requests.slice(index + 1).some((later) => lineOf(later) === lineOf(request)),
	);

function tally({ requests, scenario, run }: Evidence, outcomes: Outcome[]): void {
	counts.runs += 1;
	counts.items += outcomes.length;
	counts.requests += requests.length;
	const faults = requests.flatMap(({ fault }) => fault?.split(', ') ?? []);
	for (const fault of faults) faultsThatStruck.add(fault.split(' ')[0]);
	if (faults.length > 0) counts['runs in which a fault struck'] += 1;
	if (wasSentAgain(requests)) counts['runs in which a request was sent again after a fault'] += 1;
	if (run.status === 'canceled') counts['runs cancelled'] += 1;
	else if (run.error !== undefined) counts['runs stopped by an error'] += 1;
	// A closed port answers nothing and logs nothing.
	if (scenario.faults.some(({ kind }) => kind === 'refuse')) faultsThatStruck.add('refuse');
	// A clock is wrong for every request.
	if (scenario.faults.some(({ kind }) => kind === 'clock')) faultsThatStruck.add('clock');
	for (const outcome of outcomes) {
		if (outcome.state === 'done') {
			counts['items done'] += 1;
			const [row] = outcome.rows;
			if (row?.recovered === true) counts['items done, found after a lost answer'] += 1;
			if (row?.password !== undefined) counts['passwords made'] += 1;
		} else if (outcome.state === 'failed') {
			counts[outcome.mayExist ? 'items that may exist' : 'items failed for certain'] += 1;
		} else if (outcome.state === 'notStarted' && run.error !== undefined) {
			counts['items not started after an error'] += 1;
		}
	}
}

/** What helps to understand a case that is wrong. */
const story = (
	{ choice, requests, run, asked }: Evidence,
	outcomes: Outcome[],
	problems: string[],
) =>
	[
		titleOf(choice),
		...problems.map((problem) => `WRONG: ${problem}`),
		...asked.map(
			({ marks }, item) => `item ${item} (${marks.join(', ')}): ${JSON.stringify(outcomes[item])}`,
		),
		...(run.error ? [`error: ${run.error.message} ${String(run.error.description)}`] : []),
		...requests.map(formatLine),
	].join('\n');

interface Trial {
	choice: Choice;
	runs: number;
	seed: number;
}

async function carryOut({ choice, runs, seed }: Trial, lane: Lane): Promise<void> {
	let searchUntil = Infinity;
	await fc.assert(
		fc.asyncProperty(
			scenarioOf(choice, () => lane.otherHost.address),
			async (scenario: Scenario) => {
				if (Date.now() > searchUntil) return;
				const evidence = await lane.run(choice, scenario);
				const { problems, outcomes } = judge(evidence);
				tally(evidence, outcomes);
				if (FUZZ.progress > 0 && counts.runs % FUZZ.progress === 0) report(summary());
				if (problems.length > 0)
					searchUntil = Math.min(searchUntil, Date.now() + LONGEST_SEARCH_MS);
				expect(problems.length === 0 ? '' : story(evidence, outcomes, problems)).toBe('');
			},
		),
		{ numRuns: runs, seed },
	);
}

const summary = () =>
	Object.entries(counts)
		.map(([what, number]) => `${what}: ${number}`)
		.join('; ');

/** All operations, each with its share of the runs; the longest first, so that the lanes end together. */
function trials(): Trial[] {
	const among = choices
		// By its place among all, so that an operation has the same runs when it is tried alone.
		.map((choice, index) => ({ choice, seed: FUZZ.seed + index, weight: WEIGHTS[kindOf(choice)] }))
		.filter(({ choice }) => titleOf(choice).includes(FUZZ.only));
	const total = among.reduce((sum, { weight }) => sum + weight, 0);
	return among
		.map(({ choice, seed, weight }) => ({
			choice,
			seed,
			runs: Math.ceil((FUZZ.runs * weight) / total),
		}))
		.sort((a, b) => b.runs - a.runs);
}

describe('under random faults', () => {
	const lanes: Lane[] = [];
	beforeAll(async () => {
		for (let index = 0; index < LANES; index++) lanes.push(await Lane.open());
	});
	afterAll(async () => {
		await Promise.all(lanes.map(async (lane) => await lane.close()));
	});

	it(
		`what the node says is what has happened (${FUZZ.runs} runs, seed ${FUZZ.seed})`,
		async () => {
			const queue = trials();
			const failures: string[] = [];
			await Promise.all(
				lanes.map(async (lane) => {
					for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
						const { choice } = next;
						await carryOut(next, lane).catch((error: Error) => {
							failures.push(`${titleOf(choice)}: ${error.message}\n${String(error.cause ?? '')}`);
						});
					}
				}),
			);
			report(`Random runs with seed ${FUZZ.seed}: ${summary()}`);
			expect(failures.join('\n\n')).toBe('');
		},
		SIX_HOURS_MS,
	);

	if (FUZZ.only === '' && FUZZ.runs >= 1000) {
		it('the runs were worth it: everything that can go wrong went wrong', () => {
			expect(Object.entries(counts).filter(([, number]) => number === 0)).toEqual([]);
			expect(counts['runs in which a fault struck']).toBeGreaterThan(counts.runs / 2);
			const kinds: FaultKind[] = [
				'clock',
				'concurrencyLimit',
				'cut',
				'deepBody',
				'emptyBody',
				'endless',
				'gzipBomb',
				'htmlBody',
				'hugeBody',
				'latency',
				'lieTotal',
				'otherThing',
				'rateLimit',
				'redirect',
				'refuse',
				'repeatPage',
				'resetAfter',
				'resetBefore',
				'rewriteKeys',
				'status',
				'successFalse',
				'tooManyRequests',
				'trickle',
				'truncatedJson',
				'twin',
				'unknownEnums',
				'wrongContentType',
			];
			expect([...faultsThatStruck].sort()).toEqual(kinds);
		});
	}
});
