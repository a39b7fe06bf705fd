import type { IDataObject } from 'n8n-workflow';
import type { Present, SectionPort, Work } from '../../../configuration/port';
import { allOf, fieldOf, made, withValues } from '../../../configuration/tables';
import type { Field } from '../../../contract/provider';
import { singleAddress } from '../../../validation/network';
import {
	cidrOf,
	createIpAccessControlEntry,
	ipAccessControlEntries,
	ips,
} from '../ipAccessControlEntry';

/** The addresses of an IP trunk: from them calls are accepted, and to them calls go. */

const addressField: Field = {
	...fieldOf(ipAccessControlEntries.resource, 'ipAddress'),
	check: (value, label) => {
		const address = singleAddress(value, label);
		return address === undefined ? undefined : cidrOf({ ip_address: address });
	},
};

/** Calls go there as well, and over TLS a telephone system expects them at another port. */
const usualPort = ({ transport_protocol: transport }: IDataObject) =>
	transport === 'TLS' ? 5061 : 5060;

const withoutLength = (address: unknown) => String(address).replace(/\/\d+$/, '');

/** Added by the node to the row that stands for an address: the IDs of those with another port. */
const OTHER_PORTS = 'other_port_ids';

const timeOf = (row: IDataObject) => String(row.created_at ?? '');

/**
 * An address may be there with several ports, which are not told in a configuration: the oldest stands for all. What
 * has its port as well is a copy.
 */
function presentIn(rows: IDataObject[]): Present[] {
	const byAge = [...rows].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
	return byAge.flatMap((row): Present[] => {
		const same = byAge.filter((other) => other.ip_address === row.ip_address);
		const [oldest] = same;
		if (row.port !== oldest.port) return [];
		const others = same.filter(({ port }) => port !== oldest.port).map(({ id }) => String(id));
		return [
			{
				entry: addresses.entryOf(row),
				row: row === oldest ? { ...row, [OTHER_PORTS]: others } : row,
				madeAt: row.created_at,
				id: String(row.id),
			},
		];
	});
}

/** The addresses of a trunk, as entries. */
export const addressesOf = async (work: Work, trunkId: string): Promise<Present[]> =>
	presentIn(await allOf(ips(work.client(), trunkId)));

export const addresses: SectionPort = {
	rules: {
		keys: { address: { field: addressField } },
		read: true,
		remove: true,
		isUnique: false,
	},
	entryOf: (row) => withValues({ address: cidrOf(row) }),
	add: async (work, { id: trunkId, row }, { address }) =>
		await made(
			work,
			async (client) =>
				await createIpAccessControlEntry(client, {
					trunkId,
					ipAddress: withoutLength(address),
					additionalFields: { port: usualPort(row) },
				}),
		),
	async remove(work, _live, { row }) {
		const others = (row[OTHER_PORTS] ?? []) as string[];
		for (const id of [...others, String(row.id)]) {
			const named = { ipAccessControlEntryId: id, ignoreIfMissing: true };
			await ipAccessControlEntries.remove(work.client(), named);
		}
	},
	again: async (work, { id }) => await addressesOf(work, id),
};
