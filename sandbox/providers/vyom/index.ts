import type { FastifyInstance, FastifyReply } from 'fastify';
import { sandboxAccount, vyomAccount } from './account';
import { vyomCalls } from './calls';
import type { CallingProvider, World } from '../../provider';
import { createState, type VyomState, type VyomTrunk } from './state';
import { errorsOf, type FieldError, type TrunkBody } from './trunkBody';

export type { VyomState } from './state';

const ownerEmail = 'user@example.com';

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
	return reply.code(status).send({ success: false, message, data: {} });
}

function refuseFields(reply: FastifyReply, errors: FieldError[]): FastifyReply {
	const told = errors.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ');
	return reply
		.code(422)
		.send({ success: false, message: `Validation Error: ${told}`, data: { errors } });
}

function accept(reply: FastifyReply, message: string, data: unknown): FastifyReply {
	return reply.send({ success: true, message, data });
}

function createTrunk(world: World<VyomState>, body: TrunkBody): VyomTrunk {
	// The documentation shows `ST_` for both types; this is what the server really does.
	const isTwilio = body.trunk_type === 'twilio';
	const trunk: VyomTrunk = {
		trunk_id: isTwilio ? `ST_${world.hex(12)}` : `exotel_${world.hex(8)}`,
		trunk_name: body.trunk_name.trim(),
		trunk_type: body.trunk_type,
		passthrough_mode: body.passthrough_mode ?? false,
		passthrough_webhook_url: body.passthrough_webhook_url ?? null,
		is_active: true,
	};
	world.state.trunks.add(trunk);
	return trunk;
}

/** The methods of each known path: with another one the answer is 405. */
const methods: ReadonlyArray<readonly [path: RegExp, method: string]> = [
	[/^\/auth\/check-key$/, 'GET'],
	[/^\/sip\/create-outbound-trunk$/, 'POST'],
	[/^\/sip\/list$/, 'GET'],
	[/^\/sip\/deactivate\/[^/]+$/, 'DELETE'],
];

export const vyom: CallingProvider<VyomState> = {
	name: 'vyom',
	basePath: '',
	account: sandboxAccount,
	calls: vyomCalls,

	createState,

	register(app: FastifyInstance, world: World<VyomState>): void {
		app.setNotFoundHandler((request, reply) => {
			const path = request.url.split('?', 1)[0];
			const isKnown = methods.some(([pattern]) => pattern.test(path));
			// The framework's own words, not the envelope, and without asking for a key.
			return isKnown
				? reply.code(405).send({ detail: 'Method Not Allowed' })
				: reply.code(404).send({ detail: 'Not Found' });
		});
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if ((error.statusCode ?? 500) < 500) {
				return refuseFields(reply, [
					{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} },
				]);
			}
			world.problem(request, error.message ?? 'unknown error');
			return reply.code(500).send(vyom.refusal(500));
		});
		app.addHook('preHandler', async (request, reply) => {
			if (request.is404) return;
			const { authorization = '' } = request.headers;
			if (!/^Bearer \S/i.test(authorization)) {
				refuse(reply, 401, 'Not authenticated');
			} else if (authorization.slice('Bearer '.length) !== vyomAccount.apiKey) {
				refuse(reply, 401, 'Invalid or inactive API key');
			}
		});

		app.get('/auth/check-key', (_request, reply) =>
			accept(reply, 'API key is valid', {
				user_name: 'Sandbox User',
				org_name: 'Sandbox Organisation',
				user_email: ownerEmail,
				created_at: '2024-01-15T10:00:00.000000',
			}),
		);

		app.post<{ Body: TrunkBody }>('/sip/create-outbound-trunk', (request, reply) => {
			const errors = errorsOf(request.body ?? {});
			if (errors.length > 0) return refuseFields(reply, errors);
			const trunk = createTrunk(world, request.body);
			world.effect(request, 'trunk created', trunk.trunk_id);
			return accept(reply, 'Outbound trunk created successfully, Store the trunk id securely.', {
				trunk_id: trunk.trunk_id,
			});
		});

		app.get('/sip/list', (_request, reply) =>
			accept(
				reply,
				'SIP trunks retrieved successfully',
				world.state.trunks
					.filter(({ is_active }) => is_active)
					.map(({ trunk_id, trunk_name }) => ({
						trunk_id,
						trunk_name,
						trunk_created_by_email: ownerEmail,
					})),
			),
		);

		app.delete<{ Params: { trunkId: string } }>('/sip/deactivate/:trunkId', (request, reply) => {
			const trunk = world.state.trunks.get(request.params.trunkId);
			if (trunk === undefined) return refuse(reply, 404, 'Trunk not found');
			if (!trunk.is_active) return refuse(reply, 400, 'Trunk is already deactivated');
			trunk.is_active = false;
			world.effect(request, 'trunk deactivated', trunk.trunk_id);
			return accept(reply, 'Trunk deactivated successfully', { trunk_id: trunk.trunk_id });
		});
	},

	seed(world, trunk_name = `Seeded ${world.state.trunks.size + 1}`) {
		createTrunk(world, { trunk_name, trunk_type: 'exotel', trunk_config: {} });
	},

	refusal: (status) => ({
		success: false,
		message: status === 429 ? 'Too many requests' : 'Internal server error',
		data: {},
	}),
};
