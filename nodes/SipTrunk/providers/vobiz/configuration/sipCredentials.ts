import type { SectionPort } from '../../../configuration/port';
import { fieldOf, made } from '../../../configuration/tables';
import { generatePassword } from '../../../fields/password';
import { createSipCredential, PASSWORD_RULE, sipCredentials } from '../sipCredential';
import { KINDS } from './entries';
import { idIn } from './slots';

/** The SIP credential that a Vobiz trunk names. */

export const credentials: SectionPort = {
	rules: {
		keys: { username: { field: fieldOf(sipCredentials.resource, 'username') } },
		read: true,
		remove: 'replace',
		most: 1,
		isUnique: true,
		hasNoMark: true,
	},
	entryOf: KINDS.sipCredentials.entryOf,
	async add(work, _live, { username }, password) {
		const row = await made(
			work,
			async (client) =>
				await createSipCredential(client, {
					username: String(username),
					generatePassword: false,
					password,
					additionalFields: {},
				}),
		);
		await KINDS.sipCredentials.all.put(work, row);
		return row;
	},
	async setPassword(work, _live, { row }, password) {
		const change = { credentialId: idIn(row), updateFields: { password } };
		await sipCredentials.update(work.client(), change);
	},
	async remove(work, _live, { row }) {
		const named = { credentialId: idIn(row), ignoreIfMissing: true };
		await sipCredentials.remove(work.client(), named);
		await KINDS.sipCredentials.all.drop(work, row);
	},
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(sipCredentials.resource, 'password'),
};
