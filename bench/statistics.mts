import type { Bar } from './work.mjs';

/** The middle one; of an even number of values, the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/**
 * How one side compares with another: each run with the run of the other side beside it, because a machine that is quicker
 * at times is so for both; of these the median.
 */
export const medianRatio = (one: number[], other: number[]): number =>
	median(one.map((value, run) => value / other[run]));

/** Smallest and largest value. */
export const spread = (values: number[]): [number, number] => [
	Math.min(...values),
	Math.max(...values),
];

/** A figure that could not be measured counts as missed. */
export const isMet = ({ value, atLeast = -Infinity, atMost = Infinity }: Bar): boolean =>
	value >= atLeast && value <= atMost;
