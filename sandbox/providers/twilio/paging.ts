import { type Call, integer, pathOf, text } from './call';
import type { CursorCollection, Page, Place } from './cursorCollection';
import { Refusal } from './errors';

const defaultPageSize = 50;

/** Page tokens: `PA` for the rows after a place, `PB` for those before; prefix and number say which. */
const tokenPattern = /^P([AB])([A-Z]{2})([0-9a-f]{32})$/;

interface PageLinks {
	first: string;
	previous: string | null;
	current: string;
	next: string | null;
}

interface ListPage<Row> extends Page<Row> {
	/** An echo of the `Page` parameter, which alone moves nothing. */
	number: number;
	size: number;
	/** Relative to the host. */
	links: PageLinks;
}

function createToken(direction: 'A' | 'B', prefix: string, ordinal: number): string {
	return `P${direction}${prefix}${ordinal.toString(16).padStart(32, '0')}`;
}

/** @throws {Refusal} 21481 for a token that was not given out for this kind of list. */
function placeOf<Row extends { readonly sid: string }>(
	token: string | undefined,
	prefix: string,
	rows: CursorCollection<Row>,
): Place {
	if (token === undefined) return {};
	const [, direction, tokenPrefix, digits] = tokenPattern.exec(token) ?? [];
	const ordinal = parseInt(digits ?? '', 16);
	if (tokenPrefix !== prefix || !rows.hasIssued(ordinal)) {
		throw new Refusal(21481, 'Invalid PageToken');
	}
	return direction === 'A' ? { after: ordinal } : { before: ordinal };
}

function pageLink(call: Call, size: number, page: number, token?: string): string {
	// Filters keep their place in the query, paging comes last, as in Twilio's examples.
	const filters = Object.entries(call.query).filter(([name]) => !name.startsWith('Page'));
	const parameters = [
		...filters,
		['PageSize', size],
		['Page', page],
		['PageToken', token],
	] as const;
	const query = parameters.flatMap(([name, value]) =>
		value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
	);
	return `${pathOf(call.request)}?${query.join('&')}`;
}

function readPage<Row extends { readonly sid: string }>(
	call: Call,
	rows: CursorCollection<Row>,
	prefix: string,
): ListPage<Row> {
	const size = integer(call.query, 'PageSize') ?? defaultPageSize;
	const number = integer(call.query, 'Page') ?? 0;
	const token = text(call.query, 'PageToken');
	const page = rows.page(placeOf(token, prefix, rows), size);
	const link = (to: number, toToken?: string) => pageLink(call, size, to, toToken);
	return {
		...page,
		number,
		size,
		links: {
			first: link(0),
			previous:
				page.hasPrevious && page.first !== undefined
					? link(Math.max(0, number - 1), createToken('B', prefix, page.first))
					: null,
			current: link(number, token),
			next:
				page.hasNext && page.last !== undefined
					? link(number + 1, createToken('A', prefix, page.last))
					: null,
		},
	};
}

/** A list of the trunking API: rows under `key`, absolute links in `meta`. */
export function trunkingList<Row extends { readonly sid: string }>(
	call: Call,
	rows: CursorCollection<Row>,
	prefix: string,
	key: string,
	toAnswer: (row: Row) => Record<string, unknown>,
): Record<string, unknown> {
	const page = readPage(call, rows, prefix);
	const absolute = (link: string | null) => (link === null ? null : call.world.address() + link);
	return {
		meta: {
			page: page.number,
			page_size: page.size,
			first_page_url: absolute(page.links.first),
			previous_page_url: absolute(page.links.previous),
			url: absolute(page.links.current),
			next_page_url: absolute(page.links.next),
			key,
		},
		[key]: page.rows.map(toAnswer),
	};
}

/** A list of the 2010 API: rows and relative links side by side. */
export function apiList<Row extends { readonly sid: string }>(
	call: Call,
	rows: CursorCollection<Row>,
	prefix: string,
	key: string,
	toAnswer: (row: Row) => Record<string, unknown>,
): Record<string, unknown> {
	const page = readPage(call, rows, prefix);
	return {
		end: Math.max(page.start, page.start + page.rows.length - 1),
		first_page_uri: page.links.first,
		next_page_uri: page.links.next,
		page: page.number,
		page_size: page.size,
		previous_page_uri: page.links.previous,
		start: page.start,
		uri: page.links.current,
		[key]: page.rows.map(toAnswer),
	};
}
