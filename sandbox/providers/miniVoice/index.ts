import type { FastifyInstance, FastifyReply } from 'fastify';
import { Collection } from '../../collection';
import type { MiniVoiceDid, MiniVoiceState, MiniVoiceTrunk } from './state';
import { sandboxAccount, miniVoiceAccount } from './account';
import { miniVoiceCalls } from './calls';
import type { CallingProvider, World } from '../../provider';
import { violationsOf, type Violation } from '../../validation';

interface TrunkBody {
	name: string;
	proxy: string;
	username?: string;
	gateway_name?: string;
	inbound_ip?: string;
	is_active?: boolean;
}

const customerId = 'cust_123';
const text = { type: 'string' };
const requiredText = { type: 'string', minLength: 1 };

const trunkViolations = violationsOf({
	type: 'object',
	properties: {
		name: requiredText,
		proxy: requiredText,
		username: text,
		password: text,
		realm: text,
		from_domain: text,
		inbound_ip: text,
		is_active: { type: 'boolean' },
		gateway_name: text,
	},
	required: ['name', 'proxy'],
});

const errors = {
	unauthorized: [401, 'unauthorized', 'missing or invalid API key'],
	notFound: [404, 'not_found', 'resource not found'],
	invalidJson: [400, 'invalid_json', 'request body is not valid JSON'],
	gatewayNameExists: [409, 'gateway_name_exists', 'gateway_name already exists'],
	inboundIpExists: [409, 'inbound_ip_exists', 'inbound_ip already exists'],
} as const;

function refuse(reply: FastifyReply, error: keyof typeof errors): FastifyReply {
	const [status, code, message] = errors[error];
	return reply.code(status).send({ error: { code, message } });
}

function refuseBody(reply: FastifyReply, violation: Violation): FastifyReply {
	return reply
		.code(400)
		.send({ error: { code: 'invalid_request', message: problemOf(violation) } });
}

function problemOf({ path, keyword, message }: Violation): string {
	const field = path.join('.') || 'body';
	return keyword === 'required' || keyword === 'minLength'
		? `${field} is required`
		: `${field} ${message}`;
}

const seconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** As in `trunk_20260529T120000.000000000`: the time, and nine digits that tell trunks apart. */
function trunkId(time: Date, sequence: number): string {
	const stamp = seconds(time).replace(/[-:Z]/g, '');
	return `trunk_${stamp}.${String(sequence).padStart(9, '0')}`;
}

function createTrunk(world: World<MiniVoiceState>, body: TrunkBody): MiniVoiceTrunk {
	const { state } = world;
	const time = world.now();
	const trunk: MiniVoiceTrunk = {
		id: trunkId(time, state.sequence),
		customer_id: customerId,
		name: body.name,
		direction: 'outbound',
		gateway_name: body.gateway_name,
		proxy: body.proxy,
		username: body.username,
		inbound_ip: body.inbound_ip,
		// The default is not documented; a trunk that was made is taken to be meant for use.
		is_active: body.is_active ?? true,
		created_at: seconds(time),
		updated_at: seconds(time),
	};
	state.sequence += 1;
	state.trunks.add(trunk);
	return trunk;
}

/** The documented answer leaves out `inbound_ip`, `realm`, `from_domain` and the password. */
function created(trunk: MiniVoiceTrunk): MiniVoiceTrunk {
	return { ...trunk, inbound_ip: undefined };
}

/** List rows have no times and no username, but the state of the registration. */
function listed(trunk: MiniVoiceTrunk): Record<string, unknown> {
	return {
		id: trunk.id,
		customer_id: trunk.customer_id,
		name: trunk.name,
		direction: trunk.direction,
		gateway_name: trunk.gateway_name,
		proxy: trunk.proxy,
		is_active: trunk.is_active,
		// Only `REGED` is documented; what an inactive trunk reports is not, so it reports nothing.
		registration_status: trunk.registration_status ?? (trunk.is_active ? 'REGED' : undefined),
	};
}

