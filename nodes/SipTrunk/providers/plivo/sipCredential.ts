import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { text, userName } from '../../validation/text';
import { collection, forUpdate } from '../../fields/common';
import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import { textOrNull } from '../../rows/reported';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { textField, UUID_EXAMPLE } from './fields';
import { placeOf } from './requests';
import { deleteIfInUse, refuseIfUsed } from './users';

/** SIP credentials of the account: https://www.plivo.com/docs/sip-trunking/api/credentials */

const place = placeOf('sipCredential');

const username = textField('User Name', {
	name: 'username',
	required: true,
	placeholder: 'sipuser123',
	description:
		"With which your telephone system signs in: 5 to 20 letters, digits and underscores. Plivo's own tool takes no underscores.",
	check: userName({
		min: 5,
		max: 20,
		pattern: /^\w+$/,
		mustBe: 'consist of letters, digits and underscores',
		example: 'sipuser123',
	}),
});

export const PASSWORD_RULE: PasswordRule = {
	length: 20,
	alphabets: [DIGITS, UPPER_CASE, LOWER_CASE, '!*_+'],
};

const password = passwordFields({
	description:
		'5 to 20 letters, digits and ~!@#$%^&*()_+, with at least one of these signs. Plivo never shows it again.',
	check: text({
		min: 5,
		max: 20,
		keepSpaces: true,
		secret: true,
		pattern: /^(?=.*[~!@#$%^&*()_+])[A-Za-z\d~!@#$%^&*()_+]+$/,
		mustBe: 'consist of letters, digits and ~!@#$%^&*()_+, with at least one of these signs',
	}),
});

const name = textField('Name', {
	placeholder: 'Production PBX',
	description: 'What the credential is called in the Plivo Console; nobody signs in with it',
	check: text(),
});

const createFields = [username, ...password, collection('additionalFields', [name])] as const;

const [generatePassword, { showWhen, ...ownPassword }] = password;
void showWhen;

/** In a collection every field stands for itself, so a password applies by being there. */
const updateFields = [
	collection('updateFields', [
		name,
		...forUpdate([username]),
		...forUpdate([generatePassword, ownPassword]),
	]),
] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>['updateFields'];

/** Creates a SIP credential. Whether a user name can be there twice is not documented. */
export async function createSipCredential(client: ProviderClient, values: Create) {
	const { username: user, additionalFields } = values;
	return await place.create(client, {
		body: {
			...requestBody(createFields, values),
			password: passwordFrom(client, values, PASSWORD_RULE),
		},
		recovery: {
			identity: [user, additionalFields.name],
			find: () => filtered(place.list(client), (row) => row.username === user),
			howToLook: `Look in the list of SIP credentials for the user name "${user}"`,
		},
	});
}

/**
 * Every change at Plivo writes the password anew, also one that brings none.
 *
 * @throws InputError for a change without a password
 */
function newPassword(client: ProviderClient, changes: Changes): string {
	const { generatePassword: generate = false, password: own } = changes;
	if (generate && own !== undefined) {
		throw new InputError(
			'Password',
			"cannot be set together with 'Generate Password'. Remove one of them.",
		);
	}
	if (!generate && own === undefined) {
		throw new InputError(
			'Password',
			"is needed with every change, because Plivo empties it otherwise. Enter the present one, a new one, or turn on 'Generate Password'.",
		);
	}
	return passwordFrom(client, { generatePassword: generate, password: own }, PASSWORD_RULE);
}

/** The request of an update: user name and password always go together. */
function updateBody(client: ProviderClient, current: IDataObject, changes: Changes): IDataObject {
	const user = changes.username ?? textOrNull(current.username);
	if (user === null) throw new InputError('User Name', 'is needed: Plivo does not tell it.');
	return {
		...requestBody(updateFields, { updateFields: changes }),
		username: user,
		password: newPassword(client, changes),
	};
}

export const sipCredentials = place.crud({
	value: 'sipCredential',
	one: pickerField('sipCredential', { placeholder: UUID_EXAMPLE }),
	list: (client) => place.list(client),
	at: (client, { credentialId: id }) => place.at(client, id),
	simplify: (row) =>
		sipCredentialRow({
			username: row.username,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: ({ username: user, name: called }) => ({
		name: String(user),
		description: textOrNull(called) ?? undefined,
	}),
	get: { description: 'Retrieve one user name of the account, without its password' },
	getAll: {
		description: 'Retrieve the user names of the account, without their passwords',
		filters: [],
	},
	update: {
		description:
			'Change a user name and its password, which Plivo rewrites with every change; the old ones are refused',
		fields: updateFields,
		replaces: true,
		body: (values, { client, current }) => updateBody(client, current, values.updateFields),
	},
	delete: {
		description:
			'Remove a user name for good: systems that use it are refused. One that a trunk uses is refused.',
		guard: {
			force: deleteIfInUse({
				description:
					'Whether to delete it although trunks use it. Nobody can sign in with it there any more.',
			}),
			refuse: async (client, id, mayBeUsed) =>
				await refuseIfUsed(client, 'sipCredential', id, mayBeUsed),
		},
	},
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Create a user name and password in the account; no effect until an outbound trunk names it',
			fields: createFields,
			touches: ({ username: user }) => [`username ${user}`],
			run: createSipCredential,
		}),
	],
});
