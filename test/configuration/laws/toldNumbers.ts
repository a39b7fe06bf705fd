import type { AccountState } from '../../../facts/configuration';
import { written } from './judgement';
import type { Configuration } from './bearings';
import type { Options } from './options';
import { stateOf, type Outcome, type Place } from './place';
import { changesOf, type Asked, type Told } from './told';

/** What Apply says of numbers, and what the options say of that. */

const isThere = (value: unknown) => value !== undefined;

/** How many free numbers the options ask for. */
const freeAskedFor = ({ freeNumbers, freeNumbersBeginWith }: Options) =>
	[freeNumbers, freeNumbersBeginWith].some(isThere) ? Number(freeNumbers ?? 1) : 0;

const fits = (number: string, { freeNumbersBeginWith }: Options) =>
	number.startsWith(String(freeNumbersBeginWith ?? ''));

export const numbersIn = ({ phoneNumbers }: Configuration) => (phoneNumbers ?? []) as string[];

/** The numbers that were chosen of the free ones. */
export const takenIn = (wanted: Configuration, applied: Outcome) =>
	changesOf(applied).filter(
		({ action, name }) => action === 'assign' && !numbersIn(wanted).includes(name),
	);

/** What is wrong with the free numbers that the trunk has got: not as many as asked for, or more. */
export function wrongFreeNumbers({ wanted, options }: Asked, applied: Outcome): string[] {
	const asked = freeAskedFor(options);
	const taken = takenIn(wanted, applied);
	const { phoneNumbers } = applied.row?.configuration as { phoneNumbers?: string[] };
	const leftOut = (applied.row?.notSupported as Told[]).filter(
		({ what }) => what === 'phoneNumber',
	);
	const had = [...(phoneNumbers ?? []), ...leftOut.map(({ name }) => name)].filter((one) =>
		fits(one, options),
	);
	return [
		...(taken.length > asked ? [`${written(taken)} were taken, and ${asked} were asked for`] : []),
		...(had.length < asked ? [`only ${written(had)} are there, and ${asked} were asked for`] : []),
		...taken
			.filter(({ before }) => before !== null)
			.map((change) => `it was not free: ${written(change)}`),
	];
}

/** How many free numbers have to be chosen, beside those that are named. */
export const missingIn = ({ wanted, options }: Asked): number =>
	Math.max(0, freeAskedFor(options) - numbersIn(wanted).filter((one) => fits(one, options)).length);

/** Whether there are enough numbers in service that are on no trunk. */
export const areEnoughFree = (place: Place, asked: Asked): boolean => {
	const { free = [], notInService = [] } = place.facts.numbers ?? {};
	const used = stateOf(place).trunks.flatMap(({ phoneNumbers }) => phoneNumbers);
	const left = free.filter(
		(one) => ![...used, ...notInService].includes(one) && fits(one, asked.options),
	);
	return left.length >= missingIn(asked);
};

/** A refusal for want of free numbers, where none can have gone elsewhere. */
export const lackedNumbers = ({ error = '' }: Outcome): string[] =>
	/free ones, so nothing was changed/.test(error) ? [`numbers are gone: ${error}`] : [];

const isFromElsewhere = ({ before }: Told) => before !== null;

const assignedIn = (applied: Outcome, isMeant: (change: Told) => boolean = () => true) =>
	changesOf(applied)
		.filter((change) => change.action === 'assign' && isMeant(change))
		.map(({ name }) => name);

export const withNumbers = (
	state: AccountState,
	change: (numbers: string[]) => string[],
): AccountState => ({
	...state,
	trunks: state.trunks.map((trunk) => ({ ...trunk, phoneNumbers: change(trunk.phoneNumbers) })),
});

/** Without the numbers that were taken from where they were, where the options say so. */
export function withoutMoved(
	state: AccountState,
	{ options, applied }: { options: Options; applied: Outcome },
): AccountState {
	const moved = options.moveNumbers === true ? assignedIn(applied) : [];
	return withNumbers(state, (numbers) => numbers.filter((one) => !moved.includes(one)));
}

/** The same, but for the numbers that another configuration wants as well. */
export function withoutTaken(
	state: AccountState,
	{ wanted, options }: Asked,
	taker: Outcome,
): AccountState {
	const taken = options.moveNumbers === true ? assignedIn(taker, isFromElsewhere) : [];
	const gone = taken.filter((name) => !numbersIn(wanted).includes(name));
	return withNumbers(state, (numbers) => numbers.filter((one) => !gone.includes(one)));
}

/** The numbers that the trunk has got and that are not named: where free ones are asked for, nobody says which. */
function chosenIn({ wanted, options }: Asked, { row }: Outcome): string[] {
	if (freeAskedFor(options) === 0) return [];
	const { phoneNumbers = [] } = row?.configuration as { phoneNumbers?: string[] };
	return phoneNumbers.filter((one) => !numbersIn(wanted).includes(one));
}

/** Each number that was chosen is any one. */
export function withAnyChosen(state: AccountState, asked: Asked, applied: Outcome): AccountState {
	const chosen = chosenIn(asked, applied);
	return withNumbers(state, (numbers) =>
		numbers.map((one) => (chosen.includes(one) ? 'any that was free' : one)).sort(),
	);
}

/** Without the numbers that were chosen. */
export function withoutChosen(state: AccountState, asked: Asked, applied: Outcome): AccountState {
	const chosen = chosenIn(asked, applied);
	return withNumbers(state, (numbers) => numbers.filter((one) => !chosen.includes(one)));
}
