import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../http/errors';
import { operation } from '../../contract/verbs';
import { collection, nameContains, statusIs } from '../../fields/common';
import { hasFilters, matches, type Filters } from '../../rows/filters';
import type { Field, ItemOfRun, Operation, Provider, Values } from '../../contract/provider';
import { Account, ItemWork } from '../account';
import { findTrunk } from '../find';
import { judge } from './judgement';
import { readToCheck, type CheckContext } from './reading';

/** Check: would calls go through? Of one trunk, or of all trunks of the account. */

interface Task extends CheckContext {
	/** Whose operations mend what is wrong. */
	provider: Pick<Provider, 'name' | 'resources'>;
}

/** As in Trunk: Get Many, without a status where the provider reports none. */
const filtersOf = ({ check }: CheckContext): Field =>
	collection(
		'filters',
		check.rules.has.includes('status') ? [nameContains, statusIs] : [nameContains],
	);

const fieldsOf = (context: CheckContext): Field[] => [
	{
		...context.port.trunkField,
		description: 'The trunk to check. Leave empty to check all trunks of the account.',
	},
	...(context.check.test === undefined ? [] : [context.check.test.field]),
	filtersOf(context),
];

/** The provider's rows of the trunks that are meant. */
async function chosen({ port }: Task, work: ItemWork, values: Values): Promise<IDataObject[]> {
	const { account } = work;
	const { trunkId, returnAll, limit, filters = {} } = values;
	if (trunkId !== undefined) {
		const id = String(trunkId);
		const rows = await account.trunksFor(work, id);
		const known = rows.map((row) => ({ row, id: account.idOf(row), name: null }));
		const { trunk } = findTrunk({ trunkId: id }, known, port.providerName);
		return trunk === undefined ? [] : [trunk.row];
	}
	const rows = await account.trunks(work);
	const wanted = hasFilters(filters as Filters)
		? rows.filter((row) => matches(port.trunk.simplify(row), filters as Filters))
		: rows;
	return returnAll === true ? wanted : wanted.slice(0, Number(limit));
}

async function checkRow(
	task: Task,
	work: ItemWork,
	row: IDataObject,
	{ values, trunkCount }: { values: Values; trunkCount: number | undefined },
): Promise<IDataObject[]> {
	const { port, check, provider } = task;
	const id = work.account.idOf(row);
	const { name } = port.trunk.simplify(row);
	const isTested = check.test !== undefined && values[check.test.field.name] === true;
	const reading = readToCheck(task, work, row, trunkCount);
	const trunk = await reading.catch(async (error: unknown) =>
		// Somebody has removed it since the list was read.
		trunkCount !== undefined && error instanceof RequestFailure && error.gone
			? undefined
			: await Promise.reject(error),
	);
	if (trunk === undefined) return [];
	const diagnosis = isTested ? await check.test?.run(work, id) : undefined;
	return [
		{
			provider: port.provider,
			id,
			name,
			...judge(provider, trunk),
			...(isTested ? { diagnosis } : {}),
		} as unknown as IDataObject,
	];
}

/** Trunks are looked at side by side, as many as requests may be under way. */
async function checkRows(task: Task, work: ItemWork, values: Values): Promise<IDataObject[]> {
	const rows = await chosen(task, work, values);
	const trunkCount = values.trunkId === undefined ? rows.length : undefined;
	const results: IDataObject[][] = [];
	let next = 0;
	const lane = async (): Promise<void> => {
		while (next < rows.length) {
			const index = next++;
			results[index] = await checkRow(task, work, rows[index], { values, trunkCount });
		}
	};
	const lanes = Math.min(rows.length, work.client().parallel);
	await Promise.all(Array.from({ length: lanes }, lane));
	return results.flat();
}

/**
 * The operation Check.
 *
 * @param others the provider's resources, whose operations mend what is found
 */
export function checkOperation(context: CheckContext, others: Provider['resources']): Operation {
	const { port } = context;
	const task = { ...context, provider: { name: port.providerName, resources: others } };
	const prepare = async (items: ItemOfRun[]) => {
		const account = new Account(port, items.length === 1);
		return await Promise.resolve(
			items.map(({ client, values }) => ({
				touches: [],
				run: async () =>
					(await checkRows(task, new ItemWork(client, account), values)).map((row) => ({
						row,
						passwords: {},
					})),
			})),
		);
	};
	const own = operation('trunkConfiguration', 'check', {
		description:
			'Say whether calls would go through: what is wrong with a trunk, or all, and what mends it',
		fields: fieldsOf(context),
		async *run(client, values) {
			yield* await checkRows(task, new ItemWork(client, new Account(port, true)), values);
		},
	});
	return { ...own, prepare };
}
