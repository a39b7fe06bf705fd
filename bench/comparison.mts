import { median } from './statistics.mjs';
import type { Bar, Bench, Tarball, Work } from './work.mjs';

/** An earlier package of the node and the present one, measured by turns: what has become slower, or larger. */
export interface Comparison {
	what: string;
	unit: string;
	/** One value per run. */
	earlier: number[];
	now: number[];
	/** The present one is worse than every run of the earlier one. */
	isWorse: boolean;
}

const isWorse = ({ atLeast }: Bar, earlier: number[], now: number[]): boolean =>
	atLeast === undefined ? median(now) > Math.max(...earlier) : median(now) < Math.min(...earlier);

/**
 * Compares the bars of a work, which are mostly ratios to a plain program that is measured as well, so that what else the
 * machine does meanwhile weighs on both.
 *
 * @param runs of each package; they take turns in going first
 */
export async function compare(
	work: Work,
	bench: Bench,
	earlier: Tarball,
	runs: number,
): Promise<Comparison[]> {
	const packages = { earlier, now: bench.tarball };
	const values = new Map<string, { bar: Bar; earlier: number[]; now: number[] }>();
	for (let run = 1; run <= runs; run++) {
		const turns = ['earlier', 'now'] as const;
		for (const side of run % 2 === 1 ? turns : turns.toReversed()) {
			const { bars } = await work.measure({
				...bench,
				tarball: packages[side],
				runs: () => 1,
				say: (words) => bench.say(`${side}, ${run} of ${runs}: ${words}`),
			});
			for (const bar of bars) {
				const known = values.get(bar.what) ?? { bar, earlier: [], now: [] };
				known[side].push(bar.value);
				values.set(bar.what, known);
			}
		}
	}
	return [...values].map(([what, { bar, ...both }]) => ({
		what,
		unit: bar.unit,
		...both,
		isWorse: isWorse(bar, both.earlier, both.now),
	}));
}
