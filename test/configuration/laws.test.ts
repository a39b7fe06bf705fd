import * as fc from 'fast-check';
import { facts } from '../../facts/index';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import type { ProviderName } from '../../nodes/SipTrunk/providers';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { formatLine } from '../../sandbox/requestLog';
import { report } from '../properties/report.cjs';
import { LAWS, type Counts, type Place } from './laws';
import { trialOf, type Trial } from './trial';

/**
 * The laws of Trunk Configuration with random configurations, random accounts and random faults, at every provider that
 * has it, through n8n's engine against the sandbox.
 */

/** Set by jest.config.mjs, from the environment. */
declare const FUZZ: { runs: number; seed: number; only: string; progress: number };

const { providers } = jest.requireActual<typeof import('../../nodes/SipTrunk/providers/index')>(
	'../../dist/nodes/SipTrunk/providers',
);

/** So many trials go on side by side: most of a trial is waiting. */
const LANES = 12;
const LEAST_TRIALS = 300;
const SIX_HOURS_MS = 6 * 60 * 60 * 1000;
const LONGEST_SEARCH_MS = 60_000;

const places = providers.flatMap(({ value, resources }) => {
	const resource = resources.find((one) => one.value === 'trunkConfiguration');
	if (resource === undefined) return [];
	const known = facts[value as ProviderName].configuration;
	if (known === undefined) return [];
	return [{ provider: value, facts: known, port: (resource as ConfigurationResource).port }];
});

const cases = places.flatMap((place) =>
	Object.keys(LAWS).map((law) => ({ place, law, title: `${place.provider}: ${law}` })),
);

const counts: Record<string, Counts> = {};

function count(title: string, what: string): void {
	const own = (counts[title] ??= {});
	own[what] = (own[what] ?? 0) + 1;
}

async function tried(
	{ place, law, title }: (typeof cases)[number],
	{ sandbox, runs, seed }: { sandbox: Sandbox; runs: number; seed: number },
): Promise<void> {
	let searchUntil = Infinity;
	const here: Place = { ...place, sandbox };
	await fc.assert(
		fc.asyncProperty(trialOf(place), async (trial: Trial) => {
			if (Date.now() > searchUntil) return;
			count(title, 'tried');
			const problems = await LAWS[law](here, trial, (what) => count(title, what));
			if (problems.length === 0) return;
			searchUntil = Math.min(searchUntil, Date.now() + LONGEST_SEARCH_MS);
			const story = [...problems, ...sandbox.requests.map(formatLine)].join('\n');
			throw new Error(story);
		}),
		{ numRuns: runs, seed },
	);
}

describe('Trunk Configuration', () => {
	const sandboxes: Sandbox[] = [];
	beforeAll(async () => {
		for (let index = 0; index < LANES; index++) sandboxes.push(await startSandbox());
	});
	afterAll(async () => {
		await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop()));
	});

	const total = Math.max(LEAST_TRIALS, FUZZ.runs);
	it(
		`keeps its laws (${total} trials, seed ${FUZZ.seed})`,
		async () => {
			const queue = cases
				.map((one, index) => ({ ...one, seed: FUZZ.seed + index }))
				.filter(({ title }) => title.includes(FUZZ.only));
			const runs = Math.ceil(total / queue.length);
			const failures: string[] = [];
			await Promise.all(
				sandboxes.map(async (sandbox) => {
					for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
						const { title, seed } = next;
						await tried(next, { sandbox, runs, seed }).catch((error: Error) => {
							failures.push(`${title}\n${error.message}\n${String(error.cause ?? '')}`);
						});
					}
				}),
			);
			const told = Object.entries(counts).map(
				([title, own]) =>
					`${title}: ${Object.entries(own)
						.map(([what, times]) => `${what} ${times}`)
						.join(', ')}`,
			);
			report(`Laws of Trunk Configuration, seed ${FUZZ.seed}:\n${told.sort().join('\n')}`);
			expect(failures.join('\n\n')).toBe('');
		},
		SIX_HOURS_MS,
	);
});
