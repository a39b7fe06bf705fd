import type { IDataObject } from 'n8n-workflow';
import { leaving } from '../../../configuration/leaving';
import type { Live, Work } from '../../../configuration/port';
import { isMarked, ownNameIn } from './marks';
import { uris } from './originationUris';
import type { Parts } from './parts';
import { idIn, idsFor, namedBy } from './slots';

const section = 'originationUris';

/**
 * Writes the trunk's mark on the URIs that it will not name any more and people have made. A SIP credential cannot be
 * renamed without its password: one without a mark that is replaced stays where a run ends before it is removed.
 */
export async function markLeaving(work: Work, live: Live<Parts>): Promise<void> {
	const ids = {
		named: namedBy(live.row, section),
		stays: idsFor(live, section),
		idIn: (row: IDataObject) => idIn(section, row),
	};
	for (const present of leaving(live.present[section], ids)) {
		const { row, entry } = present;
		if (isMarked(row, live.parts.name)) continue;
		const name = ownNameIn(row) || String(entry.uri);
		present.row = (await uris.change?.(work, live, present, { name })) ?? row;
	}
}
