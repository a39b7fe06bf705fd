import type { IDataObject } from 'n8n-workflow';
import { operation } from '../contract/verbs';
import type { Operation, PreparedItem, PreparedRow, Resource, Values } from '../contract/provider';
import type { CarrierForm } from '../contract/carrier';
import { Account } from './account';
import { checkOperation } from './checks/operation';
import type { CheckPort } from './checks/reading';
import { applyConfiguration, planApply } from './apply';
import { askedBy } from './asked';
import { SECTION_NAMES, shownConfiguration, type SectionName } from './configuration';
import { fieldsOf } from './fields';
import type { ConfigurationPort } from './port';
import { deleteConfiguration, missing, planDelete } from './removal';
import { configurationOf } from './result';
import { RequestFailure } from '../http/errors';
import { refuseUnnamed } from './find';
import { platformFields } from './platforms/inputs';
import { connectedItem, connectedNow, platformHints } from './platforms/item';
import type { Item } from './item';
import { locate, readTrunk } from './situation';
import { sectionsInOrder, touchedBy } from './touches';

/** The operations of the resource Trunk Configuration, the same at every provider. */

type Run = (item: Item, values: Values) => Promise<PreparedRow>;
type Prepared = PreparedItem | { error: unknown };

/** Of the trunk that is meant, or undefined where there is none. */
async function idOfTrunk(item: Item): Promise<string | undefined> {
	const located = await locate(item).catch(async (error: unknown) =>
		error instanceof RequestFailure && error.gone ? undefined : await Promise.reject(error),
	);
	return located?.row && item.work.account.idOf(located.row);
}

async function prepared(
	item: Item,
	{ readsOnly, inOrder }: { readsOnly: boolean; inOrder: SectionName[] },
	run: () => Promise<PreparedRow>,
): Promise<Prepared> {
	refuseUnnamed(item.wanted, item.port.unique);
	return {
		touches: readsOnly ? [] : touchedBy(item, await idOfTrunk(item), inOrder),
		run: async () => [await run()],
	};
}

/** All trunks are found before the first item is worked on: two items may name the same one differently. */
function together(
	port: ConfigurationPort,
	readsOnly: boolean,
	run: Run,
	carrier?: CarrierForm,
): Operation['prepare'] {
	return async (items) => {
		const account = new Account(port, items.length === 1);
		const all = items.map((asked) => askedBy(port, account, asked));
		const inOrder = sectionsInOrder(
			port,
			all.flatMap((one) => ('item' in one ? [one.item] : [])),
		);
		return await Promise.all(
			all.map(async (one): Promise<Prepared> => {
				if ('error' in one) return one;
				const { item, values } = one;
				try {
					// What cannot work with any trunk is refused before one is looked for.
					const { item: connected } = connectedItem(item, carrier, values);
					return await prepared(connected, { readsOnly, inOrder }, async () => {
						const now = await connectedNow(item, carrier, values);
						const result = await run(now.item, values);
						return { ...result, row: now.report(result.row) };
					});
				} catch (error) {
					return { error };
				}
			}),
		);
	};
}

const withoutPasswords = (row: IDataObject): PreparedRow => ({ row, passwords: {} });

async function get(item: Item): Promise<PreparedRow> {
	const { port, work } = item;
	const { row } = await locate(item);
	if (row === undefined) throw missing(item);
	const live = await readTrunk(item, row, {
		sections: SECTION_NAMES,
		looseToo: () => false,
		isNew: false,
	});
	const numbers = await work.account.numbers(work);
	return withoutPasswords(shownConfiguration(configurationOf(port, live, numbers, SECTION_NAMES)));
}

function operationFor(
	port: ConfigurationPort,
	verb: 'get' | 'plan' | 'apply' | 'delete',
	{ description, run, carrier }: { description: string; run: Run; carrier?: CarrierForm },
): Operation {
	const made = operation('trunkConfiguration', verb, {
		description,
		fields: fieldsOf[verb](port, carrier === undefined ? [] : platformFields),
		run: async (client, values) => {
			const [item] = (await prepare?.([{ client, values }])) ?? [];
			if ('error' in item) throw item.error;
			return (await item.run())[0].row;
		},
	});
	const prepare = together(port, made.readsOnly === true, run, carrier);
	// The rows are the node's own, so that there is nothing to simplify.
	return { ...made, returns: 'answer', prepare, hints: platformHints };
}

/** The resource, with the tables from which the documentation is made. */
export interface ConfigurationResource extends Resource {
	port: ConfigurationPort;
	/** How its trunks are checked; absent where nobody has said yet what calls need. */
	check?: CheckPort;
}

/** What the operations need to know of a provider beside its port. */
export interface Surroundings<Parts> {
	/** How its trunks are checked. */
	check: CheckPort<Parts>;
	/** How it sends calls to an address; absent where nothing says to which. */
	carrier?: CarrierForm;
	/** Its other resources, whose operations mend what Check finds. */
	others: Resource[];
}

/**
 * The resource Trunk Configuration of a provider. Delete is offered where trunks can be removed.
 *
 * @param surroundings without them Check and Connect To are not offered
 */
export function configurationResource<Parts>(
	ownPort: ConfigurationPort<Parts>,
	surroundings?: Surroundings<Parts>,
): ConfigurationResource {
	const port = ownPort as ConfigurationPort;
	const carrier = surroundings?.carrier;
	const operations: Operation[] = [];
	const resource: ConfigurationResource = {
		value: 'trunkConfiguration',
		operations,
		simplify: (row) => row,
		port,
		...(surroundings && { check: surroundings.check as CheckPort }),
	};
	operations.push(
		operationFor(port, 'apply', {
			description:
				'Create or change a trunk at once until it is as described. Sent again, it goes on where it ended.',
			run: applyConfiguration,
			carrier,
		}),
		...checkOf(port, surroundings, resource),
		...(port.remove === undefined
			? []
			: [
					operationFor(port, 'delete', {
						description:
							'Remove a trunk at once, with what belongs to it alone: its calls stop. Its numbers stay in the account.',
						run: async (item, { ignoreIfMissing }) =>
							await deleteConfiguration(item, ignoreIfMissing === true),
					}),
				]),
		operationFor(port, 'get', {
			description: 'Retrieve a trunk with everything that belongs to it, as one configuration',
			run: get,
		}),
		operationFor(port, 'plan', {
			description:
				'Show what Apply or Delete would change, for a person to approve; nothing is changed',
			run: async (item, { planFor }) =>
				withoutPasswords(planFor === 'delete' ? await planDelete(item) : await planApply(item)),
			carrier,
		}),
	);
	return resource;
}

/** Check, where it is known what calls need at the provider. */
function checkOf<Parts>(
	port: ConfigurationPort,
	surroundings: Surroundings<Parts> | undefined,
	own: Resource,
): Operation[] {
	if (surroundings === undefined) return [];
	const { check, carrier, others } = surroundings;
	return [checkOperation({ port, check: check as CheckPort, form: carrier }, [...others, own])];
}
