import type { SectionPort } from '../../../configuration/port';
import { blocksIn, fieldOf, made } from '../../../configuration/tables';
import { createIpAccessControlEntry, ipAccessControlEntries } from '../ipAccessControlEntry';
import { KINDS, noteChanged, readAgain } from './entries';
import { marked } from './marks';
import { idIn } from './slots';

/** The address from which a Vobiz trunk accepts calls. */

const { field, blockOf } = blocksIn(fieldOf(ipAccessControlEntries.resource, 'ipAddress'));

export const addresses: SectionPort = {
	rules: {
		keys: {
			address: { field },
			name: { field: fieldOf(ipAccessControlEntries.resource, 'name'), change: true },
		},
		read: true,
		remove: 'replace',
		most: 1,
		isUnique: false,
	},
	entryOf: KINDS.allowedAddresses.entryOf,
	async add(work, { id }, { address, name }) {
		const row = await made(
			work,
			async (client) =>
				await createIpAccessControlEntry(client, {
					name: marked(name ?? address, id),
					ipAddress: blockOf(address),
				}),
		);
		await KINDS.allowedAddresses.all.put(work, row);
		return row;
	},
	async change(work, { id }, { row: before }, { name }) {
		const description = marked(name, id);
		const row = await ipAccessControlEntries.update(work.client(), {
			ipAccessControlEntryId: idIn(before),
			updateFields: { name: description },
		});
		return await noteChanged(work, 'allowedAddresses', before, { sent: { description }, row });
	},
	async remove(work, _live, { row }) {
		const named = { ipAccessControlEntryId: idIn(row), ignoreIfMissing: true };
		await ipAccessControlEntries.remove(work.client(), named);
		await KINDS.allowedAddresses.all.drop(work, row);
	},
	again: async (work, live) => await readAgain(work, 'allowedAddresses', live),
};
