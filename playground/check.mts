import { formatDuration } from './base/duration.mjs';
import { runWorkflow } from './execution.mjs';
import type { Example } from './examples.mjs';
import { expectations, shortfall, type ExampleExpectation } from './expectations.mjs';
import type { N8nRest } from './n8nRest.mjs';

export interface CheckedExample {
	name: string;
	/** Items that the last node put out. */
	items: number;
	/** Undefined where everything was as expected. */
	failure: string | undefined;
	milliseconds: number;
}

/** Runs one example in a running n8n and compares what its nodes put out with what is expected. */
export async function checkExample(
	rest: N8nRest,
	{ file, workflow }: Example,
	stopping: AbortSignal,
	expected: Record<string, ExampleExpectation> = expectations,
): Promise<CheckedExample> {
	const started = Date.now();
	const checked = (items: number, failure: string | undefined): CheckedExample => ({
		name: workflow.name,
		items,
		failure,
		milliseconds: Date.now() - started,
	});
	const expectation = expected[file];
	if (!expectation) return checked(0, `playground/expectations.mts has no entry for ${file}`);
	try {
		const result = await runWorkflow(rest, workflow, { stopping, call: expectation.call });
		const rows = result.lastNode === undefined ? [] : (result.outputs[result.lastNode] ?? []);
		return checked(rows.length, shortfall(workflow, expectation, result));
	} catch (error) {
		stopping.throwIfAborted();
		return checked(0, `The workflow could not be run: ${(error as Error).message}`);
	}
}

/** The table, the reasons of what failed, and `N passed, N failed` as the last line. Pure. */
export function describeCheck(examples: CheckedExample[]): string {
	const rows = examples.map(({ name, items, failure, milliseconds }) => [
		name,
		String(items),
		failure === undefined ? 'passed' : 'FAILED',
		formatDuration(milliseconds),
	]);
	const table = formatTable([['Workflow', 'Items', 'Outcome', 'Time'], ...rows]);
	const failures = examples.filter(({ failure }) => failure !== undefined);
	const reasons = failures.map(({ name, failure }) => `${name}\n  ${failure}\n`);
	const passed = examples.length - failures.length;
	return [table, '', ...reasons, `${passed} passed, ${failures.length} failed`].join('\n');
}

function formatTable(rows: string[][]): string {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column]))
				.join('   ')
				.trimEnd(),
		)
		.join('\n');
}
