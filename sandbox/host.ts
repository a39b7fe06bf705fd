import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sleep } from 'n8n-workflow';
import { readJsonBodies } from './bodies';
import {
	alterJson,
	apply,
	forgetPage,
	padded,
	replacementFor,
	strikesBefore,
	tooManyRequests,
	truncated,
	withTotal,
	withUnknownEnums,
	type Answer,
} from './faultAnswers';
import { strike, type ActiveFault } from './faults';
import { hexSource } from './identifiers';
import type { SandboxProvider, World } from './provider';
import { formatLine, type LoggedRequest } from './requestLog';

export const loopback = '127.0.0.1';

/** What the hosts of one sandbox share. */
export interface Surroundings {
	requests: LoggedRequest[];
	activeFaults(): readonly ActiveFault[];
	log(line: string): void;
	now(): Date;
	idSeed: string;
}

/** Between half an answer and the end of the connection: enough for the half to be sent. */
const flushMs = 20;
const trickleBytes = 64;
const rateWindowMs = 1000;

/** One provider on its own port: its state, the log of its requests and the faults upon them. */
export class ProviderHost<State> {
	readonly app: FastifyInstance;

	private readonly world: World<State>;

	private current: State;

	private port = 0;

	/** One for every wait in progress. */
	private readonly waits = new Set<AbortController>();

	private stopped = false;

	/** Counts pauses, so that only the latest one opens the port again. */
	private pauses = 0;

	private reopening: Promise<void> | undefined;

	private readonly entries = new WeakMap<FastifyRequest, LoggedRequest>();

	private readonly afterFaults = new WeakMap<FastifyRequest, ActiveFault[]>();

	constructor(
		private readonly provider: SandboxProvider<State>,
		private readonly surroundings: Surroundings,
	) {
		this.current = provider.createState();
		this.world = this.createWorld();
		this.app = fastify({
			exposeHeadRoutes: false,
			// For addresses that cannot be decoded: there the hooks do not run.
			frameworkErrors: (error, request, reply) => {
				this.refuseAddress(error.statusCode ?? 400, request, reply);
			},
			forceCloseConnections: true,
			routerOptions: { maxParamLength: 500 },
		});
		readJsonBodies(this.app);
		this.keepBodies();
		this.logRequests();
		this.injectFaults();
		this.app.setErrorHandler((error, request, reply) => this.answerError(error, request, reply));
		this.app.register(async (scope) => provider.register(scope, this.world));
	}

	get state(): State {
		return this.current;
	}

	async listen(port: number): Promise<string> {
		await this.app.listen({ host: loopback, port });
		const address = this.app.server.address();
		this.port = typeof address === 'object' && address !== null ? address.port : port;
		return this.world.address();
	}

	async stop(): Promise<void> {
		this.stopped = true;
		for (const wait of this.waits) wait.abort();
		if (this.port !== 0) await this.resume();
		await this.app.close();
	}

	reset(): void {
		this.current = this.provider.createState();
	}

	seed(names: Iterable<string | undefined>): void {
		for (const name of names) this.provider.seed(this.world, name);
	}

	/** Really stops listening: until the time is over, connections are refused. */
	pause(ms: number): void {
		this.pauses += 1;
		void this.keepClosed(this.pauses, ms);
	}

	/** Listens again, if it does not already. */
	async resume(): Promise<void> {
		this.pauses += 1;
		if (this.app.server.listening) return;
		this.reopening ??= this.reopen().finally(() => {
			this.reopening = undefined;
		});
		await this.reopening;
	}

	private async keepClosed(pause: number, ms: number): Promise<void> {
		if (this.reopening !== undefined) await this.reopening;
		if (pause !== this.pauses) return;
		const { server } = this.app;
		if (server.listening) {
			server.close();
			server.closeAllConnections();
		}
		await this.wait(ms);
		if (pause === this.pauses) await this.resume();
	}

