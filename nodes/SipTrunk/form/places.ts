import type { Operation, Provider } from '../contract/provider';

/** Where in the form something shows. */

/** One operation of one provider. */
export interface Place {
	provider: string;
	resource: string;
	operation: string;
}

/** An operation, the provider that offers it, and where it stands. */
export interface PlacedOperation {
	provider: Provider;
	operation: Operation;
	place: Place;
}

export const everyOperation = (providers: Provider[]): PlacedOperation[] =>
	providers.flatMap((provider) =>
		provider.resources.flatMap((resource) =>
			resource.operations.map((operation) => ({
				provider,
				operation,
				place: {
					provider: provider.value,
					resource: resource.value,
					operation: operation.value,
				},
			})),
		),
	);

export const distinct = <T>(values: T[]): T[] => [...new Set(values)];

export function groupBy<T>(values: T[], key: (value: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const name = key(value);
		const group = groups.get(name);
		if (group) group.push(value);
		else groups.set(name, [value]);
	}
	return [...groups.values()];
}

/**
 * Splits places into sets that `displayOptions` can express, each a product of resources, operations and providers.
 */
export function products(places: Place[]): Place[][] {
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

/** Where n8n has to show what stands at these places, in as few properties as it takes. */
export const conditions = (places: Place[]): Array<Record<string, string[]>> =>
	products(places).map((group) => ({
		resource: distinct(group.map((place) => place.resource)),
		operation: distinct(group.map((place) => place.operation)),
		provider: distinct(group.map((place) => place.provider)),
	}));

/**
 * The one condition for what stands at every place of its operations, if need be of its resources, or undefined. It then
 * shows beside a notice as well, so it must be nothing that has to be entered.
 *
 * @param every all places that there are
 */
export function commonCondition(
	places: Place[],
	every: Place[],
): Record<string, string[]> | undefined {
	if (places.length === every.length) return {};
	const operation = distinct(places.map((place) => place.operation));
	const ofThese = every.filter((place) => operation.includes(place.operation));
	if (ofThese.length === places.length) return { operation };
	const resource = distinct(places.map((place) => place.resource));
	const ofTheseToo = ofThese.filter((place) => resource.includes(place.resource));
	return ofTheseToo.length === places.length ? { resource, operation } : undefined;
}

/** The fewest parameters that tell one place from all others. */
export function onlyAt(place: Place, every: Place[]): Record<string, string[]> {
	let kept = Object.entries(place) as Array<[keyof Place, string]>;
	for (const entry of [...kept]) {
		const fewer = kept.filter((other) => other !== entry);
		const matching = every.filter((other) => fewer.every(([key, value]) => other[key] === value));
		if (matching.length === 1) kept = fewer;
	}
	return Object.fromEntries(kept.map(([key, value]) => [key, [value]]));
}
