import type { IDataObject } from 'n8n-workflow';
import { keyOf, type CarrierSection } from '../../../configuration/configuration';
import type { Live, Present, Work } from '../../../configuration/port';
import { placeOf } from '../requests';
import { SLOTS as SLOTS_OF, type Named } from '../users';

/** A trunk names what it uses: at most one credential, one list of addresses, and a primary and a fallback URI. */

/** The resource of a section's entries. */
export const RESOURCE: Record<CarrierSection, Named> = {
	originationUris: 'originationUri',
	sipCredentials: 'sipCredential',
	allowedAddresses: 'ipAccessControlEntry',
};

export const OWN_SECTIONS = Object.keys(RESOURCE) as CarrierSection[];

/** The keys of a trunk's row that hold the IDs of a section's entries. */
export const slotsOf = (section: CarrierSection): readonly string[] => SLOTS_OF[RESOURCE[section]];

export const idIn = (section: CarrierSection, row: IDataObject): string =>
	String(placeOf(RESOURCE[section]).idOf(row));

/** The IDs of a section's entries that a trunk names. */
export const namedBy = (trunk: IDataObject, section: CarrierSection): string[] =>
	slotsOf(section).flatMap((slot) => (trunk[slot] ? [String(trunk[slot])] : []));

const trunkIdIn = placeOf('trunk').idOf;

/** Another trunk that names the entry with this ID, or undefined. */
export async function otherUser(
	work: Work,
	section: CarrierSection,
	id: string,
	trunkId: string | undefined,
): Promise<IDataObject | undefined> {
	return (await work.trunks()).find(
		(trunk) => trunkIdIn(trunk) !== trunkId && namedBy(trunk, section).includes(id),
	);
}

/** The IDs that a trunk is to name: those that it names already first, in their order. */
export function idsFor({ present, target, row }: Live, section: CarrierSection): string[] {
	const wanted = (target[section] ?? []).map((entry) => keyOf(section, entry));
	const bound = namedBy(row, section);
	const isIn = ({ entry, isLoose, sharedIn }: Present) =>
		!isLoose && (sharedIn !== undefined || wanted.includes(keyOf(section, entry)));
	const place = (one: Present) => {
		const index = bound.indexOf(idIn(section, one.row));
		return index < 0 ? bound.length + wanted.indexOf(keyOf(section, one.entry)) : index;
	};
	const entries = (present[section] ?? []).filter(isIn).sort((a, b) => place(a) - place(b));
	const ids = new Map(entries.map((one) => [keyOf(section, one.entry), idIn(section, one.row)]));
	return [...new Set(ids.values())];
}
