import {
	sleep,
	type IDataObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import type {
	ProviderApi,
	ProviderClient,
	ProviderRequest,
	Recovery,
	ProviderError,
} from '../contract/request';
import { originOf } from './address';
import { RequestFailure } from './errors';
import { cancelled, RateLimiter, throwIfCancelled, wait } from './pacing';
import { mayExist, type CreatedRows, recover } from './recovery';
import type { Redactor } from './redaction';
import { retryAfterMs, waitBeforeRetry, WaitedTime, type RetryLimits } from './retry';

/** Sends one request through n8n's own authenticated helper; without a signal, to the end. */
export type Sender = (
	options: IHttpRequestOptions,
	cancelSignal?: AbortSignal,
) => Promise<IN8nHttpFullResponse>;

export interface ClientSettings extends RetryLimits {
	send: Sender;
	providerName: string;
	api: ProviderApi;
	credentials: IDataObject;
	/** Time for one request, in milliseconds. */
	timeoutMs: number;
	rateLimiter: RateLimiter;
	/** What the requests of this run have made. */
	createdRows: CreatedRows;
	redactor: Redactor;
	signal?: AbortSignal;
	rowsWanted?: number;
	/** Called once before the first request that changes something. */
	beforeWrite?: () => Promise<void>;
}

/** Socket errors that come before anything was sent. */
const UNDELIVERED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
]);
const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
const CERTIFICATE = /CERT|SIGNATURE|^ERR_SSL_WRONG_VERSION|^EPROTO$/;

/** Statuses after which the outcome is open. 500 counts: the provider may have failed after the effect. */
const OUTCOME_OPEN = new Set([408, 500, 502, 503, 504]);
/** Statuses that a gateway sends while the provider may still be at work. */
const STILL_AT_WORK = new Set([408, 502, 504]);

/** How often a request has been asked again, and when it was sent first. */
interface Tries {
	again: number;
	firstSent?: number;
}

/** What is known of the changes that an item has asked for, for whatever fails after them. */
interface ChangeState {
	changed: 'no' | 'maybe' | 'yes';
}

/** However little is allowed otherwise, what must not be left half done is tried so often and waited for so long. */
const RETRIES_WITHOUT_CANCELLATION = 5;
const WAIT_WITHOUT_CANCELLATION_MS = 60_000;

/** The client of one item, which knows what the item has changed. */
export interface ItemClient extends ProviderClient {
	/** An error as it is to be told: after a change it must not look as if nothing had happened. */
	afterChanges(error: unknown): unknown;
}

export function createClient(settings: ClientSettings): ItemClient {
	return clientOf(settings, { changed: 'no' });
}

