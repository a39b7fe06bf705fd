import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient, ProviderRequest } from '../contract/request';
import { originOf } from './address';
import { RequestFailure } from './errors';

/**
 * The ways in which providers hand out lists, each as an async generator: a caller that has enough stops asking.
 * All guard against a server that repeats a page or ignores the page parameter.
 */

interface Listing {
	path: string;
	host?: string;
	query?: ProviderRequest['query'];
	/** The rows of an answer, or undefined if it is not a list at all. `null` counts as an empty list. */
	rows(body: unknown): unknown;
}

const request = ({ path, host, query }: Listing, more: ProviderRequest['query'] = {}) => ({
	method: 'GET' as const,
	path,
	host,
	query: { ...query, ...more },
});

const isRow = (entry: unknown) =>
	entry !== null && typeof entry === 'object' && !Array.isArray(entry);

function rowsOf({ rows }: Listing, body: unknown): IDataObject[] {
	const list = rows(body);
	if (list === null) return [];
	if (!Array.isArray(list) || !list.every(isRow)) {
		throw new RequestFailure('The provider answered with something other than a list.', {
			kind: 'unknown',
			finished: true,
			advice: 'Check the API Base URL in the credential.',
		});
	}
	return list as IDataObject[];
}

function repeated(seen: number): RequestFailure {
	return new RequestFailure(
		`The provider repeats the same page, so the list would be incomplete: only ${seen} rows could be read.`,
		{ kind: 'refused', advice: 'Use Limit instead of Return All, or try again later.' },
	);
}

/** Tells pages apart by their first rows. A second empty page counts as a repeated one. */
class PagesSeen {
	private readonly starts = new Set<string | undefined>();

	/** Whether a page that begins like this one has been there before. */
	has(rows: IDataObject[]): boolean {
		const start = JSON.stringify(rows[0]);
		if (this.starts.has(start)) return true;
		this.starts.add(start);
		return false;
	}
}

/** How some servers refuse a page behind the last one, where others answer with an empty one. */
const NO_SUCH_PAGE = new Set([400, 404, 416, 422]);

/**
 * A page, or undefined if the server refuses it as one that is not there.
 *
 * @param isExtra by what the server has told, all was read before, so that a refusal is the end and no rows are lost
 */
async function ifThereIs<T>(page: Promise<T>, isExtra: boolean): Promise<T | undefined> {
	return await page.catch(async (error: unknown) => {
		const isRefused = error instanceof RequestFailure && error.kind === 'refused';
		return isExtra && isRefused && NO_SUCH_PAGE.has(error.status ?? 0)
			? undefined
			: await Promise.reject(error);
	});
}

/** The whole list in one answer. */
export async function* singlePage(client: ProviderClient, listing: Listing) {
	yield* rowsOf(listing, await client.sendForAny(request(listing)));
}

export interface NumberedListing extends Listing {
	/** Names of the query parameters. */
	parameters: { page: string; pageSize: string };
	maxPageSize: number;
	/** How many pages there are, or undefined where the answer does not say. */
	totalPages(body: unknown): number | undefined;
}

/** Pages counted from 1. */
export async function* numberedPages(client: ProviderClient, listing: NumberedListing) {
	const pageSize = Math.min(client.rowsWanted ?? listing.maxPageSize, listing.maxPageSize);
	const pages = new PagesSeen();
	let seen = 0;
	let total: number | undefined;
	for (let page = 1; ; page++) {
		const { parameters } = listing;
		const query = { [parameters.page]: page, [parameters.pageSize]: pageSize };
		const isExtra = total !== undefined && page > total;
		const body = await ifThereIs(client.sendForAny(request(listing, query)), isExtra);
		if (body === undefined) return;
		const rows = rowsOf(listing, body);
		if (rows.length === 0) return;
		total = listing.totalPages(body);
		if (pages.has(rows)) {
			if (total === undefined || page > total) return;
			throw repeated(seen);
		}
		seen += rows.length;
		yield* rows;
		// After a full page there may be more, whatever the answer says.
		if (rows.length < pageSize && page >= (total ?? 0)) return;
	}
}

