import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { violationsOf } from '../../validation';
import { detailsOf, refuse } from './refusals';
import { account, idDigits, type OfTrunk } from './routes';
import { seconds, type TryVoxCredential, type TryVoxIpAclEntry, type TryVoxState } from './state';

const requiredText = { type: 'string', minLength: 1 };
const widestIpv4Mask = 32;

const credentialViolations = violationsOf({
	type: 'object',
	properties: { username: requiredText, password: requiredText },
	required: ['username', 'password'],
});

const ipAclViolations = violationsOf({
	type: 'object',
	properties: {
		ip: {
			type: 'string',
			anyOf: [
				{ type: 'string', format: 'ipv4' },
				{ type: 'string', format: 'ipv6' },
			],
		},
		mask: { type: 'integer', minimum: 0, maximum: 128 },
		description: { type: 'string' },
	},
	required: ['ip'],
});

export function registerAccess(app: FastifyInstance, world: World<TryVoxState>): void {
	app.post<OfTrunk & { Body: { username: string } }>(
		`${account}/trunks/:trunkId/credentials`,
		(request, reply) => {
			const { trunkId } = request.params;
			if (world.state.trunks.get(trunkId) === undefined) return refuse(reply, 'NOT_FOUND');
			const violations = credentialViolations(request.body ?? {});
			if (violations.length > 0) return refuse(reply, 'VALIDATION_FAILED', detailsOf(violations));
			// No conflict is documented, so the same username twice makes two credentials.
			const credential: TryVoxCredential = {
				id: `cred_${world.hex(idDigits)}`,
				trunk_id: trunkId,
				username: request.body.username,
				created_at: seconds(world.now()),
			};
			world.state.credentials.add(credential);
			world.effect(request, 'credential created', credential.id);
			return reply.code(201).send(credential);
		},
	);

	app.get<OfTrunk>(`${account}/trunks/:trunkId/credentials`, (request, reply) => {
		const { trunkId } = request.params;
		if (world.state.trunks.get(trunkId) === undefined) return refuse(reply, 'NOT_FOUND');
		return reply.send({
			data: world.state.credentials.filter(({ trunk_id }) => trunk_id === trunkId),
		});
	});

	app.post<OfTrunk & { Body: { ip: string; mask?: number; description?: string } }>(
		`${account}/trunks/:trunkId/ip-acl`,
		(request, reply) => {
			const { trunkId } = request.params;
			if (world.state.trunks.get(trunkId) === undefined) return refuse(reply, 'NOT_FOUND');
			const violations = ipAclViolations(request.body ?? {});
			if (violations.length > 0) return refuse(reply, 'VALIDATION_FAILED', detailsOf(violations));
			const { ip, mask = widestIpv4Mask, description = null } = request.body;
			if (!ip.includes(':') && mask > widestIpv4Mask) {
				const reason = `must be at most ${widestIpv4Mask} for an IPv4 address`;
				return refuse(reply, 'VALIDATION_FAILED', [{ field: 'mask', reason }]);
			}
			const entry: TryVoxIpAclEntry = {
				id: `acl_${world.hex(idDigits)}`,
				trunk_id: trunkId,
				ip,
				mask,
				cidr: `${ip}/${mask}`,
				description,
				created_at: seconds(world.now()),
			};
			world.state.ipAcl.add(entry);
			world.effect(request, 'IP ACL entry created', entry.id);
			return reply.code(201).send(entry);
		},
	);
}
