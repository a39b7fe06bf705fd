import { sleep } from 'n8n-workflow';
import type { PresentTrunk } from '../../../facts/configuration';
import { refusal } from './judgement';
import type { Law } from './law';
import { arrange, perform, start, stateOf, type More, type Place } from './place';
import type { Configuration } from './bearings';
import { without } from './options';
import { changesOf } from './told';
import { type Trial } from './trial';

/** What holds for numbers, which somebody else may move at any moment. */

const [NAME, OTHER] = ['Wanted', 'Other'];

const OTHER_TRUNK: PresentTrunk = {
	name: OTHER,
	settings: {},
	entries: {},
	phoneNumbers: [],
	shared: {},
	foreign: {},
	isHalfMade: false,
};

/** The configuration without what no two trunks can share, under the name of the trunk that it is about. */
function wantedIn({ port }: Place, { first }: Trial, phoneNumbers: string[]): Configuration {
	const wanted: Configuration = { ...first, name: NAME, phoneNumbers };
	if (port.unique !== undefined) delete wanted[port.unique];
	return wanted;
}

/**
 * Somebody moves a number to another trunk while Apply is at work.
 *
 * @param prepare what is there before, the other trunk aside
 */
async function movedMeanwhile(
	place: Place,
	trial: Trial,
	{
		wanted,
		more = {},
		prepare,
	}: { wanted: Configuration; more?: More; prepare(): Promise<unknown> },
): Promise<{ problems: string[]; isRefused: boolean }> {
	const { sandbox, facts } = place;
	const [number] = facts.numbers?.free ?? [];
	const begin = async () => {
		arrange(place, { present: [OTHER_TRUNK] });
		await prepare();
		sandbox.requests.length = 0;
	};
	await begin();
	const clean = await perform(place, 'apply', wanted, more);
	if (clean.error !== undefined) return { problems: refusal(place, clean) ?? [], isRefused: true };
	await begin();
	// The last two for each number look where it is, and move it; this one is the first.
	const later = changesOf(clean).filter(
		({ action, name }) => action === 'assign' && name !== number,
	);
	const moment = trial.at % Math.max(1, clean.requests.length - 2 * (1 + later.length));
	const applying = start(place, 'apply', wanted, {
		...more,
		faults: [{ kind: 'latency', ms: 20, times: null }],
	});
	while (sandbox.requests.filter(({ status }) => status > 0).length < moment) await sleep(1);
	facts.numbers?.route(sandbox, number, OTHER);
	const { error } = await applying;
	sandbox.clearFaults();
	const on = stateOf(place).trunks.find(({ phoneNumbers }) => phoneNumbers.includes(number));
	return {
		problems: on?.name === OTHER ? [] : [`${number} is not on ${OTHER}, but on ${on?.name}`],
		isRefused: error !== undefined,
	};
}

export const numbers: Record<string, Law> = {
	'a number is never taken from elsewhere unless that is told': {
		lacks: (port) => (port.numbers === undefined ? 'numbers on trunks' : undefined),
		async try(place, trial, count) {
			const [number] = place.facts.numbers?.free ?? [];
			const isChosen = trial.at % 2 === 1;
			const { problems, isRefused } = await movedMeanwhile(place, trial, {
				wanted: wantedIn(place, trial, isChosen ? [] : [number]),
				more: {
					// What is said of moving is said of numbers that are named, and not of free ones.
					options: isChosen
						? { ...trial.options, freeNumbers: 1, freeNumbersBeginWith: number }
						: without(trial.options, 'moveNumbers'),
				},
				prepare: async () => await Promise.resolve(),
			});
			if (isRefused) count(isChosen ? 'no other was free' : 'it was refused');
			return problems;
		},
	},

	'a number that has gone elsewhere is never taken off there': {
		lacks: (port) =>
			port.numbers?.rules.remove === true ? undefined : 'way to take a number off a trunk',
		async try(place, trial, count) {
			const [number] = place.facts.numbers?.free ?? [];
			const { problems, isRefused } = await movedMeanwhile(place, trial, {
				wanted: wantedIn(place, trial, []),
				more: { options: { ...trial.options, removeUnnamed: ['phoneNumbers'] } },
				prepare: async () =>
					await perform(place, 'apply', {
						...place.facts.always,
						name: NAME,
						phoneNumbers: [number],
					}),
			});
			count(isRefused ? 'it was refused' : 'it was left where it is');
			return problems;
		},
	},
};
