import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sandboxAccount, vobizAccount } from './account';
import { vobizCalls } from './calls';
import type { CallingProvider, World } from '../../provider';
import { registerAccess } from './access';
import { registerNumbers } from './numbers';
import { envelope, refuseRequest, refuseUnauthorized } from './refusals';
import { createState, type VobizState } from './state';
import { createTrunk, registerTrunks } from './trunks';

export type { VobizState } from './state';

const basePath = '/api/v1';
const account = `${basePath}/Account/:authId`;

/** Spellings other than `/Account/` are refused as if the credentials were wrong. */
const isOtherSpelling = (path: string): boolean =>
	/^\/api\/v1\/accounts?\//i.test(path) && !path.startsWith(`${basePath}/Account/`);

function isAuthorized(request: FastifyRequest): boolean {
	const { authId } = request.params as { authId?: string };
	return (
		request.headers['x-auth-id'] === vobizAccount.authId &&
		request.headers['x-auth-token'] === vobizAccount.authToken &&
		(authId === undefined || authId === vobizAccount.authId) &&
		!isOtherSpelling(request.url)
	);
}

const refusals: Record<number, [code: string, message: string]> = {
	429: ['RATE_LIMIT_EXCEEDED', 'Too many requests'],
	502: ['BAD_GATEWAY', 'Bad gateway'],
	503: ['SERVICE_UNAVAILABLE', 'Service temporarily unavailable'],
	504: ['GATEWAY_TIMEOUT', 'Gateway timeout'],
};

const internalError: [code: string, message: string] = ['INTERNAL_ERROR', 'Internal server error'];

export const vobiz: CallingProvider<VobizState> = {
	name: 'vobiz',
	basePath,
	account: sandboxAccount,
	calls: vobizCalls,
	createState,

	register(app: FastifyInstance, world: World<VobizState>): void {
		app.addHook('preHandler', async (request, reply) => {
			if (!isAuthorized(request)) refuseUnauthorized(reply, world);
		});
		app.setNotFoundHandler((_request, reply) =>
			reply.code(404).send(envelope(world, 'NOT_FOUND', 'Resource not found')),
		);
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if ((error.statusCode ?? 500) < 500) {
				return refuseRequest(reply, 'The request body is not valid JSON');
			}
			world.problem(request, error.message ?? 'unknown error');
			return reply.code(500).send(vobiz.refusal(500));
		});

		registerTrunks(app, world, account);
		registerAccess(app, world, account);
		registerNumbers(app, world, account);

		app.get(`${basePath}/auth/me`, (_request, reply) =>
			reply.send({
				auth_id: vobizAccount.authId,
				name: 'Sandbox account',
				account_type: 'main',
				enabled: true,
				is_active: true,
				is_trial_account: false,
				cps_limit: 10,
				concurrent_calls_limit: 100,
				pricing_tier: { currency: 'INR' },
				email: 'sandbox@example.com',
				auth_secret: '<redacted>',
			}),
		);
	},

	seed(world, name = `Seeded ${world.state.trunks.size + 1}`) {
		createTrunk(world, { name, trunk_direction: 'outbound', concurrent_calls_limit: 10 });
	},

	refusal(status, retryAfter) {
		const [code, message] = refusals[status] ?? internalError;
		const limits = { limitType: 'requests', limit: 100, current: 101, retryAfter };
		return {
			status: 'error',
			error: { code, message, details: status === 429 ? limits : undefined },
			timestamp: new Date().toISOString(),
			requestId: 'req_refused',
		};
	},
};
