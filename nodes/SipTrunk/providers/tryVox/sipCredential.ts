import { pickerField } from '../../fields/common';
import { filtered } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { plainList, trunkPath, unwrapped } from './api';
import { operation } from '../../contract/verbs';

/** SIP credentials of a trunk: https://docs.tryvox.io/sip-trunking/credentials */

const trunkId = pickerField('trunk', {
	placeholder: 'trunk_4x5y6z',
	description: 'A trunk whose authentication is "Credential"',
});

const username: Field = {
	displayName: 'User Name',
	name: 'username',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. pbx-main',
	description: 'With which your telephone system signs in to the trunk',
};

/** TryVox recommends 12 characters and more, and demands nothing. */
const PASSWORD_RULE: PasswordRule = { length: 24, alphabets: [DIGITS, UPPER_CASE, LOWER_CASE] };

const password = passwordFields({
	min: 1,
	description: 'TryVox recommends at least 12 characters, and never shows it again',
});

const listPath = (client: ProviderClient, values: Values) =>
	`${trunkPath(client, values.trunkId)}/credentials`;

const list = (client: ProviderClient, values: Values) =>
	plainList(client, listPath(client, values));

/** Whether TryVox refuses a second one with the same user name is not documented. */
export function recovery(client: ProviderClient, values: Values): Recovery {
	return {
		identity: [values.username],
		unique: false,
		find: () => filtered(list(client, values), (row) => row.username === values.username),
		createdAt: (row) => row.created_at,
		howToLook: `Look in the SIP credentials of the trunk for the user name "${String(values.username)}"`,
	};
}

export const sipCredential: Resource = {
	value: 'sipCredential',
	simplify: (row) =>
		sipCredentialRow({
			provider: 'tryVox',
			id: row.id,
			username: row.username,
			trunkId: row.trunk_id,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Add a user name and password to a trunk; the API cannot change or delete it afterwards',
			fields: [trunkId, username, ...password],
			run: async (client, values) => {
				const { password: secret, shown } = passwordFrom(client, values, PASSWORD_RULE);
				const answer = await client.send({
					method: 'POST',
					path: listPath(client, values),
					body: { username: values.username as string, password: secret },
					recovery: recovery(client, values),
				});
				return { ...unwrapped(answer), ...shown };
			},
		}),
		operation('sipCredential', 'getAll', {
			description: 'Retrieve the user names of a trunk, without their passwords',
			fields: [trunkId],
			run: list,
		}),
	],
};
