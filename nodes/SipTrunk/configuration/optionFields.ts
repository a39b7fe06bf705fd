import type { Field } from '../contract/provider';
import { collection } from '../fields/common';
import { choices } from '../fields/factories';
import { listOf, oneOf } from '../validation/choices';
import { integer } from '../validation/numbers';
import { text } from '../validation/text';
import { kindOf, SECTION_NAMES } from './configuration';
import type { ConfigurationPort, SectionPort } from './port';

/** Configuration Options: how what is wanted is brought about. */

/** For `hideWhen`: where Plan shows what Delete would do, the trunk alone has to be named. */
export const FOR_DELETE = { planFor: ['delete'] };

/** The field as optional: what a new trunk needs is checked when one is made. */
export function inForm({ required, ...field }: Field): Field {
	void required;
	return field;
}

/** The field without `showWhen`: inside a group n8n looks for other fields in the group alone. */
export function inGroup({ showWhen, ...field }: Field): Field {
	void showWhen;
	return inForm(field);
}

const moveNumbers: Field = {
	displayName: 'Move Numbers That Are Routed Elsewhere',
	name: 'moveNumbers',
	type: 'boolean',
	default: false,
	description:
		'Whether numbers are taken from where they are. Their calls then no longer reach the other trunk, application or web address.',
};

const freeNumberFields: Field[] = [
	{
		displayName: 'Free Numbers',
		name: 'freeNumbers',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'How many numbers the trunk gets of those that are free in the account',
		check: integer({ min: 0 }),
	},
	{
		displayName: 'Free Numbers Begin With',
		name: 'freeNumbersBeginWith',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1415',
		description: 'How the numbers begin that are chosen of the free ones',
		check: text({
			pattern: /^\+\d{1,14}$/,
			mustBe: 'be the beginning of a number, with its plus sign',
			example: '+1415',
		}),
	},
];

const passwordFields = ({ rules, password }: SectionPort): Field[] => [
	{
		displayName: 'Own Passwords',
		name: 'ownPasswords',
		type: 'fixedCollection',
		placeholder: 'Add Password',
		typeOptions: { multipleValues: true },
		default: {},
		description:
			'Passwords of your own, by user name. For every other new user name one is made and put out once.',
		rows: {
			name: 'row',
			displayName: 'Password',
			fields: [
				{
					displayName: 'User Name',
					name: 'username',
					type: 'string',
					default: '',
					required: true,
					description: 'Whose password it is',
					check: rules.keys.username?.field?.check,
				},
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					required: true,
					description: 'What the telephone system signs in with; it is never put out',
					...(password?.check && { check: password.check }),
				},
			],
		},
	},
	{
		displayName: 'Passwords',
		name: 'passwords',
		type: 'options',
		options: choices({
			keep: ['Keep', 'A user name that is there keeps its password'],
			setAnew: ['Set Anew', 'Telephone systems with the old password are refused at once'],
		}),
		default: 'keep',
		description: 'What becomes of the passwords of user names that are there already',
	},
];

function removeUnnamed(port: ConfigurationPort): Field[] {
	const removable = SECTION_NAMES.filter((section) => {
		const { remove } =
			(section === 'phoneNumbers' ? port.numbers?.rules : port.sections[section]?.rules) ?? {};
		return remove === true || remove === 'replace';
	});
	if (removable.length === 0) return [];
	return [
		{
			displayName: 'Remove What Is Not Named',
			name: 'removeUnnamed',
			type: 'multiOptions',
			options: removable.map((value) => ({ name: kindOf(value).name, value })),
			default: [],
			description:
				'Of which everything is removed that is not named, if anything of the kind is; numbers are only unassigned',
			check: listOf(oneOf(removable)),
		},
	];
}

const ignoreNotSupported: Field = {
	displayName: 'Ignore What Is Not Supported',
	name: 'ignoreNotSupported',
	type: 'boolean',
	default: false,
	description: 'Whether to leave out what the provider cannot hold, instead of changing nothing',
};

const addUnreadable: Field = {
	displayName: 'Add Unreadable Entries',
	name: 'addUnreadable',
	type: 'boolean',
	default: false,
	description:
		'Whether to add what cannot be read to a trunk that was there before, where it may be twice then',
};

/** Configuration Options, without those that mean nothing at the provider. */
export function applyOptions(port: ConfigurationPort): Field {
	const { sections, numbers, secrets = [] } = port;
	const isUnreadable = Object.values(sections).some(({ rules }) => !rules.read);
	return {
		...collection('options', [
			...removeUnnamed(port),
			...(numbers === undefined ? [] : [moveNumbers, ...freeNumberFields]),
			...(sections.sipCredentials === undefined ? [] : passwordFields(sections.sipCredentials)),
			...(isUnreadable ? [addUnreadable] : []),
			...secrets.map(inGroup),
			ignoreNotSupported,
		]),
		displayName: 'Configuration Options',
		name: 'configurationOptions',
		hideWhen: FOR_DELETE,
	};
}
