import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { apiBaseUrl } from '../../http/address';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import type { ProviderApi } from '../../contract/request';

/** How Plivo's API is spoken: https://www.plivo.com/docs/account/api/overview */

const BASE_URL = 'https://api.plivo.com';

/** What an error says, which may be a text, a list, or texts by the name of the field that they are about. */
function textsIn(said: unknown): string[] {
	if (typeof said === 'string') return said === '' ? [] : [said];
	if (Array.isArray(said)) return said.flatMap(textsIn);
	if (!isObject(said)) return [];
	return Object.entries(said).flatMap(([field, texts]) =>
		textsIn(texts).map((one) => `${field}: ${one}`),
	);
}

/** A text alone is Plivo's where it refuses something; that something has failed is said by a gateway before it. */
const wordsAlone = (status: number, body: unknown) =>
	status < 500 && typeof body === 'string' && !body.includes('<') ? body : '';

/** `{error}`, `{global_error}`, `{data: {error}}`, `{message}`, or a text alone. */
function wordsIn(status: number, body: unknown): string {
	if (!isObject(body)) return wordsAlone(status, body);
	const { error, global_error: globalError, data, message } = body;
	const candidates = [error, globalError, isObject(data) ? data.error : undefined, message];
	return (
		candidates.map((candidate) => textsIn(candidate).join('; ')).find((words) => words !== '') ?? ''
	);
}

/** The documentation shows one thing flat; answers have it within `object`. */
function rowIn({ object, ...answer }: IDataObject): IDataObject {
	const { api_id: requestId, ...row } = isObject(object) ? object : answer;
	void requestId;
	return row;
}

export const plivoApi: ProviderApi = {
	secrets: ['authToken'],
	identifiers: ['authId'],
	encoding: 'json',
	isRefusal: saysNoSuccess,
	rowIn,
	idOf: idUnder('trunk_id'),
	addresses: ({ baseUrl }) => ({ default: apiBaseUrl(baseUrl, BASE_URL) }),
	accountId({ authId }) {
		const accountId = String(authId ?? '').trim();
		if (!/^[MS]A\w+$/.test(accountId)) {
			throw new InputError(
				'Auth ID',
				'in the credential must start with MA or SA and consist of letters, digits and underscores.',
				'MAXXXXXXXXXXXXXXXXXX',
			);
		}
		return accountId;
	},
	providerError(status, body) {
		const requestId = isObject(body) ? body.api_id : undefined;
		return {
			code: null,
			said: wordsIn(status, body),
			requestId: typeof requestId === 'string' ? requestId : null,
		};
	},
	advice: {
		400: 'Correct what the message names.',
		401: 'Copy Auth ID and Auth Token again from the Plivo Console (Overview) into the credential; the Auth ID of a sub-account goes with its own token.',
		403: 'Check in the Plivo Console that the account is verified and that Zentrunk (SIP trunking) is enabled for it.',
		404: 'Check the ID or number, and that the credential belongs to the account that owns it.',
		422: 'Something that is required is missing, and Plivo does not say what. An inbound trunk needs a Primary Origination URI, an outbound one a SIP Credential or an IP Access Control Entry; an origination URI with authentication needs a user name and a password.',
	},
};
