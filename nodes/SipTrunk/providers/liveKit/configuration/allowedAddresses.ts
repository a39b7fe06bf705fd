import type { IDataObject } from 'n8n-workflow';
import type { Live, Present, SectionPort } from '../../../configuration/port';
import { withValues } from '../../../configuration/tables';
import type { Field } from '../../../contract/provider';
import { addressBlock } from '../../../validation/network';
import { sources } from '../checks';
import { field, type Parts } from './parts';

/** The addresses from which an inbound trunk takes calls; they stand in the trunk itself. */

const readBlock = addressBlock({ ipv6: true });

/** As configurations have it: an address with its prefix length, or a host name. */
function asEntry(stored: unknown): string {
	const text = String(stored);
	try {
		return readBlock(text, '')?.cidr ?? text;
	} catch {
		return text;
	}
}

const addressField: Field = {
	...field('allowedAddresses'),
	check: (value, label) => sources(value, label)?.map(asEntry)[0],
};

const addressOf = (row: IDataObject) => withValues({ address: row.address });

export const addresses: SectionPort<Parts> = {
	rules: {
		keys: { address: { field: addressField } },
		read: true,
		remove: true,
		isUnique: true,
		goWithTrunk: true,
	},
	entryOf: addressOf,
};

/** The addresses of a trunk's row, as entries. */
export const addressesIn = (row: IDataObject): Present[] =>
	((row.allowed_addresses ?? []) as string[]).map((stored) => {
		const address = asEntry(stored);
		return { entry: { address }, row: { address } };
	});

/** The list to write: the one that is there now, with what this run adds and without what it removes. */
export function listToWrite(now: string[], { present, target }: Live<Parts>): string[] {
	const before = (present.allowedAddresses ?? []).map(({ entry }) => String(entry.address));
	const after = (target.allowedAddresses ?? []).map(({ address }) => String(address));
	const stays = now.filter((one) => after.includes(one) || !before.includes(one));
	return [...new Set([...stays, ...after.filter((one) => !before.includes(one))])];
}
