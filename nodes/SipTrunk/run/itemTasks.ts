import type { Field, Operation, Values } from '../contract/provider';
import { mixedPickers, pickerValues } from '../fields/pickerValues';
import type { ItemClient } from '../http/client';
import { redactedError } from '../http/redactedError';
import type { Redactor } from '../http/redaction';
import { perform, shownPrepared, type Performed, type Task } from './runOperation';
import { NOTHING_FOUND } from './toolRow';

/** What is to be done for each item, and what each of them touches. */

/** How one item is carried out, as the queue needs to know it. */
export interface ItemTask {
	/** Names of what it changes; items that share one run one after another. */
	touches: string[];
	run(): Promise<Performed>;
}

type Outcome<T> = { result: T } | { error: unknown };

type ClientOf = (values: Values) => { client: ItemClient; redactor: Redactor };

/** Of an operation that knows one item at a time. */
export function eachAlone(
	task: Task,
	items: Array<Outcome<Values>>,
	clientOf: ClientOf,
): Array<Outcome<ItemTask>> {
	const { operation } = task;
	const known = items.flatMap((item) => ('result' in item ? [item.result] : []));
	const mixed = mixedPickers(operation.fields, known);
	return items.map((item): Outcome<ItemTask> => {
		if ('error' in item) return item;
		const values = item.result;
		const run = async () => {
			const { client, redactor } = clientOf(values);
			return await perform(client, redactor, task, values).catch(
				async (error: unknown) =>
					await Promise.reject(redactedError(client.afterChanges(error), redactor)),
			);
		};
		return { result: { touches: touched(operation, values, mixed), run } };
	});
}

/** Of an operation that looks at all items before the first is worked on. */
export async function allTogether(
	task: Task,
	items: Array<Outcome<Values>>,
	clientOf: ClientOf,
): Promise<Array<Outcome<ItemTask>>> {
	const known = items.flatMap((item, index) => {
		if ('error' in item) return [];
		return [{ index, values: item.result, ...clientOf(item.result) }];
	});
	const prepared = (await task.operation.prepare?.(known)) ?? [];
	const tasks: Array<Outcome<ItemTask>> = items.map((item) =>
		'error' in item ? item : { error: new Error('Not prepared') },
	);
	known.forEach(({ index, redactor }, place) => {
		const one = prepared[place];
		if ('error' in one) {
			tasks[index] = { error: redactedError(one.error, redactor) };
			return;
		}
		const run = async () => {
			const results = await one
				.run()
				.catch(async (error: unknown) => await Promise.reject(redactedError(error, redactor)));
			const rows = results.map((result) => shownPrepared(result, redactor, task));
			const isNothing = task.forModel && rows.length === 0;
			return {
				rows: isNothing ? [{ ...NOTHING_FOUND }] : rows,
				ids: rows.map(({ id }) => (id === undefined ? undefined : String(id))),
			};
		};
		tasks[index] = { result: { touches: one.touches, run } };
	});
	return tasks;
}

function touched(operation: Operation, values: Values, mixed: ReadonlySet<Field>): string[] {
	if (operation.readsOnly) return [];
	if (operation.touches) return operation.touches(values);
	const chosen = pickerValues(operation.fields, values, mixed);
	if (chosen.length > 0) return chosen;
	return values.name === undefined ? [] : [`name ${String(values.name)}`];
}
