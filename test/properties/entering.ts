import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Belongings } from '../../facts/account';
import { facts } from '../../facts/index';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { sandboxCredentials, type Sandbox } from '../../sandbox/index';
import { runNode, type Run } from '../support/engine';
import { choices, formFields, prepare, type Choice, type Scenario } from './scenario/index';

/** One value entered at one field, of all fields of all operations of all providers, everything else being right. */

/** A field of an operation, and the group that it is in. */
export interface Place {
	choice: Choice;
	field: Field;
	group?: Field;
	/** Chooses among the values of the fields that decide whether others show, so that this one does. */
	common: number;
}

/** The first value of each field that decides, the second, and what is off in place of on. */
const COMMON = [0, 1, 2, 3];

/** What `prepare` chooses, or undefined where the field does not decide. */
const decided = ({ type, options = [] }: Field, common: number): unknown => {
	if (type === 'boolean') return (common & 2) !== 0;
	return (options as Array<{ value: unknown }>)[common % Math.max(1, options.length)]?.value;
};

/** Undefined for a field that shows with none of the choices. */
function commonFor({ operation }: Choice, { showWhen = {} }: Field): number | undefined {
	const fields = formFields(operation);
	return COMMON.find((common) =>
		Object.entries(showWhen).every(([name, allowed]) => {
			const decider = fields.find((field) => field.name === name);
			return decider !== undefined && allowed.some((one) => one === decided(decider, common));
		}),
	);
}

export const places: Place[] = choices.flatMap((choice) =>
	formFields(choice.operation)
		.filter(({ type }) => type !== 'notice')
		.flatMap((field): Place[] => {
			const common = commonFor(choice, field);
			if (common === undefined) return [];
			const place = { choice, field, common };
			if (field.type !== 'collection') return [place];
			const inside = (field.options as Field[]).flatMap((option): Place[] => {
				const showWhen = { ...field.showWhen, ...option.showWhen };
				const own = commonFor(choice, { ...option, showWhen });
				return own === undefined ? [] : [{ choice, field: option, group: field, common: own }];
			});
			return [place, ...inside];
		}),
);

export const nameOfPlace = ({ choice, field, group }: Place) =>
	[
		choice.provider.value,
		choice.resource.value,
		choice.operation.value,
		...(group === undefined ? [] : [group.name]),
		field.name,
	].join(' ');

const plainRun = (common: number): Scenario => ({
	items: [{ of: 0, number: 0, name: 0, value: 0 }],
	common,
	included: 0xffffff,
	options: { timeout: 5, maxRetries: 0, maxWait: 0, requestsInParallel: 1 },
	onError: 'stopWorkflow',
	simplify: true,
	cancelAfterMs: null,
	faults: [],
});

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const valueIn = (field: Field, expression: string) =>
	field.type === 'resourceLocator' ? byId(expression) : expression;

/** Whether others are shown or hidden by this field, so that it must not be an expression. */
export const decides = ({ choice, field }: Place) =>
	choice.operation.fields
		.flatMap((other) => [other, ...((other.type === 'collection' ? other.options : []) as Field[])])
		.some(({ showWhen }) => showWhen !== undefined && field.name in showWhen) ||
	field.name === 'returnAll';

interface Entering {
	/** The field is the only one in its group. */
	alone?: boolean;
	/** Further parameters. */
	more?: INodeParameters;
}

/** A run of one item with this value, everything else being right. */
export async function enter(
	sandbox: Sandbox,
	place: Place,
	value: unknown,
	belongings: Belongings,
	{ alone = false, more = {} }: Entering = {},
): Promise<Run> {
	const { parameters, values } = entered(sandbox, place, value, belongings, alone);
	return await runNode({
		parameters: { ...parameters, ...more },
		input: [values],
		credentials: sandboxCredentials(sandbox.addresses),
	});
}

/** Whether its value can be another for every item. */
export const isPerItem = (place: Place) =>
	place.group !== undefined || !(decides(place) || place.field.type === 'collection');

