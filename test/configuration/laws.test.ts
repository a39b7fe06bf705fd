import * as fc from 'fast-check';
import { facts } from '../../facts/index';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { applyOptions } from '../../nodes/SipTrunk/configuration/optionFields';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import type { ProviderName } from '../../nodes/SipTrunk/providers';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { formatLine } from '../../sandbox/requestLog';
import { report, reportEvery } from '../properties/report.cjs';
import { LAWS } from './laws/index';
import type { Counts } from './laws/law';
import { tableOf } from './laws/options';
import { arrange, CONNECTED, stateOf, type Place } from './laws/place';
import { placesOf, type Stated, type Tried } from './laws/places';
import { summaryOf } from './laws/summary';
import { hasNamesake, trialOf, type Trial } from './laws/trial';

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
const LEAST_TRIALS = 150;
const SIX_HOURS_MS = 6 * 60 * 60 * 1000;
const LONGEST_SEARCH_MS = 60_000;

const stated = providers.flatMap(({ value, resources, carrier }): Stated[] => {
	const resource = resources.find((one) => one.value === 'trunkConfiguration');
	if (resource === undefined) return [];
	const { port } = resource as ConfigurationResource;
	return [{ provider: value, port, facts: facts[value as ProviderName].configuration, carrier }];
});

const places = stated.flatMap(placesOf);

const cases = places.flatMap((place) =>
	Object.entries(LAWS).flatMap(([name, law]) =>
		law.lacks?.(place.port, place) === undefined
			? [{ place, law, name, title: `${place.title}: ${name}` }]
			: [],
	),
);

const counts: Record<string, Counts> = {};
/** The Configuration Options with which a law was tried, whatever the provider. */
const triedWith: Record<string, Set<string>> = {};
let trials = 0;

/** Under which the trials of all laws are counted together. */
const ofAllLaws = ({ title }: Tried) => `${title}: all laws`;

const NAMESAKE = 'beside a trunk of the same name and of another kind';

const withOption = (name: string) => `with ${name}`;

/** How often something came about at a provider, whatever law was tried. */
const timesAt = (provider: string, what: string) =>
	places
		.filter((place) => place.provider === provider)
		.reduce((sum, place) => sum + (counts[ofAllLaws(place)]?.[what] ?? 0), 0);

function count(title: string, what: string): void {
	const own = (counts[title] ??= {});
	own[what] = (own[what] ?? 0) + 1;
}

async function tried(
	{ place, law, name, title }: (typeof cases)[number],
	{ sandbox, runs, seed }: { sandbox: Sandbox; runs: number; seed: number },
): Promise<void> {
	let searchUntil = Infinity;
	await fc.assert(
		fc.asyncProperty(trialOf(place), async (trial: Trial) => {
			if (Date.now() > searchUntil) return;
			count(title, 'tried');
			trials += 1;
			reportEvery(FUZZ.progress, 'trials', trials);
			const noted = new Set(['tried', ...(hasNamesake(place, trial) ? [NAMESAKE] : [])]);
			const here: Place = {
				...place,
				sandbox,
				note: (what) => noted.add(what),
				// Those that were drawn, and that the law has not left out.
				noteOptions(handedOver) {
					for (const option of Object.keys(trial.options)) {
						if (!(option in handedOver)) continue;
						noted.add(withOption(option));
						(triedWith[name] ??= new Set()).add(option);
					}
				},
			};
			const problems = await law.try(here, trial, (what) => count(title, what));
			for (const what of noted) count(ofAllLaws(place), what);
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

	it.each(stated)(
		'has what the laws need to know of $provider',
		({ provider, port, facts: own }) => {
			const where = `facts/providers/${provider}`;
			if (own === undefined) throw new Error(`${where} has no facts of Trunk Configuration`);
			const { always = {}, settings = {}, secrets = {}, numbers, uniqueValue, kinds = {} } = own;
			if ((port.numbers === undefined) !== (numbers === undefined)) {
				throw new Error(
					`${where}: numbers are needed, and only where numbers can be put on trunks`,
				);
			}
			if ((port.unique === undefined) !== (uniqueValue === undefined)) {
				throw new Error(`${where}: uniqueValue is needed, and only where a setting is unique`);
			}
			expect(Object.keys(port.settings)).toEqual(
				expect.arrayContaining(
					[always, settings, ...Object.values(kinds).map((kind) => kind.settings ?? {})].flatMap(
						Object.keys,
					),
				),
			);
			expect((port.secrets ?? []).map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(secrets)),
			);
		},
	);

	it.each(stated)('knows what to try each option of $provider with', ({ provider, port }) => {
		const own = places.filter((place) => place.provider === provider).map(tableOf);
		expect(own.flatMap(({ undrawn }) => undrawn)).toEqual([]);
		const { options = [] } = applyOptions(port);
		expect([...new Set(own.flatMap(({ offered }) => offered))].sort()).toEqual(
			(options as Field[]).map(({ name }) => name).sort(),
		);
	});

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
			report(`Laws of Trunk Configuration, seed ${FUZZ.seed}:\n${summaryOf(places, counts)}`);
			expect(failures.join('\n\n')).toBe('');
		},
		SIX_HOURS_MS,
	);

	if (FUZZ.only === '') {
		it.each(stated.filter(({ carrier }) => carrier))(
			'has connected trunks of $provider to a platform',
			({ provider }) => expect(timesAt(provider, CONNECTED)).toBeGreaterThan(0),
		);

		it.each(stated)('has tried each option of $provider', ({ provider, port }) => {
			const names = ((applyOptions(port).options ?? []) as Field[]).map(({ name }) => name);
			expect(names.filter((name) => timesAt(provider, withOption(name)) === 0)).toEqual([]);
		});

		it.each(stated.filter((one) => one.facts?.kinds))(
			'has come upon a trunk of $provider that has the name of the wanted one and is of another kind',
			({ provider }) => expect(timesAt(provider, NAMESAKE)).toBeGreaterThan(0),
		);
	}

	if (FUZZ.only === '' && total >= 5000) {
		it.each(Object.keys(LAWS))(
			'%s: was tried with each option that several providers offer',
			(name) => {
				const offered = cases
					.filter((one) => one.name === name)
					.flatMap(({ place }) => tableOf(place).offered);
				const timesOffered = (option: string) => offered.filter((one) => one === option).length;
				// What one provider alone offers comes about too seldom.
				const often = [...new Set(offered)].filter((option) => timesOffered(option) > 2);
				expect(often.filter((option) => !triedWith[name]?.has(option))).toEqual([]);
			},
		);

		it('each law has come upon what it speaks of', () => {
			const untried = cases.filter(({ title }) => Object.keys(counts[title] ?? {}).length < 2);
			expect(untried.map(({ title }) => title)).toEqual([]);
		});
	}
});
