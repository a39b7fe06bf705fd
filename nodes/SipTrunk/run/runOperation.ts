import type { IDataObject } from 'n8n-workflow';
import { withoutId } from '../http/lookup';
import type { Redactor } from '../http/redaction';
import type { Operation, PreparedRow, Provider, Resource, Values } from '../contract/provider';
import type { AddedToRow, ProviderClient } from '../contract/request';
import { hasFilters, matches, type Filters } from '../rows/filters';
import { idOf, simplified } from '../rows/simplified';
import { refuseOtherBlock } from '../operations/storedBlock';
import { briefly, NOTHING_FOUND, toolRow } from './toolRow';

/** Runs one operation with checked values and brings its rows into the shape that was asked for. */

/** How many rows to ask the provider for: all, unless a limit can be applied to them as they come. */
export function rowsWanted(operation: Operation, values: Values): number | undefined {
	if (operation.returns !== 'rows' || values.returnAll === true) return undefined;
	return hasFilters((values.filters ?? {}) as Filters)
		? undefined
		: (values.limit as number | undefined);
}

/** What is performed, and whether for a model, which is told less. */
export interface Task {
	provider: Pick<Provider, 'value' | 'api'>;
	resource: Resource;
	operation: Operation;
	forModel?: boolean;
}

/** What came of one item. A list can have 100,000 rows, so that nothing is wrapped around each of them. */
export interface Performed {
	/** As they leave the node. */
	rows: IDataObject[];
	/** What identifies them, in the same order, where they were changed. */
	ids: Array<string | undefined>;
}

/** Keys of what the node adds, in the order in which they stand behind the provider's row, simplified or not. */
const ADDED = [
	'recovered',
	'alreadyAssigned',
	'previousTrunkId',
	'previousApplicationId',
	'previousVoiceUrlHost',
] as const satisfies Array<keyof AddedToRow>;

function withAdded(json: IDataObject, added: AddedToRow, redactor: Redactor): IDataObject {
	const result = { ...json };
	for (const key of ADDED) if (added[key] !== undefined) result[key] = redactor.row(added[key]);
	// A password that the node made is told once, here; there is no other place to get it from.
	if (added.password !== undefined) result.password = added.password;
	return result;
}

function shaped(
	row: IDataObject,
	{ provider, resource, operation, forModel }: Task,
	values: Values,
	redactor: Redactor,
): IDataObject {
	const raw = () => redactor.row(row, idOf(provider, resource, row));
	const plain = () => redactor.ownRow(simplified(provider, resource, row));
	if (values.simplify === false) return raw();
	if (!forModel) return plain();
	return toolRow(resource.value, operation, values, { simplified: plain(), raw: raw() });
}

/** A row of the node's own, with the passwords that were made for it, each told once. */
export function shownPrepared(
	{ row, passwords }: PreparedRow,
	redactor: Redactor,
	{ forModel }: Task,
): IDataObject {
	const shown = redactor.ownRow(row);
	const result = forModel ? briefly(shown) : shown;
	const credentials = (result.sipCredentials ?? []) as IDataObject[];
	for (const credential of credentials) {
		const username = String(credential.username);
		const isMade = Object.prototype.hasOwnProperty.call(passwords, username);
		if (isMade) credential.password = passwords[username];
	}
	return result;
}

/**
 * Carries out one item.
 *
 * @param values checked already
 * @returns the rows, which of secrets hold only passwords that the node has made
 * @throws RequestFailure from the operation, for a row without an ID, and for a block that was not entered
 */
export async function perform(
	client: ProviderClient,
	redactor: Redactor,
	task: Task,
	values: Values,
): Promise<Performed> {
	const { provider, resource, operation } = task;
	const answer = operation.run(client, values);
	if (!(Symbol.asyncIterator in answer)) {
		const row = await answer;
		if (operation.returns === 'answer') {
			const json = redactor.ownRow({ provider: provider.value, ...row });
			return { rows: [json], ids: [json.id as string] };
		}
		const id = idOf(provider, resource, row);
		if (id === undefined) throw withoutId({ isChange: !operation.readsOnly });
		if (!operation.readsOnly) {
			refuseOtherBlock(operation, values, simplified(provider, resource, row));
		}
		const json = withAdded(shaped(row, task, values, redactor), client.added, redactor);
		return { rows: [json], ids: [redactor.row({ id }, id).id] };
	}
	const filters = (values.filters ?? {}) as Filters;
	const isFiltered = hasFilters(filters);
	const most = values.returnAll === true ? Infinity : Number(values.limit ?? Infinity);
	const rows: IDataObject[] = [];
	for await (const row of answer) {
		if (isFiltered && !matches(simplified(provider, resource, row), filters)) continue;
		rows.push(shaped(row, task, values, redactor));
		if (rows.length >= most) break;
	}
	return { rows: task.forModel && rows.length === 0 ? [{ ...NOTHING_FOUND }] : rows, ids: [] };
}
