import { keyOf, type SectionName } from '../../../configuration/configuration';
import { leaving } from '../../../configuration/leaving';
import type { Live, Work } from '../../../configuration/port';
import { addresses } from './allowedAddresses';
import { isMarked, nameIn } from './marks';
import { uris } from './originationUris';
import { idIn, idsFor, namedBy } from './slots';

/** What has a name to mark. A user name has none: one that is replaced stays where a run ends before it is removed. */
const MARKABLE = { originationUris: uris, allowedAddresses: addresses };

/** Writes the trunk's mark on what it will not name any more and people have made. */
export async function markLeaving(work: Work, live: Live, changed: SectionName[]): Promise<void> {
	for (const section of ['originationUris', 'allowedAddresses'] as const) {
		if (!changed.includes(section)) continue;
		const named = namedBy(live.row, section);
		const stays = idsFor(live, section);
		for (const present of leaving(live.present[section], { named, stays, idIn })) {
			const { row, entry } = present;
			if (isMarked(row, live.id)) continue;
			const name = nameIn(row) || keyOf(section, entry);
			present.row = (await MARKABLE[section].change?.(work, live, present, { name })) ?? row;
		}
	}
}
