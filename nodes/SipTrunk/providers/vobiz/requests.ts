import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { path } from '../../http/address';
import { firstOf } from '../../http/lookup';
import { numberedPages, offsetPages, type NumberedListing } from '../../http/paging';
import { crudFor } from '../../operations/crud';
import { isObject } from '../../rows/reported';
import { idUnder } from '../../rows/identity';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { RESOURCES } from '../../contract/resources';

/** Where things are in a Vobiz account, and how its lists are read. */

/** Vobiz answers at most this many rows on a page: https://www.vobiz.ai/docs/trunks/retrieve-all-trunks */
const MAX_PAGE_SIZE = 100;

/** The path below which everything of an account is. With a small `a`, Vobiz answers as if the key were wrong. */
export const accountPath = ({ accountId }: ProviderClient) => path`/Account/${accountId}`;

/**
 * The rows of a list, paged by `limit` and `offset`: `{meta: {total}, objects}`. An empty list has `null` for its
 * rows, and older answers call the total `total_count`.
 */
export function accountList(client: ProviderClient, listPath: string) {
	return offsetPages(client, {
		path: listPath,
		rows: (body) => {
			const { objects, meta } = body as IDataObject;
			return objects ?? (isObject(meta) ? [] : undefined);
		},
		parameters: { pageSize: 'limit', offset: 'offset' },
		maxPageSize: MAX_PAGE_SIZE,
		total: (body) => {
			const { meta } = body as IDataObject;
			const total = isObject(meta) ? (meta.total ?? meta.total_count) : undefined;
			return typeof total === 'number' ? total : undefined;
		},
	});
}

const totalOf = (body: unknown) => {
	const { total } = body as IDataObject;
	return typeof total === 'number' ? total : undefined;
};

/** The rows of the list of numbers, which alone has numbered pages: `{items, page, per_page, total}`. */
export function numberList(
	client: ProviderClient,
	query: ProviderRequest['query'] = {},
	options: Pick<NumberedListing, 'isSearched'> = {},
) {
	return numberedPages(client, {
		path: `${accountPath(client)}/numbers`,
		query,
		rows: (body) => {
			const { items, total } = body as IDataObject;
			return items ?? (typeof total === 'number' ? [] : undefined);
		},
		...options,
		parameters: { page: 'page', pageSize: 'per_page' },
		maxPageSize: MAX_PAGE_SIZE,
		totalPages: (body) => {
			const { total, per_page: pageSize } = body as { total?: unknown; per_page?: unknown };
			return typeof total === 'number' && typeof pageSize === 'number' && pageSize > 0
				? Math.ceil(total / pageSize)
				: undefined;
		},
		// Whether the total is of those that are searched for is not documented.
		...(query.search === undefined ? { total: totalOf } : {}),
	});
}

/** Everything but a trunk has an `id`; a trunk that its row may name is another thing. */
export const idOf = idUnder('id');

/** A change is a PUT that holds everything. */
export const crud = crudFor({ idOf, idKey: 'id', method: 'PUT' });

/**
 * The paths of what is made in the account and named by trunks: it is listed below the trunks, and made, changed and
 * deleted beside them. There is no route that reads one, so `find` looks it up in the list.
 */
export function placeOf(
	resource: 'sipCredential' | 'ipAccessControlEntry' | 'originationUri',
	segment: string,
) {
	const { singular } = RESOURCES[resource];
	const list = (client: ProviderClient) =>
		accountList(client, `${accountPath(client)}/trunks/${segment}`);
	const createPath = (client: ProviderClient) => `${accountPath(client)}/${segment}`;
	return {
		list,
		createPath,
		itemPath: (client: ProviderClient, id: string) => createPath(client) + path`/${id}`,
		find: async (client: ProviderClient, id: string) =>
			await firstOf(
				list(client),
				(row) => idOf(row) === id,
				`The Vobiz account has no ${singular} with the ID ${id}.`,
			),
	};
}

/**
 * The name to send with a replacement, which demands one: the new one, or the present one, which rows show as
 * `description`.
 *
 * @throws InputError where there is neither
 */
export function nameToSend(changes: { name?: string }, current: IDataObject): string {
	const name = changes.name ?? current.description;
	if (typeof name === 'string' && name !== '') return name;
	throw new InputError(
		'Name',
		'is needed: it has no name yet, and Vobiz wants one with every change.',
	);
}
