import type { Live, Work } from '../../../configuration/port';
import { isMarked, ownNameIn } from './marks';
import { uris } from './originationUris';
import type { Parts } from './parts';
import { idIn, idsFor, namedBy } from './slots';

const section = 'originationUris';

/**
 * Writes the trunk's mark on the URIs that it will not name any more and people have made. Else nobody would find them
 * again where a run ends before they are removed. A SIP credential cannot be renamed without its password: one without a
 * mark that is replaced stays then.
 */
export async function markLeaving(work: Work, live: Live<Parts>): Promise<void> {
	const named = namedBy(live.row, section);
	const stays = idsFor(live, section);
	for (const present of live.present[section] ?? []) {
		const { row, entry, sharedIn } = present;
		const id = idIn(section, row);
		const isLeaving = named.includes(id) && !stays.includes(id);
		if (!isLeaving || sharedIn !== undefined || isMarked(row, live.parts.name)) continue;
		const name = ownNameIn(row) || String(entry.uri);
		present.row = (await uris.change?.(work, live, present, { name })) ?? row;
	}
}
