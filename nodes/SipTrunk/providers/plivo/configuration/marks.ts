import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../../../rows/reported';

/**
 * What is made for a trunk carries the trunk's name in its own, so that it is found again where a run ended before the
 * trunk named it. The trunk has no ID yet when it is made.
 */

const BEGINNING = 'for trunk';

const mark = (trunkName: string) => `${BEGINNING} ${trunkName}`;

/** The name of an entry that is made for a trunk and has a name of its own. */
export const marked = (name: unknown, trunkName: string) => `${String(name)} (${mark(trunkName)})`;

/** The name of one that has none of its own. */
export const markAlone = mark;

export const nameIn = (row: IDataObject): string => textOrNull(row.name) ?? '';

/** Whether something was made for the trunk of this name. */
export const isMarked = (row: IDataObject, trunkName: string): boolean =>
	nameIn(row) === mark(trunkName) || nameIn(row).endsWith(` (${mark(trunkName)})`);

/** The name of an entry without the mark. */
export const ownNameIn = (row: IDataObject): string =>
	nameIn(row).replace(/ \(for trunk .*\)$/s, '');