/** A run with an item for each of these values, which goes on after a refusal. Only where `isPerItem`. */
export async function enterEach(
	sandbox: Sandbox,
	place: Place,
	wrong: unknown[],
	belongings: Belongings,
	{ alone = false, more = {} }: Entering = {},
): Promise<Run> {
	const all = wrong.map((value) => entered(sandbox, place, value, belongings, alone));
	return await runNode({
		parameters: { ...all[0].parameters, ...more },
		input: all.map(({ values }) => values),
		credentials: sandboxCredentials(sandbox.addresses),
		onError: 'continueErrorOutput',
	});
}

/** The parameters, which are the same for every value where `isPerItem`, and the item. */
function entered(
	sandbox: Sandbox,
	place: Place,
	value: unknown,
	belongings: Belongings,
	alone: boolean,
): { parameters: INodeParameters; values: IDataObject } {
	const { choice, field, group, common } = place;
	const things = facts[choice.provider.value].account.things(sandbox);
	const { parameters, asked } = prepare(choice, plainRun(common), belongings, (id) =>
		String(things.find((thing) => thing.id === id)?.label),
	);
	const values: IDataObject = { ...asked[0].values };
	if (group !== undefined) {
		const others = alone ? {} : { ...(values[group.name] as IDataObject) };
		values[group.name] = { ...others, [field.name]: value as IDataObject };
		parameters[group.name] = {
			...(alone ? {} : (parameters[group.name] as INodeParameters)),
			[field.name]: valueIn(field, `={{ $json.${group.name}.${field.name} }}`),
		};
	} else if (!isPerItem(place)) {
		parameters[field.name] = value as string;
	} else {
		values[field.name] = value as IDataObject;
		parameters[field.name] = valueIn(field, `={{ $json.${field.name} }}`);
	}
	return { parameters, values };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What is wrong with a refusal: it is the node's own sentence about this field, and nothing was sent. */
export function refusalProblems(sandbox: Sandbox, run: Run, label: string): string[] {
	const { name, context } = (run.error ?? {}) as {
		name?: string;
		context?: { itemIndex?: number };
	};
	return [
		...sentenceProblems(String(run.error?.message), label),
		...(name === 'NodeOperationError' && context?.itemIndex === 0
			? []
			: [`${name} without its item`]),
		...(run.status === 'error' && run.items.length === 0 ? [] : [`ended as ${run.status}`]),
		...sent(sandbox),
	];
}

/** The same of a run that went on, by item, and beside them what was sent. */
export function refusalsProblems(
	sandbox: Sandbox,
	{ items, errorItems }: Run,
	label: string,
	count: number,
): { ofItems: string[][]; others: string[] } {
	const told = new Map(errorItems.map(({ pairedItem, json }) => [itemOf(pairedItem), json.error]));
	return {
		ofItems: Array.from({ length: count }, (_, item) =>
			sentenceProblems(String(told.get(item)), label),
		),
		others: [
			...(items.length === 0 ? [] : [`${items.length} were not refused`]),
			...(errorItems.length === count ? [] : [`${errorItems.length} refusals of ${count}`]),
			...sent(sandbox),
		],
	};
}

const itemOf = (paired: INodeExecutionData['pairedItem']) => {
	const [first] = [paired].flat();
	return typeof first === 'object' ? first.item : first;
};

const sent = ({ requests }: Sandbox) =>
	requests.map(({ method, path }) => `${method} ${path} was sent`);

function sentenceProblems(message: string, label: string): string[] {
	const sentence = new RegExp(`^'${escaped(label)}(?:, entry \\d+)?' .{8,400}\\.`, 's');
	const accident = /undefined|\[object|TypeError|Cannot |\p{Cc}|\u2028/u;
	const ownWords = message.replace(/"[^"]*"/g, '""');
	return [
		...(sentence.test(message) && !accident.test(ownWords)
			? []
			: [`said: ${message.slice(0, 300)}`]),
		...(message.length < 500 ? [] : [`said ${message.length} characters`]),
	];
}

/** The account of the provider of a place, filled. */
export const accountOf = ({ choice }: Place, sandbox: Sandbox): Belongings =>
	facts[choice.provider.value].account.furnish(sandbox);

/** Accounts of all providers, filled once. */
export function accounts(sandbox: Sandbox): Record<string, Belongings> {
	const names = [...new Set(choices.map(({ provider }) => provider.value))];
	return Object.fromEntries(names.map((name) => [name, facts[name].account.furnish(sandbox)]));
}
