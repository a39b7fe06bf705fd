import { collection } from '../fields/common';
import { choices } from '../fields/factories';
import { ignoreIfMissing } from '../operations/delete';
import { isBlank } from '../validation/inputError';
import type { Field } from '../contract/provider';
import { kindOf, type SectionName } from './configuration';
import { applyOptions, FOR_DELETE, inForm, inGroup } from './optionFields';
import { entriesFrom, keysOf, wantedFromJson } from './parse';
import { LIST_FIELDS, type EntryList } from './parseForm';
import type { ConfigurationPort } from './port';

/** The form: the fields of Trunk: Create, lists, and how it is all brought about. */

/** Not by what they are shown with, so that Plan, Apply and other operations share a field. */
const NAMING = { hideWhen: { defineConfiguration: ['json'] } };
const USING_FIELDS = { hideWhen: { defineConfiguration: ['json'], ...FOR_DELETE } };

const defineConfiguration: Field = {
	displayName: 'Define Configuration',
	name: 'defineConfiguration',
	type: 'options',
	options: choices({ fields: 'Using Fields Below', json: 'Using JSON' }),
	default: 'fields',
	required: true,
	description: 'What is left empty is not managed and stays as it is',
	hideWhen: FOR_DELETE,
};

const configurationField = (port: ConfigurationPort): Field => ({
	displayName: 'Configuration',
	name: 'configuration',
	type: 'json',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.configuration }}',
	description:
		'A trunk configuration as Get and Plan put it out. A key that is left out is not managed; an empty list means none.',
	check: (value) => (value === '' || value == null ? undefined : wantedFromJson(port, value)),
	showWhen: { defineConfiguration: ['json'] },
	hideWhen: FOR_DELETE,
});

/** By what a trunk is known that is not chosen. */
const isNaming = ({ unique }: ConfigurationPort, key: string) => key === 'name' || key === unique;

function settingFields(port: ConfigurationPort): Field[] {
	const settings = Object.entries(port.settings).filter(([, { isReadOnly }]) => !isReadOnly);
	const others = settings.filter(([, { isProminent }]) => !isProminent);
	const prominent = settings.filter(([, { isProminent }]) => isProminent);
	const deciding = new Set(prominent.flatMap(([, { field }]) => Object.keys(field.showWhen ?? {})));
	// Below the name comes what others depend on, as a person reads the form from above.
	const rank = ([key, { field }]: (typeof prominent)[number]) =>
		isNaming(port, key) ? 0 : deciding.has(field.name) ? 1 : 2;
	return [
		...prominent
			.sort((one, other) => rank(one) - rank(other))
			.map(([key, { field }]) => ({
				...inForm(field),
				...(isNaming(port, key) ? NAMING : USING_FIELDS),
			})),
		...(others.length === 0
			? []
			: [
					{
						...collection(
							'additionalFields',
							others.map(([, { field }]) => inGroup(field)),
						),
						...USING_FIELDS,
					},
				]),
	];
}

const LISTS: Partial<
	Record<SectionName, Pick<Field, 'displayName' | 'placeholder' | 'description'>>
> = {
	sipCredentials: {
		displayName: 'User Names',
		placeholder: 'e.g. pbx-main, pbx-backup',
		description: 'With which telephone systems sign in, separated by commas, or a list',
	},
	allowedAddresses: {
		displayName: 'Allowed Addresses',
		placeholder: 'e.g. 198.51.100.7, 198.51.100.0/28',
		description: 'From which calls are accepted, separated by commas, or a list',
	},
	phoneNumbers: {
		displayName: 'Phone Numbers',
		placeholder: 'e.g. +14155550100, +14155550101',
		description: 'Numbers of the account that ring here, separated by commas, or a list',
	},
};

function listFields(port: ConfigurationPort): Field[] {
	return (Object.entries(LIST_FIELDS) as Array<[SectionName, string]>).flatMap(
		([section, name]) => {
			const keys = keysOf(port, section);
			const words = LISTS[section];
			if (keys === undefined || words === undefined) return [];
			const check = (value: unknown, label: string): EntryList | undefined =>
				isBlank(value) ? undefined : { entries: entriesFrom(section, keys, value, label) };
			return [{ ...words, name, type: 'string', default: '', check, ...USING_FIELDS } as Field];
		},
	);
}

function uriRows(port: ConfigurationPort): Field[] {
	const keys = keysOf(port, 'originationUris');
	if (keys === undefined) return [];
	const { name: displayName, keys: order } = kindOf('originationUris');
	const fields = order.flatMap((key) => {
		const field = keys[key]?.field;
		return field === undefined ? [] : [{ ...inForm(field), name: key }];
	});
	return [
		{
			displayName,
			name: 'originationUriRows',
			type: 'fixedCollection',
			placeholder: 'Add Origination URI',
			typeOptions: { multipleValues: true, sortable: true },
			default: {},
			description: 'Where incoming calls are sent',
			rows: { name: 'row', displayName: 'Origination URI', fields },
			...USING_FIELDS,
		},
	];
}

const expectedDigest: Field = {
	displayName: 'Expected Digest',
	name: 'expectedDigest',
	type: 'string',
	default: '',
	description: 'The digest of a plan that was approved: if more would change now, nothing is',
};

/** @param platforms the fields of Connect To, where the provider can send calls to platforms */
const applyFields = (port: ConfigurationPort, platforms: Field[]): Field[] => [
	port.trunkField,
	defineConfiguration,
	configurationField(port),
	...settingFields(port),
	...uriRows(port),
	...listFields(port),
	// What depends on the platform is not read without it.
	...platforms.map((field) => (field.showWhen ? field : { ...field, hideWhen: FOR_DELETE })),
	applyOptions(port),
];

const planFor: Field = {
	displayName: 'Plan For',
	name: 'planFor',
	type: 'options',
	options: choices({ apply: 'Apply', delete: 'Delete' }),
	default: 'apply',
	required: true,
	description: 'What is planned; nothing is changed',
};

const namingFields = (port: ConfigurationPort): Field[] =>
	Object.entries(port.settings)
		.filter(([key]) => isNaming(port, key))
		.map(([, { field }]) => ({ ...inForm(field), ...NAMING }));

export const fieldsOf = {
	get: (port: ConfigurationPort): Field[] => [port.trunkField, ...namingFields(port)],
	plan: (port: ConfigurationPort, platforms: Field[]): Field[] => [
		...(port.remove === undefined ? [] : [planFor]),
		...applyFields(port, platforms),
	],
	apply: (port: ConfigurationPort, platforms: Field[]): Field[] => [
		...applyFields(port, platforms),
		expectedDigest,
	],
	delete: (port: ConfigurationPort): Field[] => [
		port.trunkField,
		...namingFields(port),
		ignoreIfMissing,
		expectedDigest,
	],
};