function clientOf(settings: ClientSettings, changeState: ChangeState): ItemClient {
	const { api, credentials, rateLimiter, createdRows, redactor } = settings;
	const addresses = api.addresses(credentials);
	const waited = new WaitedTime();

	const optionsOf = (request: ProviderRequest): IHttpRequestOptions => {
		const base = addresses[request.host ?? 'default'];
		const body = request.body === undefined ? undefined : encoded(api.encoding, request.body);
		return {
			method: request.method,
			url: base + request.path + queryOf(request.query),
			headers: {
				Accept: 'application/json',
				...(body === undefined ? {} : { 'Content-Type': CONTENT_TYPE[api.encoding] }),
			},
			...(body === undefined ? {} : { body }),
			encoding: 'text',
			timeout: settings.timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
	};

	/** One request: what came of it, and when it was sent. */
	const attempt = async (request: ProviderRequest, tries: Tries) => {
		throwIfCancelled(settings.signal);
		const options = optionsOf(request);
		const started = Date.now();
		tries.firstSent ??= started;
		const outcome = await inTime(settings.send(options, settings.signal), settings.timeoutMs).then(
			(response) => readAnswer(response, request, settings),
			(error: unknown) => withoutAnswer(error, originOf(options.url), settings),
		);
		const answered = !(outcome instanceof RequestFailure) || outcome.status !== null;
		if (answered && !(outcome instanceof RequestFailure && outcome.kind === 'busy')) {
			rateLimiter.onAccepted();
		}
		if (changes(request)) changeState.changed = afterwards(outcome, changeState);
		return { outcome, started };
	};

	const pause = async (ms: number, tries: Tries): Promise<boolean> => {
		if (tries.again >= settings.maxRetries || waited.ms + ms > settings.maxWaitMs) return false;
		tries.again += 1;
		waited.note(ms);
		await wait(ms, settings.signal);
		return true;
	};

	/** Asks until there is an answer or no more reason to ask. */
	const ask = async (
		request: ProviderRequest,
		repeatable: boolean,
		tries: Tries,
	): Promise<unknown | RequestFailure> => {
		let answerWasLost = false;
		for (; ; tries.again++) {
			const { outcome, started } = await rateLimiter.run(
				async () => await attempt(request, tries),
				tries.again,
			);
			if (!(outcome instanceof RequestFailure)) {
				// What was read may lead to a change, which must not begin any more.
				if (!changes(request)) throwIfCancelled(settings.signal);
				return outcome;
			}
			throwIfCancelled(settings.signal);
			if (request.method === 'DELETE' && answerWasLost && outcome.gone) return {};
			const state = { retries: tries.again, waitedMs: waited.ms };
			const delay = waitBeforeRetry(outcome, repeatable, settings, state, Math.random());
			const pauseMs = outcome.kind === 'busy' ? rateLimiter.onBusy(delay ?? 0, started) : 0;
			if (delay === undefined) {
				const last = tries.again === 0 ? outcome : outcome.asked(tries.again);
				// That the repetition was refused does not undo what an earlier one may have done.
				return answerWasLost ? last.leftOpen() : last;
			}
			answerWasLost = answerWasLost || outcome.kind === 'unknown';
			waited.note(Math.max(delay, pauseMs));
			// The rateLimiter makes everybody wait for a provider that is busy.
			if (outcome.kind !== 'busy') await wait(delay, settings.signal);
		}
	};

	const askToMake = async (request: ProviderRequest, { answersEmpty }: Recovery, tries: Tries) => {
		const outcome = await ask(request, false, tries);
		return answersEmpty ? outcome : withId(outcome, settings);
	};

	const exchange = async (request: ProviderRequest): Promise<unknown> => {
		if (changes(request)) await settings.beforeWrite?.();
		const repeatable = request.repeatable ?? request.method !== 'POST';
		const { recovery } = request;
		const tries: Tries = { again: 0 };
		const outcome =
			recovery && !repeatable
				? await recover(async () => await askToMake(request, recovery, tries), recovery, {
						maxRetries: settings.maxRetries,
						pause: async (ms) => await pause(ms, tries),
						firstSent: () => tries.firstSent,
						// What says when it was made is something made; anything else is a link to what is there.
						isOwn: (row) => recovery.createdAt !== undefined && createdRows.has(api.idOf(row)),
						isContested: () => createdRows.isOpen(recovery),
					})
				: await ask(request, repeatable, tries);
		if (outcome instanceof RequestFailure) {
			// What a look-up is refused says nothing about the change that it looks for.
			const isOver = changes(request) && outcome.kind !== 'unknown';
			if (isOver && changeState.changed === 'maybe') changeState.changed = 'no';
			const failure = openIfLost(outcome, request);
			if (recovery && failure.mayExist) createdRows.leaveOpen(recovery);
			throw failure;
		}
		if (recovery) createdRows.add(idIn(api, outcome));
		return outcome;
	};

	const sendForAny = async (request: ProviderRequest): Promise<unknown> =>
		await exchange(request).catch(
			async (error: unknown) => await Promise.reject(afterChanges(error)),
		);

	const afterChanges = (error: unknown): unknown => {
		if (!(error instanceof RequestFailure) || error.mayExist || error.isSettled) return error;
		if (changeState.changed === 'no') return error;
		if (changeState.changed === 'yes') return mayExist(error, LOOK_YOURSELF, CHANGE_IS_MADE);
		return error.kind === 'cancelled' ? mayExist(error, LOOK_YOURSELF, CHANGE_IS_OPEN) : error;
	};

	/** What is told of a change whose answer was lost for good. */
	const openIfLost = (failure: RequestFailure, request: ProviderRequest): RequestFailure => {
		const isOpen = failure.kind === 'unknown' && !failure.mayExist && changes(request);
		return isOpen ? mayExist(failure, LOOK_YOURSELF, CHANGE_IS_OPEN) : failure;
	};

	return {
		accountId: api.accountId?.(credentials) ?? '',
		rowsWanted: settings.rowsWanted,
		parallel: rateLimiter.limit,
		sendForAny,
		afterChanges,
		async send(request) {
			const answer = await sendForAny(request);
			if (answer !== null && typeof answer === 'object' && !Array.isArray(answer)) {
				return api.rowIn?.(answer as IDataObject) ?? (answer as IDataObject);
			}
			throw openIfLost(unreadable(settings, null, 'a list where one object was expected'), request);
		},
		keepSecret: (value) => redactor.add(value),
		withoutCancellation: () =>
			clientOf(
				{
					...settings,
					signal: undefined,
					rateLimiter: new RateLimiter(1),
					maxRetries: Math.max(settings.maxRetries, RETRIES_WITHOUT_CANCELLATION),
					maxWaitMs: Math.max(settings.maxWaitMs, WAIT_WITHOUT_CANCELLATION_MS),
				},
				changeState,
			),
	};
}

/** n8n's own timeout closes the connection as well, so it comes first. */
const AFTER_TIMEOUT_MS = 100;

/**
 * The whole answer, or a timeout. n8n's own timeout starts anew with every byte, so that an answer that trickles in
 * could take for ever.
 */
async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
	const arrived = new AbortController();
	const late = sleep(timeoutMs + AFTER_TIMEOUT_MS, arrived.signal).then(
		async () => await Promise.reject<T>({ code: 'ETIMEDOUT' }),
	);
	return await Promise.race([answer, late]).finally(() => arrived.abort());
}

