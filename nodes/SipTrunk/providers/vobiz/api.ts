import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { apiBaseUrl, path } from '../../http/address';
import { RequestFailure } from '../../http/errors';
import { readBack } from '../../http/lookup';
import { numberedPages, offsetPages } from '../../http/paging';
import { retryAfterMs } from '../../http/retry';
import type { Values } from '../../contract/provider';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import type { ProviderApi, ProviderClient, ProviderRequest } from '../../contract/request';

const BASE_URL = 'https://api.vobiz.ai/api/v1';

/** Vobiz answers at most this many rows on a page: https://www.vobiz.ai/docs/trunks/retrieve-all-trunks */
const MAX_PAGE_SIZE = 100;

/** Where everything of an account is. The capital A matters: another spelling is answered as if the key were wrong. */
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
			const meta = (body as IDataObject).meta as IDataObject | undefined;
			const total = meta?.total ?? meta?.total_count;
			return typeof total === 'number' ? total : undefined;
		},
	});
}

/** The rows of the list of numbers, which alone has numbered pages: `{items, page, per_page, total}`. */
export function numberList(client: ProviderClient, query: ProviderRequest['query'] = {}) {
	return numberedPages(client, {
		path: `${accountPath(client)}/numbers`,
		query,
		rows: (body) => {
			const { items, total } = body as IDataObject;
			return items ?? (typeof total === 'number' ? [] : undefined);
		},
		parameters: { page: 'page', pageSize: 'per_page' },
		maxPageSize: MAX_PAGE_SIZE,
		totalPages: (body) => {
			const { total, per_page: pageSize } = body as { total?: unknown; per_page?: unknown };
			return typeof total === 'number' && typeof pageSize === 'number' && pageSize > 0
				? Math.ceil(total / pageSize)
				: undefined;
		},
	});
}

const hasId = (row: IDataObject) => (row.trunk_id ?? row.id) !== undefined;

/** A row that was asked for. Throws RequestFailure for an answer that is something else. */
export function identified(row: IDataObject): IDataObject {
	if (hasId(row)) return row;
	throw new RequestFailure('Vobiz answered with something that has no ID.', {
		cause: 'refused',
		advice: 'Check the API Base URL in the credential.',
	});
}

/**
 * Replaces the settings of something and returns its row; where the answer does not hold it, it is read.
 *
 * @param read reads the row as it is now
 * @param known what is told of it if it cannot be read
 */
export async function replace(
	client: ProviderClient,
	itemPath: string,
	body: IDataObject,
	read: () => Promise<IDataObject>,
	known: IDataObject,
): Promise<IDataObject> {
	const row = await client.send({ method: 'PUT', path: itemPath, body });
	return hasId(row) ? row : await readBack(read, known);
}

/**
 * The name to send with a replacement, which demands one: the new one, or the present one, which rows show as
 * `description`. Throws InputError if there is neither.
 */
export function nameToSend(changes: Values, current: IDataObject): string {
	const name = changes.name ?? current.description;
	if (typeof name === 'string' && name !== '') return name;
	throw new InputError(
		'Name',
		'is needed: it has no name yet, and Vobiz wants one with every change.',
	);
}

/** `details.errors`, as "field message". The value that was sent stands there too and is left out. */
function fieldErrors(details: unknown): string[] {
	const errors = isObject(details) && Array.isArray(details.errors) ? details.errors : [];
	return errors
		.filter(isObject)
		.map(({ field, message }) =>
			[field, message].filter((part) => typeof part === 'string' && part !== '').join(' '),
		)
		.filter((entry) => entry !== '');
}

const textIn = (...candidates: unknown[]) =>
	candidates.find((candidate) => typeof candidate === 'string' && candidate !== '') as
		| string
		| undefined;

export const vobizApi: ProviderApi = {
	secrets: ['authToken'],
	identifiers: ['authId'],
	encoding: 'json',
	idOf: idUnder('trunk_id', 'id'),
	isRefusal: saysNoSuccess,
	addresses: ({ baseUrl }) => ({ default: apiBaseUrl(baseUrl, BASE_URL) }),
	accountId({ authId }) {
		const accountId = String(authId ?? '').trim();
		if (!/^[A-Za-z0-9_-]+$/.test(accountId)) {
			throw new InputError(
				'Auth ID',
				'in the credential must consist of letters, digits and underscores.',
				'MA_XXXXXXXX',
			);
		}
		return accountId;
	},
	/**
	 * `{status, error: {code, message, details}, requestId}`, and where `error` is a text:
	 * `{error, message}`, `{error, code}`, `{api_id, error, message}`, `{status, message}`:
	 * https://docs.vobiz.ai/errors
	 */
	providerError(_status, body) {
		const { error, message, code, requestId, api_id: apiId } = body as IDataObject;
		const standard = isObject(error) ? error : {};
		const said = textIn(standard.message, message, error);
		const ownCode = standard.code ?? code;
		const { retryAfter } = isObject(standard.details) ? standard.details : {};
		return {
			code: ownCode === undefined || ownCode === null ? null : String(ownCode),
			said: [...(said === undefined ? [] : [said]), ...fieldErrors(standard.details)].join('; '),
			requestId: textIn(requestId, apiId) ?? null,
			retryAfterMs: retryAfterMs(retryAfter, Date.now()),
		};
	},
	advice: {
		400: 'Correct what the message names. A number that is on a trunk or an application must be taken off it first.',
		401: 'Copy Auth ID and Auth Token again from the Vobiz Console (Settings, API) into the credential, and check that its API Base URL ends in /api/v1.',
		402: 'Top up the balance of the account in the Vobiz Console.',
		404: 'Check the ID or number, and that the credential belongs to the account that owns it. A number that is on no trunk cannot be taken off one.',
		409: 'If calls use it, wait until they have ended. Otherwise choose another value, or work with what exists.',
		422: 'Correct the fields that the message names.',
		ACCOUNT_INACTIVE: 'Activate the account in the Vobiz Console.',
		DUPLICATE_USERNAME:
			'Choose another user name: this one exists in the account. A user name cannot be changed later.',
		TRUNK_NOT_FOUND:
			'Check the ID of the trunk, and that the credential belongs to the account that owns it.',
	},
};