export interface OffsetListing extends Listing {
	maxPageSize: number;
	/** How many rows there are in all, or undefined where the answer does not say. */
	total(body: unknown): number | undefined;
}

/**
 * Pages by `limit` and `offset`. Where the first answer tells the total, the others are asked for side by side, as
 * many at a time as requests may be under way, and handed out in order.
 */
export async function* offsetPages(client: ProviderClient, listing: OffsetListing) {
	const pageSize = Math.min(client.rowsWanted ?? listing.maxPageSize, listing.maxPageSize);
	const page = async (offset: number) => {
		const body = await client.sendForAny(request(listing, { limit: pageSize, offset }));
		return { rows: rowsOf(listing, body), total: listing.total(body) };
	};

	const { rows: firstRows, total } = await page(0);
	yield* firstRows;
	if (firstRows.length === 0) return;

	const pages = new PagesSeen();
	pages.has(firstRows);
	const known = Math.min(total ?? 0, client.rowsWanted ?? Infinity);
	const ahead: Array<ReturnType<typeof page>> = [];
	let seen = firstRows.length;
	// A server may hand out smaller pages than it was asked for, or everything at once.
	const step = seen;
	let asked = step;
	let wasFull = seen === pageSize;
	for (;;) {
		while (ahead.length < client.parallel && asked < known) {
			ahead.push(handled(page(asked)));
			asked += step;
		}
		if (ahead.length === 0) {
			// After a full page: either that was all, or the total is wrong or missing.
			if (!wasFull || seen >= (client.rowsWanted ?? Infinity)) return;
			ahead.push(handled(page(asked)));
			asked += step;
		}
		const isExtra = total !== undefined && seen >= total;
		const next = await ifThereIs(ahead.shift() as ReturnType<typeof page>, isExtra);
		if (next === undefined) return;
		const { rows } = next;
		if (rows.length === 0) return;
		if (pages.has(rows)) {
			if (total === undefined || seen >= total) return;
			throw repeated(seen);
		}
		seen += rows.length;
		wasFull = rows.length === step;
		yield* rows;
	}
}

/** A page that was asked for ahead may fail before anybody awaits it; its error is met later. */
function handled<T>(promise: Promise<T>): Promise<T> {
	promise.catch(() => {});
	return promise;
}

export interface LinkedListing extends Listing {
	/** Query parameter and largest value of the page size. */
	pageSize: { parameter: string; max: number };
	/** The link to the next page, absolute or from the root of the host, or null at the end. */
	next(body: unknown): string | null | undefined;
}

/** Pages of which each names the next; the link is followed as it is, but never to another host. */
export async function* linkedPages(client: ProviderClient, listing: LinkedListing) {
	const pageSize = Math.min(client.rowsWanted ?? listing.pageSize.max, listing.pageSize.max);
	const asked = new Set<string>();
	const pages = new PagesSeen();
	let next = request(listing, { [listing.pageSize.parameter]: pageSize });
	let seen = 0;
	for (;;) {
		const body = await client.sendForAny(next);
		const rows = rowsOf(listing, body);
		const link = listing.next(body);
		if (pages.has(rows) && (rows.length > 0 || link)) throw repeated(seen);
		seen += rows.length;
		yield* rows;
		if (typeof link !== 'string' || link === '') return;
		if (asked.has(link)) throw repeated(seen);
		asked.add(link);
		next = { method: 'GET', path: pathOf(link, listing.path), host: listing.host, query: {} };
	}
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
	throw new RequestFailure('The provider names a next page by a link that is not an address.', {
		kind: 'refused',
		advice: 'Use Limit instead of Return All, or try again later.',
	});
}
