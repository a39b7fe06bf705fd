import { InputError } from '../../validation/inputError';
import { text, userName } from '../../validation/text';
import { collection, forUpdate } from '../../fields/common';
import {
	DIGITS,
	LOWER_CASE,
	newPasswordFrom,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { switchField, textField } from './fields';
import { crud, idOf, placeOf } from './requests';

/** SIP credentials of the account: https://docs.vobiz.ai/trunks/credentials/create-credential */

const username = textField('User Name', {
	name: 'username',
	required: true,
	placeholder: 'pbx_01',
	description:
		'With which your telephone system signs in: letters, digits, underscores and hyphens, new in the account; it cannot be changed',
	check: userName({
		pattern: /^[A-Za-z0-9_-]+$/,
		mustBe: 'consist of letters, digits, underscores and hyphens',
		example: 'pbx_01',
	}),
});

/** What both the API (8 characters or more) and the Console (5 to 20, with a special character) accept. */
export const PASSWORD_RULE: PasswordRule = {
	length: 20,
	alphabets: [DIGITS, UPPER_CASE, LOWER_CASE, '!*_+'],
};

const password = passwordFields({
	description:
		'At least 8 characters, better 12 or more. The Vobiz Console accepts no more than 20, letters and digits with one of ~!@#$%^&*()_+ among them. Vobiz never shows it again.',
	check: text({ min: 8, keepSpaces: true, secret: true }),
});

const settings = [
	textField('Description', {
		description: 'A note about the user name; Vobiz may keep it without showing it',
	}),
	switchField('Enabled', {
		default: true,
		description: 'Whether telephone systems can sign in with this user name',
	}),
];

const createFields = [username, ...password, collection('additionalFields', settings)] as const;

const [generatePassword, { showWhen, ...ownPassword }] = password;
void showWhen;

/** In a collection every field stands for itself, so a password applies by being there. */
const updateFields = [
	collection('updateFields', [...settings, ...forUpdate([generatePassword, ownPassword])]),
] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>['updateFields'];

const { list, createPath, itemPath, find } = placeOf('sipCredential', 'credentials');

/** Creates a SIP credential. User names are unique in the account. */
export async function createSipCredential(client: ProviderClient, values: Create) {
	const { username: user } = values;
	return await client.send({
		method: 'POST',
		path: createPath(client),
		body: {
			...requestBody(createFields, values),
			password: passwordFrom(client, values, PASSWORD_RULE),
		},
		recovery: {
			idOf,
			identity: [user],
			unique: true,
			conflictCodes: ['DUPLICATE_USERNAME', '409'],
			find: () => filtered(list(client), (row) => row.username === user),
			createdAt: (row) => row.created_at,
			howToLook: `Look in the list of SIP credentials for the user name "${user}"`,
		},
	});
}

/**
 * The password that an update sets, if any.
 *
 * @throws InputError where two are wanted, or nothing is to change
 */
function newPassword(client: ProviderClient, changes: Changes): { password?: string } {
	const password = newPasswordFrom(client, changes, PASSWORD_RULE);
	if (password !== undefined) return { password };
	if (changes.enabled === undefined && changes.description === undefined) {
		throw new InputError('Update Fields', 'needs at least one field: nothing would be changed.');
	}
	return {};
}

export const sipCredentials = crud({
	value: 'sipCredential',
	one: pickerField('sipCredential', { placeholder: 'aaaa1111-2222-3333-4444-555566667777' }),
	list,
	at: (client, { credentialId: id }) => ({ path: itemPath(client, id) }),
	find: async (client, { credentialId: id }) => await find(client, id),
	simplify: (row) =>
		sipCredentialRow({
			username: row.username,
			realm: row.realm,
			enabled: row.enabled,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: ({ username: user, realm, enabled }) => ({
		name: String(user),
		description: [realm, enabled === false ? 'disabled' : '']
			.filter((part) => typeof part === 'string' && part !== '')
			.join(', '),
	}),
	get: { description: 'Retrieve one user name of the account, without its password' },
	getAll: {
		description: 'Retrieve the user names of the account, without their passwords',
		filters: [],
	},
	update: {
		description:
			'Change the password or settings of a user name; with a new password the old one is refused at once',
		one: { description: 'The user name to change. Vobiz may want the password with every change.' },
		fields: updateFields,
		body: (values, { client }) => ({
			...requestBody(updateFields, values),
			...newPassword(client, values.updateFields),
		}),
	},
	delete: {
		description:
			'Remove a user name for good: systems that use it are refused. Not possible while calls use it.',
	},
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Create a user name and password in the account; no effect until a trunk names it as its SIP Credential',
			fields: createFields,
			touches: ({ username: user }) => [`username ${user}`],
			run: createSipCredential,
		}),
	],
});
