import { noChange, refusal, written } from './judgement';
import type { Law } from './law';
import { arrange, named, perform, type Place } from './place';
import { removingAll } from './options';
import type { Trial } from './trial';

/** Somebody moves a number to a trunk, or off all of them. */
function moveSomeNumber(place: Place, { at, present }: Trial): void {
	const { free, route } = place.facts.numbers ?? {};
	if (place.port.numbers === undefined || free === undefined) return;
	const trunk = present[at % (present.length + 1)];
	route?.(place.sandbox, free[at % free.length], trunk?.name ?? '');
}

/** What a person has approved, and no more. */
export const approval: Record<string, Law> = {
	'an approved plan is never exceeded': {
		async try(place, trial, count) {
			arrange(place, trial);
			const { options } = trial;
			const plan = await perform(place, 'plan', trial.first, { options });
			if (plan.error !== undefined) return refusal(place, plan) ?? [];
			// Somebody changes the trunk in between.
			await perform(place, 'apply', trial.second, { options: removingAll(place) });
			moveSomeNumber(place, trial);
			const digest = String(plan.row?.digest);
			const applied = await perform(place, 'apply', trial.first, { options, digest });
			if (applied.error !== undefined) {
				count('it was refused');
				return refusal(place, applied) ?? [];
			}
			count('it was applied');
			const approved = (plan.row?.changes as unknown[]).map(written);
			return (applied.row?.changes as unknown[])
				.map(written)
				.filter((change) => !approved.includes(change))
				.map((change) => `not approved: ${change}`);
		},
	},

	'an approved removal is never exceeded': {
		lacks: ({ remove }) => (remove === undefined ? 'removal of trunks' : undefined),
		async try(place, trial, count) {
			arrange(place, trial);
			const name = String(trial.first.name);
			const plan = await named(place, 'plan', name);
			if (plan.error !== undefined) {
				return noChange(place, plan.requests, 'Plan').concat(
					/Nobody can tell|has no trunk/.test(plan.error) ? [] : [plan.error],
				);
			}
			// Somebody changes the trunk in between.
			await perform(place, 'apply', trial.first);
			const removed = await named(place, 'delete', name, { digest: String(plan.row?.digest) });
			const { error } = removed;
			if (error !== undefined) {
				count('it was refused');
				return noChange(place, removed.requests, `refused (${error}), and`).concat(
					/More would change than was approved|was not removed|Nobody can tell/.test(error)
						? []
						: [error],
				);
			}
			count('it was removed');
			const approved = (plan.row?.changes as unknown[]).map(written);
			return (removed.row?.changes as unknown[])
				.map(written)
				.filter((change) => !approved.includes(change))
				.map((change) => `not approved: ${change}`);
		},
	},
};
