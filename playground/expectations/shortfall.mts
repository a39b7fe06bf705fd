import { isDeepStrictEqual } from 'node:util';
import { sipTrunkToolType, sipTrunkType, type Workflow } from '../examples.mjs';
import type { ExecutionResult, Row } from '../execution.mjs';
import type { NodeExpectation, RunExpectation } from './expectation.mjs';

/**
 * What an execution lacks, in one sentence, or undefined where it did what the example is for. Pure.
 */
export function shortfall(
	workflow: Workflow,
	expectation: RunExpectation,
	{ status, failure, outputs, answer }: ExecutionResult,
): string | undefined {
	if (failure) return `${failure.node ?? 'The workflow'}: ${failure.message}`;
	if (status !== 'success') return `The execution ended as "${status}"`;
	const { answers } = expectation;
	if (answers !== undefined && answer?.status !== answers) {
		return `The caller got HTTP ${answer?.status ?? 'nothing'}, expected ${answers}`;
	}
	const sipTrunkNodes = workflow.nodes.filter(({ type }) =>
		[sipTrunkType, sipTrunkToolType].includes(type),
	);
	const unchecked = sipTrunkNodes.find(({ name }) => !(name in expectation.nodes));
	if (unchecked)
		return `${unchecked.name}: playground/expectations/ does not say what it should put out`;
	for (const [node, expected] of Object.entries(expectation.nodes)) {
		const lack = nodeShortfall(outputs[node] ?? [], expected, outputs);
		if (lack) return `${node}: ${lack}`;
	}
	return undefined;
}

function nodeShortfall(
	rows: Row[],
	{ rows: wanted, failed = 0, every = {}, some, sameTrunkAs, includesTrunkOf }: NodeExpectation,
	outputs: Record<string, Row[]>,
): string | undefined {
	if (wanted === undefined ? rows.length === 0 : rows.length !== wanted) {
		return `put out ${rows.length} items, expected ${wanted ?? 'at least 1'}`;
	}
	const failures = rows.filter(({ error }) => error);
	if (failures.length > failed) return `put out an error: ${JSON.stringify(failures[0].error)}`;
	if (failures.length < failed) return `put out ${failures.length} errors, expected ${failed}`;
	for (const [key, value] of Object.entries(every)) {
		const other = rows.find((row) => !row.error && !isDeepStrictEqual(row[key], value));
		if (other) return `${key} is ${JSON.stringify(other[key])}, expected ${JSON.stringify(value)}`;
	}
	if (some && !rows.some((row) => isDeepStrictEqual({ ...row, ...some }, row))) {
		return `no item has ${JSON.stringify(some)}`;
	}
	const idOf = (node: string) => outputs[node]?.[0]?.id;
	if (sameTrunkAs && rows.some(({ id }) => id === undefined || id !== idOf(sameTrunkAs))) {
		return `its id is not that of "${sameTrunkAs}"`;
	}
	if (includesTrunkOf && !rows.some(({ id }) => id !== undefined && id === idOf(includesTrunkOf))) {
		return `the trunk of "${includesTrunkOf}" is not among its items`;
	}
	return undefined;
}
