import type {
	IDisplayOptions,
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { alphabetical } from '../fields/alphabetical';
import { limit, requestOptions, returnAll, simplify } from '../fields/common';
import type { Field, Operation, Provider } from '../contract/provider';
import { RESOURCES, type ResourceName } from '../contract/resources';
import { toolDescription } from './toolDescriptions';

/**
 * The editor's form, derived from the providers' tables. Nobody writes `displayOptions` by hand.
 *
 * What n8n's editor demands (2.41): one `resource` property; per resource a first `operation` property with every
 * operation, because the nodes panel lists the actions of the first it finds; what a provider lacks is gated at the
 * option; and a credential that depends on a parameter by `hide`, because with `show` the editor takes the parameter
 * for an authentication choice and hides it.
 */

/** Where a field shows. */
interface Place {
	provider: string;
	resource: string;
	operation: string;
}

const LATER = [
	'returnAll',
	'limit',
	'simplify',
	'additionalFields',
	'updateFields',
	'filters',
	'options',
];

/** The order of the form, after provider, resource and operation. */
function section(field: Field): number {
	const index = LATER.indexOf(field.name);
	if (index >= 0) return index + 2;
	return field.required ? 0 : 1;
}

/** All fields of an operation in the order of the form: its own, and those that follow from what it returns. */
export function formFields(operation: Operation): Field[] {
	const derived: Record<Operation['returns'], Field[]> = {
		row: [simplify],
		rows: [returnAll, limit, simplify],
		answer: [],
	};
	return [...operation.fields, ...derived[operation.returns], requestOptions]
		.map((field, index) => ({ field, index }))
		.sort((a, b) => section(a.field) - section(b.field) || a.index - b.index)
		.map(({ field }) => field);
}

/**
 * What the editor is told of a field's kind. Not the range of a number: it would drop the key that leads out of it
 * without a word, so that 5000 becomes 500. The node's own check says what is wrong.
 */
function editorOptions({ typeOptions }: Field): Pick<INodeProperties, 'typeOptions'> {
	const { minValue, maxValue, ...told } = typeOptions ?? {};
	void [minValue, maxValue];
	return Object.keys(told).length === 0 ? {} : { typeOptions: told };
}

/** The part of a field that n8n knows. */
function property(field: Field, places: Place[]): INodeProperties {
	const { sentAs, shownAs, check, showWhen, clearable, namedBy, options, typeOptions, ...rest } =
		field;
	void [sentAs, shownAs, check, clearable, namedBy, typeOptions];
	const result = { ...rest, ...editorOptions(field) } as INodeProperties;
	if (options !== undefined) {
		result.options = options.map((option) =>
			'type' in option ? property(option, []) : (option as INodePropertyOptions),
		);
	}
	const show: IDisplayOptions['show'] = {};
	if (places.length > 0) {
		show.resource = distinct(places.map((place) => place.resource));
		show.operation = distinct(places.map((place) => place.operation));
		show.provider = distinct(places.map((place) => place.provider));
	}
	Object.assign(show, showWhen);
	if (Object.keys(show).length > 0) result.displayOptions = { show };
	return result;
}

const distinct = <T>(values: T[]): T[] => [...new Set(values)];

function groupBy<T>(values: T[], key: (value: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const name = key(value);
		const group = groups.get(name);
		if (group) group.push(value);
		else groups.set(name, [value]);
	}
	return [...groups.values()];
}

/**
 * Splits places into sets that `displayOptions` can express, each a product of resources, operations and providers.
 */
function products(places: Place[]): Place[][] {
	const signature = (group: Place[], key: keyof Place) =>
		group.map((place) => place[key]).join(',');
	const perOperation = groupBy(places, ({ resource, operation }) => `${resource} ${operation}`);
	const sameProviders = groupBy(
		perOperation,
		(group) => `${group[0].resource} ${signature(group, 'provider')}`,
	).map((groups) => groups.flat());
	return groupBy(
		sameProviders,
		(group) => `${signature(group, 'operation')} ${signature(group, 'provider')}`,
	).map((groups) => groups.flat());
}

const everyOperation = (providers: Provider[]) =>
	providers.flatMap((provider) =>
		provider.resources.flatMap((resource) =>
			resource.operations.map((operation) => ({
				provider,
				operation,
				place: {
					provider: provider.value,
					resource: resource.value,
					operation: operation.value,
				},
			})),
		),
	);

/** A field and where it shows. `text` is the same for fields that n8n sees as the same. */
interface PlacedField {
	field: Field;
	text: string;
	places: Place[];
}

/**
 * One list in which the fields of every operation stand in that operation's order. Equal fields stand there once,
 * unless two operations have them in different orders.
 */
function merged(lists: PlacedField[][]): PlacedField[] {
	const result: PlacedField[] = [];
	for (const list of lists) {
		let next = 0;
		for (const entry of list) {
			const same = result.findIndex(({ text }, index) => index >= next && text === entry.text);
			if (same < 0) result.splice(next, 0, entry);
			else result[same].places.push(...entry.places);
			next = (same < 0 ? next : same) + 1;
		}
	}
	return result;
}

function fieldProperties(providers: Provider[]): INodeProperties[] {
	// Many operations share the same field, and n8n waits for this when it starts.
	const texts = new Map<Field, string>();
	const textOf = (field: Field) => {
		const text = texts.get(field) ?? JSON.stringify(property(field, []));
		texts.set(field, text);
		return text;
	};
	const lists = everyOperation(providers).map(({ operation, place }) =>
		formFields(operation).map(
			(field): PlacedField => ({ field, text: textOf(field), places: [place] }),
		),
	);
	const sections = distinct(lists.flat().map(({ field }) => section(field)));
	return sections
		.sort((a, b) => a - b)
		.flatMap((number) =>
			merged(lists.map((list) => list.filter(({ field }) => section(field) === number))),
		)
		.flatMap(({ field, places }) =>
			// What every operation has needs no condition, and without one stands in the form once.
			(places.length === lists.length ? [[]] : products(places)).map((group) =>
				property(field, group),
			),
		);
}

/** "TryVox, Twilio and Vobiz" */
export const enumeration = (names: string[]) =>
	names.length < 2
		? names.join('')
		: `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

/** The providers that offer an operation, by name. */
export function offeredBy(providers: Provider[], resource: string, operation?: string): string[] {
	return providers
		.filter((provider) =>
			provider.resources.some(
				({ value, operations }) =>
					value === resource &&
					(operation === undefined || operations.some((one) => one.value === operation)),
			),
		)
		.map(({ name }) => name);
}

/** Says who offers what the chosen provider does not. */
export function notOffered(providers: Provider[], resource: string, operation: Operation): string {
	const names = offeredBy(providers, resource, operation.value);
	return `This provider has no operation "${operation.action}". ${enumeration(names)} ${names.length === 1 ? 'does' : 'do'}: choose another operation or provider.`;
}

/** One property per resource and operation that not all providers offer. */
function noticeProperties(providers: Provider[]): INodeProperties[] {
	return groupBy(everyOperation(providers), ({ place }) => `${place.resource} ${place.operation}`)
		.filter((group) => group.length < providers.length)
		.map((group) => {
			const [{ operation, place }] = group;
			const offering = group.map((entry) => entry.place.provider);
			return {
				displayName: notOffered(providers, place.resource, operation),
				name: 'notOffered',
				type: 'notice',
				default: '',
				displayOptions: {
					show: { resource: [place.resource], operation: [place.operation] },
					hide: { provider: offering },
				},
			};
		});
}

/** What the form begins with: the provider that offers most. */
const DEFAULT_PROVIDER = 'twilio';

type PlacedOperation = ReturnType<typeof everyOperation>[number];

/** One option per operation; where several providers offer it, in the words of the default provider. */
function operationOptions(group: PlacedOperation[]): INodePropertyOptions[] {
	return groupBy(group, ({ place }) => place.operation)
		.map((same): INodePropertyOptions => {
			const { operation } =
				same.find(({ place }) => place.provider === DEFAULT_PROVIDER) ?? same[0];
			return {
				name: operation.name,
				value: operation.value,
				action: operation.action,
				description: operation.description,
				displayOptions: { show: { provider: same.map(({ place }) => place.provider) } },
			};
		})
		.sort((a, b) => alphabetical(a.name, b.name));
}

/**
 * Per resource first the property that the nodes panel lists, with every operation; then one for each provider that
 * describes an operation differently (what a delete takes with it), which takes its place there.
 */
function operationProperties(providers: Provider[]): INodeProperties[] {
	return groupBy(everyOperation(providers), ({ place }) => place.resource).flatMap((group) => {
		const all = operationOptions(group);
		const resource = [group[0].place.resource];
		const preferred = all.find(({ value }) => value === 'getAll') ?? all[0];
		const operationProperty = (
			options: INodePropertyOptions[],
			displayOptions: IDisplayOptions,
		): INodeProperties => {
			const property: INodeProperties = {
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions,
				options,
				default: '',
			};
			return { ...property, default: preferred.value };
		};
		const own = groupBy(group, ({ place }) => place.provider)
			.map((entries) => ({
				provider: entries[0].place.provider,
				options: operationOptions(entries),
			}))
			.filter(({ options }) =>
				options.some(({ value, description }) =>
					all.some((other) => other.value === value && other.description !== description),
				),
			);
		const elsewhere =
			own.length === 0 ? {} : { hide: { provider: own.map(({ provider }) => provider) } };
		return [
			operationProperty(all, { show: { resource }, ...elsewhere }),
			...own.map(({ provider, options }) =>
				operationProperty(options, { show: { resource, provider: [provider] } }),
			),
		];
	});
}

/**
 * What a model reads of the node as a tool, because n8n by itself writes only the action there: for each operation that
 * changes something its own text, and nothing for the others, which need none. n8n leaves the text to a node that has
 * this property, and shows it only there.
 */
function toolDescriptionProperties(providers: Provider[]): INodeProperties[] {
	const toolProperty = (text: string, show: IDisplayOptions['show']): INodeProperties => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 2 },
		default: text,
		description: 'What the model reads about this tool. If empty, only the action.',
		displayOptions: { show: { '@tool': [true], ...show } },
	});
	const operations = everyOperation(providers);
	const reads = operations.filter(({ operation }) => operation.readsOnly);
	return [
		toolProperty('', { operation: distinct(reads.map(({ place }) => place.operation)) }),
		...operations
			.filter(({ operation }) => !operation.readsOnly)
			.map(({ provider, operation, place }) =>
				toolProperty(toolDescription(provider.name, operation), {
					provider: [place.provider],
					resource: [place.resource],
					operation: [place.operation],
				}),
			),
	];
}

function resourceProperty(providers: Provider[]): INodeProperties {
	const options = (Object.keys(RESOURCES) as ResourceName[])
		.map((value) => ({
			value,
			offering: providers.filter((provider) =>
				provider.resources.some((resource) => resource.value === value),
			),
		}))
		.filter(({ offering }) => offering.length > 0)
		.map(
			({ value, offering }): INodePropertyOptions => ({
				name: RESOURCES[value].name,
				value,
				description: RESOURCES[value].description,
				displayOptions: { show: { provider: offering.map((provider) => provider.value) } },
			}),
		)
		.sort((a, b) => alphabetical(a.name, b.name));
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'trunk',
	};
}

function providerProperty(providers: Provider[]): INodeProperties {
	return {
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: providers.map(({ name, value, description }) => ({ name, value, description })),
		default: DEFAULT_PROVIDER,
		description: 'The company that provides the SIP trunk',
	};
}

export function nodeProperties(providers: Provider[]): INodeProperties[] {
	return [
		providerProperty(providers),
		resourceProperty(providers),
		...operationProperties(providers),
		...noticeProperties(providers),
		...toolDescriptionProperties(providers),
		...fieldProperties(providers),
	];
}

export function nodeCredentials(providers: Provider[]): INodeCredentialDescription[] {
	return providers.map(({ value, credentialType }) => ({
		name: credentialType,
		required: true,
		displayOptions: {
			hide: {
				provider: providers.filter((other) => other.value !== value).map((other) => other.value),
			},
		},
	}));
}

/** What the canvas shows under the node: "Twilio: create trunk", in words. */
export function nodeSubtitle(providers: Provider[]): string {
	const names = Object.fromEntries(providers.map(({ value, name }) => [value, name]));
	const subtitles = Object.fromEntries(
		everyOperation(providers).map(({ place, operation }) => [
			`${place.resource} ${place.operation}`,
			operation.subtitle,
		]),
	);
	return `={{ (${JSON.stringify(names)})[$parameter["provider"]] + ": " + (${JSON.stringify(subtitles)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}
