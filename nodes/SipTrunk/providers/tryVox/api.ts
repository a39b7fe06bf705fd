import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { apiBaseUrl, path } from '../../http/address';
import { numberedPages, singlePage, type NumberedListing } from '../../http/paging';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import type { ProviderApi, ProviderClient } from '../../contract/request';

/** How TryVox's API is spoken: https://docs.tryvox.io/getting-started/errors */

/** The most rows on a page: https://docs.tryvox.io/numbers/list */
export const MAX_PAGE_SIZE = 100;

/** What may stand beside `data` in an answer that is only an envelope. */
const ENVELOPE_KEYS = ['data', 'success', 'message', 'status'];

/** The one object that an answer is about. The documentation shows it bare; clients also meet it under `data`. */
function unwrapped(answer: IDataObject): IDataObject {
	const isEnvelope =
		isObject(answer.data) && Object.keys(answer).every((key) => ENVELOPE_KEYS.includes(key));
	return isEnvelope ? (answer.data as IDataObject) : answer;
}

/** The rows in the body of a list, which is documented as a bare array in one place and as `{data}` in others. */
export const rowsIn = (body: unknown): unknown =>
	Array.isArray(body) ? body : ((body as IDataObject).data ?? (body as IDataObject).trunks);

const inPagination = (key: 'total' | 'total_pages') => (body: unknown) => {
	const { [key]: told } = ((body as IDataObject).pagination ?? {}) as IDataObject;
	return typeof told === 'number' ? told : undefined;
};
const totalPages = inPagination('total_pages');
const totalRows = inPagination('total');

/** The rows of a list that is documented to have pages. */
export function pagedList(
	client: ProviderClient,
	listPath: string,
	options: Partial<Pick<NumberedListing, 'query' | 'maxPageSize' | 'isSearched'>> = {},
) {
	return numberedPages(client, {
		path: listPath,
		rows: rowsIn,
		parameters: { page: 'page', pageSize: 'per_page' },
		maxPageSize: MAX_PAGE_SIZE,
		totalPages,
		// Whether the total is of those that are searched for is not documented.
		...(Object.keys(options.query ?? {}).length === 0 ? { total: totalRows } : {}),
		...options,
	});
}

/** The rows of a list for which no pages are documented; read page by page if the answer says that it has some. */
export async function* plainList(client: ProviderClient, listPath: string) {
	let pages = 1;
	const rows = (body: unknown) => {
		pages = totalPages(body) ?? 1;
		return rowsIn(body);
	};
	const whole: IDataObject[] = [];
	const total = (body: unknown) => (pages > 1 ? undefined : totalRows(body));
	for await (const row of singlePage(client, { path: listPath, rows, total })) whole.push(row);
	yield* pages > 1 ? pagedList(client, listPath) : whole;
}

/** The path below which everything of an account is. */
export const accountPath = ({ accountId }: ProviderClient) => path`/account/${accountId}`;

export const trunksPath = (client: ProviderClient) => `${accountPath(client)}/trunks`;

/** The path of one trunk, below which is what belongs to it. */
export const trunkPath = (client: ProviderClient, trunkId: string) =>
	trunksPath(client) + path`/${trunkId}`;

/** `field reason` of every detail that has either. */
const detailsIn = (details: unknown) =>
	(Array.isArray(details) ? details : [])
		.filter(isObject)
		.map(({ field, reason }) =>
			[field, reason].filter((part) => typeof part === 'string').join(' '),
		)
		.filter((detail) => detail !== '');

export const tryVoxApi: ProviderApi = {
	secrets: ['apiKey'],
	identifiers: ['accountId'],
	encoding: 'json',
	idOf: idUnder('id'),
	isRefusal: saysNoSuccess,
	rowIn: unwrapped,
	addresses: ({ baseUrl }) => ({ default: apiBaseUrl(baseUrl, 'https://api.tryvox.io/v1') }),
	accountId(credentials) {
		const accountId = String(credentials.accountId ?? '').trim();
		if (accountId === '') {
			throw new InputError('Account ID', 'in the credential is missing.', 'acc_1a2b3c');
		}
		return accountId;
	},
	/** `{error: {code, message, details: [{field, reason}]}}`: https://docs.tryvox.io/getting-started/errors */
	providerError(status, body) {
		const { error } = body as IDataObject;
		const { code, message, details } = (isObject(error) ? error : {}) as IDataObject;
		const words = [message, ...detailsIn(details)].filter((part) => typeof part === 'string');
		return {
			code: typeof code === 'string' ? code : null,
			said: words.join('; '),
			// A 404 in another form comes from something else than TryVox, and says nothing about the trunk.
			gone: status === 404 && isObject(error),
		};
	},
	advice: {
		FORBIDDEN:
			'Check that the Account ID in the credential is the one that the API key belongs to, and what the key may do.',
		NOT_FOUND:
			'Check the ID or number, and that the Account ID in the credential is the account that owns it.',
		UNAUTHORIZED:
			'Open the credential and enter the API key again: it is missing, wrong or expired. It starts with tvx_sk_.',
		VALIDATION_FAILED: 'Change the fields that the message names.',
	},
};
