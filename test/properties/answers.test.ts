import { isOf, partOf, type RequestKind, type RouteKind } from '../../facts/requests';
import type { Fault } from '../../sandbox/index';
import { Lane } from './lane';
import { choices, kindOf, requestOf, titleOf, type Choice, type Scenario } from './scenario/index';
import { judge, type Evidence } from './verdict/index';

/**
 * Kinds of answers that say little, or the wrong thing, to every operation of every provider: what the node says is
 * what has happened, and nothing is sent too often.
 */

let lane: Lane;
beforeAll(async () => {
	lane = await Lane.open();
});
afterAll(async () => await lane.close());

const scenario = (faults: Fault[], timeout = 20): Scenario => ({
	items: [{ of: 0, number: 0, name: 1, value: 1 }],
	common: 0,
	included: 0,
	options: { timeout, maxRetries: 1, maxWait: 3, requestsInParallel: 2 },
	onError: 'continueRegularOutput',
	simplify: true,
	cancelAfterMs: null,
	faults,
});

async function carriedOut(choice: Choice, faults: Fault[], timeout?: number): Promise<Evidence> {
	const own = faults.map((fault) => ({ ...requestOf(choice), ...fault }));
	const evidence = await lane.run(choice, scenario(own, timeout));
	expect(judge(evidence).problems).toEqual([]);
	return evidence;
}

const titled = (those: Choice[]): Array<[title: string, choice: Choice]> =>
	those.map((choice) => [titleOf(choice), choice]);
const every = titled(choices);
/** Where something is taken off by a change, it is read again afterwards. */
const removals = titled(
	choices.filter(
		(choice) =>
			['removes', 'unlinks'].includes(kindOf(choice)) &&
			requestOf(choice).method === partOf(choice.provider.value, 'removes').method,
	),
);
const NOT_OBJECTS = ['"<string>"', '"ok"', 'true', 'null', 'OK', '[]', '17', '{"id":'];

const saidBy = ({ run }: Evidence) => String(run.items[0]?.json.error ?? '');
const sent = ({ requests }: Evidence, kind: RequestKind | RouteKind) =>
	requests.filter((request) => isOf(kind, request)).length;

it.each(removals)('%s is done with any answer of success', async (_, choice) => {
	for (const body of NOT_OBJECTS) {
		const evidence = await carriedOut(choice, [
			{ kind: 'status', status: 200, body, when: 'after', times: null },
		]);
		expect([body, saidBy(evidence), sent(evidence, 'removes')]).toEqual([body, '', 1]);
	}
});

it.each(every)('%s stands an answer that is nested too deeply', async (_, choice) => {
	const evidence = await carriedOut(choice, [{ kind: 'deepBody', levels: 50_000, times: null }]);
	expect(saidBy(evidence)).not.toMatch(/call stack/);
	if (kindOf(choice) === 'reads' && sent(evidence, 'reads') > 0) {
		expect(saidBy(evidence)).toMatch(/nested more than 100 levels deep/);
	}
});

it.each(every)('%s takes no answer about another thing', async (_, choice) => {
	const part = partOf(choice.provider.value, 'reads');
	const evidence = await carriedOut(choice, [{ kind: 'otherThing', ...part, times: null }]);
	const isMixedUp = saidBy(evidence).includes('another thing than the one that was asked for');
	// Nothing follows from what was read of something else.
	if (isMixedUp) expect(evidence.requests.flatMap(({ effects }) => effects)).toEqual([]);
});
