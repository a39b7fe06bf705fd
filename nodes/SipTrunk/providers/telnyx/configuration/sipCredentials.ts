import type { IDataObject } from 'n8n-workflow';
import type { Present, SectionPort } from '../../../configuration/port';
import { fieldOf, withValues } from '../../../configuration/tables';
import { generatePassword } from '../../../fields/password';
import { trunks } from '../trunk';
import { PASSWORD_RULE } from '../trunkFields';

/**
 * The user name and the password of a Credential trunk. It has exactly one, which stands in the trunk and is made with
 * it. How an FQDN trunk gets one is not in the published API, so that such a trunk has none here.
 */

export const credentialsIn = (row: IDataObject): Present[] => {
	const entry = credentials.entryOf(row);
	return entry.username === undefined ? [] : [{ entry, row: { user_name: row.user_name } }];
};

export const credentials: SectionPort = {
	rules: {
		keys: { username: { field: fieldOf(trunks.resource, 'username') } },
		read: true,
		remove: 'replace',
		most: 1,
		isUnique: true,
		goWithTrunk: true,
		isMadeWithTrunk: true,
	},
	entryOf: ({ user_name: username }) => withValues({ username }),
	/** In place of the one that is there. */
	async add(work, live, { username }, password) {
		const row = await trunks.update(work.client(), {
			trunkId: live.id,
			updateFields: { username: String(username), password },
		});
		live.row = { ...live.row, ...row, user_name: username };
		return { user_name: username };
	},
	/** It is gone with the one that has taken its place. */
	remove: async () => await Promise.resolve(),
	async setPassword(work, { id: trunkId }, _present, password) {
		await trunks.update(work.client(), { trunkId, updateFields: { password } });
	},
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(trunks.resource, 'password'),
};
