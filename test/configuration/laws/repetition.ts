import type { AccountState } from '../../../facts/configuration';
import { changesIn, difference, noChange, refusal, withoutWhatStays, written } from './judgement';
import {
	lackedNumbers,
	notRepeated,
	withAnyChosen,
	withoutAddedAgain,
	withoutLeftOut,
	withoutMoved,
	withoutTaken,
	wrongFreeNumbers,
} from './told';
import type { Law } from './law';
import { arrange, named, perform, stateOf, type More, type Outcome } from './place';
import { withoutOwnerless, withoutTwins } from './present';
import type { Configuration } from './bearings';
import { removingAll, WHAT_IS_ADDED, without } from './options';

/** What holds when operations follow each other and nothing goes wrong. */
export const repetition: Record<string, Law> = {
	'Apply twice: the second is unchanged': {
		async try(place, trial, count) {
			arrange(place, trial);
			const more = { options: trial.options };
			const first = await perform(place, 'apply', trial.first, more);
			const refused = refusal(place, first);
			if (refused !== undefined) return refused;
			count(String(first.row?.outcome));
			const state = stateOf(place);
			const second = await perform(place, 'apply', trial.first, more);
			return [
				...wrongFreeNumbers({ wanted: trial.first, options: trial.options }, first),
				...notRepeated(place, trial, second),
				...difference(
					'after the second',
					withoutAddedAgain(place, trial, stateOf(place)),
					withoutAddedAgain(place, trial, state),
				),
			];
		},
	},

	'Get then Apply: unchanged': {
		async try(place, trial, count) {
			// What a run has left without effect is not shown, and is removed as what is not wanted.
			arrange(place, { present: trial.present.filter(({ isHalfMade }) => !isHalfMade) });
			const state = stateOf(place);
			const name = state.trunks[0]?.name ?? trial.first.name;
			const got = await named(place, 'get', String(name));
			if (got.error !== undefined) {
				return noChange(place, got.requests, 'Get').concat(
					/Nobody can tell|has no trunk/.test(got.error) ? [] : [got.error],
				);
			}
			count('a trunk was read');
			const applied = await perform(place, 'apply', got.row as Configuration, {
				options: { ...without(trial.options, ...WHAT_IS_ADDED), ...removingAll(place) },
			});
			return [
				...(applied.error === undefined ? [] : [`failed: ${applied.error}`]),
				...(applied.row?.outcome === 'unchanged'
					? []
					: [`changed ${written(applied.row?.changes)}`]),
				...noChange(place, [...got.requests, ...applied.requests], 'it'),
				...difference('afterwards', stateOf(place), state),
			];
		},
	},

	'Plan sends nothing but reads, and says what Apply does': {
		async try(place, trial, count) {
			arrange(place, trial);
			const state = stateOf(place);
			const more = { options: trial.options };
			const plan = await perform(place, 'plan', trial.first, more);
			const problems = [
				...noChange(place, plan.requests, 'Plan'),
				...difference('after Plan', stateOf(place), state),
			];
			if (plan.error !== undefined) return [...problems, ...(refusal(place, plan) ?? [])];
			// As a person hands it over who has approved it, or as it was described.
			const approved: [Configuration, More] = [
				{ ...(plan.row?.configuration as Configuration), platform: trial.first.platform },
				{ ...more, digest: String(plan.row?.digest) },
			];
			const [configuration, all] = trial.at % 2 === 0 ? approved : [trial.first, more];
			const applied = await perform(place, 'apply', configuration, all);
			if (/approved/.test(applied.error ?? '')) problems.push(`not accepted: ${applied.error}`);
			const isTold = (plan.row?.notSupported as unknown[]).length > 0;
			const isRefused = applied.error !== undefined;
			const isLeftOut = isTold && !isRefused && trial.options.ignoreNotSupported === true;
			if (isTold !== isRefused && !isLeftOut) {
				problems.push(`Plan told ${written(plan.row?.notSupported)}, Apply ${applied.error}`);
			}
			if (isRefused) return [...problems, ...(refusal(place, applied) ?? [])];
			count('a plan was carried out');
			const sorted = (changed: unknown) => (changed as unknown[]).map(written).sort();
			if (written(sorted(plan.row?.changes)) !== written(sorted(applied.row?.changes))) {
				problems.push(
					`planned ${written(plan.row?.changes)}, done ${written(applied.row?.changes)}`,
				);
			}
			return problems;
		},
	},

	'Apply A then B = B alone': {
		async try(place, random, count) {
			const options = { ...random.options, ...removingAll(place) };
			const more = { options };
			// What is nobody's is taken over by the one that wants it, and goes with it.
			const present = withoutTwins(random.present)
				.map((one) => withoutOwnerless(place, one))
				.map((one) => ({ ...one, foreign: {} }));
			const trial = { ...random, present };
			const asked = { wanted: trial.second, options };
			arrange(place, trial);
			const alone = await perform(place, 'apply', trial.second, more);
			const refused = refusal(place, alone);
			if (refused !== undefined) return refused;
			const wanted = stateOf(place);
			arrange(place, trial);
			const first = await perform(place, 'apply', trial.first, more);
			if (first.error !== undefined) return refusal(place, first) ?? [];
			const second = await perform(place, 'apply', trial.second, more);
			if (second.error !== undefined) {
				return [...(refusal(place, second) ?? []), ...lackedNumbers(second)];
			}
			count('both were applied');
			const known = (state: AccountState, applied: Outcome) =>
				withoutWhatStays(
					place,
					withoutLeftOut(withAnyChosen(state, { ...asked, applied }), [alone, first, second]),
				);
			return [
				...wrongFreeNumbers(asked, second),
				...difference(
					'after both',
					known(stateOf(place), second),
					withoutTaken(known(wanted, alone), { taker: first, wanted: trial.second }),
				),
			];
		},
	},

	'"previous" applied brings the former state back': {
		async try(place, random, count) {
			const trial = { ...random, present: withoutTwins(random.present) };
			arrange(place, trial);
			const before = stateOf(place);
			const { options } = trial;
			const applied = await perform(place, 'apply', trial.first, { options });
			const refused = refusal(place, applied);
			if (refused !== undefined) return refused;
			const previous = applied.row?.previous as Configuration | null;
			if (previous === null) return [];
			// Nothing is ever cleared, so a value that was not set does not go away again.
			const changes = applied.row?.changes as Array<{ what: string; before: unknown }>;
			if (changes.some(({ what, before }) => what === 'setting' && before === null)) return [];
			const back = await perform(place, 'apply', previous, { options: removingAll(place) });
			if (back.error !== undefined) return refusal(place, back) ?? [];
			count('it went back');
			if (changesIn(place, applied.requests).length > 0) count('something had changed');
			const trunks = (account: ReturnType<typeof stateOf>) => ({
				...withoutWhatStays(place, account),
				leftovers: [],
			});
			return difference(
				'gone back',
				trunks(stateOf(place)),
				trunks(withoutMoved(before, { options, applied })),
			);
		},
	},
};
