import type { FastifyReply } from 'fastify';
import { htmlPage, type Fault } from './fault';

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
