import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { numberedPages, type NumberedListing } from '../../http/paging';
import { crudFor } from '../../operations/crud';
import { isObject } from '../../rows/reported';
import { telnyxApi } from './api';

/** How Telnyx' lists are read, and how things are changed there. */

const MAX_PAGE_SIZE = 250;

/** A filter by a part of a name takes no shorter one. */
const SHORTEST_PART = 3;

const metaOf = (body: unknown, key: string): number | undefined => {
	const { meta } = body as IDataObject;
	const value = isObject(meta) ? meta[key] : undefined;
	return typeof value === 'number' ? value : undefined;
};

/** The rows of `{data: […], meta: {page_number, page_size, total_pages, total_results}}`. */
export const listed = (
	client: ProviderClient,
	path: string,
	query: ProviderRequest['query'] = {},
	options: Pick<NumberedListing, 'isSearched'> = {},
) =>
	numberedPages(client, {
		path,
		query,
		rows: (body) => (body as IDataObject).data,
		parameters: { page: 'page[number]', pageSize: 'page[size]' },
		maxPageSize: MAX_PAGE_SIZE,
		totalPages: (body) => metaOf(body, 'total_pages'),
		total: (body) => metaOf(body, 'total_results'),
		...options,
	});

/** The query for rows with this name. It finds others as well: the filter is for parts, in upper or lower case. */
export const nameFilter = (key: string, name: string): ProviderRequest['query'] =>
	name.length < SHORTEST_PART ? {} : { [`filter[${key}][contains]`]: name };

/** A change is a PATCH. */
export const crud = crudFor({ idOf: telnyxApi.idOf, idKey: 'id', method: 'PATCH' });
