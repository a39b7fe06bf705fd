import fastify, { type FastifyReply } from 'fastify';
import { readJsonBodies } from './bodies';
import type { Fault } from './faults/fault';
import { problemsOfPlan } from './faults/plan';
import { loopback } from './port';
import { providerNames, type ProviderName } from './providers';
import { maskedJson, maskRequest } from './requestLog';
import type { Sandbox } from './sandbox';

const isProvider = (name: unknown): name is ProviderName =>
	providerNames.some((known) => known === name);

const isPlan = (plan: unknown): plan is Fault[] => problemsOfPlan(plan).length === 0;

const mostTrunksAtOnce = 1_000_000;

const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostTrunksAtOnce;

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
	return reply.code(status).send({ error });
}

export interface Control {
	listen(port: number): Promise<string>;
	close(): Promise<void>;
}

/** The control port: faults, the log of requests, state, reset and quick seeding, as JSON. */
export function createControl(sandbox: Sandbox): Control {
	const app = fastify({ forceCloseConnections: true });
	readJsonBodies(app);

	app.setErrorHandler((error: { statusCode?: number; message?: string }, _request, reply) =>
		refuse(reply, error.statusCode ?? 500, error.message ?? 'unknown error'),
	);
	app.setNotFoundHandler((request, reply) =>
		refuse(reply, 404, `no such control route: ${request.method} ${request.url}`),
	);

	app.get('/', () => ({ addresses: sandbox.addresses }));
	app.get('/faults', () => sandbox.faults());
	app.put('/faults', (request, reply) => {
		const plan = request.body;
		if (!isPlan(plan)) return refuse(reply, 400, problemsOfPlan(plan).join('; '));
		sandbox.setFaults(plan);
		return reply.send(sandbox.faults());
	});
	app.delete('/faults', (_request, reply) => {
		sandbox.clearFaults();
		return reply.code(204).send();
	});
	app.get('/requests', () => sandbox.requests.map(maskRequest));
	app.post('/reset', (_request, reply) => {
		sandbox.reset();
		return reply.code(204).send();
	});
	app.get<{ Params: { provider: string } }>('/state/:provider', (request, reply) => {
		const { provider } = request.params;
		if (!isProvider(provider)) return refuse(reply, 404, unknownProvider(provider));
		return reply.type('application/json').send(maskedJson(sandbox.state(provider)));
	});
	app.post<{ Body: { provider?: unknown; trunks?: unknown } | undefined }>(
		'/seed',
		(request, reply) => {
			const { provider, trunks } = request.body ?? {};
			if (!isProvider(provider)) return refuse(reply, 400, unknownProvider(provider));
			if (!isCount(trunks)) {
				return refuse(reply, 400, `trunks must be a whole number from 1 to ${mostTrunksAtOnce}`);
			}
			sandbox.seedTrunks(provider, trunks);
			return reply.send({ provider, trunks });
		},
	);

	return {
		listen: async (port) => await app.listen({ host: loopback, port }),
		close: async () => await app.close(),
	};
}

function unknownProvider(name: unknown): string {
	return `unknown provider ${JSON.stringify(name) ?? 'undefined'}; known: ${providerNames.join(', ')}`;
}
