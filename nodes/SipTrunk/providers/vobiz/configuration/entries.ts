import type { IDataObject } from 'n8n-workflow';
import { AccountList } from '../../../configuration/accountList';
import { keyOf, type Entry, type CarrierSection } from '../../../configuration/configuration';
import type { Live, Present, Scope, Work } from '../../../configuration/port';
import { withValues } from '../../../configuration/tables';
import type { ProviderClient } from '../../../contract/request';
import { vobizApi } from '../api';
import { ipAccessControlEntries } from '../ipAccessControlEntry';
import { originationUris } from '../originationUri';
import { sipCredentials } from '../sipCredential';
import { isMarked, nameIn } from './marks';
import { idIn, namedBy, otherUser } from './slots';

/** What belongs to a trunk, found in the lists of the account. */

const uriOf = (row: IDataObject): Entry =>
	withValues({ uri: row.uri, name: nameIn(row), priority: row.priority });

const userOf = (row: IDataObject) => withValues({ username: row.username });

const addressOf = (row: IDataObject): Entry =>
	withValues({ address: ipAccessControlEntries.resource.simplify(row).cidr, name: nameIn(row) });

const listFor = (
	section: CarrierSection,
	{ list }: { list(client: ProviderClient, values: object): AsyncIterable<IDataObject> },
) => new AccountList(section, idIn, (client) => list(client, {}));

/** By section: the list of the account, and how one of its rows reads as an entry. */
export const KINDS = {
	originationUris: { all: listFor('originationUris', originationUris), entryOf: uriOf },
	sipCredentials: { all: listFor('sipCredentials', sipCredentials), entryOf: userOf },
	allowedAddresses: {
		all: listFor('allowedAddresses', ipAccessControlEntries),
		entryOf: addressOf,
	},
};

/**
 * The entries that a trunk names, and the loose ones: made for it, and named by no trunk. A credential has no mark: it is
 * loose if its user name is wanted.
 *
 * @param trunk its row
 */
export async function presentIn(
	work: Work,
	section: CarrierSection,
	trunk: IDataObject,
	{ wanted = {} }: Scope,
): Promise<Present[]> {
	const trunkId = String(vobizApi.idOf(trunk));
	const bound = namedBy(trunk, section);
	const names = (wanted[section] ?? []).map((entry) => keyOf(section, entry));
	const isLoose = (row: IDataObject) =>
		section === 'sipCredentials' ? names.includes(String(row.username)) : isMarked(row, trunkId);
	const { all, entryOf } = KINDS[section];
	const present: Present[] = [];
	for (const row of await all.rows(work)) {
		const isBound = bound.includes(idIn(row));
		if (!isBound && !isLoose(row)) continue;
		const other = await otherUser(work, section, idIn(row), trunkId);
		// What hangs on another trunk is not this one's to take.
		if (!isBound && other !== undefined) continue;
		present.push({
			entry: entryOf(row),
			row,
			madeAt: row.created_at,
			...(other === undefined ? {} : { sharedIn: `trunk "${String(other.name)}"` }),
			...(isBound ? {} : { isLoose: true }),
		});
	}
	return present;
}

/** Reads anew the entries that the trunk will name: another run may have made the same at the same time. */
export async function readAgain(
	work: Work,
	section: CarrierSection,
	{ row }: Live,
): Promise<Present[]> {
	await KINDS[section].all.readAgain(work);
	const scope = { sections: [section], looseToo: () => true, isNew: false };
	const present = await presentIn(work, section, row, scope);
	return present.map((one) => ({ ...one, isLoose: false }));
}

/**
 * Notes a changed entry in the list of the account, and returns its row.
 *
 * @param sent what was changed, by the keys of rows: the answer need not show it
 */
export async function noteChanged(
	work: Work,
	section: CarrierSection,
	before: IDataObject,
	{ sent, row }: { sent: IDataObject; row: IDataObject },
): Promise<IDataObject> {
	const after = { ...before, ...sent, ...row };
	await KINDS[section].all.put(work, after);
	return after;
}
