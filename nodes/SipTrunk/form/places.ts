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