	private async reopen(): Promise<void> {
		const { server } = this.app;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.port, loopback, () => {
				server.off('error', reject);
				resolve();
			});
		});
	}

	private createWorld(): World<State> {
		const currentState = () => this.current;
		const hex = hexSource(`${this.surroundings.idSeed}:${this.provider.name}`);
		return {
			get state() {
				return currentState();
			},
			effect: (request, what, id) => {
				this.entries.get(request)?.effects.push({ what, id });
			},
			danger: (request, what) => {
				this.note(request, { danger: what });
			},
			problem: (request, description) => {
				this.note(request, { problem: description });
			},
			now: () => this.surroundings.now(),
			hex,
			address: () => `http://${loopback}:${this.port}${this.provider.basePath}`,
		};
	}

	private note(request: FastifyRequest, remark: Partial<LoggedRequest>): void {
		const entry = this.entries.get(request);
		if (entry !== undefined) Object.assign(entry, remark);
	}

	/** Keeps the raw text of every body for the log. */
	private keepBodies(): void {
		this.app.addHook('preParsing', (request, _reply, payload, done) => {
			const chunks: Buffer[] = [];
			payload.on('data', (chunk: Buffer) => chunks.push(chunk));
			payload.on('end', () => this.note(request, { body: Buffer.concat(chunks).toString() }));
			done(null, payload);
		});
	}

	private logRequests(): void {
		this.app.addHook('onRequest', (request, reply, done) => {
			this.openEntry(request, reply);
			done();
		});
	}

	/** Begins the entry of a request that just arrived, and prints it when it is done with. */
	private openEntry(request: FastifyRequest, reply: FastifyReply): LoggedRequest {
		const started = performance.now();
		const entry: LoggedRequest = {
			at: Date.now(),
			provider: this.provider.name,
			method: request.method,
			url: request.url,
			path: request.url.split('?', 1)[0],
			query: { ...(request.query as Record<string, unknown>) },
			headers: { ...request.headers },
			body: '',
			status: 0,
			durationMs: 0,
			effects: [],
		};
		this.entries.set(request, entry);
		this.surroundings.requests.push(entry);
		reply.raw.once('close', () => {
			entry.durationMs = performance.now() - started;
			this.surroundings.log(formatLine(entry));
		});
		return entry;
	}

	private injectFaults(): void {
		this.app.addHook('preHandler', async (request, reply) => {
			await this.strikeBefore(request, reply);
		});
		this.app.addHook('onSend', (request, reply, payload, done) => {
			const text = payload === null || payload === undefined ? undefined : String(payload);
			void this.strikeAfter(request, reply, text).then(({ body, handled }) => {
				// A broken or trickled answer is written here, past the framework.
				// Null empties an answer; undefined would leave it as it is.
				if (!handled) done(null, body ?? null);
			});
		});
	}

	private async strikeBefore(request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const striking = strike(this.surroundings.activeFaults(), {
			provider: this.provider.name,
			method: request.method,
			path: request.url.split('?', 1)[0],
		});
		const refusedBy = striking.find((candidate) => !admits(candidate, reply));
		if (refusedBy !== undefined) {
			this.noteFault(request, refusedBy.fault.kind);
			const { fault } = refusedBy;
			const retryAfter = fault.kind === 'rateLimit' ? (fault.retryAfter ?? 1) : undefined;
			this.answer(tooManyRequests(retryAfter, this.provider.refusal), reply);
			return;
		}

		const latencyMs = striking.reduce((sum, candidate) => sum + latencyOf(candidate), 0);
		if (latencyMs > 0) {
			this.noteFault(request, 'latency');
			await this.wait(latencyMs);
		}

		const decisive = striking.find(({ fault }) => strikesBefore(fault));
		const replacement = decisive && replacementFor(decisive.fault, this.provider.refusal);
		if (replacement !== undefined) {
			this.noteFault(request, `${decisive?.fault.kind} ${replacement.status}`);
			this.answer(replacement, reply);
			return;
		}

		const breaking = striking.find(
			({ fault }) => fault.kind === 'resetBefore' || fault.kind === 'refuse',
		);
		if (breaking !== undefined) {
			this.noteFault(request, breaking.fault.kind);
			reply.hijack();
			request.raw.socket.resetAndDestroy();
			if (breaking.fault.kind === 'refuse') this.pause(breaking.fault.forMs);
			return;
		}

		if (striking.some(({ fault }) => fault.kind === 'repeatPage')) {
			this.noteFault(request, 'repeatPage');
			forgetPage(request.query);
		}
		this.afterFaults.set(request, striking);
	}

	private answer(answer: Answer, reply: FastifyReply): void {
		apply(answer, reply);
		reply.send(answer.body);
	}

	/** Alters the provider's answer, or writes it itself where the connection is to suffer. */
	private async strikeAfter(
		request: FastifyRequest,
		reply: FastifyReply,
		payload: string | undefined,
	): Promise<{ body: string | undefined; handled: boolean }> {
		let body = payload;
		for (const { fault } of this.afterFaults.get(request) ?? []) {
			const replacement = replacementFor(fault, this.provider.refusal);
			if (replacement !== undefined) {
				this.noteFault(request, `${fault.kind} ${replacement.status} after the effect`);
				apply(replacement, reply);
				body = replacement.body;
				continue;
			}
			switch (fault.kind) {
				case 'lieTotal':
					this.noteFault(request, fault.kind);
					body = body && alterJson(body, withTotal(fault.total));
					break;
				case 'unknownEnums':
					this.noteFault(request, fault.kind);
					if (reply.statusCode < 300) body = body && alterJson(body, withUnknownEnums);
					break;
				case 'hugeBody':
					this.noteFault(request, fault.kind);
					reply.code(200).type('application/json; charset=utf-8');
					body = alterJson(body || '{}', padded(fault.bytes));
					break;
				case 'truncatedJson':
					this.noteFault(request, fault.kind);
					reply.code(200).type('application/json; charset=utf-8');
					body = truncated(body ?? '');
					break;
				case 'wrongContentType':
					this.noteFault(request, fault.kind);
					reply.type(fault.contentType ?? 'text/plain; charset=utf-8');
					break;
				case 'resetAfter':
					this.noteFault(request, fault.kind);
					reply.hijack();
					request.raw.socket.resetAndDestroy();
					return { body, handled: true };
				case 'cut':
					this.noteFault(request, fault.kind);
					this.note(request, { status: reply.statusCode });
					await this.sendHalf(reply, body ?? '');
					return { body, handled: true };
				case 'trickle':
					this.noteFault(request, fault.kind);
					this.note(request, { status: reply.statusCode });
					await this.sendSlowly(reply, body ?? '', fault.ms, fault.bytes ?? trickleBytes);
					return { body, handled: true };
				default:
			}
		}
		if (body !== payload) reply.removeHeader('content-length');
		this.note(request, { status: reply.statusCode });
		return { body, handled: false };
	}

	/** The right Content-Length, half of the body, then the end of the connection. */
	private async sendHalf(reply: FastifyReply, body: string): Promise<void> {
		const bytes = Buffer.from(body);
		writeHead(reply, bytes.length);
		reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
		await this.wait(flushMs);
		reply.raw.destroy();
	}

	private async sendSlowly(
		reply: FastifyReply,
		body: string,
		ms: number,
		chunkBytes: number,
	): Promise<void> {
		const bytes = Buffer.from(body);
		writeHead(reply, bytes.length);
		for (let start = 0; start < bytes.length && !reply.raw.destroyed; start += chunkBytes) {
			reply.raw.write(bytes.subarray(start, start + chunkBytes));
			await this.wait(ms);
		}
		reply.raw.end();
	}

	private noteFault(request: FastifyRequest, description: string): void {
		const earlier = this.entries.get(request)?.fault;
		this.note(request, { fault: earlier ? `${earlier}, ${description}` : description });
	}

	private refuseAddress(status: number, request: FastifyRequest, reply: FastifyReply): void {
		this.openEntry(request, reply).status = status;
		reply.code(status).send(this.provider.refusal(status));
	}

	/** For errors that the provider's own error handler does not take. */
	private answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const status = statusOf(error);
		if (status >= 500) {
			this.note(request, { problem: error instanceof Error ? error.message : String(error) });
		}
		return reply.code(status).send(this.provider.refusal(status));
	}

	/** Waits, but no longer than this host lives. */
	private async wait(ms: number): Promise<void> {
		if (this.stopped) return;
		const controller = new AbortController();
		this.waits.add(controller);
		await sleep(ms, controller.signal).catch(() => undefined);
		this.waits.delete(controller);
	}
}

