import type { FastifyInstance, FastifyReply } from 'fastify';
import { Collection } from '../collection';
import { tryVoxAccount } from '../credentials';
import type { SandboxProvider, World } from '../provider';
import { positiveInteger, violationsOf, type Violation } from '../validation';

export interface TryVoxTrunk {
	id: string;
	name: string;
	auth_type: 'ip' | 'credential';
	sip_domain: string;
	termination_uri: string | null;
	origination_uris: string[];
	max_channels: number;
	status: string;
	created_at: string;
}

export interface TryVoxCredential {
	id: string;
	trunk_id: string;
	username: string;
	created_at: string;
}

export interface TryVoxIpAclEntry {
	id: string;
	trunk_id: string;
	ip: string;
	mask: number;
	cidr: string;
	description: string | null;
	created_at: string;
}

export interface TryVoxNumber {
	e164: string;
	country: string;
	type: string;
	region: string;
	status: string;
	capabilities: string[];
	monthly_fee: number;
	setup_fee: number;
	currency: string;
	trunk_id: string | null;
	application_id: string | null;
	created_at: string;
	updated_at: string;
}

export interface TryVoxState {
	trunks: Collection<TryVoxTrunk>;
	credentials: Collection<TryVoxCredential>;
	ipAcl: Collection<TryVoxIpAclEntry>;
	numbers: Collection<TryVoxNumber>;
}

type TrunkBody = Partial<
	Pick<TryVoxTrunk, 'name' | 'auth_type' | 'termination_uri' | 'origination_uris' | 'max_channels'>
>;

const requiredText = { type: 'string', minLength: 1 };
const sipUri = { type: 'string', pattern: '^sips?:.+' };

const trunkProperties = {
	name: requiredText,
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

const assignmentViolations = violationsOf({
	type: 'object',
	properties: { trunk_id: requiredText },
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

function errorBody(code: keyof typeof errors, details?: Detail[]): Record<string, unknown> {
	return { error: { code, message: errors[code][1], details } };
}

function refuse(reply: FastifyReply, code: keyof typeof errors, details?: Detail[]): FastifyReply {
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
function detailsOf(violations: Violation[]): Detail[] {
	return violations
		.filter(({ keyword }) => keyword !== 'format')
		.map((violation) => ({
			field: violation.path.join('.') || 'body',
			reason: reasonOf(violation),
		}));
}

const seconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');
const idDigits = 6;
const widestIpv4Mask = 32;

function createTrunk(world: World<TryVoxState>, body: TrunkBody & { name: string }): TryVoxTrunk {
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

function number(e164: string, country: string, region: string, currency: string): TryVoxNumber {
	return {
		e164,
		country,
		type: 'local',
		region,
		status: 'active',
		capabilities: ['voice'],
		monthly_fee: 1.25,
		setup_fee: 0,
		currency,
		trunk_id: null,
		application_id: null,
		created_at: '2026-03-15T08:20:00Z',
		updated_at: '2026-04-01T14:30:00Z',
	};
}

/** From ranges set aside for fiction; India has none, but no Indian number begins with a zero. */
function seedNumbers(): Collection<TryVoxNumber> {
	const numbers = new Collection<TryVoxNumber>(({ e164 }) => e164);
	numbers.add({
		...number('+12025550110', 'US', 'DC', 'USD'),
		capabilities: ['voice', 'sms', 'mms'],
	});
	numbers.add({ ...number('+18005550111', 'US', '', 'USD'), type: 'toll_free' });
	numbers.add({ ...number('+442079460112', 'GB', 'London', 'GBP'), application_id: 'app_9z8y7x' });
	numbers.add({ ...number('+61491570156', 'AU', '', 'AUD'), type: 'mobile' });
	numbers.add({ ...number('+910055500114', 'IN', 'Karnataka', 'INR'), status: 'pending' });
	return numbers;
}

/** The documentation writes the plus sign as it is; that `%2B` works as well it does not say. */
const numberInPath = /\/numbers\/(\+\d+)(?:\/|$)/;

function findNumber(world: World<TryVoxState>, url: string): TryVoxNumber | undefined {
	const e164 = numberInPath.exec(url.split('?', 1)[0])?.[1];
	return e164 === undefined ? undefined : world.state.numbers.get(e164);
}

interface OfTrunk {
	Params: { trunkId: string };
}

const account = '/v1/account/:accountId';

export const tryVox: SandboxProvider<TryVoxState> = {
	name: 'tryVox',
	basePath: '/v1',

	createState: () => ({
		trunks: new Collection(({ id }) => id),
		credentials: new Collection(({ id }) => id),
		ipAcl: new Collection(({ id }) => id),
		numbers: seedNumbers(),
	}),

	register(app: FastifyInstance, world: World<TryVoxState>): void {
		app.addHook('preHandler', async (request, reply) => {
			if (request.headers.authorization !== `Bearer ${tryVoxAccount.apiKey}`) {
				refuse(reply, 'UNAUTHORIZED');
				return;
			}
			// 403 or 404 for somebody else's account: not documented.
			const { accountId } = request.params as { accountId?: string };
			if (accountId !== undefined && accountId !== tryVoxAccount.accountId) {
				refuse(reply, 'FORBIDDEN');
			}
		});
		app.setNotFoundHandler((_request, reply) => refuse(reply, 'NOT_FOUND'));
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if ((error.statusCode ?? 500) < 500) {
				return refuse(reply, 'VALIDATION_FAILED', [{ field: 'body', reason: 'must be JSON' }]);
			}
			world.problem(request, error.message ?? 'unknown error');
			return refuse(reply, 'INTERNAL_ERROR');
		});
		registerTrunks(app, world);
		registerAccess(app, world);
		registerNumbers(app, world);
	},

	seed(world, name = `Seeded ${world.state.trunks.size + 1}`) {
		createTrunk(world, { name, max_channels: 10 });
	},

	refusal: (status) => errorBody(status === 429 ? 'RATE_LIMITED' : 'INTERNAL_ERROR'),
};

function registerTrunks(app: FastifyInstance, world: World<TryVoxState>): void {
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

function registerAccess(app: FastifyInstance, world: World<TryVoxState>): void {
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

interface NumberQuery {
	country?: string;
	status?: string;
	page?: string;
	per_page?: string;
}

function registerNumbers(app: FastifyInstance, world: World<TryVoxState>): void {
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
