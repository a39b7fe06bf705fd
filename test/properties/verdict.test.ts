import { ofAccount } from './alterations/account';
import { ofOutcomes } from './alterations/outcomes';
import { ofRequests } from './alterations/requests';
import { ofSecrets } from './alterations/secrets';
import { Lane } from './lane';
import { choices, kindOf, titleOf, type Choice } from './scenario/index';
import { judge, type Evidence } from './verdict/index';

/**
 * What judges the random runs would notice: operations are carried out without faults, which is right, and then the
 * evidence is altered in one place, which must be found wrong.
 */

/** So many sandboxes, because most of a run is waiting. */
const LANES = 8;

const sound: Evidence[] = [];

/** At every provider what makes something, and one more of each kind; numbers are judged by rules of their own. */
const tried = choices.filter((choice, index) => {
	const isNumber = ({ resource }: Choice) => resource.value === 'phoneNumber';
	const same = (other: Choice) =>
		other.provider === choice.provider &&
		kindOf(other) === kindOf(choice) &&
		isNumber(other) === isNumber(choice);
	return kindOf(choice) === 'makes' || choices.findIndex(same) === index;
});

/** With `common`, passwords are entered or made. */
const scenario = (common: number): Evidence['scenario'] => ({
	items: [0, 1].map((item) => ({ of: item, number: item, name: item + 5, value: 1 })),
	common,
	included: 0,
	options: { timeout: 20, maxRetries: 1, maxWait: 1, requestsInParallel: 1 },
	onError: 'continueRegularOutput',
	simplify: true,
	cancelAfterMs: null,
	faults: [],
});

beforeAll(async () => {
	const queue = tried.flatMap((choice) =>
		(kindOf(choice) === 'makes' ? [0, 2] : [0]).map((common) => ({ choice, common })),
	);
	const lanes = await Promise.all(Array.from({ length: LANES }, async () => await Lane.open()));
	await Promise.all(
		lanes.map(async (lane) => {
			for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
				sound.push(await lane.run(next.choice, scenario(next.common)));
			}
			await lane.close();
		}),
	);
	for (const evidence of sound) {
		if (judge(evidence).outcomes.every(({ state }) => state === 'done')) done.add(evidence);
	}
}, 120_000);

/** What is altered stands apart from what it is a copy of. */
const copyOf = (evidence: Evidence): Evidence => ({
	...evidence,
	...structuredClone({
		scenario: evidence.scenario,
		asked: evidence.asked,
		requests: evidence.requests,
		before: evidence.before,
		after: evidence.after,
		logLines: evidence.logLines,
	}),
	run: {
		...evidence.run,
		items: structuredClone(evidence.run.items),
		hints: structuredClone(evidence.run.hints),
	},
});

/** Judged once, because each alteration asks for all of them. */
const done = new Set<Evidence>();

const isDone = (evidence: Evidence) => done.has(evidence);

const titlesOf = (evidences: Evidence[]) => evidences.map(({ choice }) => titleOf(choice));

it('finds nothing wrong where nothing is', () => {
	expect(sound.flatMap((evidence) => judge(evidence).problems)).toEqual([]);
	expect(new Set(titlesOf(sound.filter(isDone))).size).toBeGreaterThan(tried.length * 0.9);
});

it.each([...ofOutcomes, ...ofAccount, ...ofRequests, ...ofSecrets])(
	'notices %s',
	(_, where, alter, noticed) => {
		const there = sound.filter((evidence) => isDone(evidence) && where(evidence));
		expect(there).not.toEqual([]);
		const missed = there.filter((evidence) => {
			const altered = copyOf(evidence);
			alter(altered);
			return !judge(altered).problems.some((problem) => noticed.test(problem));
		});
		expect(titlesOf(missed)).toEqual([]);
	},
);
