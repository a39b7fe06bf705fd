import type { FastifyInstance, FastifyReply } from 'fastify';
import { Collection } from '../collection';
import { vyomAccount } from '../credentials';
import type { SandboxProvider, World } from '../provider';
import { violationsOf, type Violation } from '../validation';

export interface VyomTrunk {
	trunk_id: string;
	trunk_name: string;
	trunk_type: 'twilio' | 'exotel';
	passthrough_mode: boolean;
	passthrough_webhook_url: string | null;
	is_active: boolean;
}

export interface VyomState {
	/** Deactivated trunks are kept, and only left out of the list. */
	trunks: Collection<VyomTrunk>;
}

interface TrunkBody {
	trunk_name: string;
	trunk_type: 'twilio' | 'exotel';
	trunk_config: Record<string, unknown>;
	passthrough_mode?: boolean;
	passthrough_webhook_url?: string | null;
}

const ownerEmail = 'user@example.com';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });

const bodyViolations = violationsOf({
	type: 'object',
	properties: {
		trunk_name: text(100),
		trunk_type: { type: 'string', enum: ['twilio', 'exotel'] },
		trunk_config: { type: 'object' },
		passthrough_mode: { type: 'boolean' },
		passthrough_webhook_url: { type: ['string', 'null'] },
	},
	required: ['trunk_name', 'trunk_type', 'trunk_config'],
});

/** The two shapes of `trunk_config`, in the order in which the server tries them. */
const configShapes = [
	{
		name: 'TwilioTrunkConfig',
		trunkType: 'twilio',
		violations: violationsOf({
			type: 'object',
			properties: {
				address: text(100),
				numbers: { type: 'array', items: { type: 'string' } },
				username: text(100),
				password: text(100),
			},
			required: ['address', 'numbers', 'username', 'password'],
		}),
	},
	{
		name: 'ExotelTrunkConfig',
		trunkType: 'exotel',
		violations: violationsOf({
			type: 'object',
			properties: {
				exotel_number: text(20),
				sip_host: { type: ['string', 'null'] },
				sip_port: { type: ['integer', 'null'] },
				sip_domain: { type: ['string', 'null'] },
			},
			required: ['exotel_number'],
		}),
	},
] as const;

/** One entry of `data.errors`; `input` is what was sent, secrets and all. */
interface FieldError {
	type: string;
	loc: Array<string | number>;
	msg: string;
	input: unknown;
	ctx?: Record<string, unknown>;
}

function fieldError(violation: Violation, prefix: string[]): FieldError {
	const [type, msg] = wording(violation);
	return { type, loc: [...prefix, ...violation.path], msg, input: violation.value };
}

const typeNames: Record<string, [type: string, noun: string]> = {
	passthrough_mode: ['bool_type', 'boolean'],
	numbers: ['list_type', 'list'],
	sip_port: ['int_type', 'integer'],
};

/** The words of the validation library behind the real server. */
function wording({ path, keyword, limit, allowed, value }: Violation): [string, string] {
	switch (keyword) {
		case 'required':
			return ['missing', 'Field required'];
		case 'minLength':
			return ['string_too_short', `String should have at least ${limit} character`];
		case 'maxLength':
			return ['string_too_long', `String should have at most ${limit} characters`];
		case 'enum':
			return ['literal_error', `Input should be ${(allowed ?? []).map(quoted).join(' or ')}`];
		default:
			return wrongType(path.at(-1) ?? '', value);
	}
}

const quoted = (value: unknown): string => `'${String(value)}'`;

function wrongType(field: string, value: unknown): [string, string] {
	if (field === '') return ['model_attributes_type', 'Input should be a valid dictionary'];
	if (field === 'trunk_config') return ['model_type', 'Input should be a valid dictionary'];
	if (field === 'sip_port' && typeof value === 'number') {
		return [
			'int_from_float',
			'Input should be a valid integer, got a number with a fractional part',
		];
	}
	const [type, noun] = typeNames[field] ?? ['string_type', 'string'];
	return [type, `Input should be a valid ${noun}`];
}

/** Everything that is wrong with the body of a create request, as the server reports it. */
function errorsOf(body: unknown): FieldError[] {
	// The server strips the name before it measures it.
	const measured = hasText(body) ? { ...body, trunk_name: body.trunk_name.trim() } : body;
	const errors = bodyViolations(measured)
		.filter(({ path, keyword }, index, all) => isFirst(path, keyword, index, all))
		.map((violation) => ({
			...fieldError(violation, ['body']),
			...(violation.keyword === 'required' ? { input: body } : {}),
		}));
	const config = configOf(body);
	if (config === undefined) return errors;

	const attempts = configShapes.map((shape) => ({ shape, found: shape.violations(config) }));
	const fitting = attempts.find(({ found }) => found.length === 0);
	if (fitting === undefined) {
		// No shape fits: the problems of both are told, whichever was meant.
		return [
			...errors,
			...attempts.flatMap(({ shape, found }) =>
				found.map((violation) => fieldError(violation, ['body', 'trunk_config', shape.name])),
			),
		];
	}
	if (errors.length > 0 || trunkTypeOf(body) === fitting.shape.trunkType) return errors;
	return [
		{
			type: 'value_error',
			loc: ['body'],
			msg: `Value error, trunk_config must match trunk_type '${trunkTypeOf(body)}'`,
			input: body,
			ctx: { error: {} },
		},
	];
}

/** A value of the wrong type is told once, not a second time for its length or its choices. */
function isFirst(path: string[], keyword: string, index: number, all: Violation[]): boolean {
	if (keyword === 'required') return true;
	const sameField = (other: Violation) => other.path.join('.') === path.join('.');
	return all.findIndex(sameField) === index;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const hasText = (body: unknown): body is Record<string, unknown> & { trunk_name: string } =>
	isObject(body) && typeof body.trunk_name === 'string';

const configOf = (body: unknown): Record<string, unknown> | undefined =>
	isObject(body) && isObject(body.trunk_config) ? body.trunk_config : undefined;

const trunkTypeOf = (body: unknown): unknown => (isObject(body) ? body.trunk_type : undefined);

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

export const vyom: SandboxProvider<VyomState> = {
	name: 'vyom',
	basePath: '',

	createState: () => ({ trunks: new Collection(({ trunk_id }) => trunk_id) }),

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
