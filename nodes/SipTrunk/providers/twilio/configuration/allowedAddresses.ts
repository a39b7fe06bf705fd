import type { IDataObject } from 'n8n-workflow';
import type { Entry } from '../../../configuration/configuration';
import type { Live, Present, SectionPort, Work } from '../../../configuration/port';
import { blocksIn, fieldOf, made, withValues } from '../../../configuration/tables';
import { createIpAccessControlEntry, ipAccessControlEntries } from '../ipAccessControlEntry';
import { ipAccessControlLists } from '../ipAccessControlList';
import { ofLists, OwnLists, type Lists } from '../ownLists';

/** The addresses from which a Twilio trunk accepts calls, which stand in an IP access control list of its own. */

const { field, blockOf } = blocksIn(fieldOf(ipAccessControlEntries.resource, 'ipAddress'));

const addressOf = (row: IDataObject): Entry =>
	withValues({
		address: ipAccessControlEntries.resource.simplify(row).cidr,
		name: row.friendly_name,
	});

export const ownAddressLists = new OwnLists({
	section: 'allowedAddresses',
	resource: 'ipAccessControlList',
	lists: ipAccessControlLists,
	entriesOf: (client, list) => ipAccessControlEntries.list(client, { ipAccessControlListId: list }),
	entryOf: addressOf,
	listKey: 'ip_access_control_list_sid',
});

const addressNamed = ({ row }: Present) => ({
	ipAccessControlListId: String(row.ip_access_control_list_sid),
	ipAccessControlEntryId: String(row.sid),
});

const rename = async (work: Work, present: Present, name: string) =>
	await ipAccessControlEntries.update(work.client(), {
		...addressNamed(present),
		updateFields: { name },
	});

/**
 * Names differ within a list, so an entry that is to get another name, or to go, gives up the one that is wanted: until
 * then it has its address for a name.
 */
async function freeName(work: Work, { present }: Live, name: unknown): Promise<void> {
	const holder = present.allowedAddresses?.find(
		({ entry, sharedIn }) => sharedIn === undefined && name !== undefined && entry.name === name,
	);
	if (holder === undefined) return;
	await rename(work, holder, String(holder.entry.address));
	holder.entry.name = holder.entry.address;
}

export const addresses: SectionPort<Lists> = {
	rules: {
		keys: {
			address: { field },
			name: {
				field: fieldOf(ipAccessControlEntries.resource, 'name'),
				change: true,
				isDistinct: true,
			},
		},
		read: true,
		remove: true,
		isUnique: true,
	},
	entryOf: addressOf,
	async add(work, live, { address, name }) {
		await freeName(work, live, name);
		const ipAccessControlListId = await ownAddressLists.own(work, live);
		return await made(
			work,
			async (client) =>
				await createIpAccessControlEntry(client, {
					ipAccessControlListId,
					ipAddress: blockOf(address),
					name: String(name ?? address),
				}),
		);
	},
	async change(work, live, present, { name }) {
		await freeName(work, live, name);
		return await rename(work, present, String(name));
	},
	async remove(work, _live, present) {
		const named = { ...addressNamed(present), ignoreIfMissing: true };
		await ipAccessControlEntries.remove(work.client(), named);
	},
	...ofLists(ownAddressLists),
};
