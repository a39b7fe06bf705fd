import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { positiveInteger, violationsOf } from '../../validation';
import { detailsOf, refuse } from './refusals';
import { account } from './routes';
import { seconds, type TryVoxNumber, type TryVoxState } from './state';

const assignmentViolations = violationsOf({
	type: 'object',
	properties: { trunk_id: { type: 'string', minLength: 1 } },
	required: ['trunk_id'],
});

const numberStatuses = ['active', 'pending', 'suspended'];
const defaultPerPage = 20;
const mostPerPage = 100;

const numberQueryViolations = violationsOf({
	type: 'object',
	properties: {
		country: { type: 'string', pattern: '^[A-Z]{2}$' },
		status: { type: 'string', enum: numberStatuses },
		page: { type: 'string', pattern: '^[1-9]\\d*$' },
		per_page: { type: 'string', pattern: '^([1-9]\\d?|100)$' },
	},
});

/** The documentation writes the plus sign as it is; that `%2B` works as well it does not say. */
const numberInPath = /\/numbers\/(\+\d+)(?:\/|$)/;

function findNumber(world: World<TryVoxState>, url: string): TryVoxNumber | undefined {
	const e164 = numberInPath.exec(url.split('?', 1)[0])?.[1];
	return e164 === undefined ? undefined : world.state.numbers.get(e164);
}

interface NumberQuery {
	country?: string;
	status?: string;
	page?: string;
	per_page?: string;
}

export function registerNumbers(app: FastifyInstance, world: World<TryVoxState>): void {
	app.get<{ Querystring: NumberQuery }>(`${account}/numbers`, (request, reply) => {
		const violations = numberQueryViolations({ ...request.query });
		if (violations.length > 0) return refuse(reply, 'VALIDATION_FAILED', detailsOf(violations));
		const { country, status } = request.query;
		const page = positiveInteger(request.query.page, 1);
		const perPage = Math.min(positiveInteger(request.query.per_page, defaultPerPage), mostPerPage);
		const found = world.state.numbers.filter(
			(candidate) =>
				(country === undefined || candidate.country === country) &&
				(status === undefined || candidate.status === status),
		);
		const data = found.slice((page - 1) * perPage, page * perPage);
		return reply.send({
			data,
			pagination: {
				total: found.length,
				count: data.length,
				per_page: perPage,
				current_page: page,
				total_pages: Math.ceil(found.length / perPage),
			},
		});
	});

	app.post<{ Body: { trunk_id: string } }>(
		`${account}/numbers/:number/assign`,
		(request, reply) => {
			const assigned = findNumber(world, request.url);
			if (assigned === undefined) return refuse(reply, 'NOT_FOUND');
			const violations = assignmentViolations(request.body ?? {});
			if (violations.length > 0) return refuse(reply, 'VALIDATION_FAILED', detailsOf(violations));
			const trunk = world.state.trunks.get(request.body.trunk_id);
			if (trunk === undefined) return refuse(reply, 'NOT_FOUND');
			// A number points at a trunk or at an application, never at both.
			assigned.trunk_id = trunk.id;
			assigned.application_id = null;
			assigned.updated_at = seconds(world.now());
			world.effect(request, 'number assigned', assigned.e164);
			const { e164, trunk_id, application_id, status, updated_at } = assigned;
			return reply.send({ e164, trunk_id, application_id, status, updated_at });
		},
	);

	// Gives up the number at the real provider: one path segment less than the route above.
	app.delete(`${account}/numbers/:number`, (request, reply) => {
		world.danger(request, 'number released');
		return refuse(reply, 'INTERNAL_ERROR');
	});
}
