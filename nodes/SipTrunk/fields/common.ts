import type { INodePropertyOptions } from 'n8n-workflow';
import { alphabetical } from './alphabetical';
import { type Check } from '../validation/inputError';
import { id } from '../validation/text';
import type { Field } from '../contract/provider';
import { CLEAR } from './values';
import { RESOURCES, type ResourceName } from '../contract/resources';

/**
 * Fields that occur at several providers or in every operation of a kind, under the one name that users' workflows
 * store.
 */

interface PickerOptions {
	description?: string;
	/** Checks an ID that was entered. */
	check?: Check;
	placeholder?: string;
	required?: boolean;
	/** Another name than the resource's own, where an operation points at two of the same kind. */
	name?: string;
	displayName?: string;
	sentAs?: string;
}

/**
 * How an ID is entered by hand. n8n labels the mode `id` "By ID" whatever its display name is, so what takes more than
 * IDs has a mode of its own.
 */
const byHand = (resource: ResourceName) =>
	resource === 'phoneNumber'
		? { displayName: 'By Number or ID', name: 'number' }
		: { displayName: 'By ID', name: 'id' };

/** A picker with search, or the ID by hand. */
export function pickerField(resource: ResourceName, options: PickerOptions = {}): Field {
	const { picker: kind } = RESOURCES[resource];
	const displayName = options.displayName ?? kind.displayName;
	const meaning = options.description ?? RESOURCES[resource].description;
	const isPartOfTrunk = options.required === false && options.sentAs !== undefined;
	return {
		displayName,
		name: options.name ?? kind.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(options.required === false ? {} : { required: true }),
		// Of an empty list n8n says only "No results".
		description: isPartOfTrunk
			? `${meaning.replace(/\.$/, '')}. Nothing in the list? Create one first: Resource '${RESOURCES[resource].name}', Operation 'Create'.`
			: meaning,
		...(options.sentAs === undefined ? {} : { sentAs: options.sentAs }),
		check: options.check ?? id(),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: kind.method, searchable: true },
			},
			{
				...byHand(resource),
				type: 'string',
				...(options.placeholder === undefined
					? {}
					: { placeholder: `e.g. ${options.placeholder}` }),
			},
		],
	};
}

/** What people call a thing; required wherever it is made. */
export const nameField = (
	own: Pick<Field, 'description' | 'placeholder' | 'sentAs' | 'check'>,
): Field => ({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	...own,
	placeholder: `e.g. ${own.placeholder}`,
});

export const returnAll: Field = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: Field = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	showWhen: { returnAll: [false] },
};

export const simplify: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** A collection of optional fields, in the order that n8n wants: by display name. */
export function collection(
	name: 'additionalFields' | 'updateFields' | 'filters' | 'options',
	fields: Field[],
): Field {
	const words = {
		additionalFields: ['Additional Fields', 'Add Field'],
		updateFields: ['Update Fields', 'Add Field'],
		filters: ['Filters', 'Add Filter'],
		options: ['Options', 'Add Option'],
	}[name];
	return {
		displayName: words[0],
		name,
		type: 'collection',
		placeholder: words[1],
		default: {},
		options: [...fields].sort((a, b) => alphabetical(a.displayName, b.displayName)),
	};
}

/**
 * The same fields for an update: none is required, and an empty one changes nothing. What the provider can remove is
 * named in a field of its own.
 *
 * @param clearable names of the fields whose values the provider can remove
 */
export function forUpdate(fields: Field[], clearable: string[] = []): Field[] {
	const optional = fields.map(({ required, ...field }): Field => {
		void required;
		return field;
	});
	const options = fields
		.filter(({ name }) => clearable.includes(name))
		.map(({ displayName, name }) => ({ name: displayName, value: name }));
	return options.length === 0 ? optional : [...optional, clearFields(options)];
}

const clearFields = (options: INodePropertyOptions[]): Field => ({
	displayName: 'Clear Fields',
	name: CLEAR,
	type: 'multiOptions',
	options: options.sort((a, b) => alphabetical(a.name, b.name)),
	default: [],
	description:
		'Whose values to remove at the provider. A field that is left empty changes nothing.',
});

/** Choices of a dropdown, from value and label, or label and what the choice means. */
export const choices = (
	entries: Record<string, string | [name: string, description: string]>,
): INodePropertyOptions[] =>
	Object.entries(entries).map(([value, entry]) => {
		if (typeof entry === 'string') return { name: entry, value };
		const [name, description] = entry;
		return { name, value, description };
	});

/** Filters that work the same at every provider, on the simplified rows. */
export const nameContains: Field = {
	displayName: 'Name Contains',
	name: 'nameContains',
	type: 'string',
	default: '',
	description: 'Only those whose name contains this text, in upper or lower case',
};

export const statusIs: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Inactive', value: 'inactive' },
		{ name: 'Unknown', value: 'unknown' },
	],
	default: 'active',
	description: 'Only those with this status',
};

/** How the requests of a run are sent. The same for every operation. */
export const requestOptions: Field = collection('options', [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20 },
		default: 5,
		description:
			'How often one request is sent again if the provider is busy or an answer is lost. What could be created twice is looked for first.',
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3600 },
		default: 120,
		description:
			'How long one item may wait before its requests are sent again, all waits together',
	},
	{
		displayName: 'Requests in Parallel',
		name: 'requestsInParallel',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 4,
		description:
			'How many requests may be under way at a time. Items that change the same thing still run one after another.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 300 },
		default: 30,
		description: 'How long to wait for the answer to one request',
	},
]);
