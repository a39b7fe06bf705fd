import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { readJsonBodies } from './bodies';
import { providerTime } from './faults/clock';
import { FaultInjection } from './faults/injection';
import type { ActiveFault } from './faults/strike';
import { hexSource } from './identifiers';
import { Port } from './port';
import type { SandboxProvider, World } from './provider';
import { RequestEntries } from './requestEntries';
import { formatLine, type LoggedRequest } from './requestLog';

/** What the hosts of one sandbox share. */
export interface Surroundings {
	requests: LoggedRequest[];
	activeFaults(): readonly ActiveFault[];
	log(line: string): void;
	now(): Date;
	idSeed: string;
}

/** One provider on its own port: its state, the log of its requests and the faults upon them. */
export class ProviderHost<State> {
	private readonly app: FastifyInstance;

	private readonly port: Port;

	private readonly entries: RequestEntries;

	private readonly faults: FaultInjection;

	private readonly world: World<State>;

	private current: State;

	constructor(
		private readonly provider: SandboxProvider<State>,
		private readonly surroundings: Surroundings,
	) {
		const { requests, activeFaults, log } = surroundings;
		this.current = provider.createState();
		this.entries = new RequestEntries(provider.name, requests, (entry) => log(formatLine(entry)));
		this.app = fastify({
			exposeHeadRoutes: false,
			// For addresses that cannot be decoded: there the hooks do not run.
			frameworkErrors: (error, request, reply) => {
				this.refuseAddress(error.statusCode ?? 400, request, reply);
			},
			forceCloseConnections: true,
			routerOptions: { maxParamLength: 500 },
		});
		this.port = new Port(this.app);
		this.world = this.createWorld();
		readJsonBodies(this.app);
		this.entries.hookInto(this.app);
		this.faults = new FaultInjection(provider, activeFaults, this.entries, this.port);
		this.faults.hookInto(this.app);
		this.app.setErrorHandler((error, request, reply) => this.answerError(error, request, reply));
		this.app.register(async (scope) => provider.register(scope, this.world));
	}

	get state(): State {
		return this.current;
	}

	async listen(port: number): Promise<string> {
		await this.port.listen(port);
		return this.world.address();
	}

	async stop(): Promise<void> {
		await this.port.stop();
	}

	/** Requests on their way to this account that latency holds back. */
	get held(): number {
		return this.faults.held;
	}

	reset(): void {
		// They were for the account that was.
		this.faults.dropHeld();
		this.current = this.provider.createState();
	}

	seed(names: Iterable<string | undefined>): void {
		for (const name of names) this.provider.seed(this.world, name);
	}

	/** Until the time is over, connections are refused. */
	pause(ms: number): void {
		this.port.pause(ms);
	}

	async resume(): Promise<void> {
		await this.port.resume();
	}

	private createWorld(): World<State> {
		const currentState = () => this.current;
		return {
			get state() {
				return currentState();
			},
			effect: (request, what, id) => {
				this.entries.noteEffect(request, what, id);
			},
			danger: (request, what) => {
				this.entries.note(request, { danger: what });
			},
			problem: (request, description) => {
				this.entries.note(request, { problem: description });
			},
			now: () => {
				const { activeFaults, now } = this.surroundings;
				return providerTime(activeFaults(), this.provider.name, now());
			},
			hex: hexSource(`${this.surroundings.idSeed}:${this.provider.name}`),
			address: () => this.port.address + this.provider.basePath,
		};
	}

	private refuseAddress(status: number, request: FastifyRequest, reply: FastifyReply): void {
		this.entries.open(request, reply).status = status;
		reply.code(status).send(this.provider.refusal(status));
	}

	/** For errors that the provider's own error handler does not take. */
	private answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const status = statusOf(error);
		if (status >= 500) {
			const problem = error instanceof Error ? error.message : String(error);
			this.entries.note(request, { problem });
		}
		return reply.code(status).send(this.provider.refusal(status));
	}
}

function statusOf(error: unknown): number {
	const known = typeof error === 'object' && error !== null && 'statusCode' in error;
	return known && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
