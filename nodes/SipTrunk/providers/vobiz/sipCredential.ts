import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { text } from '../../validation/text';
import { collection, forUpdate, pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { accountList, accountPath, replace } from './api';
import { operation } from '../../contract/verbs';

/** SIP credentials of the account: https://docs.vobiz.ai/trunks/credentials/create-credential */

const credentialId = pickerField('sipCredential', {
	placeholder: 'aaaa1111-2222-3333-4444-555566667777',
});

const usernameField: Field = {
	displayName: 'User Name',
	name: 'username',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. pbx_01',
	description:
		'With which your telephone system signs in: letters, digits, underscores and hyphens, new in the account; it cannot be changed',
	sentAs: 'username',
	check: text({
		pattern: /^[A-Za-z0-9_-]+$/,
		mustBe: 'consist of letters, digits, underscores and hyphens',
		example: 'pbx_01',
	}),
};

/** What both the API (8 characters or more) and the Console (5 to 20, with a special character) accept. */
const PASSWORD_RULE: PasswordRule = {
	length: 20,
	alphabets: [DIGITS, UPPER_CASE, LOWER_CASE, '!*_+'],
};

const password = passwordFields({
	min: 8,
	description:
		'At least 8 characters, better 12 or more. The Vobiz Console accepts no more than 20, letters and digits with one of ~!@#$%^&*()_+ among them. Vobiz never shows it again.',
});

const settings: Field[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'A note about the user name; Vobiz may keep it without showing it',
		sentAs: 'description',
	},
	{
		displayName: 'Enabled',
		name: 'enabled',
		type: 'boolean',
		default: true,
		description: 'Whether telephone systems can sign in with this user name',
		sentAs: 'enabled',
	},
];

const createFields: Field[] = [
	usernameField,
	...password,
	collection('additionalFields', settings),
];

/** In a collection every field stands for itself, so a password applies by being there. */
const newPassword = forUpdate(password).map((field): Field => {
	const { showWhen, ...rest } = field;
	void showWhen;
	return rest;
});

const updateFields: Field[] = [
	{
		...credentialId,
		description: 'The user name to change. Vobiz may want the password with every change.',
	},
	collection('updateFields', [...settings, ...newPassword]),
];

/**
 * Which password an update makes or sets, in the form that `passwordFrom` takes, or undefined for none.
 * Throws InputError if two are wanted at once, or if there is nothing to change.
 */
export function passwordChange(changes: Values): Values | undefined {
	const generate = changes.generatePassword === true;
	if (generate && changes.password !== undefined) {
		throw new InputError(
			'Password',
			"cannot be set together with 'Generate Password'. Remove one of them.",
		);
	}
	if (generate || changes.password !== undefined) {
		return { generatePassword: generate, password: changes.password };
	}
	if (changes.enabled === undefined && changes.description === undefined) {
		throw new InputError('Update Fields', 'needs at least one field: nothing would be changed.');
	}
	return undefined;
}

/** Listed below the trunks, but not made, changed or deleted there. */
const list = (client: ProviderClient) =>
	accountList(client, `${accountPath(client)}/trunks/credentials`);
const createPath = (client: ProviderClient) => `${accountPath(client)}/credentials`;
const itemPath = (client: ProviderClient, { credentialId: id }: Values) =>
	createPath(client) + path`/${id as string}`;

/** There is no route for one of them. */
const read = async (client: ProviderClient, { credentialId: id }: Values) =>
	await firstOf(
		list(client),
		(row) => row.id === id,
		`The Vobiz account has no SIP credential with the ID ${String(id)}.`,
	);

/** User names are unique in the account. */
const recovery = (client: ProviderClient, { username }: Values): Recovery => ({
	identity: [username],
	unique: true,
	conflictCodes: ['DUPLICATE_USERNAME', '409'],
	find: () => filtered(list(client), (row) => row.username === username),
	createdAt: (row) => row.created_at,
	howToLook: `Look in the list of SIP credentials for the user name "${String(username)}"`,
});

const describe = ({ realm, enabled }: IDataObject) =>
	[realm, enabled === false ? 'disabled' : '']
		.filter((part) => typeof part === 'string' && part !== '')
		.join(', ');

export const sipCredential: Resource = {
	value: 'sipCredential',
	simplify: (row) =>
		sipCredentialRow({
			provider: 'vobiz',
			id: row.id,
			username: row.username,
			realm: row.realm,
			enabled: row.enabled,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: list,
		entry: (row) => ({
			value: String(row.id),
			name: String(row.username),
			description: describe(row),
		}),
	},
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Create a user name and password in the account; no effect until a trunk names it as its SIP Credential',
			fields: createFields,
			touches: ({ username }) => [`username ${String(username)}`],
			run: async (client, values) => {
				const { password: secret, shown } = passwordFrom(client, values, PASSWORD_RULE);
				const row = await client.send({
					method: 'POST',
					path: createPath(client),
					body: { ...requestBody(createFields, values), password: secret },
					recovery: recovery(client, values),
				});
				return { ...row, ...shown };
			},
		}),
		operation('sipCredential', 'delete', {
			description:
				'Remove a user name for good: systems that use it are refused. Not possible while calls use it.',
			fields: [credentialId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'vobiz',
					{ id: values.credentialId as string },
					{ path: itemPath(client, values) },
				),
		}),
		operation('sipCredential', 'get', {
			description: 'Retrieve one user name of the account, without its password',
			fields: [credentialId],
			run: read,
		}),
		operation('sipCredential', 'getAll', {
			description: 'Retrieve the user names of the account, without their passwords',
			fields: [],
			run: list,
		}),
		operation('sipCredential', 'update', {
			description:
				'Change the password or settings of a user name; with a new password the old one is refused at once',
			fields: updateFields,
			run: async (client, values) => {
				const change = passwordChange(values.updateFields as Values);
				const made = change && passwordFrom(client, change, PASSWORD_RULE);
				const body = {
					...requestBody(updateFields, values),
					...(made ? { password: made.password } : {}),
				};
				const row = await replace(
					client,
					itemPath(client, values),
					body,
					async () => await read(client, values),
					{ id: values.credentialId as string, ...made?.shown },
				);
				return { ...row, ...made?.shown };
			},
		}),
	],
};
