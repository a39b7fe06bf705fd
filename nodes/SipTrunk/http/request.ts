import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import type { ProviderRequest } from '../contract/request';
import type { ClientSettings } from './settings';

/** A provider's request in the form that n8n's helper takes. */

const CONTENT_TYPE = {
	json: 'application/json',
	form: 'application/x-www-form-urlencoded',
} as const;

/** The text of a body. A form repeats the key for each entry of a list, and leaves out null and undefined. */
export function encoded(encoding: 'json' | 'form', body: IDataObject): string {
	if (encoding === 'json') return JSON.stringify(body);
	const form = new URLSearchParams();
	for (const [key, value] of Object.entries(body)) {
		for (const entry of Array.isArray(value) ? value : [value]) {
			if (entry !== undefined && entry !== null) form.append(key, String(entry));
		}
	}
	return form.toString();
}

function queryOf(query: ProviderRequest['query'] = {}): string {
	const parts = Object.entries(query)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/**
 * The options for n8n's helper. The answer comes as a stream, with any status, and redirects are not followed.
 */
export function httpRequest(
	{ method, host = 'default', path, query, body: content }: ProviderRequest,
	{ api, addresses, timeoutMs }: Pick<ClientSettings, 'api' | 'addresses' | 'timeoutMs'>,
): IHttpRequestOptions {
	const body = content === undefined ? undefined : encoded(api.encoding, content);
	return {
		method,
		url: addresses[host] + path + queryOf(query),
		headers: {
			Accept: 'application/json',
			...(body === undefined ? {} : { 'Content-Type': CONTENT_TYPE[api.encoding] }),
		},
		...(body === undefined ? {} : { body }),
		// A stream, because n8n reads a text of any size.
		encoding: 'stream',
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/** Methods that leave the same state however often they are sent (RFC 9110 §9.2.2). PATCH and POST need not. */
const IDEMPOTENT: ReadonlySet<IHttpRequestMethods> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Whether sending it again after a lost answer does no harm. */
export const isRepeatable = (request: ProviderRequest): boolean =>
	request.repeatable ??
	(request.readsOnly === true || removes(request) || IDEMPOTENT.has(request.method));

/** Whether it can change something at the provider. */
export const changes = ({ method, readsOnly }: ProviderRequest): boolean =>
	method !== 'GET' && readsOnly !== true;

export const removes = (request: ProviderRequest): boolean =>
	request.method === 'DELETE' || request.removes === true;
