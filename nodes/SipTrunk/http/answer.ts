import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ProviderApi, ProviderError, ProviderRequest } from '../contract/request';
import { isObject } from '../rows/reported';
import { RequestFailure } from './errors';
import { retryAfterMs } from './retry';
import type { Redactor } from './redaction';
import type { ClientSettings } from './settings';
import { adviceFor, knownAfter, wordsFor } from './statuses';

/** What an answer says. */

type Reader = Pick<ClientSettings, 'api' | 'providerName' | 'redactor'>;

/** An answer as a value, or the failure that it stands for. */
export function readAnswer(
	response: IN8nHttpFullResponse,
	{ method }: ProviderRequest,
	settings: Reader,
): unknown | RequestFailure {
	const { statusCode: status } = response;
	const { body: received } = response as { body: unknown };
	const raw = typeof received === 'string' ? received : (JSON.stringify(received ?? null) ?? '');
	const isEmpty = received === undefined || received === null || raw.trim() === '';
	const body = parsed(raw);
	if (status >= 200 && status < 300) {
		if (isEmpty) return method === 'GET' ? unreadable(settings, status, 'an empty text') : {};
		if (body === NOT_JSON) return unreadable(settings, status, looksLike(raw));
		if (isObject(body) && settings.api.isRefusal?.(body) === true) {
			return refused(response, body, settings, { cause: 'refused', effect: 'none' });
		}
		if (typeof body !== 'object' || body === null) {
			return unreadable(settings, status, 'a single value instead of an object');
		}
		return body;
	}
	if (status >= 300 && status < 400) return redirected(response, settings);
	const said = body === NOT_JSON ? raw : body;
	return refused(response, said, settings, knownAfter(status, isObject(body)));
}

const NOT_JSON = Symbol('not JSON');

function parsed(raw: string): unknown {
	try {
		return JSON.parse(raw);
	} catch {
		return NOT_JSON;
	}
}

const looksLike = (raw: string) =>
	/^\s*</.test(raw) ? 'a web page instead of JSON' : 'JSON that is incomplete or damaged';

/** An answer out of which nobody can tell what was done. */
export function unreadable(
	{ providerName }: Pick<Reader, 'providerName'>,
	status: number | null,
	what: string,
): RequestFailure {
	return new RequestFailure(`${providerName} answered with ${what}.`, {
		cause: 'refused',
		effect: 'open',
		status,
		advice:
			'Something between n8n and the provider may have answered in its place. Check the API Base URL in the credential, and whether the change was made.',
	});
}

/** What was made must be in the answer: without its ID nobody can go on with it, as if the answer were lost. */
export function withId(outcome: unknown, settings: Reader): unknown {
	if (outcome instanceof RequestFailure || idIn(settings.api, outcome) !== undefined)
		return outcome;
	const isEmpty = isObject(outcome) && Object.keys(outcome).length === 0;
	return unreadable(settings, null, isEmpty ? 'an empty text' : 'something that has no ID');
}

/** The ID of the row in an answer. */
export const idIn = ({ rowIn, idOf }: ProviderApi, answer: unknown): string | undefined =>
	isObject(answer) ? idOf(rowIn?.(answer) ?? answer) : undefined;

/** Where a redirect leads: without user and path, and not at all where the host tells of a secret. */
function leadsTo(location: string, redactor: Redactor): string {
	const [, scheme, host] = /^(https?:\/\/)(?:[^/?#\\]*@)?([^/?#\\@\s]+)/i.exec(location) ?? [];
	if (host === undefined || redactor.isPartIn(host)) return '';
	return ` to ${(scheme + redactor.words(host)).toLowerCase()}`;
}

function redirected({ statusCode: status, headers }: IN8nHttpFullResponse, reader: Reader) {
	const target = leadsTo(String(headers?.location ?? ''), reader.redactor);
	return new RequestFailure(
		`${reader.providerName} answered with a redirect${target}, which is not followed, so that the key reaches no other address.`,
		{
			cause: 'refused',
			status,
			advice: "Check the API Base URL in the credential: it must be the provider's own address.",
		},
	);
}

/** The provider's words end in one full stop, whatever they ended in. */
function sentence(words: string): string {
	let end = words.length;
	// Not by a pattern: on a long answer made for it, that would take minutes.
	while (end > 0 && /[.\s]/.test(words[end - 1])) end -= 1;
	return words.slice(0, end).trim();
}

const LONGEST_WORDS = 500;
const LONGEST_CODE = 100;

function refused(
	response: IN8nHttpFullResponse,
	body: unknown,
	{ api, providerName, redactor }: Reader,
	known: Pick<RequestFailure, 'cause' | 'effect'>,
): RequestFailure {
	const { statusCode: status, headers } = response;
	const refusal = readProviderError(api, status, body);
	const short = (value: unknown) =>
		typeof value === 'string' || typeof value === 'number'
			? redactor.text(String(value)).slice(0, LONGEST_CODE)
			: null;
	const words = redactor.words(sentence(String(refusal.said ?? ''))).slice(0, LONGEST_WORDS);
	const ownCode = short(refusal.code);
	const code = ownCode === null ? '' : `, code ${ownCode}`;
	const said = words === '' ? `: ${wordsFor(status)}` : `: ${words}`;
	return new RequestFailure(
		status === 401
			? `${providerName} refused the key (HTTP 401${code})${words === '' ? '' : said}.`
			: `${providerName} answered HTTP ${status}${code}${said}.`,
		{
			...(refusal.askAgain === true ? { cause: 'busy' } : known),
			status,
			code: ownCode,
			requestId: short(
				refusal.requestId ?? headerText(headers, ...(api.requestIdHeaders ?? ['x-request-id'])),
			),
			advice: entryOf(api.advice, refusal.code) ?? entryOf(api.advice, status) ?? adviceFor(status),
			retryAfterMs: retryAfterMs(headers?.['retry-after'], Date.now()) ?? refusal.retryAfterMs,
			// A web page says nothing about the thing itself: the address may be wrong.
			gone: refusal.gone ?? (status === 404 && isObject(body)),
		},
	);
}

/** What the provider's own reader makes of a body; of one that it stumbles over, nothing. */
function readProviderError(api: ProviderApi, status: number, body: unknown): ProviderError {
	try {
		return api.providerError(status, typeof body === 'string' || isObject(body) ? body : {});
	} catch {
		return { code: null, said: '' };
	}
}

/** An entry of a table, but nothing that every object has. */
const entryOf = (table: Record<string, string>, key: string | number | null) =>
	key !== null && Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined;

function headerText(headers: IDataObject | undefined, ...names: string[]): string | null {
	for (const name of names) {
		const value = headers?.[name];
		if (typeof value === 'string' && value !== '') return value;
	}
	return null;
}
