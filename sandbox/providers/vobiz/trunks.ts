import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { vobizAccount } from './account';
import { toUuid } from '../../identifiers';
import type { World } from '../../provider';
import { isAcceptedWebhook } from './addresses';
import { sendPage, type ListQuery } from './lists';
import { refuseFields, refuseRequest, refuseTrunk, refuseWithApiId } from './refusals';
import { microseconds, type VobizState, type VobizTrunk } from './state';
import {
	change,
	changedTrunkViolations,
	newTrunkViolations,
	requiredOnUpdate,
	type TrunkBody,
} from './trunkBody';

export function createTrunk(world: World<VobizState>, body: TrunkBody): VobizTrunk {
	const id = toUuid(world.hex(32));
	const time = microseconds(world.now());
	const trunk: VobizTrunk = {
		trunk_id: id,
		account_id: vobizAccount.authId,
		name: body.name,
		trunk_domain: body.trunk_domain ?? `${id}.sip.vobiz.ai`,
		trunk_status: 'active',
		secure: false,
		// What `trunk_type` says is not taken up: the documented answer to it is "both".
		trunk_direction: 'both',
		concurrent_calls_limit: 10,
		cps_limit: 2,
		description: '',
		transport: 'udp',
		recording: false,
		enable_transcription: false,
		pii_redaction: false,
		webhook_method: 'POST',
		recording_webhook_enabled: false,
		created_at: time,
		updated_at: time,
	};
	change(trunk, body);
	world.state.trunks.add(trunk);
	return trunk;
}

const references = [
	['credential_uuid', 'credentials'],
	['ipacl_uuid', 'ipAcl'],
	['primary_uri_uuid', 'originationUris'],
	['fallback_uri_uuid', 'originationUris'],
] as const;

/** Refuses what the schema alone cannot know; undefined if there is nothing to refuse. */
function refuseContent(
	reply: FastifyReply,
	world: World<VobizState>,
	body: TrunkBody,
	recording: boolean,
): FastifyReply | undefined {
	if (body.webhook_url && !isAcceptedWebhook(body.webhook_url)) {
		const message = 'The webhook URL must be a public http or https address.';
		return refuseWithApiId(reply, world, 400, 'invalid webhook_url', message);
	}
	if (body.enable_transcription && !recording) {
		const message = 'needs recording';
		return refuseFields(reply, world, [
			{ path: ['enable_transcription'], keyword: 'dependency', message, value: true },
		]);
	}
	// A reference to something that is not there: the refusal is not documented.
	const [unknown] = references.find(([field, collection]) => {
		const id = body[field];
		return Boolean(id) && world.state[collection].get(id ?? '') === undefined;
	}) ?? [undefined];
	return unknown === undefined
		? undefined
		: refuseRequest(reply, `${unknown} does not belong to this account`);
}

/**
 * Deletes a trunk with its credential, IP ACL entry and origination URIs, as documented, and frees
 * its numbers. All of these belong to the account: what another trunk uses as well stays, which is
 * the careful reading of two pages that contradict each other.
 */
function deleteTrunk(world: World<VobizState>, request: FastifyRequest, trunk: VobizTrunk): void {
	const { state } = world;
	state.trunks.delete(trunk.trunk_id);
	for (const number of state.numbers.all()) {
		if (number.trunk_group_id === trunk.trunk_id) {
			number.trunk_group_id = null;
			world.effect(request, 'number freed', number.e164);
		}
	}
	for (const [field, collection] of references) {
		const id = trunk[field];
		if (id === undefined || state[collection].get(id) === undefined) continue;
		const isShared = state.trunks.find((other) => references.some(([key]) => other[key] === id));
		if (isShared) continue;
		state[collection].delete(id);
		world.effect(request, `${field.replace('_uuid', '')} deleted with the trunk`, id);
	}
	world.effect(request, 'trunk deleted', trunk.trunk_id);
}

interface OfTrunk {
	Params: { trunkId: string };
}

export function registerTrunks(
	app: FastifyInstance,
	world: World<VobizState>,
	account: string,
): void {
	app.post<{ Body: TrunkBody }>(`${account}/trunks`, (request, reply) => {
		const { body } = request;
		const violations = newTrunkViolations(body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		const refused = refuseContent(reply, world, body, body.recording ?? false);
		if (refused !== undefined) return refused;
		const trunk = createTrunk(world, body);
		world.effect(request, 'trunk created', trunk.trunk_id);
		return reply.code(201).send(trunk);
	});

	app.get<{ Querystring: ListQuery }>(`${account}/trunks`, (request, reply) =>
		sendPage(reply, world.state.trunks, request.query),
	);

	app.get<OfTrunk>(`${account}/trunks/:trunkId`, (request, reply) => {
		const trunk = world.state.trunks.get(request.params.trunkId);
		return trunk ? reply.send(trunk) : refuseTrunk(reply, world, request.params.trunkId);
	});

	app.put<OfTrunk & { Body: TrunkBody }>(`${account}/trunks/:trunkId`, (request, reply) => {
		const trunk = world.state.trunks.get(request.params.trunkId);
		if (trunk === undefined) return refuseTrunk(reply, world, request.params.trunkId);
		const { body } = request;
		const missing = requiredOnUpdate.filter((field) => body?.[field] === undefined);
		if (missing.length > 0) return refuseRequest(reply, `missing: ${missing.join(', ')}`);
		const violations = changedTrunkViolations(body);
		if (violations.length > 0) return refuseFields(reply, world, violations);
		const refused = refuseContent(reply, world, body, body.recording ?? trunk.recording);
		if (refused !== undefined) return refused;
		change(trunk, body);
		trunk.updated_at = microseconds(world.now());
		world.effect(request, 'trunk updated', trunk.trunk_id);
		return reply.send(trunk);
	});

	app.delete<OfTrunk>(`${account}/trunks/:trunkId`, (request, reply) => {
		const trunk = world.state.trunks.get(request.params.trunkId);
		if (trunk === undefined) return refuseTrunk(reply, world, request.params.trunkId);
		deleteTrunk(world, request, trunk);
		return reply.code(204).send();
	});
}
