import type { SectionPort } from '../../../configuration/port';
import { fieldOf, made } from '../../../configuration/tables';
import { generatePassword } from '../../../fields/password';
import { createSipCredential, PASSWORD_RULE, sipCredentials } from '../sipCredential';
import { LISTS, readAgain, removeUnused, userOf } from './entries';
import { markAlone } from './marks';
import { ownerOf, type Parts } from './parts';
import { idIn } from './slots';

/** The SIP credential that an outbound trunk names. Whether a user name can be there twice is not documented. */

export const credentials: SectionPort<Parts> = {
	rules: {
		keys: { username: { field: fieldOf(sipCredentials.resource, 'username') } },
		read: true,
		remove: 'replace',
		most: 1,
		isUnique: false,
		goWithTrunk: true,
	},
	entryOf: userOf,
	async add(work, { parts }, { username }, password) {
		const row = await made(
			work,
			async (client) =>
				await createSipCredential(client, {
					username: String(username),
					generatePassword: false,
					password,
					additionalFields: { name: markAlone(parts.name) },
				}),
		);
		await LISTS.sipCredentials.put(work, row);
		return row;
	},
	async setPassword(work, _live, { row, entry }, password) {
		await sipCredentials.update(work.client(), {
			credentialId: idIn('sipCredentials', row),
			updateFields: { username: String(entry.username), password },
		});
	},
	remove: async (work, _live, { row }) => await removeUnused(work, 'sipCredentials', row),
	again: async (work, live) => await readAgain(work, 'sipCredentials', ownerOf(live), live),
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(sipCredentials.resource, 'password'),
};
