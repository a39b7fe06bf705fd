import type { FastifyInstance } from 'fastify';
import { sandboxAccount, tryVoxAccount } from './account';
import { tryVoxCalls } from './calls';
import type { CallingProvider, World } from '../../provider';
import { registerAccess } from './access';
import { registerNumbers } from './numbers';
import { errorBody, refuse } from './refusals';
import { createState, type TryVoxState } from './state';
import { createTrunk, registerTrunks } from './trunks';

export type { TryVoxState } from './state';

export const tryVox: CallingProvider<TryVoxState> = {
	name: 'tryVox',
	basePath: '/v1',
	account: sandboxAccount,
	calls: tryVoxCalls,

	createState,

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
