import type { Values } from './protojson';
import type { LiveKitState } from './state';

export interface Page {
	after_id?: string;
	limit?: number;
}

const defaultPageSize = 1000;

/**
 * The service walks through all pages itself and answers everything. With a page and a filter it
 * stops at the first page in which the filter leaves nothing, and loses the rows behind it.
 */
export function listed<Row>(
	rows: readonly Row[],
	idOf: (row: Row) => string,
	passes: (row: Row) => boolean,
	page: Page | undefined,
): Row[] {
	const sorted = [...rows].sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
	if (page === undefined) return sorted.filter(passes);
	const { after_id: afterId = '', limit = 0 } = page;
	const size = limit > 0 ? limit : defaultPageSize;
	const behind = sorted.filter((row) => idOf(row) > afterId);
	const found: Row[] = [];
	for (let start = 0; start < behind.length; start += size) {
		const passing = behind.slice(start, start + size).filter(passes);
		if (passing.length === 0) break;
		found.push(...passing);
	}
	return found;
}

/** The items of an answer: with IDs asked for, what the account puts in the place of unknown ones. */
export function inPlace<Row extends Values>(
	found: Row[],
	idOf: (row: Row) => string,
	ids: readonly string[] | undefined,
	unknownItem: LiveKitState['unknownItem'],
): Array<Values | null> {
	if (ids === undefined || ids.length === 0 || unknownItem === 'leftOut') return found;
	const unknown = unknownItem === 'null' ? null : {};
	return ids.map((id) => found.find((row) => idOf(row) === id) ?? unknown);
}
