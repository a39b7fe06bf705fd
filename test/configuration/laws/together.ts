import { difference, withoutCopies, written } from './judgement';
import type { Law } from './law';
import { arrange, perform, performTogether, stateOf } from './place';
import { renamed } from './trial';

/** What holds for several items of one run. */
export const together: Record<string, Law> = {
	'items of one run = one run after the other': {
		async try(place, { present, first, second, removeUnnamed }, count) {
			const more = { removeUnnamed };
			// The same trunk twice, and another one that wants the same numbers and entries.
			const all = [first, second, renamed(place, second, 'Another'), first];
			if (place.port.unique !== undefined) delete all[2][place.port.unique as 'name'];
			arrange(place, { present });
			const errors: Array<string | undefined> = [];
			for (const one of all) errors.push((await perform(place, 'apply', one, more)).error);
			const wanted = withoutCopies(place, stateOf(place));
			arrange(place, { present });
			const run = await performTogether(place, all, more);
			const failed = errors.filter((error) => error !== undefined);
			count(failed.length === 0 ? 'all were applied' : 'some were refused');
			const problems = difference('together', withoutCopies(place, stateOf(place)), wanted);
			if (run.error !== undefined) problems.push(run.error.message);
			const others = run.errorItems.map(({ json }) => json.error);
			if (others.length !== failed.length) {
				problems.push(`together ${written(others)} were refused, one by one ${written(failed)}`);
			}
			return problems;
		},
	},
};
