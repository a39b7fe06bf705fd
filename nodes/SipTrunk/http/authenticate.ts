import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { ProviderApi } from '../contract/request';
import { originOf } from './address';

/**
 * Puts a credential's headers on a request, and only on one that goes to the credential's own address.
 *
 * @param headers makes the headers from the credential's values, which come without pasted spaces
 * @throws InputError if the address is not https, or http on the machine itself
 */
export function authenticateWith(
	{ addresses }: Pick<ProviderApi, 'addresses'>,
	headers: (credentials: Record<string, string>) => Record<string, string>,
): IAuthenticate {
	return async (credentials, options) => {
		const allowed = addresses(credentials);
		const baseURL = options.baseURL === undefined ? undefined : allowed.default;
		const target = originOf(targetOf(options, baseURL));
		if (!Object.values(allowed).some((address) => originOf(address) === target)) {
			throw new Error(
				`The key is sent only to the address in the credential, not to ${target || 'an address without https'}.`,
			);
		}
		return {
			...options,
			...(baseURL === undefined ? {} : { baseURL }),
			...WITHOUT_REDIRECTS,
			headers: { ...options.headers, ...headers(trimmed(credentials)) },
		};
	};
}

/** n8n's HTTP Request node names the address `uri` and speaks of redirects in other words. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

/** Where a request really goes: a whole address wins over the base, also one that only lacks the scheme. */
function targetOf(options: IHttpRequestOptions & { uri?: string }, baseURL = ''): string {
	const url = String(options.url ?? options.uri ?? '');
	return /^(?:[a-z][a-z\d+.-]*:)?[\\/]{2}/i.test(url) ? url : baseURL;
}

const trimmed = (credentials: ICredentialDataDecryptedObject) =>
	Object.fromEntries(
		Object.entries(credentials).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.trim() : '',
		]),
	);

export const bearer = ({ apiKey }: Record<string, string>) => ({
	Authorization: `Bearer ${apiKey}`,
});

/** What a credential test says about the refusals that everybody meets. */
export const testRules = (
	messages: Record<number, string>,
): NonNullable<ICredentialTestRequest['rules']> =>
	Object.entries(messages).map(([status, message]) => ({
		type: 'responseCode' as const,
		properties: { value: Number(status), message },
	}));