/** The ID of the row in an answer. */
const idIn = ({ rowIn, idOf }: ProviderApi, answer: unknown) =>
	isObject(answer) ? idOf(rowIn?.(answer) ?? answer) : undefined;

/** What was made must be in the answer: without its ID nobody can go on with it, as if the answer were lost. */
function withId(outcome: unknown, settings: ClientSettings): unknown {
	if (outcome instanceof RequestFailure || idIn(settings.api, outcome) !== undefined)
		return outcome;
	const isEmpty = isObject(outcome) && Object.keys(outcome).length === 0;
	return unreadable(settings, null, isEmpty ? 'an empty text' : 'something that has no ID');
}

/** For a change whose outcome cannot be looked up by the node. */
const LOOK_YOURSELF = { howToLook: 'Look at the provider whether the change was made' };
const CHANGE_IS_OPEN = 'The change may have been made, because the outcome is not known.';
const CHANGE_IS_MADE = 'A change was made before this failed, so it may have been made in full.';

/** Whether an item has changed something, after one more answer. */
function afterwards(outcome: unknown, { changed }: ChangeState): ChangeState['changed'] {
	if (!(outcome instanceof RequestFailure)) return 'yes';
	const isOpen = outcome.kind === 'unknown' || outcome.kind === 'cancelled';
	return changed === 'no' && isOpen ? 'maybe' : changed;
}

const changes = ({ method, countsAsChange }: ProviderRequest) =>
	method !== 'GET' && countsAsChange !== false;

const CONTENT_TYPE = {
	json: 'application/json',
	form: 'application/x-www-form-urlencoded',
} as const;

