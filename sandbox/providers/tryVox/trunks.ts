import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { violationsOf } from '../../validation';
import { detailsOf, refuse } from './refusals';
import { account, idDigits, type OfTrunk } from './routes';
import { seconds, type TryVoxState, type TryVoxTrunk } from './state';

type TrunkBody = Partial<
	Pick<TryVoxTrunk, 'name' | 'auth_type' | 'termination_uri' | 'origination_uris' | 'max_channels'>
>;

const sipUri = { type: 'string', pattern: '^sips?:.+' };

const trunkProperties = {
	name: { type: 'string', minLength: 1 },
	auth_type: { type: 'string', enum: ['ip', 'credential'] },
	termination_uri: sipUri,
	origination_uris: { type: 'array', items: sipUri },
	max_channels: { type: 'integer', minimum: 0 },
};

const newTrunkViolations = violationsOf({
	type: 'object',
	properties: trunkProperties,
	required: ['name', 'auth_type'],
});

/** The vendor's own example of an update leaves `auth_type` out, so nothing is required here. */
const changedTrunkViolations = violationsOf({ type: 'object', properties: trunkProperties });

export function createTrunk(
	world: World<TryVoxState>,
	body: TrunkBody & { name: string },
): TryVoxTrunk {
	const digits = world.hex(idDigits);
	const trunk: TryVoxTrunk = {
		id: `trunk_${digits}`,
		name: body.name,
		auth_type: body.auth_type ?? 'ip',
		sip_domain: `trunk-${digits}.sip.tryvox.io`,
		termination_uri: body.termination_uri ?? null,
		origination_uris: body.origination_uris ?? [],
		max_channels: body.max_channels ?? 0,
		status: 'active',
		created_at: seconds(world.now()),
	};
	world.state.trunks.add(trunk);
	return trunk;
}

function changeTrunk(trunk: TryVoxTrunk, body: TrunkBody): void {
	trunk.name = body.name ?? trunk.name;
	trunk.auth_type = body.auth_type ?? trunk.auth_type;
	trunk.termination_uri = body.termination_uri ?? trunk.termination_uri;
	trunk.origination_uris = body.origination_uris ?? trunk.origination_uris;
	trunk.max_channels = body.max_channels ?? trunk.max_channels;
}

/** What becomes of a deleted trunk's belongings is not documented; here nothing keeps its id. */
function deleteTrunk(state: TryVoxState, id: string): void {
	state.trunks.delete(id);
	for (const owned of [state.credentials, state.ipAcl]) {
		for (const row of owned.filter(({ trunk_id }: { trunk_id: string }) => trunk_id === id)) {
			owned.delete(row.id);
		}
	}
	for (const number of state.numbers.all()) {
		if (number.trunk_id === id) number.trunk_id = null;
	}
}

export function registerTrunks(app: FastifyInstance, world: World<TryVoxState>): void {
	app.post<{ Body: TrunkBody & { name: string } }>(`${account}/trunks`, (request, reply) => {
		const violations = newTrunkViolations(request.body ?? {});
		if (violations.length > 0) return refuse(reply, 'VALIDATION_FAILED', detailsOf(violations));
		const trunk = createTrunk(world, request.body);
		world.effect(request, 'trunk created', trunk.id);
		return reply.code(201).send(trunk);
	});

	app.get(`${account}/trunks`, (_request, reply) => reply.send({ data: world.state.trunks.all() }));

	app.get<OfTrunk>(`${account}/trunks/:trunkId`, (request, reply) => {
		const trunk = world.state.trunks.get(request.params.trunkId);
		return trunk ? reply.send(trunk) : refuse(reply, 'NOT_FOUND');
	});

	app.put<OfTrunk & { Body: TrunkBody }>(`${account}/trunks/:trunkId`, (request, reply) => {
		const trunk = world.state.trunks.get(request.params.trunkId);
		if (trunk === undefined) return refuse(reply, 'NOT_FOUND');
		const violations = changedTrunkViolations(request.body ?? {});
		if (violations.length > 0) return refuse(reply, 'VALIDATION_FAILED', detailsOf(violations));
		changeTrunk(trunk, request.body ?? {});
		world.effect(request, 'trunk updated', trunk.id);
		return reply.send(trunk);
	});

	app.delete<OfTrunk>(`${account}/trunks/:trunkId`, (request, reply) => {
		const { trunkId } = request.params;
		if (world.state.trunks.get(trunkId) === undefined) return refuse(reply, 'NOT_FOUND');
		deleteTrunk(world.state, trunkId);
		world.effect(request, 'trunk deleted', trunkId);
		return reply.code(204).send();
	});

	app.post<OfTrunk>(`${account}/trunks/:trunkId/test`, (request, reply) => {
		const trunk = world.state.trunks.get(request.params.trunkId);
		if (trunk === undefined) return refuse(reply, 'NOT_FOUND');
		// The documentation gives no field names for the two parts of this answer: these are ours.
		return reply.send({
			sip_options: { target: trunk.termination_uri, status: 'ok', response_code: 200, rtt_ms: 12 },
			routing: { status: 'ok', origination_uris: trunk.origination_uris.length },
		});
	});
}
