import type { Sandbox } from '../sandbox/index.js';
import { formatDuration } from './base/duration.mjs';
import { runWorkflow } from './execution.mjs';
import type { Example } from './examples.mjs';
import { expectations } from './expectations/index.mjs';
import type { ExampleExpectation } from './expectations/expectation.mjs';
import { shortfall } from './expectations/shortfall.mjs';
import type { N8nRest } from './n8nRest.mjs';
import type { Platforms } from './platforms.mjs';

export interface CheckedExample {
	name: string;
	/** How often it was run. */
	runs: number;
	/** Items that the last node put out, in the last run. */
	items: number;
	/** Undefined where everything was as expected. */
	failure: string | undefined;
	/** All runs together. */
	milliseconds: number;
}

export interface CheckContext {
	/** Signed in to the n8n that has the examples. */
	rest: N8nRest;
	/** What the examples work on. */
	sandbox: Sandbox;
	platforms: Platforms;
	stopping: AbortSignal;
}

/** The examples in the order of the expectations, because some build on others; unknown ones come last. */
export function inOrder(
	examples: Example[],
	expected: Record<string, ExampleExpectation> = expectations,
): Example[] {
	const files = Object.keys(expected);
	const place = ({ file }: Example) => (file in expected ? files.indexOf(file) : files.length);
	return [...examples].sort((a, b) => place(a) - place(b));
}

/** Runs one example in a running n8n and compares what its nodes put out with what is expected. */
export async function checkExample(
	{ rest, sandbox, platforms, stopping }: CheckContext,
	{ file, workflow }: Example,
	expected: Record<string, ExampleExpectation> = expectations,
): Promise<CheckedExample> {
	const started = Date.now();
	let runs = 0;
	const checked = (items: number, failure: string | undefined): CheckedExample => ({
		name: workflow.name,
		runs,
		items,
		failure: failure === undefined || runs < 2 ? failure : `Run ${runs}: ${failure}`,
		milliseconds: Date.now() - started,
	});
	const expectation = expected[file];
	if (!expectation) return checked(0, `playground/expectations/ has no entry for ${file}`);
	try {
		let items = 0;
		for (const run of [expectation, ...(expectation.again ?? [])]) {
			runs += 1;
			run.before?.(sandbox);
			const before = sandbox.requests.length;
			const registeredBefore = platforms.registered.length;
			const { call, chat } = run;
			const meanwhile = () => chat?.meanwhile?.(sandbox);
			const result = await runWorkflow(rest, workflow, { stopping, call, chat, meanwhile });
			items = result.lastNode === undefined ? 0 : (result.outputs[result.lastNode] ?? []).length;
			const failure =
				shortfall(workflow, run, result) ??
				run.after?.({
					sandbox,
					result,
					requests: sandbox.requests.slice(before),
					registered: platforms.registered.slice(registeredBefore),
				});
			if (failure) return checked(items, failure);
		}
		return checked(items, undefined);
	} catch (error) {
		stopping.throwIfAborted();
		return checked(0, `The workflow could not be run: ${(error as Error).message}`);
	}
}

/** The table, the reasons of what failed, and `N passed, N failed` as the last line. Pure. */
export function describeCheck(examples: CheckedExample[]): string {
	const rows = examples.map(({ name, runs, items, failure, milliseconds }) => [
		name,
		String(runs),
		String(items),
		failure === undefined ? 'passed' : 'FAILED',
		formatDuration(milliseconds),
	]);
	const table = formatTable([['Workflow', 'Runs', 'Items', 'Outcome', 'Time'], ...rows]);
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
