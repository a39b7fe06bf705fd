import { noChange, refusal, written } from './judgement';
import type { Law } from './law';
import { arrange, named, perform, type Outcome, type Place } from './place';
import { removingAll } from './options';
import { changesOf, type Told } from './told';
import type { Trial } from './trial';

/** Somebody moves a number to a trunk, or off all of them. */
function moveSomeNumber(place: Place, { at, present }: Trial): void {
	const { free, route } = place.facts.numbers ?? {};
	if (place.port.numbers === undefined || free === undefined) return;
	const trunk = present[at % (present.length + 1)];
	route?.(place.sandbox, free[at % free.length], trunk?.name ?? '');
}

/** What was done and was not planned. A user name that is there by now gets the password that it was to be made with. */
function notApproved(plan: Outcome, done: Outcome): string[] {
	const approved = changesOf(plan);
	const isAdded = ({ what, name }: Told) =>
		approved.some((one) => one.action === 'add' && one.what === what && one.name === name);
	return changesOf(done)
		.filter((change) => !approved.map(written).includes(written(change)))
		.filter((change) => change.action !== 'setPassword' || !isAdded(change))
		.map((change) => `not approved: ${written(change)}`);
}

/** A plan that is said to be exceeded, although all is as it was when it was made. */
const refusedInVain = (error: string, isAsItWas: boolean): string[] =>
	isAsItWas && /approved/.test(error) ? [`nobody has changed anything: ${error}`] : [];

/** What others do in between: whatever they do, only move a number, or nothing. Tells whether all is as it was. */
async function inBetween(
	place: Place,
	trial: Trial,
	change: () => Promise<unknown>,
): Promise<boolean> {
	const doing = trial.at % 4;
	if (doing === 0) return true;
	if (doing !== 1) await change();
	if (doing !== 2) moveSomeNumber(place, trial);
	return false;
}

/** What a person has approved, and no more. */
export const approval: Record<string, Law> = {
	'an approved plan is never exceeded': {
		async try(place, trial, count) {
			arrange(place, trial);
			const { options } = trial;
			const plan = await perform(place, 'plan', trial.first, { options });
			if (plan.error !== undefined) return refusal(place, plan) ?? [];
			const theirs = { options: { ...options, ...removingAll(place) } };
			const isAsItWas = await inBetween(
				place,
				trial,
				async () => await perform(place, 'apply', trial.second, theirs),
			);
			const digest = String(plan.row?.digest);
			const applied = await perform(place, 'apply', trial.first, { options, digest });
			if (applied.error !== undefined) {
				count('it was refused');
				return [...(refusal(place, applied) ?? []), ...refusedInVain(applied.error, isAsItWas)];
			}
			count('it was applied');
			return notApproved(plan, applied);
		},
	},

	'an approved removal is never exceeded': {
		lacks: ({ remove }) => (remove === undefined ? 'removal of trunks' : undefined),
		async try(place, trial, count) {
			arrange(place, trial);
			const name = String(trial.first.name);
			const { options } = trial;
			// What is left in the form of a plan for Apply says nothing here.
			const plan = await named(
				place,
				'plan',
				name,
				trial.cancelAfterMs % 2 === 0 ? {} : { options },
			);
			if (plan.error !== undefined) {
				return noChange(place, plan.requests, 'Plan').concat(
					/Nobody can tell|has no trunk/.test(plan.error) ? [] : [plan.error],
				);
			}
			const isAsItWas = await inBetween(
				place,
				trial,
				async () => await perform(place, 'apply', trial.first, { options }),
			);
			const removed = await named(place, 'delete', name, { digest: String(plan.row?.digest) });
			const { error } = removed;
			if (error !== undefined) {
				count('it was refused');
				return [
					...noChange(place, removed.requests, `refused (${error}), and`),
					...refusedInVain(error, isAsItWas),
					...(/More would change than was approved|was not removed|Nobody can tell/.test(error)
						? []
						: [error]),
				];
			}
			count('it was removed');
			return notApproved(plan, removed);
		},
	},
};
