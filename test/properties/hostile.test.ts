import { sleep, type IDataObject } from 'n8n-workflow';
import { facts } from '../../facts/index';
import { isOf, partOf, type RequestKind, type RouteKind } from '../../facts/requests';
import type { Fault } from '../../sandbox/index';
import { memoryFor } from '../support/memory.cjs';
import { Lane } from './lane';
import {
	choices,
	GATEWAY_STATUSES,
	kindOf,
	requestKindOf,
	requestOf,
	titleOf,
	type Choice,
	type Scenario,
} from './scenario/index';
import { judge, type Evidence } from './verdict/index';

/**
 * A provider, a gateway or somebody else at their worst, to every operation of every provider where the kind can occur:
 * what the node says is what has happened, and nothing goes on after it.
 */

/** Most of a run is waiting, so several go on side by side. */
const LANES = 8;
const lanes: Lane[] = [];
beforeAll(async () => {
	for (let index = 0; index < LANES; index++) lanes.push(await Lane.open());
});
afterAll(async () => await Promise.all(lanes.map(async (lane) => await lane.close())));

const scenario = (faults: Fault[], more: Partial<Scenario> = {}): Scenario => ({
	items: [{ of: 0, number: 0, name: 7, value: 1 }],
	common: 0,
	included: 0,
	options: { timeout: 20, maxRetries: 0, maxWait: 3, requestsInParallel: 4 },
	onError: 'continueRegularOutput',
	simplify: true,
	cancelAfterMs: null,
	faults,
	...more,
});

interface Trial {
	choice: Choice;
	faults: Fault[];
	more?: Partial<Scenario>;
	earlier?: Fault[];
	/** What is wrong beside what the verdict finds; nothing if that is undefined. */
	wrong?(evidence: Evidence): string | undefined;
}

/** All that is wrong with these runs. */
async function problemsOf(trials: Trial[]): Promise<string[]> {
	expect(trials.length).toBeGreaterThan(0);
	const left = [...trials];
	const problems: string[] = [];
	await Promise.all(
		lanes.map(async (lane) => {
			for (let trial = left.shift(); trial !== undefined; trial = left.shift()) {
				const { choice, faults, more, earlier, wrong } = trial;
				const own = faults.map(
					(fault): Fault => (fault.kind === 'clock' ? fault : { ...requestOf(choice), ...fault }),
				);
				const evidence = await lane.run(choice, scenario(own, more), earlier);
				const also = wrong?.(evidence);
				const found = [...judge(evidence).problems, ...(also === undefined ? [] : [also])];
				const title = `${titleOf(choice)} ${JSON.stringify(faults)} ${JSON.stringify(earlier ?? '')}`;
				problems.push(...found.map((problem) => `${title}: ${problem}`));
			}
		}),
	);
	return problems;
}

const rowOf = ({ run }: Evidence): IDataObject => run.items[0]?.json ?? {};
const said = (evidence: Evidence) => String(rowOf(evidence).error ?? '');
const sent = ({ requests }: Evidence, kind: RequestKind | RouteKind) =>
	requests.filter((request) => isOf(kind, request)).length;

const reading = choices.filter((choice) => kindOf(choice) === 'reads');
const changing = choices.filter((choice) => kindOf(choice) !== 'reads');
const making = choices.filter((choice) => kindOf(choice) === 'makes');

/** One operation of each kind at each provider. */
const oneOfEachKind = choices.filter((choice, index) => {
	const same = (other: Choice) =>
		other.provider === choice.provider && kindOf(other) === kindOf(choice);
	return choices.findIndex(same) === index;
});

it('every status of a gateway leaves open whether a change was made', async () => {
	const trials = changing.flatMap((choice, index) =>
		(['before', 'after'] as const).map((when, place): Trial => {
			const status = GATEWAY_STATUSES[(index + 5 * place) % GATEWAY_STATUSES.length];
			return {
				choice,
				faults: [{ kind: 'status', status, when }],
				wrong: (evidence) =>
					// What is said of a change that is open, or what was found of it.
					/may (?:exist|have been made)|was not made|is now/.test(said(evidence)) ||
					said(evidence) === ''
						? undefined
						: `HTTP ${status} is told as ${said(evidence)}`,
			};
		}),
	);
	expect(await problemsOf(trials)).toEqual([]);
}, 120_000);

it('what was made is not told as not made where rows say of it what nobody knows', async () => {
	const trials = making.map(
		(choice): Trial => ({
			choice,
			faults: [
				{ kind: 'status', status: 500, when: 'after' },
				// Of every answer, also of those in which it is looked for.
				{ kind: 'unknownEnums', times: null, method: undefined, path: undefined },
			],
		}),
	);
	expect(await problemsOf(trials)).toEqual([]);
}, 120_000);

it('nothing is open when the node has given up an answer that never ends', async () => {
	const options = { timeout: 1, maxRetries: 0, maxWait: 1, requestsInParallel: 4 };
	const trials = oneOfEachKind.map(
		(choice): Trial => ({
			choice,
			faults: [{ kind: 'endless', ms: 50, bytes: 100 }],
			more: { options },
			wrong: (evidence) =>
				kindOf(choice) === 'reads' && !said(evidence).includes('did not answer within 1 seconds')
					? `it says ${said(evidence)}`
					: undefined,
		}),
	);
	expect(await problemsOf(trials)).toEqual([]);
}, 120_000);

