import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient, ProviderRequest } from '../contract/request';
import { originOf } from './address';
import { RequestFailure } from './errors';
import { pagesOf, rowsOf, type Following, type Listing, type Page } from './pages';
import { ReadAhead } from './readAhead';

/**
 * The ways in which providers hand out lists, each as an async generator: a caller that has enough stops asking. A way
 * says what to ask for after a page; what keeps a list from going on for ever is the same for all.
 */

interface SizedListing extends Listing {
	maxPageSize: number;
}

/** How many rows have to be read at most. */
const rowsToRead = ({ rowsWanted = Infinity }: ProviderClient, { isSearched }: Listing) =>
	isSearched ? Infinity : rowsWanted;

/** No more rows on a page than have to be read. */
const pageSizeOf = (client: ProviderClient, listing: SizedListing) =>
	Math.min(rowsToRead(client, listing), listing.maxPageSize);

/** The request for a part of a list. */
const request = (
	{ method = 'GET', path, host, query, body }: Listing,
	more: Pick<ProviderRequest, 'query' | 'body'> = {},
): ProviderRequest => ({
	method,
	path,
	host,
	query: { ...query, ...more.query },
	// A list that is asked for by another method changes nothing either.
	...(method === 'GET' ? {} : { readsOnly: true }),
	...(body === undefined && more.body === undefined ? {} : { body: { ...body, ...more.body } }),
});

/** Reads the page that a request asks for. */
const reader =
	(client: ProviderClient, listing: Listing) =>
	(asked: ProviderRequest): Following => ({
		key: JSON.stringify([asked.path, asked.query, asked.body]),
		page: async () => {
			const body = await client.sendForAny(asked);
			return { body, rows: rowsOf(listing, body) };
		},
	});

/** The whole list in one answer. */
export function singlePage(client: ProviderClient, listing: Listing) {
	const whole = reader(client, listing)(request(listing));
	return pagesOf(listing, rowsToRead(client, listing), whole, () => undefined);
}

export interface NumberedListing extends SizedListing {
	/** Names of the query parameters. */
	parameters: { page: string; pageSize: string };
	/** How many pages there are, or undefined where the answer does not say. */
	totalPages(body: unknown): number | undefined;
}

/** Pages counted from 1. */
export function numberedPages(client: ProviderClient, listing: NumberedListing) {
	const pageSize = pageSizeOf(client, listing);
	const read = reader(client, listing);
	const { parameters } = listing;
	const numbered = (page: number) =>
		read(request(listing, { query: { [parameters.page]: page, [parameters.pageSize]: pageSize } }));
	let page = 1;
	return pagesOf(listing, rowsToRead(client, listing), numbered(page), ({ body, rows }) => {
		const total = listing.totalPages(body);
		// After a full page there may be more, whatever the answer says.
		if (rows.length === 0 || (rows.length < pageSize && page >= (total ?? 0))) return undefined;
		page += 1;
		return { ...numbered(page), promised: total === undefined ? undefined : page <= total };
	});
}

export interface OffsetListing extends SizedListing {
	/** Names of the query parameters. */
	parameters: { pageSize: string; offset: string };
	total(body: unknown): number | undefined;
}

/**
 * Pages by how many rows come before. Where the first answer tells the total, the others are asked for side by side,
 * as many at a time as requests may be under way, and handed out in order.
 */
export async function* offsetPages(client: ProviderClient, listing: OffsetListing) {
	const pageSize = pageSizeOf(client, listing);
	const read = reader(client, listing);
	const { parameters } = listing;
	const from = (offset: number, signal?: AbortSignal) =>
		read({
			...request(listing, {
				query: { [parameters.pageSize]: pageSize, [parameters.offset]: offset },
			}),
			...(signal === undefined ? {} : { signal }),
		});
	const ahead = new ReadAhead<Page>(
		client.parallel,
		async (offset, signal) => await from(offset, signal).page(),
	);
	const wanted = rowsToRead(client, listing);
	let total: number | undefined;
	const pages = pagesOf(listing, wanted, from(0), ({ body, rows }, seen) => {
		if (rows.length === 0) return undefined;
		const fullPage = ahead.step || pageSize;
		if (ahead.step === 0) {
			total = listing.total(body);
			// A server may hand out smaller pages than it was asked for, or everything at once.
			ahead.plan({ step: rows.length, end: Math.min(total ?? 0, wanted) });
		}
		// After a full page: either that was all, or the total is wrong or missing.
		if (!ahead.hasMore && (rows.length !== fullPage || seen >= wanted)) return undefined;
		return {
			key: String(seen),
			page: async () => await ahead.next(),
			promised: total === undefined ? undefined : seen < total,
		};
	});
	try {
		yield* pages;
	} finally {
		ahead.stop();
	}
}

export interface LinkedListing extends Listing {
	/** Query parameter and largest value of the page size. */
	pageSize: { parameter: string; max: number };
	/** The link to the next page, absolute or from the root of the host, or null at the end. */
	next(body: unknown): unknown;
}

/** Pages of which each names the next; the link is followed as it is, but never to another host. */
export function linkedPages(client: ProviderClient, listing: LinkedListing) {
	const { parameter, max } = listing.pageSize;
	const read = reader(client, listing);
	const wanted = rowsToRead(client, listing);
	const query = { [parameter]: Math.min(wanted, max) };
	return pagesOf(listing, wanted, read(request(listing, { query })), ({ body }) => {
		const link = listing.next(body);
		if (isNone(link)) return undefined;
		if (typeof link !== 'string') throw noAddress();
		const path = pathOf(link, listing.path);
		return { ...read({ method: 'GET', path, host: listing.host, query: {} }), promised: true };
	});
}

/**
 * The path and query of a link. The host is left out: requests go to the credential's address only, also where a
 * regional or self-hosted address hands out links to another.
 */
function pathOf(link: string, start: string): string {
	const fromRoot = link.slice(originOf(link).length);
	const [, firstSegment] = start.split('/');
	const at = fromRoot.indexOf(`/${firstSegment}/`);
	const path = at < 0 ? fromRoot : fromRoot.slice(at);
	// Put behind a host name, anything else could make another host of it.
	if (path.startsWith('/')) return path;
	throw noAddress();
}

/** How an answer says that there is no next page. */
const isNone = (next: unknown) => next === undefined || next === null || next === '';

const noAddress = () =>
	new RequestFailure('The provider names a next page by a link that is not an address.', {
		cause: 'refused',
		advice: 'Use Limit instead of Return All, or try again later.',
	});

export interface CursorListing extends SizedListing {
	/** What the request for a page has beside; `cursor` is undefined for the first one. */
	page(pageSize: number, cursor: string | undefined): Pick<ProviderRequest, 'query' | 'body'>;
	/** What the next page is asked for by, from an answer and its rows; nothing at the end. */
	cursor(body: unknown, rows: IDataObject[]): unknown;
}

/** Pages of which each hands out a token for the next, which goes into the query or the body. */
export function cursorPages(client: ProviderClient, listing: CursorListing) {
	const pageSize = pageSizeOf(client, listing);
	const read = reader(client, listing);
	const after = (cursor?: string) => read(request(listing, listing.page(pageSize, cursor)));
	return pagesOf(listing, rowsToRead(client, listing), after(), ({ body, rows }) => {
		const cursor = listing.cursor(body, rows);
		if (isNone(cursor)) return undefined;
		if (typeof cursor !== 'string') throw noAddress();
		return { ...after(cursor), promised: true };
	});
}
