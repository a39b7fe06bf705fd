import fc from 'fast-check';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { collection, locator } from '../../../../nodes/SipTrunk/fields/common';
import type {
	Field,
	Operation,
	Provider,
	Values,
} from '../../../../nodes/SipTrunk/contract/provider';
import { isShown, readValues } from '../../../../nodes/SipTrunk/fields/values';
import {
	enumeration,
	formFields,
	nodeCredentials,
	nodeProperties,
	nodeSubtitle,
	notOffered,
	offeredBy,
} from '../../../../nodes/SipTrunk/form/properties';
import { providers } from '../../../../nodes/SipTrunk/providers';
import { passThrough, singleNodeType } from '../../../support/nodeTypes';

const NODE = { typeVersion: 1 };

interface Place {
	provider: Provider;
	resource: string;
	operation: Operation;
}

const placesOf = (all: Provider[]): Place[] =>
	all.flatMap((provider) =>
		provider.resources.flatMap(({ value, operations }) =>
			operations.map((operation) => ({ provider, resource: value, operation })),
		),
	);

const nameOf = ({ provider, resource, operation }: Place) =>
	`${provider.value} ${resource} ${operation.value}`;

const isVisible = (values: Values, property: INodeProperties | INodePropertyOptions) =>
	NodeHelpers.displayParameter(values as INodeParameters, property, NODE, null);

const chosen = ({ provider, resource, operation }: Place): Values => ({
	provider: provider.value,
	resource,
	operation: operation.value,
});

/** What the form shows below provider, resource and operation. */
const shownBelow = (properties: INodeProperties[], values: Values) =>
	properties
		.filter(({ name }) => !['provider', 'resource', 'operation'].includes(name))
		.filter((property) => isVisible(values, property));

