import type { FastifyInstance, FastifyReply } from 'fastify';
import type { World } from '../../provider';
import { positiveInteger } from '../../validation';
import { envelope, refuseNumber } from './refusals';
import { seconds, type VobizNumber, type VobizState } from './state';

const defaultPerPage = 25;
const mostPerPage = 100;

/** The plus sign must come percent-encoded, and encoded once. */
const numberInPath = /\/numbers\/%2B(\d+)(?:\/|$)/i;

function findNumber(world: World<VobizState>, url: string): VobizNumber | undefined {
	const digits = numberInPath.exec(url.split('?', 1)[0])?.[1];
	return digits === undefined ? undefined : world.state.numbers.get(`+${digits}`);
}

function refuseUnknown(reply: FastifyReply): FastifyReply {
	const message = 'The number does not exist or does not belong to this account.';
	return refuseNumber(reply, 404, 'Number not found', message);
}

function refuseInvalid(reply: FastifyReply, message: string): FastifyReply {
	return refuseNumber(reply, 400, 'invalid request', message);
}

interface NumberQuery {
	page?: string;
	per_page?: string;
	search?: string;
}

export function registerNumbers(
	app: FastifyInstance,
	world: World<VobizState>,
	account: string,
): void {
	app.get<{ Querystring: NumberQuery }>(`${account}/numbers`, (request, reply) => {
		const page = positiveInteger(request.query.page, 1);
		const perPage = Math.min(positiveInteger(request.query.per_page, defaultPerPage), mostPerPage);
		// Exact or part of the number: not documented. A plus sign sent as it is means a space here.
		const { search = '' } = request.query;
		const found = world.state.numbers.filter(({ e164 }) => e164.includes(search));
		return reply.send({
			items: found.slice((page - 1) * perPage, page * perPage),
			page,
			per_page: perPage,
			total: found.length,
		});
	});

	app.post<{ Body: { trunk_group_id?: unknown } | undefined }>(
		`${account}/numbers/:number/assign`,
		(request, reply) => {
			const number = findNumber(world, request.url);
			if (number === undefined) return refuseUnknown(reply);
			const trunkId = request.body?.trunk_group_id;
			if (typeof trunkId !== 'string' || trunkId === '') {
				return refuseInvalid(reply, 'trunk_group_id is required.');
			}
			if (number.trunk_group_id) {
				return refuseInvalid(reply, 'This number is already assigned to a trunk.');
			}
			if (number.application_id) {
				return refuseInvalid(reply, 'This number is linked to an application.');
			}
			if (world.state.trunks.get(trunkId) === undefined) {
				return refuseNumber(reply, 404, 'Trunk not found', 'There is no trunk with this id.');
			}
			number.trunk_group_id = trunkId;
			number.updated_at = seconds(world.now());
			world.effect(request, 'number assigned', number.e164);
			return reply.code(204).send();
		},
	);

	app.delete<{ Params: { number: string } }>(
		`${account}/numbers/:number/assign`,
		(request, reply) => {
			if (!/^\+?\d+$/.test(request.params.number)) {
				return refuseInvalid(reply, 'The number is not in E.164 form.');
			}
			const number = findNumber(world, request.url);
			if (!number?.trunk_group_id) return refuseUnknown(reply);
			number.trunk_group_id = null;
			number.updated_at = seconds(world.now());
			world.effect(request, 'number unassigned', number.e164);
			return reply.code(204).send();
		},
	);

	// Gives up the number at the real provider: one path segment less than the route above.
	app.delete(`${account}/numbers/:number`, (request, reply) => {
		world.danger(request, 'number released');
		return reply
			.code(500)
			.send(envelope(world, 'INTERNAL_ERROR', 'The sandbox releases no numbers'));
	});
}
