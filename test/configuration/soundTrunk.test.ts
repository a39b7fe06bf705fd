import { addSoundTrunk, verdictOnSoundTrunk } from '../../facts/soundTrunk';
import type { CallModel } from '../../sandbox/calls';
import { simulators } from '../../sandbox/providers';
import { providers, rowsOf, useBench, wordsOf } from '../operations/support';

/** The trunk that the facts of a provider call sound, in n8n's own engine against the sandbox. */

const checked = providers.filter(({ resources }) =>
	resources.some(
		({ value, operations }) =>
			value === 'trunkConfiguration' && operations.some((operation) => operation.value === 'check'),
	),
);

describe.each(checked.map(({ value }) => value))('a sound trunk at %s', (provider) => {
	const bench = useBench(provider);

	it('carries calls in one direction at least, and Check finds nothing wrong with it', async () => {
		addSoundTrunk(bench.sandbox, provider, 'Head office');
		const result = await bench.run(
			{ resource: 'trunkConfiguration', operation: 'check' },
			{ returnAll: true },
		);
		expect(wordsOf(result)).toBe('\n');
		const rows = rowsOf(result);
		expect(rows.map(({ name, overall }) => [name, overall])).toEqual([
			['Head office', verdictOnSoundTrunk(provider)],
		]);
		const calls = simulators[provider].calls as CallModel<unknown>;
		const state = bench.sandbox.state(provider);
		const id = String(rows[0].id);
		expect([calls.incoming(state, id), calls.outgoing(state, id)]).toContain(null);
	});
});
