import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { CallModel } from '../../sandbox/calls';
import { simulators } from '../../sandbox/providers';
import { rowsOf, useBench, wordsOf } from '../operations/support';
import { report, reportEvery } from './report.cjs';
import { statesOf } from './states/index';
import { providers } from './scenario/index';

/**
 * Check never says "ok" of a trunk over which no call goes through, as the sandbox knows it from the documentation,
 * whatever state the trunk is in.
 */

declare const FUZZ: { runs: number; seed: number; progress: number };

/** Every trunk is a state; one run looks at several. */
const STATES = Math.max(150, FUZZ.runs);
const TRUNKS = 10;

const checked = providers.filter(({ resources }) =>
	resources.some(
		({ value, operations }) =>
			value === 'trunkConfiguration' && operations.some((operation) => operation.value === 'check'),
	),
);

describe.each(checked.map(({ value }) => value))('%s', (provider) => {
	const bench = useBench(provider);
	const { plan, write } = statesOf(provider);
	const counts: Record<string, number> = {};
	let states = 0;

	it(`is never ok where no call goes through (${STATES} states, seed ${FUZZ.seed})`, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(plan, { minLength: 1, maxLength: TRUNKS, size: 'max' }),
				async (plans) => {
					bench.sandbox.reset();
					const ids = write(bench.sandbox, plans as never[]);
					const result = await bench.run(
						{ resource: 'trunkConfiguration', operation: 'check' },
						{ returnAll: true },
					);
					expect(wordsOf(result)).toBe('\n');
					const rows = rowsOf(result);
					expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
					const calls = simulators[provider].calls as CallModel<unknown>;
					const state = bench.sandbox.state(provider);
					for (const row of rows) {
						const { id, overall, findings } = row as { id: string; overall: string } & IDataObject;
						counts[overall] = (counts[overall] ?? 0) + 1;
						states += 1;
						reportEvery(FUZZ.progress * 10, `states of ${provider}`, states);
						if (overall !== 'ok') continue;
						const incoming = calls.incoming(state, id);
						const outgoing = calls.outgoing(state, id);
						const obstacles = [incoming, outgoing].filter((obstacle) => obstacle !== null);
						expect({ obstacles: obstacles.length < 2 ? [] : obstacles, id }).toEqual({
							obstacles: [],
							id,
						});
						// One direction may be missing, as long as that is told.
						const told = (findings as IDataObject[]).map((finding) => finding.id);
						if (obstacles.length > 0) expect(told).toContain('oneDirection');
					}
				},
			),
			{ numRuns: Math.ceil(STATES / (TRUNKS / 2)), seed: FUZZ.seed },
		);
		report(`Checked at ${provider}: ${JSON.stringify(counts)}`);
		// A law about nothing would hold as well.
		const { judgements } = statesOf(provider);
		for (const judgement of judgements) expect(counts[judgement]).toBeGreaterThan(STATES / 100);
	}, 1_800_000);
});
