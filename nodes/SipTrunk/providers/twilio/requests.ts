import type { IDataObject } from 'n8n-workflow';
import { path } from '../../http/address';
import { linkedPages } from '../../http/paging';
import { crudFor } from '../../operations/crud';
import { isObject } from '../../rows/reported';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { refuseForeignChange, refuseForeignRow } from './account';
import { twilioApi } from './api';

/** Requests to Twilio's two hosts: to that of the trunks, or to that of the account's lists and numbers. */

/** Twilio answers at most this many rows on a page: https://www.twilio.com/docs/api/errors/20007 */
const MAX_PAGE_SIZE = 1000;

/** The path below which everything is that belongs to the account and not to one trunk. */
export const accountPath = ({ accountId }: ProviderClient) =>
	path`/2010-04-01/Accounts/${accountId}`;

/** The rows of a list on the trunking host, all of the credential's account. Its paging data is in `meta`. */
export function trunkingList(client: ProviderClient, path: string, key: string) {
	return linkedPages(client, {
		path,
		rows: (body) => (body as IDataObject)[key],
		check: (row) => refuseForeignRow(client, row),
		next: (body) => {
			const { meta } = body as IDataObject;
			return isObject(meta) ? (meta.next_page_url as string) : undefined;
		},
		pageSize: { parameter: 'PageSize', max: MAX_PAGE_SIZE },
	});
}

/** The rows of a list on the account host, all of the credential's account. Its paging data is at the top level. */
export function accountList(
	client: ProviderClient,
	path: string,
	key: string,
	query: Record<string, string | undefined> = {},
) {
	return linkedPages(client, {
		path,
		host: 'account',
		query,
		rows: (body) => (body as IDataObject)[key],
		check: (row) => refuseForeignRow(client, row),
		next: (body) => (body as IDataObject).next_page_uri as string,
		pageSize: { parameter: 'PageSize', max: MAX_PAGE_SIZE },
	});
}

/**
 * Sends a request whose answer is one row.
 *
 * @throws RequestFailure for a row of another account
 */
export async function sendForRow(
	client: ProviderClient,
	request: ProviderRequest,
): Promise<IDataObject> {
	const row = await client.send(request);
	if (request.method === 'GET') refuseForeignRow(client, row);
	else refuseForeignChange(client, row, request.recovery === undefined ? 'changed' : 'made');
	return row;
}

export const crud = crudFor({
	idOf: twilioApi.idOf,
	idKey: 'sid',
	method: 'POST',
	send: sendForRow,
});
