import type { AccountState, EntryStates } from '../../../facts/configuration';
import type { Fault } from '../../../sandbox/index';
import {
	difference,
	refusal,
	withoutReplaced,
	withoutUnmarked,
	withoutUnreadable,
} from './judgement';
import type { Configuration } from './bearings';
import type { Law } from './law';
import {
	arrange,
	named,
	perform,
	settled,
	stateOf,
	type More,
	type Outcome,
	type Place,
} from './place';
import { numbersIn, withNumbers, withoutMoved } from './toldNumbers';
import { renamed, type Trial } from './trial';

/** What holds when a run is interrupted at any request, and the same is sent again. */

/** Every other trial has a plan that was approved: it is accepted again where a run has done a part of it. */
const isApproved = ({ latency }: Trial) => latency.seed % 2 === 1;

const digestOf = ({ row }: Outcome) => ({ digest: String(row?.digest) });

async function approvedFor(place: Place, trial: Trial): Promise<Pick<More, 'digest'>> {
	if (!isApproved(trial)) return {};
	return digestOf(await perform(place, 'plan', trial.first, { options: trial.options }));
}

const approvedRemoval = async (place: Place, trial: Trial, name: string) =>
	isApproved(trial) ? digestOf(await named(place, 'plan', name)) : {};

/**
 * Apply without an interruption, Apply with one, and Apply again: the state must be that of the first.
 *
 * @param more what interrupts it, where the undisturbed one sends so many requests
 */
async function resumed(
	place: Place,
	trial: Trial,
	{
		more,
		what,
		see,
	}: { more: (requests: number) => More; what: string; see: (struck: Outcome) => void },
): Promise<string[]> {
	const usual = { options: trial.options };
	arrange(place, trial);
	const clean = await perform(place, 'apply', trial.first, usual);
	const refused = refusal(place, clean);
	if (refused !== undefined) return refused;
	const wanted = stateOf(place);
	arrange(place, trial);
	const approved = { ...usual, ...(await approvedFor(place, trial)) };
	const struck = await perform(place, 'apply', trial.first, {
		...approved,
		...more(clean.requests.length),
	});
	see(struck);
	await settled(place.sandbox);
	const again = await perform(place, 'apply', trial.first, approved);
	const known = (state: AccountState) =>
		withoutReplaced(place, trial, withoutUnreadable(place, state));
	return [
		...(again.error === undefined ? [] : [`again: ${again.error} (first: ${struck.error})`]),
		...difference(what, known(stateOf(place)), known(wanted)),
	];
}

/** The trial's fault at one of so many requests. */
const struckAt = ({ fault, at }: Trial, requests: number): Fault =>
	({ ...fault, after: at % Math.max(1, requests), times: 1 }) as Fault;

/** Whether there is a trunk with the value that no two trunks can share. */
const isThere = ({ port: { unique } }: Place, { present }: Trial, wanted: Configuration) =>
	unique !== undefined &&
	wanted[unique] !== undefined &&
	present.some(({ settings }) => settings[unique] === wanted[unique]);

/** No request gets through after that of this number. */
const diesAt = (at: number): Fault[] => [
	{ kind: 'resetAfter', after: at, times: 1 },
	{ kind: 'resetBefore', after: at + 1, times: null },
];