/** Form bodies repeat a key for each entry of a list; JSON is JSON. */
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

/** An answer as a value, or the failure that it stands for. */
function readAnswer(
	response: IN8nHttpFullResponse,
	{ method }: ProviderRequest,
	settings: ClientSettings,
): unknown | RequestFailure {
	const { statusCode: status, headers } = response;
	const { body: received } = response as { body: unknown };
	const raw = typeof received === 'string' ? received : (JSON.stringify(received ?? null) ?? '');
	const isEmpty = received === undefined || received === null || raw.trim() === '';
	const body = parsed(raw);
	if (status >= 200 && status < 300) {
		if (isEmpty) return method === 'GET' ? unreadable(settings, status, 'an empty text') : {};
		if (body === NOT_JSON) return unreadable(settings, status, looksLike(raw));
		if (isObject(body) && settings.api.isRefusal?.(body) === true) {
			return refused(response, body, settings, 'refused');
		}
		if (typeof body !== 'object' || body === null) {
			return unreadable(settings, status, 'a single value instead of an object');
		}
		return body;
	}
	if (status >= 300 && status < 400) {
		const target = originOf(String(headers?.location ?? ''));
		return new RequestFailure(
			`${settings.providerName} answered with a redirect${target ? ` to ${target}` : ''}, which is not followed, so that the key reaches no other address.`,
			{
				kind: 'refused',
				status,
				advice: "Check the API Base URL in the credential: it must be the provider's own address.",
			},
		);
	}
	return refused(
		response,
		body === NOT_JSON ? raw : body,
		settings,
		status === 429 ? 'busy' : OUTCOME_OPEN.has(status) ? 'unknown' : 'refused',
	);
}

const NOT_JSON = Symbol('not JSON');

function parsed(raw: string): unknown {
	try {
		return JSON.parse(raw);
	} catch {
		return NOT_JSON;
	}
}

const isObject = (value: unknown): value is IDataObject =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

const looksLike = (raw: string) =>
	/^\s*</.test(raw) ? 'a web page instead of JSON' : 'JSON that is incomplete or damaged';

function unreadable(
	{ providerName }: ClientSettings,
	status: number | null,
	what: string,
): RequestFailure {
	return new RequestFailure(`${providerName} answered with ${what}.`, {
		kind: 'unknown',
		status,
		finished: true,
		advice:
			'Something between n8n and the provider may have answered in its place. Check the API Base URL in the credential, and whether the change was made.',
	});
}

const STATUS_WORDS: Record<number, string> = {
	200: 'the request was not carried out',
	400: 'the request was not accepted',
	401: 'the key was refused',
	402: 'payment is required',
	403: 'the key has no permission for this',
	404: 'there is no such thing, or it belongs to another account',
	405: 'the method is not allowed',
	409: 'it conflicts with what exists',
	422: 'the request was not accepted',
	429: 'too many requests',
	500: 'the provider failed',
	502: 'the provider could not be reached by its gateway',
	503: 'the provider is unavailable',
	504: "the provider's gateway gave up waiting",
};

const STATUS_ADVICE: Record<string, string> = {
	200: 'Change what the message names.',
	400: 'Change what the message names.',
	401: 'Open the credential and enter the key again. A key that was just pasted may lack a character or belong to another account.',
	402: "Check balance and payment in the provider's console.",
	403: "Give the key the permission in the provider's console, or use another key.",
	404: 'Check the ID, and that the credential belongs to the account that owns it.',
	405: 'Check the API Base URL in the credential.',
	409: 'Choose another value, or work with what exists.',
	422: 'Change the fields that the message names.',
	429: "Lower 'Requests in Parallel' in the node's Options, or raise 'Max Wait'.",
	500: 'Try again later. If it stays, tell the provider the time and the request ID.',
	502: 'Try again later.',
	503: 'Try again later.',
	504: 'Try again later.',
};

