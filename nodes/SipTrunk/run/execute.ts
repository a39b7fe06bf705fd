import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../validation/inputError';
import { continued } from './continued';
import { toNodeError } from './nodeError';
import { executionHints } from './hints';
import { runItems, type Outcome } from './itemQueue';
import type { Operation, Provider, Resource, Values } from '../contract/provider';
import { readValues, secretValues } from '../fields/values';
import { allTogether, eachAlone, type ItemTask } from './itemTasks';
import { lostPasswords } from './lostPasswords';
import { readersOf } from './readers';
import { rowsWanted, type Performed } from './runOperation';
import { formFields } from '../form/order';
import { enumeration, offeredBy } from '../form/texts';
import { RESOURCES, type ResourceName } from '../contract/resources';
import { openSession } from './session';
import { isTool } from '../form/toolDescriptions';

/** Items in, items out: parameters, parallelism, pairing, failures. */

interface Choice {
	provider: Provider;
	resource: Resource;
	operation: Operation;
}

/**
 * The operation that provider, resource and operation name.
 *
 * @throws InputError for one that is not offered, saying who offers it
 */
export function choose(
	providers: Provider[],
	names: { provider: string; resource: string; operation: string },
): Choice {
	const provider = providers.find(({ value }) => value === names.provider);
	if (!provider) {
		const known = enumeration(providers.map(({ name }) => name));
		throw new InputError('Provider', `is not known. Choose one of ${known}.`);
	}
	if ([names.resource, names.operation].includes('__CUSTOM_API_CALL__')) {
		throw new InputError(
			'Operation',
			`offers "Custom API Call", which n8n adds to every node, but this node does not send free requests. Use the HTTP Request node for that: choose Predefined Credential Type there and the credential of ${provider.name}.`,
		);
	}
	const resource = provider.resources.find(({ value }) => value === names.resource);
	if (!resource) {
		const kind = RESOURCES[names.resource as ResourceName] as { name: string } | undefined;
		const others = offeredBy(providers, names.resource);
		throw new InputError(
			'Resource',
			kind && others.length > 0
				? `"${kind.name}" does not exist at ${provider.name}. ${enumeration(others)} ${others.length === 1 ? 'has' : 'have'} it.`
				: `is not known at ${provider.name}. It has ${enumeration(provider.resources.map(({ value }) => RESOURCES[value as ResourceName].name))}.`,
		);
	}
	const operation = resource.operations.find(({ value }) => value === names.operation);
	if (!operation) {
		const others = offeredBy(providers, names.resource, names.operation);
		const offered = enumeration(resource.operations.map(({ name }) => `"${name}"`));
		const elsewhere =
			others.length === 0
				? ''
				: ` ${enumeration(others)} ${others.length === 1 ? 'offers' : 'offer'} it.`;
		throw new InputError(
			'Operation',
			`is not offered by ${provider.name} for this resource; it has ${offered}.${elsewhere}`,
		);
	}
	return { provider, resource, operation };
}

/**
 * Runs the node on all items that came in.
 *
 * @returns one output, whose items are paired with those that came in and have their order
 * @throws NodeOperationError or NodeApiError for an item that failed, unless the node continues on errors
 */
