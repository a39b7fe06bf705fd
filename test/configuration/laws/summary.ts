import { LAWS } from './index';
import type { Counts } from './law';
import type { Tried } from './places';

/** How often each law was tried at each provider, and which one has not got what a law speaks of; a line for each. */
export function summaryOf(places: Tried[], counts: Record<string, Counts>): string {
	const lines = Object.entries(counts).map(
		([title, own]) =>
			`${title}: ${Object.entries(own)
				.map(([what, times]) => `${what} ${times}`)
				.join(', ')}`,
	);
	const exempt = places.flatMap((place) =>
		Object.entries(LAWS).flatMap(([name, law]) => {
			const lack = law.lacks?.(place.port, place);
			return lack === undefined ? [] : [`${place.title}: ${name}: not tried, it has no ${lack}`];
		}),
	);
	return [...lines, ...exempt].sort().join('\n');
}
