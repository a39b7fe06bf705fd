import { text, userName } from '../../validation/text';
import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { sipCredentialRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { bySid, textField } from './fields';
import { accountList, accountPath, crud, sendForRow } from './requests';

/** SIP credentials of a credential list: https://www.twilio.com/docs/voice/sip/api/sip-credential-resource */

const listId = pickerField('credentialList', bySid('CL'));

const username = textField('User Name', {
	name: 'username',
	sentAs: null,
	required: true,
	placeholder: 'pbx-main',
	description:
		'With which your telephone system signs in, 1 to 32 characters; it cannot be changed',
	check: userName({ max: 32 }),
});

export const PASSWORD_RULE: PasswordRule = {
	length: 24,
	alphabets: [DIGITS, UPPER_CASE, LOWER_CASE],
};

const password = passwordFields({
	description:
		'At least 12 characters with a digit, an upper-case and a lower-case letter. Twilio never shows it again.',
	check: text({
		min: 12,
		pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
		mustBe: 'contain a digit, an upper-case and a lower-case letter',
		keepSpaces: true,
		secret: true,
	}),
});

const createFields = [listId, username, ...password] as const;

const credentialsPath = (client: ProviderClient, list: string) =>
	accountPath(client) + path`/SIP/CredentialLists/${list}/Credentials`;
const list = (client: ProviderClient, values: { credentialListId: string }) =>
	accountList(client, `${credentialsPath(client, values.credentialListId)}.json`, 'credentials');

export async function createSipCredential(
	client: ProviderClient,
	values: ValuesOf<typeof createFields>,
) {
	const { credentialListId, username: user } = values;
	return await sendForRow(client, {
		method: 'POST',
		host: 'account',
		path: `${credentialsPath(client, credentialListId)}.json`,
		body: { Username: user, Password: passwordFrom(client, values, PASSWORD_RULE) },
		recovery: {
			identity: [user],
			unique: true,
			conflictCodes: ['21240', '21243'],
			find: () => filtered(list(client, values), (row) => row.username === user),
			createdAt: (row) => row.date_created,
			howToLook: `Look in the credential list for the user name "${user}"`,
		},
	});
}

export const sipCredentials = crud({
	value: 'sipCredential',
	above: [listId],
	one: pickerField('sipCredential', bySid('CR')),
	list,
	at: (client, { credentialListId, credentialId }) => ({
		host: 'account',
		path: credentialsPath(client, credentialListId) + path`/${`${credentialId}.json`}`,
	}),
	simplify: (row) =>
		sipCredentialRow({
			username: row.username,
			credentialListId: row.credential_list_sid,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	entry: (row) => ({ name: String(row.username) }),
	get: { description: 'Retrieve one user name of a credential list, without its password' },
	getAll: {
		description: 'Retrieve the user names of a credential list, without their passwords',
		filters: [],
	},
	update: {
		description:
			'Give a user name a new password; telephone systems with the old one are refused at once',
		fields: password,
		body: (values, { client }) => ({ Password: passwordFrom(client, values, PASSWORD_RULE) }),
	},
	delete: {
		description:
			'Remove a user name from a credential list; telephone systems that use it are refused at once',
	},
	operations: [
		operation('sipCredential', 'create', {
			description:
				'Add a user name and password to a credential list; it works at once on every trunk that uses the list',
			fields: createFields,
			run: createSipCredential,
		}),
	],
});