/** For an answer of the largest size as bytes and as text, and what the sandbox of these tests takes. */
const MOST_BYTES = 300_000_000;

it.each<[what: string, fault: Fault]>([
	['a body of 200 MB and more', { kind: 'endless', ms: 0, bytes: 1_000_000, times: null }],
	['a gzip bomb of 600 MB', { kind: 'gzipBomb', bytes: 600_000_000, times: null }],
])(
	'%s is refused at once, once, and takes little memory',
	async (_, fault) => {
		const trials = oneOfEachKind
			.filter((choice) => kindOf(choice) === 'reads' || choice === making[0])
			.map(
				(choice): Trial => ({
					choice,
					faults: [fault],
					more: { options: { timeout: 20, maxRetries: 3, maxWait: 10, requestsInParallel: 4 } },
					wrong: (evidence) => {
						if (sent(evidence, requestKindOf(choice)) !== 1) return 'it was sent again';
						if (kindOf(choice) !== 'reads') return undefined;
						return said(evidence).includes('answered with more than 64 MB')
							? undefined
							: `it says ${said(evidence)}`;
					},
				}),
			);
		const problems: string[] = [];
		const most = await memoryFor(async () => {
			for (const trial of trials) problems.push(...(await problemsOf([trial])));
		});
		expect(problems).toEqual([]);
		expect(most).toBeLessThan(MOST_BYTES);
	},
	120_000,
);

/** How far ahead the provider's clock is, and how old a thing of the same name is, in seconds. */
const CLOCKS = [
	[60, 30],
	[3600, 600],
	[-600, 45],
];

it('an old thing is not taken for a new one by a clock that is wrong', async () => {
	const trials = making.flatMap((choice) =>
		CLOCKS.map(
			([seconds, age]): Trial => ({
				choice,
				earlier: [{ kind: 'clock', seconds: seconds - age }],
				faults: [{ kind: 'clock', seconds }, { kind: 'resetBefore' }],
				wrong: (evidence) =>
					rowOf(evidence).recovered === true ? 'it is told as recovered' : undefined,
			}),
		),
	);
	expect(await problemsOf(trials)).toEqual([]);
}, 120_000);

it('what was made is found by a clock that is wrong', async () => {
	const recovered = new Set<string>();
	const trials = making.flatMap((choice) =>
		[3600, -3600].map(
			(seconds): Trial => ({
				choice,
				faults: [{ kind: 'clock', seconds }, { kind: 'resetAfter' }],
				wrong: (evidence) => {
					if (rowOf(evidence).recovered === true) recovered.add(choice.provider.value);
					return undefined;
				},
			}),
		),
	);
	expect(await problemsOf(trials)).toEqual([]);
	expect(recovered.size).toBeGreaterThan(2);
}, 120_000);

it('what somebody else has made in the same second, with other settings, is not ours', async () => {
	const twins = new Set<string>();
	const trials = making.flatMap((choice) =>
		[0xffff, 0x5555].flatMap((included) =>
			(['resetBefore', 'resetAfter', 'cut'] as const).map(
				(kind): Trial => ({
					choice,
					faults: [{ kind: 'twin' }, { kind }],
					more: { included },
					wrong: ({ requests }) => {
						if (requests.some(({ twins: made }) => made !== undefined)) {
							twins.add(choice.provider.value);
						}
						return undefined;
					},
				}),
			),
		),
	);
	expect(await problemsOf(trials)).toEqual([]);
	expect([...twins].sort()).toEqual(
		[...new Set(making.map(({ provider }) => provider.value))].sort(),
	);
}, 120_000);

it.each<[what: string, fault: Fault]>([
	['refused', { kind: 'status', status: 503 }],
	['on their way', { kind: 'latency', ms: 5000 }],
])(
	'pages that were asked for ahead end with the list: those that are %s',
	async (_, fault) => {
		const listing = reading.filter(
			({ resource, operation }) => resource.value === 'trunk' && operation.value === 'getAll',
		);
		const ended = await Promise.all(
			listing.map(async ({ provider: { value: provider } }, index) => {
				const lane = lanes[index % lanes.length];
				const { sandbox } = lane;
				sandbox.reset();
				sandbox.seedTrunks(
					provider,
					Array.from({ length: 1500 }, (_, number) => `Office ${number}`),
				);
				// On the second page, or on the first where that is larger.
				const { mostOnPage = 145, trunkLists = 1 } = facts[provider].api;
				const name = `Office ${mostOnPage + 5}`;
				const run = await lane.lists(
					provider,
					{ filters: { nameContains: name }, returnAll: false, limit: 1 },
					[
						{
							...fault,
							...partOf(provider, 'reads'),
							after: 1 + trunkLists,
							times: null,
						},
					],
				);
				expect([provider, run.error?.message]).toEqual([provider, undefined]);
				expect(run.items.map(({ json }) => json.name)).toEqual([name]);
				// What was on its way arrives and is ended; what was given up is not asked for again.
				await sleep(300);
				const open = sandbox.requests.filter(({ durationMs }) => durationMs === 0);
				expect([provider, open.length]).toEqual([provider, 0]);
				return { provider, sandbox, arrived: sandbox.requests.length };
			}),
		);
		await sleep(1500);
		expect(ended.map(({ provider, sandbox }) => [provider, sandbox.requests.length])).toEqual(
			ended.map(({ provider, arrived }) => [provider, arrived]),
		);
	},
	60_000,
);
