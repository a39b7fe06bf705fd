import type { FastifyReply } from 'fastify';
import type { Collection } from '../../collection';
import { positiveInteger } from '../../validation';

const defaultLimit = 20;
const highestLimit = 100;

export interface ListQuery {
	limit?: string;
	offset?: string;
}

/**
 * One page of a list. What happens above the highest limit is not documented: the answer is the
 * most that a page may hold. A list without any rows has `null` for them, as the live API does.
 */
export function sendPage<Row extends object>(
	reply: FastifyReply,
	rows: Collection<Row>,
	query: ListQuery,
): FastifyReply {
	const limit = Math.min(positiveInteger(query.limit, defaultLimit), highestLimit);
	const offset = positiveInteger(query.offset, 0);
	return reply.send({
		meta: { limit, offset, total: rows.size },
		objects: rows.size === 0 ? null : rows.slice(offset, limit),
	});
}
