import type { FastifyInstance } from 'fastify';
import type { CallingProvider, World } from '../../provider';
import { sandboxAccount, telnyxAccount } from './account';
import { telnyxCalls } from './calls';
import { connectionKinds } from './connectionKinds';
import { createConnection, registerConnections } from './connections';
import { notAuthenticated, notFound, notWellFormed, Refusal, refusalOf } from './errors';
import { registerPhoneNumbers } from './phoneNumbers';
import { registerProfiles } from './profiles';
import { createState, type TelnyxState } from './state';
import { registerTargets } from './targets';
import { registerVoiceSettings } from './voiceSettings';

export type { TelnyxState } from './state';

const basePath = '/v2';
const authorization = `Bearer ${telnyxAccount.apiKey}`;

export const telnyx: CallingProvider<TelnyxState> = {
	name: 'telnyx',
	basePath,
	account: sandboxAccount,
	calls: telnyxCalls,
	createState,

	register(app: FastifyInstance, world: World<TelnyxState>): void {
		app.addHook('preHandler', async (request) => {
			if (request.headers.authorization !== authorization) throw notAuthenticated();
		});
		app.setNotFoundHandler((_request, reply) => reply.code(404).send(notFound().toJSON()));
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if (error instanceof Refusal) return reply.code(error.status).send(error.toJSON());
			if ((error.statusCode ?? 500) < 500) return reply.code(400).send(notWellFormed().toJSON());
			world.problem(request, error.message ?? 'unknown error');
			return reply.code(500).send(telnyx.refusal(500));
		});

		registerConnections(app, world, basePath);
		registerTargets(app, world, basePath);
		registerProfiles(app, world, basePath);
		registerPhoneNumbers(app, world, basePath);
		registerVoiceSettings(app, world, basePath);
	},

	seed(world, name = `Seeded ${world.state.connections.size + 1}`) {
		const [, ipConnections] = connectionKinds;
		createConnection(world, ipConnections, { connection_name: name });
	},

	refusal: (status) => ({ ...refusalOf(status).toJSON() }),
};
