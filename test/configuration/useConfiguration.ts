import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { rowsOf, useBench, wordsOf, type Bench } from '../operations/support';
import type { Run, RunOptions } from '../support/engine';

/** Trunk Configuration at one provider, in n8n's own engine against the sandbox. */
export function useConfiguration(provider: Parameters<typeof useBench>[0]): {
	bench: Bench;
	run(operation: string, parameters: INodeParameters, more?: Partial<RunOptions>): Promise<Run>;
	/** The row of a run that must succeed. */
	done(operation: string, parameters: INodeParameters): Promise<IDataObject>;
} {
	const bench = useBench(provider);
	const run = async (
		operation: string,
		parameters: INodeParameters,
		more: Partial<RunOptions> = {},
	) => await bench.run({ resource: 'trunkConfiguration', operation }, parameters, more);
	return {
		bench,
		run,
		async done(operation, parameters) {
			const result = await run(operation, parameters);
			expect(wordsOf(result)).toBe('\n');
			return rowsOf(result)[0];
		},
	};
}
