import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { collection } from '../../../../nodes/SipTrunk/fields/common';
import { pickerField } from '../../../../nodes/SipTrunk/fields/picker';
import type {
	Field,
	Operation,
	Provider,
	Values,
} from '../../../../nodes/SipTrunk/contract/provider';
import { providers } from '../../../../nodes/SipTrunk/providers';

/** Tables of operations for the tests of the form: the real ones, and invented ones in which everything occurs. */

export const NODE = { typeVersion: 1 };

export interface Place {
	provider: Provider;
	resource: string;
	operation: Operation;
}

export const placesOf = (all: Provider[]): Place[] =>
	all.flatMap((provider) =>
		provider.resources.flatMap(({ value, operations }) =>
			operations.map((operation) => ({ provider, resource: value, operation })),
		),
	);

export const nameOf = ({ provider, resource, operation }: Place) =>
	`${provider.value} ${resource} ${operation.value}`;

export const isVisible = (values: Values, property: INodeProperties | INodePropertyOptions) =>
	NodeHelpers.displayParameter(values as INodeParameters, property, NODE, null);

export const chosen = ({ provider, resource, operation }: Place): Values => ({
	provider: provider.value,
	resource,
	operation: operation.value,
});

/** What the form shows below provider, resource and operation. */
export const shownBelow = (properties: INodeProperties[], values: Values) =>
	properties
		.filter(({ name }) => !['provider', 'resource', 'operation'].includes(name))
		.filter((property) => isVisible(values, property));

/** Every way to set the fields on which others depend. */
export function settings(fields: Field[]): Values[] {
	const inner = fields.flatMap((one) =>
		one.type === 'collection' ? [one, ...(one.options as Field[])] : [one],
	);
	const names = new Set(
		inner.flatMap(({ showWhen, hideWhen }) => Object.keys({ ...showWhen, ...hideWhen })),
	);
	return fields
		.filter(({ name }) => names.has(name))
		.reduce<Values[]>(
			(all, { name, type, options = [] }) => {
				const values =
					type === 'boolean'
						? [true, false]
						: (options as INodePropertyOptions[]).map(({ value }) => value);
				return all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
			},
			[{}],
		);
}

export const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

export function operation(
	value: string,
	fields: Field[],
	more: Partial<Operation> = {},
): Operation {
	return {
		value,
		name: value,
		action: `${value.charAt(0).toUpperCase()}${value.slice(1)} trunk`,
		subtitle: `${value} trunk`,
		description: value,
		fields,
		returns: 'answer',
		run: async () => await Promise.resolve({}),
		...more,
	};
}

type Table = Record<string, Operation[]>;

/** A provider that exists in these tests only; the names are the real ones, because the contract knows no others. */
export const invented = (value: Provider['value'], table: Table): Provider => ({
	value,
	name: value.toUpperCase(),
	description: value,
	credentialType: `${value}Api`,
	api: {
		secrets: [],
		addresses: () => ({ default: 'https://api.example.com' }),
		encoding: 'json',
		idOf: ({ id }) => id as string,
		providerError: () => ({ code: null, said: '' }),
		advice: {},
	},
	resources: Object.entries(table).map(([resource, operations]) => ({
		value: resource,
		operations,
		simplify: (row) => row,
	})),
});

const name = field('name', { required: true });
const kinds = field('kind', {
	type: 'options',
	required: true,
	options: [
		{ name: 'One', value: 'one' },
		{ name: 'Two', value: 'two' },
	],
	default: 'one',
});

export const inventedProviders = [
	invented('twilio', {
		trunk: [
			operation('create', [field('note'), name, collection('additionalFields', [field('a')])]),
			operation('getAll', [], { returns: 'rows' }),
			operation('delete', [pickerField('trunk')]),
		],
		originationUri: [operation('create', [name]), operation('delete', [pickerField('trunk')])],
	}),
	invented('vobiz', {
		trunk: [
			operation('create', [
				name,
				kinds,
				field('onlyOne', { required: true, showWhen: { kind: ['one'] } }),
				field('onlyTwo', { showWhen: { kind: ['two'] } }),
			]),
			operation('getAll', [collection('filters', [field('b')])], { returns: 'rows' }),
			operation('test', [pickerField('trunk')], { returns: 'row' }),
		],
	}),
	invented('vyom', {
		trunk: [operation('create', [field('name', { required: true, description: 'Another' })])],
	}),
];

/** For `describe.each`: both sets of tables. */
export const tables: Array<[what: string, providers: Provider[]]> = [
	['invented tables', inventedProviders],
	["the providers' tables", providers],
];

/** For `it.each`: every operation by name. */
export const namedPlaces = (all: Provider[]) =>
	placesOf(all).map((place): [name: string, place: Place] => [nameOf(place), place]);
