import { text } from '../../validation/text';
import { pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { accountList, accountPath, sid, update } from './api';
import { operation } from '../../contract/verbs';

/** SIP credentials of a credential list: https://www.twilio.com/docs/voice/sip/api/sip-credential-resource */

const listId = pickerField('credentialList', {
	check: sid('CL'),
	placeholder: 'CL0123456789abcdef0123456789abcdef',
});
const credentialId = pickerField('sipCredential', {
	check: sid('CR'),
	placeholder: 'CR0123456789abcdef0123456789abcdef',
});

const username: Field = {
	displayName: 'User Name',
	name: 'username',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. pbx-main',
	description:
		'With which your telephone system signs in, 1 to 32 characters; it cannot be changed',
	check: text({ max: 32 }),
};

/** Twilio demands 12 characters with a digit, an upper-case and a lower-case letter. */
const PASSWORD_RULE: PasswordRule = { length: 24, alphabets: [DIGITS, UPPER_CASE, LOWER_CASE] };

const password = passwordFields({
	min: 12,
	description:
		'At least 12 characters with a digit, an upper-case and a lower-case letter. Twilio never shows it again.',
}).map(
	(field): Field =>
		field.name === 'password'
			? {
					...field,
					check: text({
						min: 12,
						pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
						mustBe: 'contain a digit, an upper-case and a lower-case letter',
						keepSpaces: true,
						secret: true,
					}),
				}
			: field,
);

const listPath = ({ accountId }: ProviderClient, values: Values) =>
	accountPath(accountId) +
	path`/SIP/CredentialLists/${values.credentialListId as string}/Credentials.json`;
const itemPath = ({ accountId }: ProviderClient, values: Values) =>
	accountPath(accountId) +
	path`/SIP/CredentialLists/${values.credentialListId as string}/Credentials/${`${String(values.credentialId)}.json`}`;
const list = (client: ProviderClient, values: Values) =>
	accountList(client, listPath(client, values), 'credentials');

export const sipCredential: Resource = {
	value: 'sipCredential',
	simplify: (row) =>
		sipCredentialRow({
			provider: 'twilio',
			id: row.sid,
			username: row.username,
			credentialListId: row.credential_list_sid,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	picker: {
		below: 'credentialList',
		rows: list,
		entry: (row) => ({ value: String(row.sid), name: String(row.username) }),
	},
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Add a user name and password to a credential list; it works at once on every trunk that uses the list',
			fields: [listId, username, ...password],
			run: async (client, values) => {
				const { password: secret, shown } = passwordFrom(client, values, PASSWORD_RULE);
				const row = await client.send({
					method: 'POST',
					host: 'account',
					path: listPath(client, values),
					body: { Username: values.username as string, Password: secret },
					recovery: {
						identity: [values.username],
						unique: true,
						conflictCodes: ['21240', '21243'],
						find: () =>
							filtered(list(client, values), (other) => other.username === values.username),
						createdAt: (other) => other.date_created,
						howToLook: `Look in the credential list for the user name "${String(values.username)}"`,
					},
				});
				return { ...row, ...shown };
			},
		}),
		operation('sipCredential', 'delete', {
			description:
				'Remove a user name from a credential list; telephone systems that use it are refused at once',
			fields: [listId, credentialId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'twilio',
					{
						id: values.credentialId as string,
						credentialListId: values.credentialListId as string,
					},
					{ host: 'account', path: itemPath(client, values) },
				),
		}),
		operation('sipCredential', 'get', {
			description: 'Retrieve one user name of a credential list, without its password',
			fields: [listId, credentialId],
			run: async (client, values) =>
				await client.send({ method: 'GET', host: 'account', path: itemPath(client, values) }),
		}),
		operation('sipCredential', 'getAll', {
			description: 'Retrieve the user names of a credential list, without their passwords',
			fields: [listId],
			run: list,
		}),
		operation('sipCredential', 'update', {
			description:
				'Give a user name a new password; telephone systems with the old one are refused at once',
			fields: [listId, credentialId, ...password],
			run: async (client, values) => {
				const { password: secret, shown } = passwordFrom(client, values, PASSWORD_RULE);
				const row = await update(
					client,
					{ host: 'account', path: itemPath(client, values) },
					{ Password: secret },
					{ sid: values.credentialId as string, ...shown },
				);
				return { ...row, ...shown };
			},
		}),
	],
};
