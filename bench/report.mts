import { isMet, median, spread } from './statistics.mjs';
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
		bar.atMost === undefined ? `at least ${bar.atLeast}` : `at most ${shown(bar.atMost)}`;
	return [
		bar.what,
		withUnit(shown(bar.value), bar.unit),
		withUnit(limit, bar.unit),
		isMet(bar) ? 'passed' : 'MISSED',
	];
}

/** The figures of one work as lines of a table: what, median, smallest to largest, memory; then the bars. */
export function describe({ figures, bars }: Outcome): string {
	const rows = [...figures.map(figureRow), ...bars.map(barRow)];
	const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map(([what, value, ...rest]) =>
			[what.padEnd(widths[0]), value.padStart(widths[1]), rest[0].padEnd(widths[2]), rest[1]]
				.join('   ')
				.trimEnd(),
		)
		.map((line) => `  ${line}`)
		.join('\n');
}
