import type { FastifyReply } from 'fastify';

/**
 * Twirp's error codes with their HTTP statuses, those that the SIP service uses.
 *
 * @see https://twitchtv.github.io/twirp/docs/spec_v7.html#error-codes
 */
const statuses = {
	invalid_argument: 400,
	malformed: 400,
	unauthenticated: 401,
	not_found: 404,
	bad_route: 404,
	resource_exhausted: 429,
	internal: 500,
	unknown: 500,
	unavailable: 503,
} as const;

export type TwirpCode = keyof typeof statuses;

/** Twirp answers exactly `application/json`; the vendor's client compares the whole header. */
const json = 'application/json';

/** A request that the service refuses, with Twirp's error body. */
export class TwirpError extends Error {
	constructor(
		readonly code: TwirpCode,
		message: string,
		private readonly meta?: Record<string, string>,
	) {
		super(message);
	}

	get status(): number {
		return statuses[this.code];
	}

	toJSON(): Record<string, unknown> {
		return { code: this.code, msg: this.message, ...(this.meta ? { meta: this.meta } : {}) };
	}
}

export const invalidArgument = (message: string) => new TwirpError('invalid_argument', message);

/** Errors of the server's own, unlike those that it words for its clients. */
export const serverError = (message: string) => `twirp error unknown: ${message}`;

export const badRoute = (message: string, method: string, path: string) =>
	new TwirpError('bad_route', message, { twirp_invalid_route: `${method} ${path}` });

export function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
	// Bytes: to a text the framework would add a charset.
	return reply
		.code(status)
		.header('content-type', json)
		.send(Buffer.from(JSON.stringify(body)));
}

export function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
	return reply.code(status).type('text/plain; charset=utf-8').send(text);
}
