import type { IDataObject } from 'n8n-workflow';
import { AccountList } from '../../../configuration/accountList';
import { keyOf, type Entry, type CarrierSection } from '../../../configuration/configuration';
import type { Live, Present, Work } from '../../../configuration/port';
import { withValues } from '../../../configuration/tables';
import { remove } from '../../../operations/delete';
import { addressesIn, inCidrForm } from '../ipAccessControlEntry';
import { placeOf } from '../requests';
import { trunksUsing } from '../users';
import { isMarked, nameIn, ownNameIn } from './marks';
import { idIn, namedBy, OWN_SECTIONS, otherUser, RESOURCE } from './slots';

/** What belongs to a trunk, found in the lists of the account. */

const listFor = (section: CarrierSection) =>
	new AccountList(
		section,
		(row) => idIn(section, row),
		(client) => placeOf(RESOURCE[section]).list(client),
	);

/** The account's lists, each read once per run. */
export const LISTS: Record<CarrierSection, AccountList> = {
	originationUris: listFor('originationUris'),
	sipCredentials: listFor('sipCredentials'),
	allowedAddresses: listFor('allowedAddresses'),
};

export const uriOf = (row: IDataObject): Entry =>
	withValues({ uri: row.uri, name: ownNameIn(row) });

export const userOf = (row: IDataObject): Entry => withValues({ username: row.username });

/** One row holds all addresses of a trunk. */
const ENTRIES: Record<CarrierSection, (row: IDataObject) => Entry[]> = {
	originationUris: (row) => [uriOf(row)],
	sipCredentials: (row) => [userOf(row)],
	allowedAddresses: (row) => addressesIn(row).map((one) => ({ address: inCidrForm(one) })),
};

/** A trunk: its row, and the name that marks what is made for it. */
export interface Owner {
	row: IDataObject;
	name: string;
}

/** The entries that a trunk names, and the loose ones: made for it, and named by no trunk. */
export async function presentIn(
	work: Work,
	section: CarrierSection,
	{ row: trunk, name }: Owner,
): Promise<Present[]> {
	const trunkId = placeOf('trunk').idOf(trunk);
	const bound = namedBy(trunk, section);
	const present: Present[] = [];
	for (const row of await LISTS[section].rows(work)) {
		const id = idIn(section, row);
		const isBound = bound.includes(id);
		const isLoose = !isBound && isMarked(row, name);
		if (!isBound && !isLoose) continue;
		const other = await otherUser(work, section, id, trunkId);
		if (isLoose && other !== undefined) continue;
		const told = {
			row,
			madeAt: row.created_at,
			...(other === undefined ? {} : { sharedIn: `trunk "${nameIn(other)}"` }),
			...(isLoose ? { isLoose: true } : {}),
		};
		present.push(...ENTRIES[section](row).map((entry) => ({ entry, ...told })));
	}
	return present;
}

/** Reads anew the entries that the trunk will name: another run may have made the same at the same time. */
export async function readAgain(
	work: Work,
	section: CarrierSection,
	owner: Owner,
	{ target }: Live,
): Promise<Present[]> {
	await LISTS[section].readAgain(work);
	const wanted = (target[section] ?? []).map((entry) => keyOf(section, entry));
	const isWanted = ({ entry, isLoose }: Present) =>
		!isLoose || wanted.includes(keyOf(section, entry));
	const present = (await presentIn(work, section, owner)).filter(isWanted);
	return present.map((one) => ({ ...one, isLoose: false }));
}

/** Deletes an entry, unless a trunk names it, which is asked just before: with a URI, Plivo deletes its trunks. */
export async function removeUnused(
	work: Work,
	section: CarrierSection,
	row: IDataObject,
): Promise<void> {
	const id = idIn(section, row);
	const resource = RESOURCE[section];
	if ((await trunksUsing(work.client(), resource, id)).length > 0) return;
	const client = work.client();
	await remove(client, { ignoreIfMissing: true }, {}, placeOf(resource).at(client, id));
	await LISTS[section].drop(work, row);
}

/** Removes what was made for a trunk of this name and is named by no trunk. */
export async function removeLeft(work: Work, name: string): Promise<void> {
	for (const section of OWN_SECTIONS) {
		const rows = (await LISTS[section].rows(work)).filter((row) => isMarked(row, name));
		for (const row of rows) await removeUnused(work, section, row);
	}
}

/** Removes what a trunk alone has used and what was made for it, after the trunk is gone. */
export async function removeOwn(work: Work, { present }: Live): Promise<void> {
	for (const section of OWN_SECTIONS) {
		const rows = (present[section] ?? [])
			.filter(({ sharedIn, row }) => sharedIn === undefined && Object.keys(row).length > 0)
			.map(({ row }) => row);
		for (const row of new Set(rows)) await removeUnused(work, section, row);
	}
}
