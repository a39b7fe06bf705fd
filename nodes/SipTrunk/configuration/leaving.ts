import type { IDataObject } from 'n8n-workflow';
import type { Present } from './port';

/**
 * What a trunk names and will not name any more, and nobody else uses. What shows nothing of the trunk has to be marked
 * before that: else nobody would find it again where a run ends before it is removed.
 *
 * @param named the IDs of all that the trunk names
 * @param stays the IDs of all that it will name
 */
export const leaving = (
	present: Present[] = [],
	{ named, stays, idIn }: { named: string[]; stays: string[]; idIn(row: IDataObject): string },
): Present[] =>
	present.filter(
		({ row, sharedIn }) =>
			sharedIn === undefined && named.includes(idIn(row)) && !stays.includes(idIn(row)),
	);
