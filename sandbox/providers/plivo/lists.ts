import type { Collection } from '../../collection';
import { invalid } from './errors';
import type { Values } from './state';

export type Query = Readonly<Record<string, string | undefined>>;

const largestPage = 20;

function wholeNumber(query: Query, name: string, initial: number, least: number): number {
	const { [name]: text } = query;
	if (text === undefined) return initial;
	if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw invalid(name);
	return Number(text);
}

/**
 * One page of a list. Links to other pages are relative and lack the slash in front. What happens
 * above the largest page is not documented: refused.
 *
 * @param path the list's own path
 * @throws {Refusal}
 */
export function page<Row extends Values>(
	rows: Collection<Row>,
	passes: (row: Row) => boolean,
	path: string,
	query: Query,
): { meta: Values; rows: Row[] } {
	const limit = wholeNumber(query, 'limit', largestPage, 1);
	const offset = wholeNumber(query, 'offset', 0, 0);
	if (limit > largestPage) throw invalid('limit');
	const found = rows.filter(passes);
	const link = (start: number) => `${path.slice(1)}?limit=${limit}&offset=${start}`;
	const hasMore = offset + limit < found.length;
	return {
		meta: {
			limit,
			offset,
			total_count: found.length,
			previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
			next: hasMore ? link(offset + limit) : null,
		},
		rows: found.slice(offset, offset + limit),
	};
}