export async function executeSipTrunk(
	this: IExecuteFunctions,
	providers: Provider[],
): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	if (items.length === 0) return [[]];
	const node = this.getNode();
	const stopOnError = !this.continueOnFail();
	const forModel = isTool(node);
	const name = (parameter: string) => String(this.getNodeParameter(parameter, 0, ''));
	const names = {
		provider: name('provider'),
		resource: name('resource'),
		operation: name('operation'),
	};
	/** What keeps the run from starting concerns every item. */
	const failAll = (error: unknown): INodeExecutionData[][] => {
		if (stopOnError) throw toNodeError(node, error);
		return [items.map((_, item) => continued(names.provider, error, item, node))];
	};
	const chosen = attempt(() => choose(providers, names));
	if ('error' in chosen) return failAll(chosen.error);
	const { provider, resource, operation } = chosen.result;

	const fields = formFields(operation);
	const readerOf = readersOf(this, fields);
	const prepared = items.map((_, index) => attempt(() => readValues(fields, readerOf(index))));
	const badInput = prepared.findIndex((outcome) => 'error' in outcome);
	if (badInput >= 0 && stopOnError) {
		const { error } = prepared[badInput] as { error: unknown };
		throw toNodeError(node, error, {
			itemIndex: badInput,
			done: items.length > 1 ? 'The input of all items is checked first, so nothing was sent.' : '',
		});
	}
	const valuesOf = (index: number) => (prepared[index] as { result: Values }).result;
	const first = prepared.findIndex((outcome) => 'result' in outcome);
	const opened = await settled(
		openSession(this, provider, first < 0 ? {} : optionsOf(valuesOf(first))),
	);
	if ('error' in opened) return failAll(opened.error);
	const session = opened.result;

	const clientOf = (values: Values) =>
		session.clientFor(
			optionsOf(values),
			secretValues(fields, values),
			rowsWanted(operation, values),
			operation.prepare !== undefined,
		);
	const task = { provider, resource, operation, forModel };
	const tasks =
		operation.prepare === undefined
			? eachAlone(task, prepared, clientOf)
			: await allTogether(task, prepared, clientOf);
	const refused = tasks.findIndex((outcome) => 'error' in outcome);
	if (refused >= 0 && stopOnError) {
		const { error } = tasks[refused] as { error: unknown };
		throw toNodeError(node, error, {
			itemIndex: refused,
			done: items.length > 1 ? 'All items are looked at first, so nothing was changed.' : '',
		});
	}
	const outcomes = await runItems(
		tasks.map((outcome) => ('result' in outcome ? outcome.result.touches : undefined)),
		async (index) => await (tasks[index] as { result: ItemTask }).result.run(),
		{ parallel: session.parallel, stopOnError },
	);
	const done = outcomes.flatMap((outcome, index) =>
		outcome && 'result' in outcome ? [{ index, values: valuesOf(index) }] : [],
	);
	const failed = outcomes.findIndex((outcome) => outcome && 'error' in outcome);
	if (failed >= 0 && stopOnError) {
		const { error } = outcomes[failed] as { error: unknown };
		throw toNodeError(node, error, {
			itemIndex: failed,
			done: [whatWasDone(outcomes, failed, operation), lostPasswords(resource, operation, done)]
				.filter((part) => part !== '')
				.join(' '),
		});
	}
	this.addExecutionHints(...executionHints(operation, done, stopOnError));
	return [
		outcomes.flatMap((outcome, item): INodeExecutionData[] => {
			if (outcome && 'result' in outcome) {
				return outcome.result.rows.map((json) => ({ json, pairedItem: { item } }));
			}
			const error = (outcome ?? (tasks[item] as { error: unknown })).error;
			return [continued(provider.value, error, item, node)];
		}),
	];
}

const optionsOf = (values: Values) => (values.options ?? {}) as Values;

const settled = async <T>(promise: Promise<T>): Promise<{ result: T } | { error: unknown }> =>
	await promise.then(
		(result) => ({ result }),
		(error: unknown) => ({ error }),
	);

function attempt<T>(work: () => T): { result: T } | { error: unknown } {
	try {
		return { result: work() };
	} catch (error) {
		return { error };
	}
}

const MOST_TOLD = 100;

const firstOnes = (told: string[]) =>
	told.slice(0, MOST_TOLD).join('; ') +
	(told.length > MOST_TOLD ? `; and ${told.length - MOST_TOLD} more` : '');

/** What had become of the other items when the run stopped, so that nothing is lost: how many, and which. */
function whatWasDone(
	outcomes: Array<Outcome<Performed>>,
	failed: number,
	{ readsOnly, action }: Operation,
): string {
	if (readsOnly || outcomes.length === 1) return '';
	const done: string[] = [];
	const failedToo: string[] = [];
	let notStarted = 0;
	outcomes.forEach((outcome, index) => {
		if (outcome === undefined) notStarted += 1;
		else if ('result' in outcome) {
			const { rows, ids } = outcome.result;
			done.push(`item ${index}: ${rows.map((_, nth) => ids[nth] ?? 'done').join(', ')}`);
		} else if (index !== failed) {
			const { error } = outcome;
			failedToo.push(`item ${index}: ${error instanceof Error ? error.message : String(error)}`);
		}
	});
	return [
		done.length === 0
			? `No other item was done ("${action}").`
			: `Done ("${action}"), ${done.length} of ${outcomes.length}: ${firstOnes(done)}.`,
		failedToo.length > 0 ? `Failed at the same time: ${firstOnes(failedToo)}` : '',
		notStarted > 0 ? `Not started: ${notStarted}.` : '',
	]
		.filter((part) => part !== '')
		.join(' ');
}
