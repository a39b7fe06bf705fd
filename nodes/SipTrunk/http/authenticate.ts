import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { usualAddresses } from './address';
import { checkCredential, type CredentialRules } from './credential';
import { guarded } from './requestGuard';
import type { CredentialTexts, SignIn } from './signIn';

/**
 * Signs requests in, and only those that go to the credential's own address in a way on which nobody else can read
 * the key.
 *
 * @param signIn makes the headers from the credential's values
 * @throws InputError if the credential cannot be used, with the sentence that a run says too
 */
export function authenticateWith(api: CredentialRules, signIn: SignIn): IAuthenticate {
	return async (credentials, options) => {
		const addresses = checkCredential(api, credentials);
		const url = targetOf(options, options.baseURL && addresses[hostNamed(api, options.baseURL)]);
		const request = guarded(options, url, Object.values(addresses));
		const headers = await signIn(trimmed(credentials), request);
		return { ...request, headers: withHeaders(request.headers, headers) };
	};
}

/** A credential test names one of the provider's own addresses; the credential's address of that name takes its place. */
function hostNamed(api: CredentialRules, baseURL: string): string {
	const named = Object.entries(usualAddresses(api)).find(([, address]) => address === baseURL);
	return named?.[0] ?? 'default';
}

/**
 * The whole address to which a request goes. Without a base it is the address itself; with one, a whole address wins,
 * also one that only lacks the scheme. n8n's HTTP Request node calls it `uri`.
 */
function targetOf(options: IHttpRequestOptions & { uri?: string }, base = ''): string {
	const url = String(options.url ?? options.uri ?? '');
	if (base === '' || /^\s*(?:[a-z][a-z\d+.-]*:)?\s*[\\/]\s*[\\/]/i.test(url)) return url;
	return url === '' ? base : `${base}/${url.replace(/^\/+/, '')}`;
}

/** One entry per header, whatever its capitals; those that sign in win. */
function withHeaders(headers: IDataObject = {}, signIn: Record<string, string>): IDataObject {
	const names = Object.keys(signIn).map((name) => name.toLowerCase());
	const others = Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase()));
	return { ...Object.fromEntries(others), ...signIn };
}

const trimmed = (credentials: ICredentialDataDecryptedObject): CredentialTexts =>
	Object.fromEntries(
		Object.entries(credentials).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.trim() : '',
		]),
	);

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * What a credential test says about an answer with which no run would be content either.
 *
 * @param providerName as it is shown
 * @param messages what is special at this provider, by HTTP status
 */
export function testRules(
	providerName: string,
	messages: Record<number, string>,
): ICredentialTestRequest['rules'] {
	const elsewhere = `The API Base URL leads to another address, to which the key is not sent. Check that it is the address of the ${providerName} API.`;
	const byStatus = {
		...Object.fromEntries(REDIRECTS.map((status) => [status, elsewhere])),
		...messages,
	};
	const rules = [
		...Object.entries(byStatus).map(([status, message]) => ({
			type: 'responseCode' as const,
			properties: { value: Number(status), message },
		})),
		{
			type: 'responseSuccessBody' as const,
			properties: {
				key: 'success',
				value: false,
				message: `${providerName} answered that the request was not carried out. Check the key and the account.`,
			},
		},
		{
			type: 'responseSuccessBody' as const,
			properties: {
				// True of every text: n8n hands over what is not JSON as it came.
				key: 'constructor.name',
				value: 'String',
				message: `At the API Base URL answers something else than the ${providerName} API. Check the address.`,
			},
		},
	];
	// n8n reads rules of both kinds in one list, which its type does not say.
	return rules as ICredentialTestRequest['rules'];
}