export const interruption: Record<string, Law> = {
	'a fault at any request, then Apply again = the state without it': {
		try: async (place, trial, count) =>
			await resumed(place, trial, {
				more: (requests) => ({ faults: [struckAt(trial, requests)] }),
				what: `after ${trial.fault.kind} at one of its requests (${trial.at})`,
				see: ({ requests, error }) => {
					if (requests.some(({ fault }) => fault !== undefined)) count('a fault struck');
					if (error !== undefined) count('Apply failed');
				},
			}),
	},

	'the process dies after any request, then Apply again = the state without it': {
		try: async (place, trial, count) =>
			await resumed(place, trial, {
				more: (requests) => ({ faults: diesAt(trial.at % Math.max(1, requests)) }),
				what: `killed after one of its requests (${trial.at})`,
				see: ({ error }) => {
					if (error !== undefined) count('it died');
				},
			}),
	},

	'cancelled, then Apply again = the state without it': {
		try: async (place, trial, count) =>
			await resumed(place, trial, {
				more: () => ({
					faults: [{ kind: 'latency', ms: 10, times: null }],
					cancelAfterMs: trial.cancelAfterMs,
				}),
				what: 'after a cancellation',
				see: ({ run }) => {
					if (run.status === 'canceled') count('it was cancelled');
				},
			}),
	},

	'Delete leaves nothing of the trunk and everything else, also after a fault': {
		lacks: ({ remove }) => (remove === undefined ? 'removal of trunks' : undefined),
		async try(place, trial, count) {
			arrange(place, trial);
			const before = stateOf(place);
			const { options } = trial;
			const going = renamed(place, trial.first, 'Going');
			const applied = await perform(place, 'apply', going, { options });
			if (applied.error !== undefined || applied.row?.outcome !== 'created') {
				return refusal(place, applied) ?? [];
			}
			// What was loose and is the trunk's now goes with it.
			const { leftovers } = stateOf(place);
			const wanted = {
				...withoutMoved(before, { options, applied }),
				leftovers: before.leftovers.filter((one) => leftovers.includes(one)),
			};
			const approved = await approvedRemoval(place, trial, 'Going');
			const struck = await named(place, 'delete', 'Going', {
				...approved,
				faults: [struckAt(trial, applied.requests.length)],
			});
			if (struck.requests.some(({ fault }) => fault !== undefined)) count('a fault struck');
			const again = await named(place, 'delete', 'Going', approved);
			if (again.error !== undefined) {
				return /would be left without a trunk/.test(again.error) ? [] : [`again: ${again.error}`];
			}
			count('it was removed');
			return difference('afterwards', stateOf(place), wanted);
		},
	},

	'the process dies after any request, then Delete leaves nothing of the trunk': {
		lacks: ({ remove }) => (remove === undefined ? 'removal of trunks' : undefined),
		async try(place, trial, count) {
			arrange(place, trial);
			const before = stateOf(place);
			const { options } = trial;
			const [first, second] = [trial.first, trial.second].map((one) =>
				renamed(place, one, 'Going'),
			);
			if (isThere(place, trial, first) || isThere(place, trial, second)) return [];
			// It is made, or was made before and is changed.
			const made =
				trial.cancelAfterMs % 2 === 0 ? undefined : await perform(place, 'apply', second);
			if (made?.error !== undefined) return refusal(place, made) ?? [];
			const struck = await perform(place, 'apply', first, { options, faults: diesAt(trial.at) });
			if (struck.error === undefined) return [];
			await settled(place.sandbox);
			const deleted = await named(place, 'delete', 'Going');
			if (deleted.error !== undefined) {
				return /would be left without a trunk/.test(deleted.error) ? [] : [deleted.error];
			}
			count(deleted.row?.alreadyGone === true ? 'there was no trunk yet' : 'it was removed');
			const entries = [first, second] as EntryStates[];
			const { leftovers } = withoutUnmarked(place, entries, stateOf(place));
			// Where it was moving numbers, nobody knows which ones it has taken by then.
			const moved = options.moveNumbers === true ? numbersIn(first) : [];
			const trunksIn = ({ trunks }: AccountState): AccountState =>
				withNumbers({ trunks, leftovers: [] }, (all) => all.filter((one) => !moved.includes(one)));
			return [
				...leftovers
					.filter((one) => !before.leftovers.includes(one))
					.map((one) => `it is left: ${one}`),
				...difference('afterwards', trunksIn(stateOf(place)), trunksIn(before)),
			];
		},
	},
};
