import type { AccountState } from '../../../facts/configuration';
import { changesIn, difference, noChange, refusal, withoutWhatStays, written } from './judgement';
import { changedBesides, isRefusedRightly } from './got';
import { firstOf, notRepeated, withoutAddedAgain, withoutLeftOut, type Asked } from './told';
import {
	lackedNumbers,
	withAnyChosen,
	withoutChosen,
	withoutMoved,
	withoutTaken,
	wrongFreeNumbers,
} from './toldNumbers';
import type { Law } from './law';
import { arrange, named, perform, stateOf, type More, type Outcome } from './place';
import { withoutOwnerless, withoutTwins } from './present';
import type { Configuration } from './bearings';
import { isOfOtherKind } from './trial';
import { removingAll } from './options';

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
				...wrongFreeNumbers(firstOf(trial), first),
				...notRepeated(place, firstOf(trial), second),
				...difference(
					'after the second',
					withoutAddedAgain(place, firstOf(trial), stateOf(place)),
					withoutAddedAgain(place, firstOf(trial), state),
				),
			];
		},
	},

	'Get then Apply: unchanged, but for what the options ask for besides': {
		async try(place, trial, count) {
			// What a run has left without effect is not shown, and is removed as what is not wanted.
			arrange(place, { present: trial.present.filter(({ isHalfMade }) => !isHalfMade) });
			const state = stateOf(place);
			const own = state.trunks.find((one) => !isOfOtherKind(place, one));
			const got = await named(place, 'get', own?.name ?? 'Nobody');
			if (got.error !== undefined) {
				return noChange(place, got.requests, 'Get').concat(
					/Nobody can tell|has no trunk/.test(got.error) ? [] : [got.error],
				);
			}
			count('a trunk was read');
			const asked: Asked = {
				wanted: got.row as Configuration,
				options: { ...trial.options, ...removingAll(place) },
			};
			const { wanted, options } = asked;
			const applied = await perform(place, 'apply', wanted, { options });
			const problems = noChange(place, got.requests, 'Get');
			if (applied.error !== undefined) {
				count('the options asked for what cannot be had');
				return isRefusedRightly(place, asked, applied.error)
					? [...problems, ...noChange(place, applied.requests, 'refused, it')]
					: [...problems, `failed: ${applied.error}`];
			}
			count('it was applied');
			return [
				...problems,
				...changedBesides(place, asked, applied),
				...difference('afterwards', withoutChosen(stateOf(place), asked, applied), state),
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
					withoutLeftOut(withAnyChosen(state, asked, applied), [alone, first, second]),
				);
			return [
				...wrongFreeNumbers(asked, second),
				...difference(
					'after both',
					known(stateOf(place), second),
					withoutTaken(known(wanted, alone), asked, first),
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
			const asked = { wanted: previous, options: { ...options, ...removingAll(place) } };
			const back = await perform(place, 'apply', previous, { options: asked.options });
			if (back.error !== undefined) return refusal(place, back) ?? [];
			count('it went back');
			if (changesIn(place, applied.requests).length > 0) count('something had changed');
			const trunks = (account: AccountState) => ({
				...withoutWhatStays(place, withoutLeftOut(account, [applied, back])),
				leftovers: [],
			});
			return [
				...wrongFreeNumbers(asked, back),
				...difference(
					'gone back',
					trunks(withoutChosen(stateOf(place), asked, back)),
					trunks(withoutMoved(before, { options, applied })),
				),
			];
		},
	},
};
