import type { INodePropertyOptions } from 'n8n-workflow';
import { alphabetical } from './alphabetical';
import { fieldsSentAs } from './factories';
import type { Field } from '../contract/provider';
import type { FieldOf } from '../contract/values';
import { CLEAR } from './values';

/**
 * Fields that occur at several providers or in every operation of a kind, under the one name that users' workflows
 * store.
 */

const { choiceField, numberField, switchField, textField } = fieldsSentAs();

export const returnAll = switchField('Return All', {
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

export const limit = numberField('Limit', {
	min: 1,
	default: 50,
	description: 'Max number of results to return',
	showWhen: { returnAll: [false] },
});

export const simplify = switchField('Simplify', {
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const GROUPS = {
	additionalFields: ['Additional Fields', 'Add Field'],
	updateFields: ['Update Fields', 'Add Field'],
	filters: ['Filters', 'Add Filter'],
	options: ['Options', 'Add Option'],
} as const;

/** A collection of optional fields, in the order that n8n wants: by display name. */
export function collection<const Name extends keyof typeof GROUPS, const Inner extends Field>(
	name: Name,
	fields: readonly Inner[],
) {
	const [displayName, placeholder] = GROUPS[name];
	const group: Field = {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: [...fields].sort((a, b) => alphabetical(a.displayName, b.displayName)),
	};
	return group as FieldOf<'collection', Name, { options: Inner[] }>;
}

/**
 * The same fields for an update: none is required, and an empty one changes nothing. What the provider can remove is
 * named in a field of its own.
 *
 * @param clearable names of the fields whose values the provider can remove
 */
export function forUpdate<const One extends Field>(
	fields: readonly One[],
	clearable: string[] = [],
): One[] {
	const optional = fields.map(({ required, ...field }: Field): Field => {
		void required;
		return field;
	});
	const options = fields
		.filter(({ name }) => clearable.includes(name))
		.map(({ displayName, name }) => ({ name: displayName, value: name }));
	const all = options.length === 0 ? optional : [...optional, clearFields(options)];
	// To the values of a collection, it makes no difference whether a field is required.
	return all as One[];
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

/** Filters that work the same at every provider, on the simplified rows. */
export const nameContains = textField('Name Contains', {
	description: 'Only those whose name contains this text, in upper or lower case',
});

export const statusIs = choiceField('Status', {
	choices: { active: 'Active', inactive: 'Inactive', unknown: 'Unknown' },
	default: 'active',
	description: 'Only those with this status',
});

/** How the requests of a run are sent. The same for every operation. */
export const requestOptions = collection('options', [
	numberField('Max Retries', {
		min: 0,
		max: 20,
		default: 5,
		description:
			'How often one request is sent again if the provider is busy or an answer is lost. What could be created twice is looked for first.',
	}),
	numberField('Max Wait (Seconds)', {
		name: 'maxWait',
		min: 0,
		max: 3600,
		default: 120,
		description:
			'How long one item may wait before its requests are sent again, all waits together',
	}),
	numberField('Requests in Parallel', {
		min: 1,
		max: 50,
		default: 4,
		description:
			'How many requests may be under way at a time. Items that change the same thing still run one after another.',
	}),
	numberField('Timeout (Seconds)', {
		name: 'timeout',
		min: 1,
		max: 300,
		default: 30,
		description: 'How long to wait for the answer to one request',
	}),
]);
