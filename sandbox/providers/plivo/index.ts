import type { FastifyInstance } from 'fastify';
import { basic, bearer } from '../../account';
import type { CallingProvider, World } from '../../provider';
import { plivoAccount, sandboxAccount } from './account';
import { plivoCalls } from './calls';
import { credentials } from './credentials';
import { Refusal } from './errors';
import { ipAccessControlLists } from './ipAccessControlLists';
import { registerNumbers } from './numbers';
import { account, createState, type PlivoState } from './state';
import { newTrunk, trunks } from './trunks';
import { uris } from './uris';
import { apiId, registerResource } from './zentrunk';

export type { PlivoState } from './state';

const { authId, authToken, scopedToken } = plivoAccount;

const accepted: readonly string[] = [basic(authId, authToken), bearer(scopedToken)].map(
	({ authorization }) => authorization,
);

const resources = [trunks, uris, credentials, ipAccessControlLists];
const knownPaths = resources.map(({ collection }) => `${account}/Zentrunk/${collection}/`);

/** PUT and PATCH of a path that is known otherwise. */
const isOtherMethod = (method: string, path: string): boolean =>
	['PUT', 'PATCH'].includes(method) && knownPaths.some((known) => path.startsWith(known));

/** A collection of Zentrunk that is misspelt; without the slash at the end it is right and unknown. */
const isMisspelt = (path: string): boolean =>
	path.startsWith(`${account}/Zentrunk/`) &&
	!knownPaths.some((known) => `${path}/`.startsWith(known));

export const plivo: CallingProvider<PlivoState> = {
	name: 'plivo',
	basePath: '',
	account: sandboxAccount,
	calls: plivoCalls,
	createState,

	register(app: FastifyInstance, world: World<PlivoState>): void {
		app.addHook('preHandler', async (request) => {
			if (!accepted.includes(request.headers.authorization ?? '')) {
				throw new Refusal(401, 'authentication failed');
			}
		});
		app.setNotFoundHandler((request, reply) => {
			const path = request.url.split('?', 1)[0];
			if (isMisspelt(path)) return reply.code(503).send();
			const [status, error] = isOtherMethod(request.method, path)
				? [405, 'method not allowed']
				: [404, 'not found'];
			return reply.code(Number(status)).send({ api_id: apiId(world), error });
		});
		app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
			if (error instanceof Refusal) {
				return reply.code(error.status).send({ api_id: apiId(world), error: error.message });
			}
			if ((error.statusCode ?? 500) < 500) {
				return reply.code(400).send({ api_id: apiId(world), error: 'invalid JSON' });
			}
			world.problem(request, error.message ?? 'unknown error');
			return reply.code(500).send(plivo.refusal(500));
		});

		registerResource(app, world, trunks);
		registerResource(app, world, uris);
		registerResource(app, world, credentials);
		registerResource(app, world, ipAccessControlLists);
		registerNumbers(app, world);

		// The vendor's own client sends the second slash.
		for (const path of [`${account}/`, `${account}//`]) {
			app.get(path, (_request, reply) =>
				reply.send({
					api_id: apiId(world),
					account_type: 'standard',
					address: '1 Example Street',
					auth_id: authId,
					auto_recharge: false,
					billing_mode: 'prepaid',
					cash_credits: '100.00000',
					city: 'Exampletown',
					name: 'Sandbox account',
					resource_uri: `${account}/`,
					state: 'Texas',
					timezone: 'America/Chicago',
				}),
			);
		}
	},

	seed(world, name = `Seeded ${world.state.trunks.size + 1}`) {
		world.state.trunks.add(newTrunk(world, { name, trunk_direction: 'outbound' }));
	},

	refusal: (status) => ({
		api_id: 'refused',
		error: status === 429 ? 'request limit exceeded' : 'internal error',
	}),
};
