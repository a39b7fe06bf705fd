import type { FastifyReply } from 'fastify';
import type { Violation } from '../../validation';

interface Detail {
	field: string;
	reason: string;
}

const errors = {
	UNAUTHORIZED: [401, 'Invalid or missing API key'],
	FORBIDDEN: [403, 'The API key has no access to this account'],
	NOT_FOUND: [404, 'Resource not found'],
	VALIDATION_FAILED: [400, 'Request validation failed'],
	RATE_LIMITED: [429, 'Too many requests'],
	INTERNAL_ERROR: [500, 'Internal server error'],
} as const;

export function errorBody(code: keyof typeof errors, details?: Detail[]): Record<string, unknown> {
	return { error: { code, message: errors[code][1], details } };
}

export function refuse(
	reply: FastifyReply,
	code: keyof typeof errors,
	details?: Detail[],
): FastifyReply {
	return reply.code(errors[code][0]).send(errorBody(code, details));
}

/** Reasons that are worded for people rather than taken from the schema. */
const reasons: Record<string, string> = {
	required: 'is required',
	minLength: 'must not be empty',
	anyOf: 'must be an IPv4 or IPv6 address',
};

function reasonOf({ path, keyword, message, allowed }: Violation): string {
	if (keyword === 'enum') return `must be ${(allowed ?? []).join(' or ')}`;
	if (keyword === 'pattern' && path[0]?.endsWith('s')) return 'must hold SIP URIs';
	if (keyword === 'pattern' && path[0] === 'termination_uri') return 'must be a SIP URI';
	return reasons[keyword] ?? message;
}

/** One detail per violation; the branches of an alternative are told as the alternative itself. */
export function detailsOf(violations: Violation[]): Detail[] {
	return violations
		.filter(({ keyword }) => keyword !== 'format')
		.map((violation) => ({
			field: violation.path.join('.') || 'body',
			reason: reasonOf(violation),
		}));
}
