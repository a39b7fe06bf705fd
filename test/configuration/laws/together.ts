import { difference, withoutCopies, written } from './judgement';
import type { Law } from './law';
import { arrange, perform, performTogether, stateOf } from './place';
import type { PresentTrunk } from '../../../facts/configuration';
import type { Configuration } from './bearings';
import { renamed } from './trial';

/** What holds for several items of one run. */
export const together: Record<string, Law> = {
	'items of one run = one run after the other': {
		async try(place, { at, present, first, second, options }, count) {
			const more = { options };
			// The same trunk twice, and another one that wants the same numbers and entries.
			const another = renamed(place, second, 'Another');
			if (place.port.unique !== undefined) delete another[place.port.unique];
			// Or that one alone, which wants what the first one may give up.
			const all = at % 3 === 0 ? [first, another] : [first, second, another, first];
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

	'items that take free numbers, named ones and none = one run after the other': {
		lacks: ({ numbers }) => (numbers === undefined ? 'numbers on trunks' : undefined),
		async try(place, { at, cancelAfterMs, options }, count) {
			const { facts } = place;
			const free = facts.numbers?.free ?? [];
			const names = ['First', 'Second', 'Third'];
			const roles = [at, cancelAfterMs, at + cancelAfterMs].map((any) => any % 4);
			const all = names.map((name, nth): Configuration => {
				const phoneNumbers = roles[nth] < 2 ? [free[(at + nth * roles[nth]) % 2]] : [];
				return renamed(place, { ...facts.always, phoneNumbers }, name);
			});
			const counts = roles.map((role) => (role === 3 ? 1 : 0));
			// The first one may give up a number that another one wants.
			const present = names.slice(0, at % 3).map(
				(name, nth): PresentTrunk => ({
					...{ name, settings: {}, entries: {}, shared: {}, foreign: {} },
					phoneNumbers: free.slice(nth, nth + 1),
					isHalfMade: false,
				}),
			);
			arrange(place, { present });
			const errors: Array<string | undefined> = [];
			for (const [nth, one] of all.entries()) {
				const more = { options: { ...options, freeNumbers: counts[nth] } };
				errors.push((await perform(place, 'apply', one, more)).error);
			}
			const wanted = stateOf(place);
			arrange(place, { present });
			const run = await performTogether(place, all, { options }, counts);
			const failed = errors.filter((error) => error !== undefined);
			count(failed.length === 0 ? 'all were applied' : 'some were refused');
			if (counts.includes(1)) count('one took a free number');
			const others = run.errorItems.map(({ json }) => json.error);
			return [
				...difference('together', stateOf(place), wanted),
				...(others.length === failed.length
					? []
					: [`together ${written(others)} were refused, one by one ${written(failed)}`]),
			];
		},
	},
};