function statusOf(error: unknown): number {
	const known = typeof error === 'object' && error !== null && 'statusCode' in error;
	return known && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

function writeHead(reply: FastifyReply, contentLength: number): void {
	reply.hijack();
	for (const [name, value] of Object.entries(reply.getHeaders())) {
		if (value !== undefined) reply.raw.setHeader(name, value);
	}
	reply.raw.setHeader('content-length', contentLength);
	reply.raw.writeHead(reply.statusCode);
}

/** Whether a limit lets this request pass; true for every other kind of fault. */
function admits(active: ActiveFault, reply: FastifyReply): boolean {
	switch (active.fault.kind) {
		case 'concurrencyLimit':
			if (active.inProgress >= active.fault.max) return false;
			active.inProgress += 1;
			reply.raw.once('close', () => {
				active.inProgress -= 1;
			});
			return true;
		case 'rateLimit': {
			const now = performance.now();
			if (now - active.windowStart >= rateWindowMs) {
				active.windowStart = now;
				active.windowCount = 0;
			}
			active.windowCount += 1;
			return active.windowCount <= active.fault.perSecond;
		}
		default:
			return true;
	}
}

function latencyOf({ fault, random }: ActiveFault): number {
	return fault.kind === 'latency' ? fault.ms + random() * (fault.jitterMs ?? 0) : 0;
}
