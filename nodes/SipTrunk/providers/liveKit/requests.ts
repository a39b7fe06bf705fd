import type { IDataObject } from 'n8n-workflow';
import { filtered } from '../../http/lookup';
import { cursorPages } from '../../http/paging';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { liveKitApi } from './api';

/**
 * Requests of LiveKit's Twirp API: every one is a POST, and the method stands in the path.
 * https://docs.livekit.io/reference/telephony/sip-api/
 */

const request = (method: string, body: IDataObject): ProviderRequest => ({
	method: 'POST',
	path: `/twirp/livekit.SIP/${method}`,
	body,
});

/** A request that changes nothing: `ListSIPInboundTrunk`. */
export const reading = (method: string, body: IDataObject): ProviderRequest => ({
	...request(method, body),
	readsOnly: true,
});

/** A request that creates something: `CreateSIPInboundTrunk`. */
export const making = request;

/** A request that changes something: `UpdateSIPInboundTrunk`. Sent twice, it leaves the same. */
export const changing = (method: string, body: IDataObject): ProviderRequest => ({
	...request(method, body),
	repeatable: true,
});

/** A request that removes something: `DeleteSIPTrunk`. */
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

/** All rows of a list. A server answers with all of them, or with pages of 1000, of which the next one is asked for. */
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
 * For the recovery of a create: the rows that are there now and were not before. A self-hosted server keeps no dates, so
 * that nothing else tells a new row from an equal older one.
 *
 * @param matching reads the rows that look like what is to be made; called at once, and again for every look
 */
export async function madeSince(
	matching: () => AsyncIterable<IDataObject>,
): Promise<() => AsyncIterable<IDataObject>> {
	const before = new Set<string | undefined>();
	for await (const row of matching()) before.add(liveKitApi.idOf(row));
	return () => filtered(matching(), (row) => !before.has(liveKitApi.idOf(row)));
}
