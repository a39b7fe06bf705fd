import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { apiBaseUrl } from '../../http/address';
import { retryAfterMs } from '../../http/retry';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import type { ProviderApi } from '../../contract/request';

/** How Vobiz' API is spoken: https://docs.vobiz.ai/errors */

const BASE_URL = 'https://api.vobiz.ai/api/v1';

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
		400: 'Correct what the message names.',
		401: 'Copy Auth ID and Auth Token again from the Vobiz Console (Settings, API) into the credential, and check that its API Base URL ends in /api/v1.',
		402: 'Top up the balance of the account in the Vobiz Console.',
		404: 'Check the ID or number, and that the credential belongs to the account that owns it.',
		409: 'If calls use it, wait until they have ended. Otherwise choose another value, or work with what exists.',
		422: 'Correct the fields that the message names.',
		ACCOUNT_INACTIVE: 'Activate the account in the Vobiz Console.',
		DUPLICATE_USERNAME:
			'Choose another user name: this one exists in the account. A user name cannot be changed later.',
		TRUNK_NOT_FOUND:
			'Check the ID of the trunk, and that the credential belongs to the account that owns it.',
	},
};
