import { isMet, median, spread } from './statistics.mjs';
import type { Comparison } from './comparison.mjs';
import type { Bar, Figure, Outcome } from './work.mjs';

/** Three digits that matter, but whole numbers in full. */
function shown(value: number): string {
	const fractionDigits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	const isWhole = Number.isInteger(value);
	return value.toLocaleString('en', {
		minimumFractionDigits: isWhole ? 0 : fractionDigits,
		maximumFractionDigits: fractionDigits,
	});
}

const withUnit = (text: string, unit: string) => (unit === '' ? text : `${text} ${unit}`);

function figureRow({ name, unit, values, peakMemoryMb }: Figure): string[] {
	const [least, most] = spread(values).map(shown);
	return [
		name,
		withUnit(shown(median(values)), unit),
		values.length === 1 || least === most ? '' : `${least} to ${most}`,
		peakMemoryMb === undefined ? '' : `peak memory ${shown(Math.round(median(peakMemoryMb)))} MB`,
	];
}

function barRow(bar: Bar): string[] {
	const limit =
		bar.atMost === undefined
			? `at least ${shown(bar.atLeast ?? 0)}`
			: `at most ${shown(bar.atMost)}`;
	return [
		bar.what,
		withUnit(shown(bar.value), bar.unit),
		withUnit(limit, bar.unit),
		isMet(bar) ? 'passed' : 'MISSED',
	];
}

/** Whether a bar compares two measurements of the same machine, so that it holds on any. */
const isRatio = ({ unit }: Bar): boolean => unit === 'x';

/** Small amounts and few runs say less; a quarter more is noticed all the same. */
const QUICK_ROOM = 1.25;

/** The bars of `--quick`: those that hold on any machine, with some room. */
export const quickBars = (bars: Bar[]): Bar[] =>
	bars.filter(isRatio).map(({ atLeast, atMost, ...bar }) => ({
		...bar,
		...(atLeast !== undefined && { atLeast: atLeast / QUICK_ROOM }),
		...(atMost !== undefined && { atMost: atMost * QUICK_ROOM }),
	}));

/** The figures of one work as lines of a table: what, median, smallest to largest, memory; then the bars. */
export function describe({ figures, bars }: Outcome): string {
	return table([...figures.map(figureRow), ...bars.map(barRow)]);
}

/** All bars of all works. */
export const summary = (works: Array<{ name: string; bars: Bar[] }>): string =>
	table(works.flatMap(({ name, bars }) => bars.map((bar) => [name, ...barRow(bar)])));

const inShort = (values: number[], unit: string) => {
	const [least, most] = spread(values).map(shown);
	const range = least === most ? '' : ` (${least} to ${most})`;
	return `${withUnit(shown(median(values)), unit)}${range}`;
};

/** What two packages were measured with: what, the earlier one, the present one, and whether it is worse. */
export const describeComparison = (comparisons: Comparison[]): string =>
	table(
		comparisons.map(({ what, unit, earlier, now, isWorse }) => [
			what,
			`earlier ${inShort(earlier, unit)}`,
			`now ${inShort(now, unit)}`,
			isWorse ? 'WORSE' : 'not worse',
		]),
	);

/** Columns side by side; figures, the third from the end, stand to the right. */
function table(rows: string[][]): string {
	const columns = Math.max(...rows.map(({ length }) => length));
	const widths = Array.from({ length: columns }, (_, column) =>
		Math.max(...rows.map((row) => row[column].length)),
	);
	const isFigure = (column: number) => column === columns - 3;
	return rows
		.map((row) =>
			row
				.map((text, column) =>
					isFigure(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]),
				)
				.join('   ')
				.trimEnd(),
		)
		.map((line) => `  ${line}`)
		.join('\n');
}