/** Every way to set the fields on which others depend. */
function settings(fields: Field[]): Values[] {
	const names = new Set(fields.flatMap(({ showWhen }) => Object.keys(showWhen ?? {})));
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

const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

function operation(value: string, fields: Field[], more: Partial<Operation> = {}): Operation {
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
const invented = (value: Provider['value'], table: Table): Provider => ({
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

const inventedProviders = [
	invented('twilio', {
		trunk: [
			operation('create', [field('note'), name, collection('additionalFields', [field('a')])]),
			operation('getAll', [], { returns: 'rows' }),
			operation('delete', [locator('trunk')]),
		],
		originationUri: [operation('create', [name]), operation('delete', [locator('trunk')])],
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
			operation('test', [locator('trunk')], { returns: 'row' }),
		],
	}),
	invented('vyom', {
		trunk: [operation('create', [field('name', { required: true, description: 'Another' })])],
	}),
];

describe.each([
	['invented tables', inventedProviders],
	["the providers' tables", providers],
])('%s', (_, all) => {
	const properties = nodeProperties(all);
	const places = placesOf(all);

	it.each(places.map((place) => [nameOf(place), place] as const))('%s: its fields', (__, place) => {
		const fields = formFields(place.operation);
		for (const set of settings(fields)) {
			const values = { ...chosen(place), ...set };
			const shown = shownBelow(properties, values);
			const expected = fields.filter((one) => isShown(one, values));
			expect(shown.map((property) => property.name).sort()).toEqual(
				expected.map((one) => one.name).sort(),
			);
			for (const property of shown) {
				const own = expected.find((one) => one.name === property.name) as Field;
				const { displayOptions, ...rest } = property;
				void displayOptions;
				const {
					sentAs,
					shownAs,
					check,
					showWhen,
					clearable,
					namedBy,
					options,
					typeOptions,
					...told
				} = own;
				void [sentAs, shownAs, check, showWhen, clearable, namedBy, typeOptions];
				expect(rest).toMatchObject(told);
				expect((rest.options ?? []).map((option) => option.name)).toEqual(
					(options ?? []).map((option) => option.name),
				);
			}
		}
	});

	it.each(places.map((place) => [nameOf(place), place] as const))(
		'%s: required fields first, options last',
		(__, place) => {
			const later = ['returnAll', 'limit', 'simplify'].concat(
				['additionalFields', 'updateFields', 'filters'],
				'options',
			);
			for (const set of settings(formFields(place.operation))) {
				const shown = shownBelow(properties, { ...chosen(place), ...set });
				const sections = shown.map((property) => {
					const index = later.indexOf(property.name);
					return index >= 0 ? index + 2 : property.required ? 0 : 1;
				});
				expect(sections).toEqual([...sections].sort((a, b) => a - b));
			}
		},
	);

	it.each(places.map((place) => [nameOf(place), place] as const))(
		'%s: every field has a value before anybody has entered one',
		(__, place) => {
			const entered = NodeHelpers.getNodeParameters(
				properties,
				chosen(place) as INodeParameters,
				true,
				false,
				NODE,
				null,
			) as Values;
			const asked: string[] = [];
			const optional = formFields(place.operation).map((one) => ({ ...one, required: false }));
			const isUpdate = optional.some((one) => one.name === 'updateFields');
			const read = () =>
				readValues(optional, (parameter) => {
					asked.push(parameter);
					return entered[parameter];
				});
			if (isUpdate) expect(read).toThrow('needs at least one field');
			else read();
			expect(asked.filter((parameter) => entered[parameter] === undefined)).toEqual([]);
		},
	);

	it('offers each provider its own resources and operations', () => {
		const resources = properties.find((property) => property.name === 'resource');
		for (const provider of all) {
			const values: Values = { provider: provider.value };
			const offered = (resources?.options as INodePropertyOptions[])
				.filter((option) => isVisible(values, option))
				.map(({ value }) => value);
			expect([...offered].sort()).toEqual(provider.resources.map(({ value }) => value).sort());
			for (const { value, operations } of provider.resources) {
				const [operationProperty, ...others] = properties.filter(
					(property) =>
						property.name === 'operation' && isVisible({ ...values, resource: value }, property),
				);
				expect(others).toEqual([]);
				const possible = (operationProperty.options as INodePropertyOptions[])
					.filter((option) => isVisible({ ...values, resource: value }, option))
					.map((option) => option.value);
				expect([...possible].sort()).toEqual(operations.map((one) => one.value).sort());
			}
		}
	});

	it('lists every operation of a resource once in its first operation property, for the nodes panel', () => {
		for (const resource of new Set(places.map((place) => place.resource))) {
			const [{ options, default: preferred }] = properties.filter(
				(property) =>
					property.name === 'operation' &&
					property.displayOptions?.show?.resource?.includes(resource),
			);
			const values = (options as INodePropertyOptions[]).map(({ value }) => value);
			const offered = places.filter((place) => place.resource === resource);
			expect([...values].sort()).toEqual(
				[...new Set(offered.map((place) => place.operation.value))].sort(),
			);
			expect(values).toContain(preferred);
			const names = (options as INodePropertyOptions[]).map((option) => option.name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});

	it.each(places.map((place) => [nameOf(place), place] as const))(
		"%s: described in the provider's own words",
		(__, place) => {
			const values = { provider: place.provider.value, resource: place.resource };
			const [{ options }] = properties.filter(
				(property) => property.name === 'operation' && isVisible(values, property),
			);
			expect(options).toContainEqual(
				expect.objectContaining({
					value: place.operation.value,
					action: place.operation.action,
					description: place.operation.description,
				}),
			);
		},
	);

	it('says who offers what the chosen provider does not, and shows only what every operation has', () => {
		const known = new Set(places.map(nameOf));
		for (const provider of all) {
			for (const place of places) {
				const here = { ...place, provider };
				if (known.has(nameOf(here))) continue;
				const shown = shownBelow(properties, chosen(here));
				expect(shown).toEqual([
					expect.objectContaining({
						type: 'notice',
						displayName: notOffered(all, place.resource, place.operation),
					}),
					expect.objectContaining({ name: 'options' }),
				]);
			}
		}
	});

	it('shows no notice where the operation exists', () => {
		for (const place of places) {
			const shown = shownBelow(properties, chosen(place));
			expect(shown.filter(({ type }) => type === 'notice')).toEqual([]);
		}
	});

	it('keeps ranges from the editor, which would change a number that is out of range', () => {
		expect(JSON.stringify(properties)).not.toMatch(/minValue|maxValue/);
	});

	it('keeps from the editor what it does not know', () => {
		const told = JSON.stringify(properties, (_key, value: unknown) =>
			typeof value === 'function' ? 'a function' : value,
		);
		expect(told).not.toMatch(/"(?:sentAs|shownAs|check|showWhen|clearable)"|a function/);
	});

	it('asks for the credential of the chosen provider, without taking the provider for its switch', () => {
		const credentials = nodeCredentials(all);
		for (const { value, credentialType } of all) {
			const asked = credentials.filter((credential) =>
				NodeHelpers.displayParameter({ provider: value }, credential, NODE, null),
			);
			expect(asked.map((credential) => credential.name)).toEqual([credentialType]);
		}
		expect(credentials.some(({ displayOptions }) => displayOptions?.show)).toBe(false);
	});

	it.each(places.map((place) => [nameOf(place), place] as const))('%s: subtitle', (__, place) => {
		expect(subtitleOf(all, properties, chosen(place))).toBe(
			`${place.provider.name}: ${place.operation.subtitle}`,
		);
	});
});

/** As n8n itself works it out. */
function subtitleOf(all: Provider[], properties: INodeProperties[], parameters: Values): unknown {
	const node = {
		id: 'node',
		name: 'SIP Trunk',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters as INodeParameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: singleNodeType({
			...passThrough,
			description: { ...passThrough.description, properties },
		}),
	});
	return workflow.expression.getSimpleParameterValue(
		workflow.nodes['SIP Trunk'],
		nodeSubtitle(all),
		'internal',
		{},
	);
}

describe('what the editor is told of a kind of field', () => {
	const told = (more: Partial<Field>) => {
		const [, , , ...below] = nodeProperties([
			invented('twilio', { trunk: [operation('create', [field('own', more)])] }),
		]);
		return below.find((property) => property.name === 'own');
	};

	it('is everything but the range of a number', () => {
		expect(told({ typeOptions: { password: true } })?.typeOptions).toEqual({ password: true });
		expect(
			told({ type: 'number', typeOptions: { minValue: 0, maxValue: 9, numberPrecision: 2 } })
				?.typeOptions,
		).toEqual({ numberPrecision: 2 });
		expect(told({ type: 'number', typeOptions: { minValue: 0 } })).not.toHaveProperty(
			'typeOptions',
		);
	});
});

describe('formFields', () => {
	const names = (fields: Field[]) => fields.map((one) => one.name);

	it('orders: required, others, paging, simplify, collections, request options', () => {
		const mixed = [
			collection('filters', []),
			collection('additionalFields', []),
			field('b'),
			field('a', { required: true }),
			field('c'),
			field('z', { required: true }),
		];
		expect(names(formFields(operation('getAll', mixed, { returns: 'rows' })))).toEqual(
			['a', 'z', 'b', 'c'].concat(
				['returnAll', 'limit', 'simplify'],
				['additionalFields', 'filters', 'options'],
			),
		);
	});

	it.each<[Operation['returns'], string[]]>([
		['row', ['simplify', 'options']],
		['rows', ['returnAll', 'limit', 'simplify', 'options']],
		['answer', ['options']],
	])('adds to what returns %s: %p', (returns, added) => {
		expect(names(formFields(operation('get', [], { returns })))).toEqual(added);
	});
});

describe('displayOptions', () => {
	const PROVIDERS = ['miniVoice', 'tryVox', 'twilio', 'vobiz', 'vyom'] as const;
	const RESOURCES = ['trunk', 'phoneNumber', 'originationUri'];
	const OPERATIONS = ['create', 'get', 'update', 'delete'];

	it('show a field exactly where it belongs, for any set of places', () => {
		const bits = PROVIDERS.length * RESOURCES.length * OPERATIONS.length;
		fc.assert(
			fc.property(
				fc.array(fc.boolean(), { minLength: bits, maxLength: bits }),
				fc.array(fc.boolean(), { minLength: bits, maxLength: bits }),
				(exists, hasField) => {
					let bit = -1;
					const all = PROVIDERS.map((provider) =>
						invented(
							provider,
							Object.fromEntries(
								RESOURCES.map((resource) => [
									resource,
									OPERATIONS.flatMap((value) => {
										bit += 1;
										const fields = hasField[bit] ? [field('shared')] : [field('other')];
										return exists[bit] ? [operation(value, fields)] : [];
									}),
								]),
							),
						),
					);
					const properties = nodeProperties(all);
					for (const place of placesOf(all)) {
						const [{ name: own }] = place.operation.fields;
						const shown = shownBelow(properties, chosen(place)).map((property) => property.name);
						expect(shown).toEqual([own, 'options']);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it('are few: the same field everywhere is one property', () => {
		const everywhere = PROVIDERS.map((provider) =>
			invented(provider, {
				trunk: OPERATIONS.map((value) => operation(value, [field('shared')])),
				phoneNumber: OPERATIONS.map((value) => operation(value, [field('shared')])),
			}),
		);
		const shared = nodeProperties(everywhere).filter((property) => property.name === 'shared');
		expect(shared).toHaveLength(1);
	});
});

describe('who offers what', () => {
	it.each([
		[[], ''],
		[['A'], 'A'],
		[['A', 'B'], 'A and B'],
		[['A', 'B', 'C'], 'A, B and C'],
	])('%p is "%s"', (names, words) => {
		expect(enumeration(names)).toBe(words);
	});

	it.each([
		['trunk', undefined, ['TWILIO', 'VOBIZ', 'VYOM']],
		['trunk', 'getAll', ['TWILIO', 'VOBIZ']],
		['trunk', 'test', ['VOBIZ']],
		['originationUri', undefined, ['TWILIO']],
		['recording', undefined, []],
		['constructor', 'constructor', []],
	])('%s %s: %p', (resource, operationName, names) => {
		expect(offeredBy(inventedProviders, resource, operationName)).toEqual(names);
	});

	it('is said in one sentence', () => {
		expect(notOffered(inventedProviders, 'trunk', operation('test', []))).toBe(
			'This provider has no operation "Test trunk". VOBIZ does: choose another operation or provider.',
		);
		expect(notOffered(inventedProviders, 'trunk', operation('getAll', []))).toContain(
			'TWILIO and VOBIZ do:',
		);
	});
});
