import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallingProvider, World } from '../../provider';
import { liveKitAccount, sandboxAccount } from './account';
import { liveKitCalls } from './calls';
import { dispatchRuleMethods } from './dispatchRules';
import type { Methods } from './method';
import { decode, encode, Malformed, type Values } from './protojson';
import { createState, type LiveKitState } from './state';
import { TokenRefusal, verifyToken, type Grants } from './token';
import { createTrunk, trunkMethods } from './trunks';
import { inbound } from './trunkKinds';
import { badRoute, sendJson, sendText, TwirpError, type TwirpCode } from './twirp';

export type { LiveKitState } from './state';

const service = '/twirp/livekit.SIP/';
const largestBody = 10 * 1024 * 1024;
const bearer = 'Bearer ';

const methods: Methods = { ...trunkMethods, ...dispatchRuleMethods };

/** These place and move calls, which costs money. */
const dangerous = new Set(['CreateSIPParticipant', 'TransferSIPParticipant']);

const grantsOf = new WeakMap<FastifyRequest, Grants>();

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0];

/** A request without a token passes, and lacks permissions later. */
async function readToken(request: FastifyRequest, reply: FastifyReply): Promise<void> {
	const { authorization } = request.headers;
	if (authorization === undefined) return;
	if (!authorization.startsWith(bearer)) {
		sendText(reply, 401, `invalid authorization header. Must start with ${bearer}`);
		return;
	}
	const secrets = { [liveKitAccount.apiKey]: liveKitAccount.apiSecret };
	grantsOf.set(request, verifyToken(authorization.slice(bearer.length), secrets, new Date()));
}

/** The JSON of a body; undefined, which is no message, where it is none. */
function parsed(text: unknown): unknown {
	try {
		return JSON.parse(String(text ?? '')) as unknown;
	} catch {
		return undefined;
	}
}

/** @throws {TwirpError} */
function call(request: FastifyRequest, world: World<LiveKitState>): Values {
	const path = pathOf(request);
	const name = path.slice(service.length);
	if (request.method !== 'POST') {
		const message = `unsupported method ${JSON.stringify(request.method)} (only POST is allowed)`;
		throw badRoute(message, request.method, path);
	}
	if (dangerous.has(name)) {
		world.danger(request, name === 'CreateSIPParticipant' ? 'call placed' : 'call transferred');
		throw new TwirpError('internal', 'The sandbox places no calls');
	}
	if (!Object.hasOwn(methods, name)) {
		throw badRoute(`no handler for path ${JSON.stringify(path)}`, request.method, path);
	}
	const contentType = request.headers['content-type'] ?? '';
	if (contentType.split(';', 1)[0].trim().toLowerCase() !== 'application/json') {
		const message = `unexpected Content-Type: ${JSON.stringify(contentType)}`;
		throw badRoute(message, request.method, path);
	}
	const { request: message, answer, run } = methods[name];
	const body = decode(message, parsed(request.body));
	if (grantsOf.get(request)?.sip?.admin !== true) {
		throw new TwirpError('unauthenticated', 'permissions denied');
	}
	return encode(answer, run({ request, world, body }));
}

function asTwirpError(error: unknown): TwirpError | undefined {
	if (error instanceof TwirpError) return error;
	return error instanceof Malformed
		? new TwirpError('malformed', 'the json request could not be decoded')
		: undefined;
}

const codes: Record<number, TwirpCode> = {
	429: 'resource_exhausted',
	502: 'unavailable',
	503: 'unavailable',
	504: 'unavailable',
};

export const liveKit: CallingProvider<LiveKitState> = {
	name: 'liveKit',
	basePath: '',
	account: sandboxAccount,
	calls: liveKitCalls,
	createState,

	register(app: FastifyInstance, world: World<LiveKitState>): void {
		// The token is looked at before the body, and the method before the content type.
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			done(null, body);
		});
		app.addHook('preHandler', readToken);
		app.setNotFoundHandler((_request, reply) => sendText(reply, 404, '404 page not found'));
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if (error instanceof TokenRefusal) return sendText(reply, 401, error.message);
			const refusal = asTwirpError(error);
			if (refusal !== undefined) return sendJson(reply, refusal.status, refusal);
			if (error.statusCode === 413) return sendText(reply, 413, 'http: request body too large');
			world.problem(request, error.message ?? 'unknown error');
			return sendJson(reply, 500, liveKit.refusal(500));
		});

		app.all(`${service}*`, { bodyLimit: largestBody }, (request, reply) =>
			sendJson(reply, 200, call(request, world)),
		);
	},

	seed(world, name = `Seeded ${world.state.inboundTrunks.size + 1}`) {
		const number = `+1${String(2_000_000_000 + world.state.inboundTrunks.size)}`;
		createTrunk(inbound, world, { sip_trunk_id: '', name, numbers: [number] });
	},

	refusal: (status) => ({
		code: codes[status] ?? 'internal',
		msg: status === 429 ? 'too many requests' : 'internal error',
	}),
};
