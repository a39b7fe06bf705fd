import type { IDataObject } from 'n8n-workflow';
import type { ProviderApi, ProviderError, ProviderRequest } from '../contract/request';
import { isObject } from '../rows/reported';
import { placeMissing } from './address';
import { LARGEST_ANSWER_MB } from './capacity';
import { RequestFailure } from './errors';
import { withoutId } from './lookup';
import { MOST_LEVELS, NOT_JSON, parsed, type Parsed } from './json';
import { changes, removes } from './request';
import { retryAfterMs } from './retry';
import type { Redactor } from './redaction';
import type { ClientSettings } from './settings';
import { adviceFor, knownAfter, wordsFor } from './statuses';
import type { Received } from './transfer';

/** What an answer says. */

type Reader = Pick<ClientSettings, 'api' | 'providerName' | 'redactor'> &
	Partial<Pick<ClientSettings, 'credentials'>>;

type Known = Pick<RequestFailure, 'cause' | 'effect'>;

/** The value of the JSON in an answer, or the failure that the answer stands for. */
export function readAnswer(
	received: Received,
	request: ProviderRequest,
	settings: Reader,
): unknown | RequestFailure {
	const { status, text = '' } = received;
	const json = parsed(text);
	const body = json.value === NOT_JSON ? text : json.value;
	if (status >= 200 && status < 300) {
		if (isObject(body) && settings.api.isRefusal?.(body) === true) {
			return refused(received, body, settings, { cause: 'refused', effect: 'none' });
		}
		return changes(request)
			? ofChange(received, json, request, settings)
			: ofRead(received, json, request, settings);
	}
	if (status >= 300 && status < 400) return redirected(received, settings);
	const known = knownAfter(status, isObject(body));
	return refused(
		received,
		body,
		settings,
		received.text === undefined ? once(known, request) : known,
	);
}

/** What is too large to be read would be no smaller the next time. */
const once = ({ cause, effect }: Known, request: ProviderRequest): Known =>
	changes(request) && cause !== 'busy' ? { cause, effect } : { cause: 'refused', effect: 'none' };

const isWebPage = (text: string) => /^\s*</.test(text);

/** Something that begins as JSON and does not end so. */
const isDamaged = (text: string, value: unknown) => value === NOT_JSON && /^\s*[{[]/.test(text);

const DAMAGED = 'JSON that is incomplete or damaged';
const WEB_PAGE = 'a web page instead of JSON';

/**
 * What a change is answered with. Its success is told by the status, so that a body without an object counts as an
 * empty one; but a web page comes from something else, and where an answer breaks off, more may be wrong.
 */
function ofChange(
	{ status, text = '' }: Received,
	{ value, isTooDeep }: Parsed,
	request: ProviderRequest,
	settings: Reader,
): unknown | RequestFailure {
	if (isWebPage(text)) return unreadable(settings, status, WEB_PAGE);
	if (isObject(value)) return isTooDeep ? {} : value;
	// What was removed is gone, however little of the answer has arrived.
	const isOpen = !removes(request) && isDamaged(text, value);
	return isOpen ? unreadable(settings, status, DAMAGED) : {};
}

/** What a read is answered with: nothing but objects and lists will do. */
function ofRead(
	{ status, text }: Received,
	{ value, isTooDeep }: Parsed,
	{ answersEmpty }: ProviderRequest,
	settings: Reader,
): unknown | RequestFailure {
	if (text === undefined) {
		return unusable(settings, status, `more than ${LARGEST_ANSWER_MB} MB`);
	}
	if (text.trim() === '') {
		return answersEmpty ? {} : unreadable(settings, status, 'an empty text');
	}
	if (isWebPage(text)) return unreadable(settings, status, WEB_PAGE);
	if (isDamaged(text, value)) return unreadable(settings, status, DAMAGED);
	if (value === NOT_JSON) return unreadable(settings, status, 'a text instead of JSON');
	if (typeof value !== 'object' || value === null) {
		return unreadable(settings, status, 'a single value instead of an object');
	}
	return isTooDeep
		? unusable(settings, status, `data that is nested more than ${MOST_LEVELS} levels deep`)
		: value;
}

/** An answer that can be nothing but wrong, and would be no better the next time. */
const unusable = ({ providerName }: Reader, status: number, what: string) =>
	new RequestFailure(`${providerName} answered with ${what}, which is more than can be read.`, {
		cause: 'refused',
		status,
		advice:
			"Ask for less at a time: use 'Limit' instead of 'Return All'. If it stays, check the API Base URL in the credential.",
	});

/**
 * The failure for an answer that does not tell what was done.
 *
 * @param what the answer holds: `an empty text`
 */
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

/** The answer to a create, which must hold the ID of what was made; without one it counts as unreadable. */
export function withId(
	outcome: unknown,
	settings: Reader,
	idOf: ProviderApi['idOf'],
): unknown | RequestFailure {
	if (!isObject(outcome) || outcome instanceof RequestFailure) return outcome;
	if (idOf(rowIn(settings.api, outcome)) !== undefined) return outcome;
	const isEmpty = Object.keys(outcome).length === 0;
	return unreadable(settings, null, isEmpty ? 'an empty text' : 'something that has no ID');
}

/** An answer about one thing (`about` in the request). It counts as unreadable if it is about another one. */
export function aboutIt(
	outcome: unknown,
	request: ProviderRequest,
	settings: Reader,
): unknown | RequestFailure {
	const { about } = request;
	if (about === undefined || !isObject(outcome) || outcome instanceof RequestFailure)
		return outcome;
	const id = about.idOf(rowIn(settings.api, outcome));
	// The answer to a change need not say anything.
	if (id === undefined) return changes(request) ? outcome : withoutId();
	return id.toLowerCase() === about.id.toLowerCase()
		? outcome
		: unreadable(settings, null, 'another thing than the one that was asked for');
}

/** The row in an answer about one thing. */
export const rowIn = (api: ProviderApi, answer: IDataObject): IDataObject =>
	api.rowIn?.(answer) ?? answer;

/** Where a redirect leads: without user and path, and not at all where the host tells of a secret. */
function leadsTo(location: string, redactor: Redactor): string {
	const [, scheme, host] = /^(https?:\/\/)(?:[^/?#\\]*@)?([^/?#\\@\s]+)/i.exec(location) ?? [];
	if (host === undefined || redactor.isPartIn(host)) return '';
	return ` to ${(scheme + redactor.words(host)).toLowerCase()}`;
}

function redirected({ status, headers }: Received, reader: Reader) {
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

function refused(received: Received, body: unknown, reader: Reader, known: Known): RequestFailure {
	const { status, headers } = received;
	const { api, providerName, redactor } = reader;
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
			advice:
				aboutAddress(status, reader) +
				(entryOf(api.advice, refusal.code) ?? entryOf(api.advice, status) ?? adviceFor(status)),
			retryAfterMs: retryAfterMs(headers?.['retry-after'], Date.now()) ?? refusal.retryAfterMs,
			// A web page says nothing about the thing itself: the address may be wrong.
			gone: refusal.gone ?? (status === 404 && isObject(body)),
		},
	);
}

/** Where nothing is found, and the address is not as usual, that is at fault rather than an ID. */
function aboutAddress(status: number, { api, credentials }: Reader): string {
	const isAtFault = (status === 404 || status === 405) && credentials !== undefined;
	const place = isAtFault ? placeMissing(api, credentials) : '';
	return place === ''
		? ''
		: `Check the API Base URL in the credential first: the usual one ends in ${place}. `;
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
