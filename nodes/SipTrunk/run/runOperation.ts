import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../http/errors';
import type { Redactor } from '../http/redaction';
import type { Operation, Resource, Values } from '../contract/provider';
import type { ProviderClient } from '../contract/request';
import { NOTHING_FOUND, toolRow } from './toolRow';

/** Runs one operation with checked values and brings its rows into the shape that was asked for. */

interface Filters {
	nameContains?: string;
	status?: string;
}

/** How many rows to ask the provider for: all, unless a limit can be applied to them as they come. */
export function rowsWanted(operation: Operation, values: Values): number | undefined {
	if (operation.returns !== 'rows' || values.returnAll === true) return undefined;
	const { nameContains, status } = (values.filters ?? {}) as Filters;
	return nameContains === undefined && status === undefined
		? (values.limit as number | undefined)
		: undefined;
}

/** The filters that work the same at every provider, on the simplified row. */
function matches(row: IDataObject, { nameContains, status }: Filters): boolean {
	const name = String(row.name ?? '').toLowerCase();
	return (
		(nameContains === undefined || name.includes(nameContains.toLowerCase())) &&
		(status === undefined || row.status === status)
	);
}

/** What operations add to a provider's row; Simplify keeps it. */
const ADDED_BY_NODE = [
	'recovered',
	'alreadyAssigned',
	'previousTrunkId',
	'previousApplicationId',
	'previousVoiceUrlHost',
] as const;

/** What is performed, and whether for a model, which is told less. */
interface Task {
	resource: Resource;
	operation: Operation;
	forModel?: boolean;
}

function shaped(row: IDataObject, task: Task, values: Values, redactor: Redactor): IDataObject {
	const { resource, operation, forModel } = task;
	const { generatedPassword, ...reported } = row;
	const plain = resource.simplify(reported);
	const raw = () => redactor.row(reported, plain.id);
	const simplified = () => redactor.ownRow(plain);
	let result: IDataObject;
	if (values.simplify === false) result = raw();
	else if (!forModel) result = simplified();
	else {
		result = toolRow(resource.value, operation, values, { simplified: simplified(), raw: raw() });
	}
	for (const key of ADDED_BY_NODE) {
		if (row[key] !== undefined) result[key] = redactor.row(row[key]);
	}
	// A password that the node made is told once, here; there is no other place to get it from.
	if (generatedPassword !== undefined) result.password = generatedPassword;
	return result;
}

/** A workflow cannot go on with a row that does not say what it is about. */
const withoutId = ({ readsOnly }: Operation) =>
	new RequestFailure(
		`The answer has no ID in it, so it is not what was asked for.${readsOnly ? '' : ' The change may have been made.'}`,
		{
			cause: 'refused',
			effect: readsOnly ? 'none' : 'open',
			advice: 'Look at the provider, and check the API Base URL in the credential.',
		},
	);

export async function perform(
	client: ProviderClient,
	redactor: Redactor,
	task: Task,
	values: Values,
): Promise<IDataObject[]> {
	const { resource, operation } = task;
	const answer = operation.run(client, values);
	if (!(Symbol.asyncIterator in answer)) {
		const row = await answer;
		if (operation.returns === 'answer') return [redactor.ownRow(row)];
		if (resource.simplify(row).id === '') throw withoutId(operation);
		return [shaped(row, task, values, redactor)];
	}
	const filters = (values.filters ?? {}) as Filters;
	const isFiltered = filters.nameContains !== undefined || filters.status !== undefined;
	const most = values.returnAll === true ? Infinity : Number(values.limit ?? Infinity);
	const rows: IDataObject[] = [];
	for await (const row of answer) {
		if (isFiltered && !matches(resource.simplify(row), filters)) continue;
		rows.push(shaped(row, task, values, redactor));
		if (rows.length >= most) break;
	}
	return task.forModel && rows.length === 0 ? [{ ...NOTHING_FOUND }] : rows;
}
