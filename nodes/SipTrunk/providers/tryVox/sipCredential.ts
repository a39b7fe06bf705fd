import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { filtered } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import { text, userName } from '../../validation/text';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { plainList, trunkPath } from './api';
import { textField, trunkField } from './fields';

/** SIP credentials of a trunk: https://docs.tryvox.io/sip-trunking/credentials */

const trunkId = trunkField({ description: 'A trunk whose authentication is "Credential"' });

const username = textField('User Name', {
	name: 'username',
	sentAs: null,
	required: true,
	placeholder: 'pbx-main',
	description: 'With which your telephone system signs in to the trunk',
	check: userName(),
});

/** TryVox recommends 12 characters and more, and demands nothing. */
export const PASSWORD_RULE: PasswordRule = {
	length: 24,
	alphabets: [DIGITS, UPPER_CASE, LOWER_CASE],
};

const password = passwordFields({
	description: 'TryVox recommends at least 12 characters, and never shows it again',
	check: text({ min: 1, keepSpaces: true, secret: true }),
});

const createFields = [trunkId, username, ...password] as const;

const listPath = (client: ProviderClient, trunk: string) =>
	`${trunkPath(client, trunk)}/credentials`;
export const listSipCredentials = (client: ProviderClient, values: { trunkId: string }) =>
	plainList(client, listPath(client, values.trunkId));

/** Creates a SIP credential. Whether TryVox refuses a second one with the same user name is not documented. */
export async function createSipCredential(
	client: ProviderClient,
	values: ValuesOf<typeof createFields>,
) {
	const { trunkId: trunk, username: user } = values;
	return await client.send({
		method: 'POST',
		path: listPath(client, trunk),
		body: { username: user, password: passwordFrom(client, values, PASSWORD_RULE) },
		recovery: {
			identity: [user],
			unique: false,
			find: () => filtered(listSipCredentials(client, values), (row) => row.username === user),
			createdAt: (row) => row.created_at,
			howToLook: `Look in the SIP credentials of the trunk for the user name "${user}"`,
		},
	});
}

export const sipCredential: Resource = {
	value: 'sipCredential',
	simplify: (row) =>
		sipCredentialRow({
			username: row.username,
			trunkId: row.trunk_id,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Add a user name and password to a trunk; the API cannot change or delete it afterwards',
			fields: createFields,
			run: createSipCredential,
		}),
		operation('sipCredential', 'getAll', {
			description: 'Retrieve the user names of a trunk, without their passwords',
			fields: [trunkId],
			run: listSipCredentials,
		}),
	],
};
