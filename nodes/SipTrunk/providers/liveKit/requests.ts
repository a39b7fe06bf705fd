import type { IDataObject } from 'n8n-workflow';
import { filtered } from '../../http/lookup';
import { cursorPages } from '../../http/paging';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { liveKitApi } from './api';

/** LiveKit has one HTTP method for everything; what is to be done stands in the path. */

const request = (method: string, body: IDataObject): ProviderRequest => ({
	method: 'POST',
	path: `/twirp/livekit.SIP/${method}`,
	body,
});

export const reading = (method: string, body: IDataObject): ProviderRequest => ({
	...request(method, body),
	readsOnly: true,
});

export const making = request;

/** A change to the same values; sent twice, it leaves the same. */
export const changing = (method: string, body: IDataObject): ProviderRequest => ({
	...request(method, body),
	repeatable: true,
});

export const removing = (method: string, body: IDataObject): ProviderRequest => ({
	...request(method, body),
	removes: true,
});

/** A server that hands out pages has so many rows on one. */
const PAGE_SIZE = 1000;

const isUnknown = (item: unknown) =>
	item === null || (typeof item === 'object' && liveKitApi.idOf(item as IDataObject) === undefined);

/** In the place of what is not there, some servers have null or a row without an ID. */
function rowsIn(body: unknown): unknown {
	const { items } = body as IDataObject;
	return Array.isArray(items) ? items.filter((item) => !isUnknown(item)) : items;
}

function lastId(body: unknown, rows: IDataObject[]): string | undefined {
	const { items } = body as IDataObject;
	if (!Array.isArray(items) || items.length !== PAGE_SIZE) return undefined;
	const ids = rows.map((row) => String(liveKitApi.idOf(row))).sort();
	return ids[ids.length - 1];
}

/** All rows of a list. One answer holds them all, as far as is known; one of a page's size is not trusted. */
export const itemsOf = (client: ProviderClient, method: string, filter: IDataObject = {}) =>
	cursorPages(client, {
		method: 'POST',
		path: request(method, {}).path,
		isSearched: true,
		maxPageSize: PAGE_SIZE,
		rows: rowsIn,
		page: (_, after) => ({
			body: { ...filter, ...(after === undefined ? {} : { page: { after_id: after } }) },
		}),
		cursor: lastId,
	});

/**
 * What is there now and was not before, of what a create may have made. Servers of one's own keep no dates, so that
 * nothing else tells a row that was made from an equal one that was there.
 *
 * @param matching the rows that look like what is to be made; read at once, and again whenever somebody looks
 */
export async function madeSince(
	matching: () => AsyncIterable<IDataObject>,
): Promise<() => AsyncIterable<IDataObject>> {
	const before = new Set<string | undefined>();
	for await (const row of matching()) before.add(liveKitApi.idOf(row));
	return () => filtered(matching(), (row) => !before.has(liveKitApi.idOf(row)));
}
