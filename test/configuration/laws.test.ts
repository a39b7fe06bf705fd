import * as fc from 'fast-check';
import type { ConfigurationFacts } from '../../facts/configuration';
import { facts } from '../../facts/index';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import type { ConfigurationPort } from '../../nodes/SipTrunk/configuration/port';
import type { ProviderName } from '../../nodes/SipTrunk/providers';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { formatLine } from '../../sandbox/requestLog';
import { report, reportEvery } from '../properties/report.cjs';
import { LAWS } from './laws/index';
import type { Counts } from './laws/law';
import { arrange, stateOf, type Place } from './laws/place';
import { trialOf, type Trial } from './laws/trial';

/**
 * The laws of Trunk Configuration with random configurations, random accounts and random faults, at every provider that
 * has it, through n8n's engine against the sandbox. What a provider cannot hold is read from its tables.
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

interface Stated {
	provider: string;
	port: ConfigurationPort;
	facts?: ConfigurationFacts;
}

const stated = providers.flatMap(({ value, resources }): Stated[] => {
	const resource = resources.find((one) => one.value === 'trunkConfiguration');
	if (resource === undefined) return [];
	const { port } = resource as ConfigurationResource;
	return [{ provider: value, port, facts: facts[value as ProviderName].configuration }];
});

interface Tried extends Required<Stated> {
	/** The provider, and the kind of its trunks where it has several. */
	title: string;
}

/** A provider whose trunks are of several kinds is tried with each: other sections are not there then. */
function placesOf({ provider, port, facts: own }: Stated): Tried[] {
	if (own === undefined) return [];
	const { kinds } = own;
	if (kinds === undefined) return [{ provider, port, facts: own, title: provider }];
	return Object.entries(kinds).map(
		([kind, { sections, always, withoutNumbers = false }]): Tried => {
			const kept = Object.entries(port.sections).filter(([name]) =>
				sections.some((section) => section === name),
			);
			return {
				provider,
				title: `${provider} (${kind})`,
				port: {
					...port,
					sections: Object.fromEntries(kept),
					numbers: withoutNumbers ? undefined : port.numbers,
				},
				facts: {
					...own,
					always: { ...own.always, ...always } as ConfigurationFacts['always'],
					numbers: withoutNumbers ? undefined : own.numbers,
				},
			};
		},
	);
}

const places = stated.flatMap(placesOf);

const cases = places.flatMap((place) =>
	Object.entries(LAWS).flatMap(([name, law]) =>
		law.lacks?.(place.port) === undefined ? [{ place, law, title: `${place.title}: ${name}` }] : [],
	),
);

const counts: Record<string, Counts> = {};
let trials = 0;

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
			trials += 1;
			reportEvery(FUZZ.progress, 'trials', trials);
			const problems = await law.try(here, trial, (what) => count(title, what));
			if (problems.length === 0) return;
			searchUntil = Math.min(searchUntil, Date.now() + LONGEST_SEARCH_MS);
			const story = [...problems, ...sandbox.requests.map(formatLine)].join('\n');
			throw new Error(story);
		}),
		{ numRuns: runs, seed },
	);
}

/** How often each law was tried at each provider, and which one has not got what a law speaks of. */
function told(): string {
	const lines = Object.entries(counts).map(
		([title, own]) =>
			`${title}: ${Object.entries(own)
				.map(([what, times]) => `${what} ${times}`)
				.join(', ')}`,
	);
	const exempt = places.flatMap(({ title, port }) =>
		Object.entries(LAWS).flatMap(([name, law]) => {
			const lack = law.lacks?.(port);
			return lack === undefined ? [] : [`${title}: ${name}: not tried, it has no ${lack}`];
		}),
	);
	return [...lines, ...exempt].sort().join('\n');
}

describe('Trunk Configuration', () => {
	const sandboxes: Sandbox[] = [];
	beforeAll(async () => {
		for (let index = 0; index < LANES; index++) sandboxes.push(await startSandbox());
	});
	afterAll(async () => {
		await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop()));
	});

	it.each(stated)(
		'has what the laws need to know of $provider',
		({ provider, port, facts: own }) => {
			const where = `facts/providers/${provider}`;
			if (own === undefined) throw new Error(`${where} has no facts of Trunk Configuration`);
			const { always = {}, settings = {}, secrets = {}, numbers, uniqueValue } = own;
			if ((port.numbers === undefined) !== (numbers === undefined)) {
				throw new Error(
					`${where}: numbers are needed, and only where numbers can be put on trunks`,
				);
			}
			if ((port.unique === undefined) !== (uniqueValue === undefined)) {
				throw new Error(`${where}: uniqueValue is needed, and only where a setting is unique`);
			}
			expect(Object.keys(port.settings)).toEqual(
				expect.arrayContaining([...Object.keys(always), ...Object.keys(settings)]),
			);
			expect((port.secrets ?? []).map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(secrets)),
			);
		},
	);

	it.each(places)('is told of $title what was put there', async (place) => {
		const here = { ...place, sandbox: sandboxes[0] };
		const whole = { shared: {}, foreign: {}, isHalfMade: false };
		await fc.assert(
			fc.asyncProperty(trialOf(place), async ({ present: [one] }) => {
				if (one === undefined) return;
				arrange(here, { present: [{ ...one, ...whole }] });
				const sorted = <T>(all: T[]) => expect.arrayContaining(all) as T[];
				const { trunks, leftovers } = stateOf(here);
				expect(leftovers).toEqual([]);
				expect(trunks).toEqual([
					{
						name: one.name,
						settings: one.settings,
						entries: Object.fromEntries(
							Object.entries(one.entries).map(([section, entries]) => [section, sorted(entries)]),
						),
						phoneNumbers: sorted(one.phoneNumbers),
					},
				]);
				await Promise.resolve();
			}),
			{ numRuns: 30, seed: FUZZ.seed },
		);
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
			report(`Laws of Trunk Configuration, seed ${FUZZ.seed}:\n${told()}`);
			expect(failures.join('\n\n')).toBe('');
		},
		SIX_HOURS_MS,
	);

	if (FUZZ.only === '' && total >= 5000) {
		it('each law has come upon what it speaks of', () => {
			const untried = cases.filter(({ title }) => Object.keys(counts[title] ?? {}).length < 2);
			expect(untried.map(({ title }) => title)).toEqual([]);
		});
	}
});
