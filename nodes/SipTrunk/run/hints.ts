import type { NodeExecutionHint } from 'n8n-workflow';
import type { Operation, Values } from '../contract/provider';
import { makesPassword } from '../fields/password';
import { enteredFields } from '../fields/values';
import { isAddressBlock, type AddressBlock } from '../validation/network';
import { MOST_NAMED, named, type DoneItem } from './doneItems';

/** What is said of a run that did what it was told, where that is rarely what is meant. */

const upperCaseFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Blocks with a shorter prefix than this hold at least one of 128 addresses that there are. */
const NARROW_ENOUGH = 8;

function inWords({ cidr, prefixLength, version }: AddressBlock): string {
	const count =
		version === 4
			? (2 ** (32 - prefixLength)).toLocaleString('en-US')
			: `2 to the power of ${128 - prefixLength}`;
	return `${cidr} lets ${count} addresses call, one of ${2 ** prefixLength} that there are`;
}

function wideBlocks({ fields }: Operation, items: DoneItem[]): string[] {
	return items.flatMap(({ index, values }) =>
		[...enteredFields(fields, values)]
			.flatMap(({ value }) => value)
			.filter(isAddressBlock)
			.filter(({ prefixLength }) => prefixLength < NARROW_ENOUGH)
			.map((block) => `${upperCaseFirst(named([index]))}: ${inWords(block)}.`),
	);
}

const withoutOptions = ({ options, ...values }: Values) => {
	void options;
	return JSON.stringify(values);
};

/** The numbers of items that have the same input, in groups of two and more. */
function repeated(items: DoneItem[]): number[][] {
	const groups = new Map<string, number[]>();
	for (const { index, values } of items) {
		const key = withoutOptions(values);
		groups.set(key, [...(groups.get(key) ?? []), index]);
	}
	return [...groups.values()].filter(({ length }) => length > 1);
}

const firstOnes = (sentences: string[]) =>
	sentences.length <= MOST_NAMED
		? sentences
		: [...sentences.slice(0, MOST_NAMED), `And ${sentences.length - MOST_NAMED} more.`];

/**
 * The hints of a run.
 *
 * @param items those that were carried out
 * @param stopOnError whether the run would have stopped at the first failure
 */
export function executionHints(
	operation: Operation,
	items: DoneItem[],
	stopOnError: boolean,
): NodeExecutionHint[] {
	const own =
		operation.hints?.(
			items.map(({ values }) => values),
			Date.now(),
		) ?? [];
	return [...own, ...(operation.readsOnly ? [] : afterChanges(operation, items, stopOnError))].map(
		(message) => ({ message, type: 'warning', location: 'outputPane' }),
	);
}

function afterChanges(operation: Operation, items: DoneItem[], stopOnError: boolean): string[] {
	const wide = firstOnes(wideBlocks(operation, items));
	const twice = firstOnes(
		repeated(items).map((indices) => `${upperCaseFirst(named(indices))} have the same input.`),
	);
	const made = items.filter(({ values }) => makesPassword(operation.fields, values));
	return [
		...(wide.length === 0
			? []
			: [`${wide.join(' ')} Whoever has one of these addresses can call at your expense.`]),
		...(twice.length === 0
			? []
			: [
					`${twice.join(' ')} "${operation.action}" was carried out for each of them. If it was to run once, turn on 'Execute Once' in the node's settings.`,
				]),
		...(made.length < 2 || !stopOnError
			? []
			: [
					`${made.length} passwords were made. Had one of the items failed, the run would have stopped, and the passwords of the others would be lost. Set 'On Error' to 'Continue (using error output)' in the node's settings.`,
				]),
	];
}
