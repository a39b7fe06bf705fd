import type { IDataObject } from 'n8n-workflow';
import type { Entry } from '../../../configuration/configuration';
import type { Live, SectionPort, Work } from '../../../configuration/port';
import { blocksIn, fieldOf, made } from '../../../configuration/tables';
import { createIpAccessControlEntry, ipAccessControlEntries } from '../ipAccessControlEntry';
import { LISTS, removeUnused } from './entries';
import { isMarked, markAlone } from './marks';
import type { Parts } from './parts';
import { idIn, namedBy, otherUser } from './slots';

/** The addresses from which an outbound trunk accepts calls: one list, which is written as a whole. */

const section = 'allowedAddresses';

const { field, blockOf } = blocksIn(fieldOf(ipAccessControlEntries.resource, 'ipAddresses'), {
	ipv6: true,
});

export const addresses: SectionPort<Parts> = {
	rules: {
		keys: { address: { field } },
		read: true,
		remove: 'replace',
		isUnique: true,
		goWithTrunk: true,
	},
	entryOf: () => ({}),
};

const timeOf = (row: IDataObject) => String(row.created_at ?? '');

/** Lists that were made for the trunk and that no trunk names, the oldest first. */
async function looseLists(work: Work, name: string, trunkId?: string): Promise<IDataObject[]> {
	const rows = (await LISTS[section].rows(work)).filter((row) => isMarked(row, name));
	const users = await Promise.all(
		rows.map(async (row) => await otherUser(work, section, idIn(section, row), trunkId)),
	);
	return rows
		.filter((_, index) => users[index] === undefined)
		.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
}

async function write(work: Work, row: IDataObject, entries: Entry[]): Promise<IDataObject> {
	const id = idIn(section, row);
	const ipAddresses = entries.map(({ address }) => blockOf(address));
	const now = await ipAccessControlEntries.update(work.client(), {
		ipAccessControlEntryId: id,
		updateFields: { ipAddresses },
	});
	await LISTS[section].put(work, { ...row, ...now });
	return { ...row, ...now };
}

/** A list with these addresses: one that a run has left, or a new one. Of two that came about at once the older stays. */
async function ownList(work: Work, name: string, entries: Entry[]): Promise<IDataObject> {
	const [left] = await looseLists(work, name);
	if (left !== undefined) return await write(work, left, entries);
	const ipAddresses = entries.map(({ address }) => blockOf(address));
	const row = await made(
		work,
		async (client) =>
			await createIpAccessControlEntry(client, { name: markAlone(name), ipAddresses }),
	);
	await LISTS[section].readAgain(work);
	await LISTS[section].put(work, row);
	const [oldest] = await looseLists(work, name);
	if (oldest === undefined || idIn(section, oldest) === idIn(section, row)) return row;
	await removeUnused(work, section, row);
	return await write(work, oldest, entries);
}

/**
 * Writes the list of a trunk with the addresses that are to be in effect, and returns its ID; none where there are to be
 * no addresses. Other lists that a run has left go.
 */
export async function listFor(work: Work, live: Live<Parts>): Promise<string[]> {
	const hasAny = (live.target[section] ?? []).length > 0;
	const ids = hasAny ? [await writeList(work, live)] : [];
	for (const row of await looseLists(work, live.parts.name)) {
		if (!ids.includes(idIn(section, row))) await removeUnused(work, section, row);
	}
	return ids;
}

async function writeList(work: Work, live: Live<Parts>): Promise<string> {
	const { row: trunk, parts, present, target } = live;
	const shared = (present[section] ?? []).filter(({ sharedIn }) => sharedIn !== undefined);
	const wanted = target[section] ?? [];
	const all = [...shared.map(({ entry }) => entry), ...wanted];
	const entries = [...new Map(all.map((entry) => [entry.address, entry])).values()];
	const [bound] = namedBy(trunk, section);
	const rows = await LISTS[section].rows(work);
	const own = rows.find((row) => shared.length === 0 && idIn(section, row) === bound);
	const list = own ? await write(work, own, entries) : await ownList(work, parts.name, entries);
	return idIn(section, list);
}
