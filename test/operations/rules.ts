import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { partOf } from '../../facts/requests';
import type { Run, RunOptions } from '../support/engine';
import { describeEchoes } from './echoes';
import {
	asExpressions,
	asStored,
	choiceOf,
	fieldsOf,
	operationsOf,
	outputOf,
	pairsOf,
	rowsOf,
	worksAlone,
	wordsOf,
	type Arranged,
	type Bench,
	type Choice,
	type OperationCase,
} from './support';

/**
 * What holds for every operation of every provider, tried with the first case of each: pairing, both ways to go on
 * after an error, and what is said when the run stops.
 */

interface Item extends Arranged {
	/** The item's values, which all parameters take by expressions. */
	json: IDataObject;
}

/** One item per arrangement; a list is limited, each to another number of rows. */
async function itemsFor({ operation }: Choice, entry: OperationCase): Promise<Item[]> {
	const items: Item[] = [];
	for (const nth of [0, 1, 2]) {
		const arranged = await entry.arrange(nth);
		const limited = operation.returns === 'rows' ? { limit: 1 + (nth % 2) } : {};
		items.push({ ...arranged, json: { ...arranged.parameters, ...limited } as IDataObject });
	}
	return items;
}

/** A field that a bad item can break: one that must not be empty, or the limit of a list. */
function breakable(choice: Choice): { field: Field; value: string } {
	const fields = fieldsOf(choice).filter(({ type }) => type !== 'boolean');
	const required = fields.find((field) => field.required);
	if (required) return { field: required, value: '' };
	const limit = fields.find(({ name }) => name === 'limit');
	if (limit === undefined) throw new Error('No field can be entered wrongly');
	return { field: limit, value: 'many' };
}

const errorKeys = ['error', 'details'];
const refusedKeys = ['provider', 'status', 'code', 'requestId', 'advice'];

