import type { IDisplayOptions } from 'n8n-workflow';
import { distinct, groupBy, type Place } from './places';

/**
 * The parameters with which something shows, in as few properties and as few characters as it takes: the form is sent to
 * every browser.
 */

const KEYS = ['resource', 'operation', 'provider'] as const;

/** Something shows where each of these parameters has one of its values. */
export type Condition = Partial<Record<keyof Place, string[]>>;

const isMet = (condition: Condition, place: Place) =>
	KEYS.every((key) => condition[key]?.includes(place[key]) ?? true);

/** Splits places into sets that one condition can express, each a product of resources, operations and providers. */
function products(places: Place[]): Place[][] {
	const signature = (group: Place[], key: keyof Place) =>
		group.map((place) => place[key]).join(',');
	const perOperation = groupBy(places, ({ resource, operation }) => `${resource} ${operation}`);
	const sameProviders = groupBy(
		perOperation,
		(group) => `${group[0].resource} ${signature(group, 'provider')}`,
	).map((groups) => groups.flat());
	return groupBy(
		sameProviders,
		(group) => `${signature(group, 'operation')} ${signature(group, 'provider')}`,
	).map((groups) => groups.flat());
}

const conditionOf = (places: Place[]): Condition =>
	Object.fromEntries(KEYS.map((key) => [key, distinct(places.map((place) => place[key]))]));

/** Whether a condition is met where something must not show. */
export type IsMetElsewhere = (condition: Condition) => boolean;

export const isMetAt =
	(places: Place[]): IsMetElsewhere =>
	(condition) =>
		places.some((place) => isMet(condition, place));

/** The sets that one condition for these places expresses as well, or undefined where it is met elsewhere. */
function takenIn(
	places: Place[],
	sets: Place[][],
	isMetElsewhere: IsMetElsewhere,
): Place[][] | undefined {
	const condition = conditionOf(places);
	if (isMetElsewhere(condition)) return undefined;
	const within = sets.filter((set) => isMetAt(set)(condition));
	const all = within.flat();
	return all.length === places.length ? within : takenIn(all, sets, isMetElsewhere);
}

/** Joins sets as long as one condition expresses them, and nothing else that there is. */
function joined(sets: Place[][], isMetElsewhere: IsMetElsewhere): Place[][] {
	for (const [index, one] of sets.entries()) {
		for (const two of sets.slice(index + 1)) {
			const within = takenIn([...one, ...two], sets, isMetElsewhere);
			if (within === undefined) continue;
			const others = sets.filter((set) => !within.includes(set));
			return joined([within.flat(), ...others], isMetElsewhere);
		}
	}
	return sets;
}

/** Without the parameters that tell it from nothing; the longest goes first. */
function shortest(condition: Condition, isMetElsewhere: IsMetElsewhere): Condition {
	const length = (key: keyof Place) => condition[key]?.join().length ?? 0;
	return [...KEYS]
		.sort((a, b) => length(b) - length(a))
		.reduce((kept, key) => {
			const { [key]: dropped, ...fewer } = kept;
			void dropped;
			return isMetElsewhere(fewer) ? kept : fewer;
		}, condition);
}

/** Splits places into as few sets as there are conditions that express them. */
export const setsOf = (places: Place[], isMetElsewhere: IsMetElsewhere): Place[][] =>
	places.length === 1 ? [places] : joined(products(places), isMetElsewhere);

/**
 * Conditions of which exactly one is met at each place, and none elsewhere; where there is no operation, any may be.
 *
 * @param places where something shows
 */
export function conditions(places: Place[], isMetElsewhere: IsMetElsewhere): Condition[] {
	const sets = setsOf(places, isMetElsewhere);
	return sets.map((set) => {
		const isMetAtOthers = isMetAt(sets.filter((other) => other !== set).flat());
		return shortest(
			conditionOf(set),
			(condition) => isMetAtOthers(condition) || isMetElsewhere(condition),
		);
	});
}

/**
 * Tells where a field must not show: at other operations, and beside the notice that says that the provider lacks the
 * operation. There it may, if all that offer the operation have it and nothing has to be entered.
 *
 * @param every all places that there are; those asked about are of these
 */
export function elsewhereAmong(every: Place[]) {
	const providers = distinct(every.map(({ provider }) => provider));
	const resources = distinct(every.map(({ resource }) => resource));
	const names = distinct(every.map(({ operation }) => operation));
	// Also those that no provider offers: a workflow that is written by hand, or left over, may name them.
	const operations = resources.flatMap((resource) =>
		names.map((operation) => {
			const offering = every.filter(
				(place) => place.resource === resource && place.operation === operation,
			);
			const lacks = (name: string) => offering.every(({ provider }) => provider !== name);
			return { resource, operation, offering, lacking: providers.filter(lacks) };
		}),
	);
	return (places: Place[], isRequired: boolean): IsMetElsewhere => {
		const own = new Set(places);
		return ({ provider, resource, operation }) =>
			operations.some((one) => {
				if (resource?.includes(one.resource) === false) return false;
				if (operation?.includes(one.operation) === false) return false;
				const has = (name: string) => provider?.includes(name) ?? true;
				const others = one.offering.filter((place) => !own.has(place));
				return (
					others.some((place) => has(place.provider)) ||
					((isRequired || others.length > 0) && one.lacking.some(has))
				);
			});
	};
}

/**
 * A condition as n8n takes it.
 *
 * @param providers all that there are: where it is shorter, those are named with which something does not show
 */
export function displayed({ provider, ...rest }: Condition, providers: string[]): IDisplayOptions {
	if (provider === undefined) return { show: rest };
	const others = providers.filter((other) => !provider.includes(other));
	const isShorter = others.length > 0 && others.join().length < provider.join().length;
	return isShorter ? { show: rest, hide: { provider: others } } : { show: { ...rest, provider } };
}

/** n8n finds a parameter by its path from the top as well: in a group, where it stands outside of it. */
export const fromTop = <Values>(rules: Readonly<Record<string, Values>>): Record<string, Values> =>
	Object.fromEntries(Object.entries(rules).map(([name, values]) => [`/${name}`, values]));