/** For a status that the table does not know: rather something in between than the provider. */
const OTHER_ADVICE =
	'Check the API Base URL in the credential, or ask the provider what this status means.';

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
	{ api, providerName, redactor }: ClientSettings,
	kind: 'refused' | 'busy' | 'unknown',
): RequestFailure {
	const { statusCode: status, headers } = response;
	const refusal = readProviderError(api, status, body);
	const short = (value: unknown) =>
		typeof value === 'string' || typeof value === 'number'
			? redactor.text(String(value)).slice(0, LONGEST_CODE)
			: null;
	const words = redactor.words(sentence(String(refusal.said ?? ''))).slice(0, LONGEST_WORDS);
	// A refusal inside a success is one, whichever success.
	const kindOfStatus = status < 300 ? 200 : status;
	const meaning = STATUS_WORDS[kindOfStatus] ?? `status ${status}`;
	const ownCode = short(refusal.code);
	const code = ownCode === null ? '' : `, code ${ownCode}`;
	const said = words === '' ? `: ${meaning}` : `: ${words}`;
	const advice =
		entryOf(api.advice, refusal.code) ??
		entryOf(api.advice, status) ??
		entryOf(STATUS_ADVICE, kindOfStatus) ??
		OTHER_ADVICE;
	const again = refusal.askAgain === true ? 'busy' : kind;
	return new RequestFailure(
		status === 401
			? `${providerName} refused the key (HTTP 401${code})${words === '' ? '' : said}.`
			: `${providerName} answered HTTP ${status}${code}${said}.`,
		{
			kind: again,
			status,
			code: ownCode,
			requestId: short(
				refusal.requestId ?? headerText(headers, ...(api.requestIdHeaders ?? ['x-request-id'])),
			),
			advice,
			retryAfterMs: retryAfterMs(headers?.['retry-after'], Date.now()) ?? refusal.retryAfterMs,
			// A web page comes from a gateway, too.
			finished: !STILL_AT_WORK.has(status) && isObject(body),
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

/** No answer arrived: what kind of failure that is. The error's own text is not used, it may hold anything. */
function withoutAnswer(
	error: unknown,
	origin: string,
	{ providerName, timeoutMs, signal }: ClientSettings,
): RequestFailure {
	const { code, wasConnected } = socketError(error);
	if (signal?.aborted) {
		return cancelled();
	}
	if (TIMED_OUT.has(code)) {
		return new RequestFailure(
			`${providerName} did not answer within ${timeoutMs / 1000} seconds.`,
			{
				kind: 'unknown',
				advice: "Try again later, or raise 'Timeout' in the node's Options.",
			},
		);
	}
	if (UNDELIVERED.has(code) && !wasConnected) {
		return new RequestFailure(`${providerName} cannot be reached at ${origin} (${code}).`, {
			kind: 'undelivered',
			advice:
				'Check the API Base URL in the credential and the network of the machine that runs n8n.',
		});
	}
	if (CERTIFICATE.test(code)) {
		return new RequestFailure(
			`The certificate of ${origin} could not be verified (${code}), so nothing was sent.`,
			{
				kind: 'refused',
				advice:
					'Check the API Base URL in the credential, and that the machine that runs n8n trusts the certificate.',
			},
		);
	}
	return new RequestFailure(
		`The connection to ${providerName} at ${origin} broke before an answer arrived${code ? ` (${code})` : ''}.`,
		{ kind: 'unknown', advice: 'Try again later.' },
	);
}

/** The code of the innermost error that has one, and whether it struck while data was on its way. */
function socketError(error: unknown): { code: string; wasConnected: boolean } {
	const found = { code: '', wasConnected: false };
	for (let cause: unknown = error, depth = 0; isObject(cause) && depth < 6; depth++) {
		const { code, syscall, cause: next } = cause as IDataObject;
		if (found.code === '' && typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) {
			found.code = code;
		}
		found.wasConnected = found.wasConnected || syscall === 'read' || syscall === 'write';
		cause = next;
	}
	return found;
}
