import type { FastifyReply } from 'fastify';
import { htmlPage, type Fault } from './faults';

/** What a fault turns an answer into; `body` undefined is an empty body. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string | undefined;
}

type Refusal = (status: number, retryAfterSeconds?: number) => Record<string, unknown>;

const json = 'application/json; charset=utf-8';
const html = 'text/html; charset=utf-8';

function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
	return { status, headers: { 'content-type': json, ...headers }, body: JSON.stringify(body) };
}

/** The provider's 429. `retryAfter`: seconds, `date:<seconds>` for an HTTP date, or `none`. */
export function tooManyRequests(retryAfter: number | string | undefined, refusal: Refusal): Answer {
	const asDate = typeof retryAfter === 'string' && retryAfter.startsWith('date:');
	const seconds = asDate ? Number(retryAfter.slice('date:'.length)) : retryAfter;
	if (typeof seconds !== 'number') return jsonAnswer(429, refusal(429));
	// An HTTP date has whole seconds: rounded up, so that it never means less than asked for.
	const date = new Date(Math.ceil((Date.now() + seconds * 1000) / 1000) * 1000).toUTCString();
	return jsonAnswer(429, refusal(429, seconds), {
		'retry-after': asDate ? date : String(seconds),
	});
}

/**
 * The answer of a fault that replaces the provider's own, or undefined if this kind of fault
 * alters that answer or breaks the connection.
 */
export function replacementFor(fault: Fault, refusal: Refusal): Answer | undefined {
	switch (fault.kind) {
		case 'status':
			return statusAnswer(fault.status, fault.body ?? refusal(fault.status), fault.headers);
		case 'tooManyRequests':
			return tooManyRequests(fault.retryAfter, refusal);
		case 'redirect':
			return { status: fault.status ?? 307, headers: { location: fault.to }, body: undefined };
		case 'emptyBody':
			return { status: 200, headers: {}, body: undefined };
		case 'htmlBody':
			return { status: 200, headers: { 'content-type': html }, body: htmlPage('Welcome') };
		case 'successFalse':
			return jsonAnswer(200, { success: false, message: 'The request was not carried out' });
		default:
			return undefined;
	}
}

function statusAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
	if (typeof body !== 'string') return jsonAnswer(status, body, headers);
	const contentType = body.startsWith('<') ? html : 'text/plain; charset=utf-8';
	return { status, headers: { 'content-type': contentType, ...headers }, body };
}

/** Kinds that strike before the provider's handler unless `when` says otherwise. */
const beforeByDefault: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
	'status',
	'successFalse',
	'tooManyRequests',
	'redirect',
]);

export function strikesBefore(fault: Fault): boolean {
	if ('when' in fault && fault.when !== undefined) return fault.when === 'before';
	return beforeByDefault.has(fault.kind);
}

export function apply(answer: Answer, reply: FastifyReply): void {
	for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
	reply.code(answer.status).headers(answer.headers);
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies a change to a JSON text; a text that is not JSON stays as it is. */
export function alterJson(text: string, alter: (value: unknown) => unknown): string {
	const parsed = parse(text);
	return parsed === undefined ? text : JSON.stringify(alter(parsed.value));
}

function parse(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** Wrong totals wherever a provider gives one: `meta`, `pagination` or beside the rows. */
export function withTotal(total: number): (body: unknown) => unknown {
	return (body) => {
		if (!isObject(body)) return body;
		for (const holder of [body, body.meta, body.pagination]) {
			if (!isObject(holder)) continue;
			if (typeof holder.total === 'number') holder.total = total;
			if (typeof holder.total_pages === 'number' && typeof holder.per_page === 'number') {
				holder.total_pages = Math.ceil(total / holder.per_page);
			}
		}
		if (typeof body.count === 'number') body.count = total;
		return body;
	};
}

/** Words that no provider documents, in place of every status, direction and mode. */
const undocumentedWords: ReadonlyArray<readonly [RegExp, string]> = [
	[/status$/, 'quiescent'],
	[/direction$/, 'sideways'],
	[/^mode$|_mode$/, 'whimsical'],
];

export function withUnknownEnums(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withUnknownEnums);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => {
			const word = undocumentedWords.find(([pattern]) => pattern.test(key))?.[1];
			return [key, typeof child === 'string' && word ? word : withUnknownEnums(child)];
		}),
	);
}

/** A body of at least this many bytes that still says what it said. */
export function padded(bytes: number): (body: unknown) => unknown {
	return (body) => {
		const missing = Math.max(0, bytes - JSON.stringify(body).length);
		const padding = 'x'.repeat(missing);
		return isObject(body) ? { ...body, padding } : [body, padding];
	};
}

/** The first half, so that it is no valid JSON any more; an empty text becomes an open brace. */
export function truncated(text: string): string {
	return text.length < 2 ? '{' : text.slice(0, Math.floor(text.length / 2));
}

const pageParameters = ['page', 'offset', 'Page', 'PageToken'];

/** Removes from a parsed query what says which page is wanted; the page size stays. */
export function forgetPage(query: unknown): void {
	if (!isObject(query)) return;
	for (const name of pageParameters) delete query[name];
}
