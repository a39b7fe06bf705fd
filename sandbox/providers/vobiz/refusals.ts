import type { FastifyReply } from 'fastify';
import type { World } from '../../provider';
import type { Violation } from '../../validation';
import type { VobizState } from './state';

/**
 * The provider documents several shapes of error body, depending on the resource. They are all
 * here, so that a client has to understand all of them.
 */

type Body = Record<string, unknown>;

/** The standard envelope: authentication, trunks, validation, rate limits, unknown paths. */
export function envelope(
	world: World<VobizState>,
	code: string,
	message: string,
	details?: Body,
): Body {
	return {
		status: 'error',
		error: { code, message, details },
		timestamp: world.now().toISOString(),
		requestId: `req_${world.hex(16)}`,
	};
}

export function refuseUnauthorized(reply: FastifyReply, world: World<VobizState>): FastifyReply {
	return reply
		.code(401)
		.send(envelope(world, 'INVALID_CREDENTIALS', 'Invalid authentication credentials'));
}

export function refuseTrunk(
	reply: FastifyReply,
	world: World<VobizState>,
	trunkId: string,
): FastifyReply {
	return reply
		.code(404)
		.send(envelope(world, 'TRUNK_NOT_FOUND', 'SIP trunk not found', { trunkId }));
}

/** 422 with every wrong field, and with the value that was sent. */
export function refuseFields(
	reply: FastifyReply,
	world: World<VobizState>,
	violations: Violation[],
): FastifyReply {
	const errors = violations.map(({ path, keyword, message, value }) => ({
		field: path.join('.') || 'body',
		message: keyword === 'required' ? 'is required' : message,
		code: keyword === 'required' ? 'REQUIRED' : 'INVALID',
		value: keyword === 'required' ? null : value,
	}));
	return reply.code(422).send(envelope(world, 'VALIDATION_ERROR', 'Validation failed', { errors }));
}

/** Bad requests that are not about one field: `{"status", "message"}`. */
export function refuseRequest(reply: FastifyReply, message: string): FastifyReply {
	return reply.code(400).send({ status: 'error', message });
}

/** IP access control lists and origination URIs: `{"error", "code"}`, the code being the status. */
export function refuseWithCode(reply: FastifyReply, code: number, error: string): FastifyReply {
	return reply.code(code).send({ error, code });
}

/** Numbers: `{"error", "message"}`. */
export function refuseNumber(
	reply: FastifyReply,
	status: number,
	error: string,
	message: string,
): FastifyReply {
	return reply.code(status).send({ error, message });
}

/** The schema named Error: `{"api_id", "error"}`, and a message where there is more to say. */
export function refuseWithApiId(
	reply: FastifyReply,
	world: World<VobizState>,
	status: number,
	error: string,
	message?: string,
): FastifyReply {
	return reply.code(status).send({ api_id: world.hex(32), error, message });
}