function did(id: string, number: string, routeMode: string): MiniVoiceDid {
	return {
		id,
		customer_id: customerId,
		application_id: 'app_123',
		number_e164: number,
		provider: 'didww',
		status: 'active',
		route_mode: routeMode,
		created_at: '2026-05-29T12:00:00Z',
		updated_at: '2026-05-29T12:00:00Z',
	};
}

/** Percent-encoded plus signs are not documented for this path, so they find no number. */
const numberInPath = /^\/v1\/dids\/by-number\/(\+\d+)$/;

export const miniVoice: CallingProvider<MiniVoiceState> = {
	name: 'miniVoice',
	basePath: '',
	account: sandboxAccount,
	calls: miniVoiceCalls,

	createState: () => ({
		trunks: new Collection((trunk) => trunk.id),
		dids: [
			did('did_123', '+15551230001', 'webhook'),
			did('did_124', '+12025550102', 'webhook'),
			did('did_125', '+12025550103', 'reject'),
		],
		sequence: 0,
	}),

	register(app: FastifyInstance, world: World<MiniVoiceState>): void {
		app.addHook('preHandler', async (request, reply) => {
			if (request.headers.authorization !== `Bearer ${miniVoiceAccount.apiKey}`) {
				refuse(reply, 'unauthorized');
			}
		});
		app.setNotFoundHandler((_request, reply) => refuse(reply, 'notFound'));
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if ((error.statusCode ?? 500) < 500) return refuse(reply, 'invalidJson');
			world.problem(request, error.message ?? 'unknown error');
			return reply.code(500).send(miniVoice.refusal(500));
		});

		app.post<{ Body: TrunkBody }>('/v1/trunks', (request, reply) => {
			const { body } = request;
			const [violation] = trunkViolations(body ?? {});
			if (violation !== undefined) return refuseBody(reply, violation);

			const { trunks } = world.state;
			const sameGateway = (trunk: MiniVoiceTrunk) => trunk.gateway_name === body.gateway_name;
			if (body.gateway_name !== undefined && trunks.find(sameGateway)) {
				return refuse(reply, 'gatewayNameExists');
			}
			const sameAddress = (trunk: MiniVoiceTrunk) => trunk.inbound_ip === body.inbound_ip;
			if (body.inbound_ip !== undefined && trunks.find(sameAddress)) {
				return refuse(reply, 'inboundIpExists');
			}

			const trunk = createTrunk(world, body);
			world.effect(request, 'trunk created', trunk.id);
			return reply.code(201).send(created(trunk));
		});

		app.get('/v1/trunks', (_request, reply) => {
			const data = world.state.trunks.all().map(listed);
			return reply.send({ data, count: data.length });
		});

		app.get<{ Params: { id: string } }>('/v1/dids/:id', (request, reply) => {
			const found = world.state.dids.find(({ id }) => id === request.params.id);
			return found ? reply.send(found) : refuse(reply, 'notFound');
		});

		app.get('/v1/dids/by-number/:number', (request, reply) => {
			const number = numberInPath.exec(request.url.split('?', 1)[0])?.[1];
			const found = world.state.dids.find((candidate) => candidate.number_e164 === number);
			return found ? reply.send(found) : refuse(reply, 'notFound');
		});
	},

	seed(world, name = `seeded-${world.state.sequence + 1}`) {
		const gateway_name = `${name.toLowerCase().replaceAll(' ', '-')}-gateway`;
		createTrunk(world, { name, proxy: 'sip.example.net', gateway_name });
	},

	refusal(status) {
		// The documented 429 code; it is written for calls, for want of one for the API itself.
		return status === 429
			? { error: { code: 'cps_limit_reached', message: 'too many requests' } }
			: { error: { code: 'internal_error', message: 'something went wrong' } };
	},
};