export function describeRules(bench: Bench, cases: OperationCase[]): void {
	describeEchoes(bench, cases);
	const { provider } = bench;
	const firstCases = operationsOf(provider)
		.filter(worksAlone)
		.flatMap((choice) => {
			const place = { resource: choice.resource.value, operation: choice.operation.value };
			const entry = cases.find(
				({ resource, operation }) => resource === place.resource && operation === place.operation,
			);
			return entry === undefined ? [] : [{ ...place, choice, entry }];
		});

	/** All values from the items; one request at a time, so that their order is known. */
	const runItems = async (
		choice: Choice,
		items: Item[],
		inputs: IDataObject[],
		more: Partial<RunOptions> & { options?: INodeParameters } = {},
	): Promise<Run> => {
		const { options = { requestsInParallel: 1 }, ...rest } = more;
		const fields = fieldsOf(choice);
		const parameters = asExpressions(fields, items[0].json as INodeParameters);
		return await bench.run(
			{ resource: choice.resource.value, operation: choice.operation.value },
			{ ...asStored(fields, parameters), options },
			{ input: inputs, ...rest },
		);
	};

	/** The first item is carried out, and the next request is refused. */
	const refuseAfter = ({ sent }: Item) =>
		bench.faults({ kind: 'status', status: 403, provider: provider.value, after: sent.length });

	describe.each(firstCases)('$resource $operation, by the rules', ({ choice, entry }) => {
		const { operation } = choice;

		it('returns the items in order, each paired with its own', async () => {
			const items = await itemsFor(choice, entry);
			const run = await runItems(
				choice,
				items,
				items.map(({ json }) => json),
				{ options: { requestsInParallel: 3 } },
			);
			expect(wordsOf(run)).toBe('\n');
			if (operation.returns === 'rows') {
				expect(pairsOf(run)).toEqual([0, 1, 1, 2].map((item) => ({ item })));
				return;
			}
			expect(pairsOf(run)).toEqual([0, 1, 2].map((item) => ({ item })));
			const rows = rowsOf(run);
			expect(rows).toEqual(
				items.flatMap(({ output }, index) => outputOf(output, String(rows[index].id))),
			);
			const ids = bench.madeIds();
			if (items.some(({ output }) => typeof output === 'function')) {
				expect(ids).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
			}
		});

		const withTwoBad = async (onError: RunOptions['onError']) => {
			const items = await itemsFor(choice, entry);
			const { field, value } = breakable(choice);
			const inputs = [items[0], items[1], items[1], items[2]].map(({ json }) => json);
			inputs[2] = { ...inputs[2], [field.name]: value };
			refuseAfter(items[0]);
			const run = await runItems(choice, items, inputs, { onError });
			expect(run.status).toBe('success');
			return { run, inputs, field };
		};

		const expectReports = (refused: IDataObject, wrong: IDataObject, field: Field) => {
			expect(refused.error).toMatch(new RegExp(`^${provider.name} answered HTTP 403`));
			expect(refused.details).toMatchObject({ provider: provider.value, status: 403 });
			expect(Object.keys(refused.details as IDataObject)).toEqual(refusedKeys);
			expect(wrong.error).toMatch(new RegExp(`^'${field.displayName}' .*\\.`));
			expect(wrong.details).toEqual({
				provider: provider.value,
				status: null,
				code: null,
				requestId: null,
				field: field.displayName,
			});
		};

		it('goes on after a refusal and bad input, which leave with the others', async () => {
			const { run, field } = await withTwoBad('continueRegularOutput');
			expect(run.errorItems).toEqual([]);
			const pairs = pairsOf(run).map((pair) => (pair as { item: number }).item);
			expect([...new Set(pairs)]).toEqual([0, 1, 2, 3]);
			const failed = run.items.filter((_, index) => [1, 2].includes(pairs[index]));
			expect(failed.map(({ json }) => Object.keys(json))).toEqual([errorKeys, errorKeys]);
			expectReports(failed[0].json, failed[1].json, field);
			const others = run.items.filter((_, index) => [0, 3].includes(pairs[index]));
			expect(others.filter(({ json }) => 'error' in json)).toEqual([]);
		});

		it('goes on after a refusal and bad input, which leave through the error output', async () => {
			const { run, inputs, field } = await withTwoBad('continueErrorOutput');
			const pairs = pairsOf(run).map((pair) => (pair as { item: number }).item);
			expect([...new Set(pairs)]).toEqual([0, 3]);
			expect(run.errorItems.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 1 },
				{ item: 2 },
			]);
			const [refused, wrong] = run.errorItems.map(({ json }) => json);
			expect(refused).toEqual({ ...inputs[1], error: refused.error, details: refused.details });
			expect(wrong).toEqual({ ...inputs[2], error: wrong.error, details: wrong.details });
			expectReports(refused, wrong, field);
		});

		it('sends nothing and stops if the input of any item is bad', async () => {
			const items = await itemsFor(choice, entry);
			const { field, value } = breakable(choice);
			const inputs = [items[0].json, { ...items[1].json, [field.name]: value }];
			const run = await runItems(choice, items, inputs);
			expect(bench.sent()).toEqual([]);
			expect(run).toMatchObject({ status: 'error', items: [], errorItems: [] });
			expect(run.error).toMatchObject({
				name: 'NodeOperationError',
				context: { itemIndex: 1 },
				node: { parameters: {} },
			});
			expect(run.error?.message).toMatch(new RegExp(`^'${field.displayName}' `));
			expect(wordsOf(run)).toContain('nothing was sent');
		});

		it('stops at a refusal and names what was done', async () => {
			const items = await itemsFor(choice, entry);
			refuseAfter(items[0]);
			const run = await runItems(
				choice,
				items,
				items.map(({ json }) => json),
			);
			expect(run).toMatchObject({ status: 'error', items: [], errorItems: [] });
			expect(run.error).toMatchObject({
				name: 'NodeApiError',
				httpCode: '403',
				context: { itemIndex: 1 },
				node: { parameters: {} },
			});
			expect(run.error?.message).toMatch(new RegExp(`^${provider.name} answered HTTP 403`));
			if (operation.readsOnly) return;
			const [done] = outputOf(items[0].output, bench.madeIds()[0]);
			const id = String(done.id ?? done.trunkId);
			expect(wordsOf(run)).toContain(
				`Done (&quot;${operation.action}&quot;), 1 of 3: item 0: ${id}. Not started: 1.`,
			);
		});

		if (operation.fields.some(({ name }) => name === 'ignoreIfMissing')) {
			it('is refused for what is gone already, unless that is to be ignored', async () => {
				const { parameters, output, gone } = await entry.arrange(0);
				const stored = asStored(fieldsOf(choice), parameters);
				await bench.run(entry, stored);

				const refused = await bench.run(entry, stored);
				expect(refused).toMatchObject({ status: 'error', items: [] });

				const ignored = await bench.run(entry, { ...stored, ignoreIfMissing: true });
				expect(wordsOf(ignored)).toBe('\n');
				const [row] = outputOf(output, '');
				expect(rowsOf(ignored)).toEqual([{ ...row, ...gone, alreadyGone: true }]);
			});

			it('takes any other refusal for one, also where the missing is ignored', async () => {
				const { parameters } = await entry.arrange(0);
				const kind = choice.resource.value === 'phoneNumber' ? 'unlinks' : 'removes';
				bench.faults({ kind: 'status', status: 403, ...partOf(provider.value, kind) });
				const run = await bench.run(entry, {
					...asStored(fieldsOf(choice), parameters),
					ignoreIfMissing: true,
				});
				expect(run.error?.message).toMatch(new RegExp(`^${provider.name} answered HTTP 403`));
			});
		}
	});

	it('tries the rules with every operation', () => {
		expect(
			firstCases.map(({ resource, operation }) => choiceOf(provider, { resource, operation })),
		).toEqual(operationsOf(provider).filter(worksAlone));
	});
}
