import type { IDataObject } from 'n8n-workflow';
import { path } from '../../http/address';
import { readBack } from '../../http/lookup';
import { offsetPages } from '../../http/paging';
import { crudFor } from '../../operations/crud';
import { idUnder } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import type { ProviderClient, ProviderRequest, Recovery } from '../../contract/request';

/** Where things are in a Plivo account, and how they are listed, read and made. */

/** Plivo answers at most this many rows on a page: https://www.plivo.com/docs/account/api/overview */
const MAX_PAGE_SIZE = 20;

/** Where everything of an account is. Every path below it ends in a slash. */
export const accountPath = ({ accountId }: ProviderClient) => path`/v1/Account/${accountId}`;

/** The query of a list. A key whose value is undefined is left out. */
export type Query = NonNullable<ProviderRequest['query']>;

/** The rows of a list, paged by `limit` and `offset`: `{meta: {total_count}, objects}`. */
export function accountList(
	client: ProviderClient,
	listPath: string,
	query: Query = {},
	options: { isSearched?: boolean } = {},
) {
	return offsetPages(client, {
		path: listPath,
		query,
		...options,
		rows: (body) => {
			const { objects, meta } = body as IDataObject;
			return objects ?? (isObject(meta) ? [] : undefined);
		},
		parameters: { pageSize: 'limit', offset: 'offset' },
		maxPageSize: MAX_PAGE_SIZE,
		total: (body) => {
			const { meta } = body as IDataObject;
			const total = isObject(meta) ? meta.total_count : undefined;
			return typeof total === 'number' ? total : undefined;
		},
	});
}

/** How a collection is spelt in paths, and the key of its rows' IDs; any other spelling is answered with 503. */
const COLLECTIONS = {
	trunk: ['Trunk', 'trunk_id'],
	originationUri: ['URI', 'uri_uuid'],
	sipCredential: ['Credential', 'credential_uuid'],
	ipAccessControlEntry: ['IPAccessControlList', 'ipacl_uuid'],
} as const;

/** What is asked for when something is made, and how it is found if the answer is lost. */
interface Creation {
	body: IDataObject;
	recovery: Omit<Recovery, 'idOf' | 'createdAt' | 'unique'>;
}

/**
 * The requests of one collection of Zentrunk. A change is a POST. The answers to a create and to a change hold the ID
 * alone, so that the row is read afterwards. https://www.plivo.com/docs/sip-trunking/api/trunks
 */
export function placeOf(resource: keyof typeof COLLECTIONS) {
	const [collection, idKey] = COLLECTIONS[resource];
	const idOf = idUnder(idKey);
	const listPath = (client: ProviderClient) => `${accountPath(client)}/Zentrunk/${collection}/`;
	const at = (client: ProviderClient, id: string) => ({
		path: listPath(client) + path`${id}/`,
	});

	async function read(client: ProviderClient, id: string): Promise<IDataObject> {
		return await client.send({ method: 'GET', ...at(client, id), about: { id, idOf } });
	}

	/** Nothing is unique at Plivo, so what was made is known by what it holds and the time of its creation. */
	async function create(client: ProviderClient, { body, recovery }: Creation) {
		const row = await client.send({
			method: 'POST',
			path: listPath(client),
			body,
			recovery: { ...recovery, idOf, unique: false, createdAt: (one) => one.created_at },
		});
		if (client.added.recovered === true) return row;
		const id = String(idOf(row));
		return await readBack(client, async () => await read(client, id), { [idKey]: id });
	}

	return {
		idOf,
		at,
		read,
		create,
		list: (client: ProviderClient, query?: Query, options?: { isSearched?: boolean }) =>
			accountList(client, listPath(client), query, options),
		crud: crudFor({
			idOf,
			idKey,
			method: 'POST',
			async send(client, request) {
				const row = await client.send(request);
				return request.method === 'GET' ? row : {};
			},
		}),
	};
}
