import type { TrunkState } from '../../../facts/configuration';
import type { Fault } from '../../../sandbox/index';
import { difference, refusal, withoutCopies, withoutUnreadable, written } from './judgement';
import type { Law } from './law';
import { firstOf, notRepeated } from './told';
import { withoutMoved } from './toldNumbers';
import { arrange, perform, start, stateOf, type Place } from './place';
import { withoutOwnerless } from './present';
import { isOfOtherKind, renamed, type Trial } from './trial';

/** What holds when others are at work on the same account. */

/** Whether two runs at once may both have made the trunk, which nobody can remove then. */
const mayBeTwice = ({ port }: Place, { first }: Trial) =>
	port.remove === undefined && (port.unique === undefined || first[port.unique] === undefined);

export const others: Record<string, Law> = {
	'two runs at once = one': {
		async try(place, trial, count) {
			const more = { options: trial.options };
			arrange(place, trial);
			const single = await perform(place, 'apply', trial.first, more);
			const refused = refusal(place, single);
			if (refused !== undefined) return refused;
			const wanted = withoutCopies(place, stateOf(place));
			arrange(place, trial);
			place.sandbox.requests.length = 0;
			const { seed, jitterMs } = trial.latency;
			const faults: Fault[] = [{ kind: 'latency', ms: 0, jitterMs, times: null, seed }];
			const runs = await Promise.all([
				start(place, 'apply', trial.first, { ...more, faults }),
				start(place, 'apply', trial.first, { ...more, faults }),
			]);
			place.sandbox.clearFaults();
			const failed = runs.filter(({ error }) => error !== undefined);
			count(failed.length === 0 ? 'both ended well' : 'one failed');
			if (runs.every(({ items }) => (items[0]?.json.changes as unknown[] | undefined)?.length)) {
				count('both changed something');
			}
			const whole = stateOf(place);
			const state = withoutCopies(place, whole);
			const again = await perform(place, 'apply', trial.first, more);
			if (mayBeTwice(place, trial) && state.trunks.length > wanted.trunks.length) {
				count('two trunks, and the next one names both');
				const ids = runs.map(({ items }) => String(items[0]?.json.id));
				return ids.every((id) => again.error?.includes(id))
					? []
					: [`two trunks, and a third one says: ${again.error}`];
			}
			const problems = difference('after two at once', state, wanted);
			if (written(withoutUnreadable(place, state)) !== written(withoutUnreadable(place, whole))) {
				count('copies stayed, and the next one names them');
				if (!/ holds .* twice \(.+ and .+\)/.test(String(again.row?.summary))) {
					problems.push(`copies that are not named: ${String(again.row?.summary)}`);
				}
			}
			return [...problems, ...notRepeated(place, firstOf(trial), again)];
		},
	},

	'what is not the trunk’s own stays as it is': {
		async try(place, random, count) {
			const { name } = random.first;
			const { unique } = place.port;
			const isMeant = (one: TrunkState) =>
				one.name === name ||
				(unique !== undefined && one.settings[unique] === (random.first[unique] ?? null));
			const present = random.present.map((one) =>
				isMeant(one) ? one : withoutOwnerless(place, one),
			);
			arrange(place, {
				present: present.map((one) => (isMeant(one) ? { ...one, entries: {} } : one)),
			});
			const { leftovers } = stateOf(place);
			arrange(place, { present });
			const before = stateOf(place).trunks.filter((one) => !isMeant(one));
			const applied = await perform(place, 'apply', random.first, {
				options: random.options,
			});
			const refused = refusal(place, applied);
			if (refused !== undefined) return refused;
			if (before.length > 0) count('another trunk was there');
			if (leftovers.length > 0) count('something was on no trunk');
			const after = stateOf(place);
			const { options } = random;
			const kept = withoutMoved({ trunks: before, leftovers: [] }, { options, applied });
			const left = [...after.leftovers];
			const gone = leftovers.filter((one) => {
				const index = left.indexOf(one);
				if (index >= 0) left.splice(index, 1);
				return index < 0;
			});
			const others = after.trunks.filter((one) => !isMeant(one));
			return [
				...gone.map((one) => `gone: ${one}`),
				...difference('other trunks', { trunks: others, leftovers: [] }, kept),
			];
		},
	},

	'a trunk of another kind stays as it is, also where what cannot be had is left out': {
		lacks({ settings }, { facts, otherKinds = [] }) {
			if (otherKinds.length === 0) return 'trunks of several kinds';
			const isNamed = Object.keys(facts.always ?? {}).some((key) => settings[key]?.isKind);
			return isNamed ? undefined : 'setting that must say which kind it is';
		},
		async try(place, trial, count) {
			arrange(place, trial);
			const ofOtherKinds = () => stateOf(place).trunks.filter((one) => isOfOtherKind(place, one));
			const before = ofOtherKinds();
			const other = trial.present.find((one) => isOfOtherKind(place, one));
			const wanted = other === undefined ? trial.first : renamed(place, trial.first, other.name);
			const options = { ...trial.options, ignoreNotSupported: true };
			const applied = await perform(place, 'apply', wanted, { options });
			if (other !== undefined) count('one had the same name');
			return [
				...(refusal(place, applied) ?? []),
				...difference(
					'those of another kind',
					{ trunks: ofOtherKinds(), leftovers: [] },
					withoutMoved({ trunks: before, leftovers: [] }, { options, applied }),
				),
			];
		},
	},
};
