import type { IDataObject } from 'n8n-workflow';
import { keyOf, type CarrierSection } from '../../../configuration/configuration';
import type { Live, Present, Work } from '../../../configuration/port';
import { vobizApi } from '../api';

/** A Vobiz trunk names what it uses: at most one credential, one address, and a primary and a fallback URI. */

/** The keys of a trunk's row that hold the IDs of a section's entries. */
export const SLOTS: Record<CarrierSection, string[]> = {
	originationUris: ['primary_uri_uuid', 'fallback_uri_uuid'],
	sipCredentials: ['credential_uuid'],
	allowedAddresses: ['ipacl_uuid'],
};

export const OWN_SECTIONS = Object.keys(SLOTS) as CarrierSection[];

export const idIn = ({ id }: IDataObject) => String(id);

/** The IDs of a section's entries that a trunk names. */
export const namedBy = (trunk: IDataObject, section: CarrierSection): string[] =>
	SLOTS[section].flatMap((slot) => (trunk[slot] ? [String(trunk[slot])] : []));

/** Another trunk that names the entry with this ID, or undefined. */
export async function otherUser(
	work: Work,
	section: CarrierSection,
	id: string,
	trunkId: string | undefined,
): Promise<IDataObject | undefined> {
	return (await work.trunks()).find(
		(trunk) => vobizApi.idOf(trunk) !== trunkId && namedBy(trunk, section).includes(id),
	);
}

/** The IDs that a trunk is to name: by priority, and of equal ones those first that it names already. */
export function idsFor({ present, target, row }: Live, section: CarrierSection): string[] {
	const wanted = (target[section] ?? []).map((entry) => keyOf(section, entry));
	const bound = namedBy(row, section);
	const seen = new Set<string>();
	const place = (one: Present) => {
		const index = bound.indexOf(idIn(one.row));
		return index < 0 ? bound.length : index;
	};
	return (present[section] ?? [])
		.filter(({ entry, isLoose, sharedIn }) => {
			const key = keyOf(section, entry);
			const isIn = !isLoose && (sharedIn !== undefined || wanted.includes(key)) && !seen.has(key);
			if (isIn) seen.add(key);
			return isIn;
		})
		.sort(
			(a, b) =>
				Number(a.entry.priority ?? 0) - Number(b.entry.priority ?? 0) || place(a) - place(b),
		)
		.map(({ row: own }) => idIn(own));
}
