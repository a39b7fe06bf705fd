import type { IDataObject } from 'n8n-workflow';
import type { Present, SectionPort } from '../../../configuration/port';
import { fieldOf, made, withValues } from '../../../configuration/tables';
import { generatePassword } from '../../../fields/password';
import { credentialLists } from '../credentialList';
import { ofLists, OwnLists, type Lists } from '../ownLists';
import { createSipCredential, PASSWORD_RULE, sipCredentials } from '../sipCredential';

/** The SIP credentials of a Twilio trunk, which stand in a credential list of its own. */

const userOf = (row: IDataObject) => withValues({ username: row.username });

export const ownCredentialLists = new OwnLists({
	section: 'sipCredentials',
	resource: 'credentialList',
	lists: credentialLists,
	entriesOf: (client, list) => sipCredentials.list(client, { credentialListId: list }),
	entryOf: userOf,
	listKey: 'credential_list_sid',
});

const credentialNamed = ({ row }: Present) => ({
	credentialListId: String(row.credential_list_sid),
	credentialId: String(row.sid),
});

export const credentials: SectionPort<Lists> = {
	rules: {
		keys: { username: { field: fieldOf(sipCredentials.resource, 'username') } },
		read: true,
		remove: true,
		isUnique: true,
	},
	entryOf: userOf,
	async add(work, live, { username }, password) {
		const credentialListId = await ownCredentialLists.own(work, live);
		return await made(
			work,
			async (client) =>
				await createSipCredential(client, {
					credentialListId,
					username: String(username),
					generatePassword: false,
					password,
				}),
		);
	},
	async setPassword(work, _live, present, password) {
		const change = { ...credentialNamed(present), generatePassword: false, password };
		await sipCredentials.update(work.client(), change);
	},
	async remove(work, _live, present) {
		const named = { ...credentialNamed(present), ignoreIfMissing: true };
		await sipCredentials.remove(work.client(), named);
	},
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(sipCredentials.resource, 'password'),
	...ofLists(ownCredentialLists),
};
