import { RESOURCES, type ResourceName } from '../contract/resources';
import type { FieldOf } from '../contract/values';
import type { Check } from '../validation/inputError';
import { id } from '../validation/text';

/** Fields with which one thing is chosen: from a list with search, or by its ID. */

interface Own {
	description?: string;
	/** Checks an ID that was entered. */
	check?: Check<string>;
	/**
	 * What is entered by hand, without "e.g.". An ID looks different at each provider: it stands in the error about a
	 * wrong one, and not in the form, so that the providers share the field.
	 */
	placeholder?: string;
	required?: false;
	/** Another name than the resource's own, where an operation points at two of the same kind. */
	name?: string;
	displayName?: string;
	sentAs?: string;
}

type NameOf<Resource extends ResourceName, Given> = Given extends {
	name: infer Name extends string;
}
	? Name
	: (typeof RESOURCES)[Resource]['picker']['name'];

/** Required, unless it is said that it is not. */
type Presence<Given> = Given extends { required: false } ? unknown : { required: true };

/**
 * How an ID is entered by hand. n8n labels the mode `id` "By ID" whatever its display name is, so what takes more than
 * IDs has a mode of its own.
 */
const byHand = (resource: ResourceName) =>
	resource === 'phoneNumber'
		? { displayName: 'By Number or ID', name: 'number' }
		: { displayName: 'By ID', name: 'id' };

/** The field that names one of a resource, whose value is an ID. It is required, unless `own` says otherwise. */
export function pickerField<const Resource extends ResourceName, const Given extends Own>(
	resource: Resource,
	own: Given = {} as Given,
) {
	const { picker, name, description } = RESOURCES[resource];
	const meaning = own.description ?? description;
	const isPartOfTrunk = own.required === false && own.sentAs !== undefined;
	const field = {
		displayName: own.displayName ?? picker.displayName,
		name: own.name ?? picker.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(own.required === false ? {} : { required: true }),
		// Of an empty list n8n says only "No results".
		description: isPartOfTrunk
			? `${meaning.replace(/\.$/, '')}. Nothing in the list? Create one first: Resource '${name}', Operation 'Create'.`
			: meaning,
		...(own.sentAs === undefined ? {} : { sentAs: own.sentAs }),
		check: own.check ?? id({ example: own.placeholder }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: picker.method, searchable: true },
			},
			{
				...byHand(resource),
				type: 'string',
				...(resource === 'phoneNumber' && own.placeholder !== undefined
					? { placeholder: `e.g. ${own.placeholder}` }
					: {}),
			},
		],
	};
	return field as unknown as FieldOf<
		'resourceLocator',
		NameOf<Resource, Given>,
		Presence<Given> & { check: Check<string> }
	>;
}
