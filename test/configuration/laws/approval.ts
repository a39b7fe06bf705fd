import { refusal, written } from './judgement';
import type { Law } from './law';
import { arrange, perform } from './place';
import { sectionsOf } from './trial';

/** What a person has approved, and no more. */
export const approval: Record<string, Law> = {
	'an approved plan is never exceeded': {
		async try(place, trial, count) {
			arrange(place, trial);
			const more = { removeUnnamed: trial.removeUnnamed };
			const plan = await perform(place, 'plan', trial.first, more);
			if (plan.error !== undefined) return refusal(place, plan) ?? [];
			// Somebody changes the trunk in between.
			await perform(place, 'apply', trial.second, { removeUnnamed: sectionsOf(place) });
			const digest = String(plan.row?.digest);
			const applied = await perform(place, 'apply', trial.first, { ...more, digest });
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
};
