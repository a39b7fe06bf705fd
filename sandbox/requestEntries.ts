import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Effect, LoggedRequest } from './requestLog';

/** What tells a request that somebody else sends; its value is the ID of the one that it is like. */
export const twinMark = 'x-sandbox-somebody-else';

export const isTwin = (request: FastifyRequest) => request.headers[twinMark] !== undefined;

/** Writes the log of one provider's requests, each from its arrival on. */
export class RequestEntries {
	private readonly entries = new WeakMap<FastifyRequest, LoggedRequest>();

	/** What somebody else has sent, which is not in the log, by the ID of the request that it is like. */
	private readonly twins = new Map<string, LoggedRequest>();

	constructor(
		private readonly provider: string,
		private readonly requests: LoggedRequest[],
		private readonly finished: (entry: LoggedRequest) => void,
	) {}

	hookInto(app: FastifyInstance): void {
		this.keepBodies(app);
		app.addHook('onRequest', (request, reply, done) => {
			this.open(request, reply);
			done();
		});
	}

	/** Begins the entry of a request that just arrived, and tells when it is done with. */
	open(request: FastifyRequest, reply: FastifyReply): LoggedRequest {
		const started = performance.now();
		const entry: LoggedRequest = {
			at: Date.now(),
			provider: this.provider,
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
		if (isTwin(request)) {
			this.twins.set(String(request.headers[twinMark]), entry);
			return entry;
		}
		this.requests.push(entry);
		reply.raw.once('close', () => {
			entry.durationMs = performance.now() - started;
			this.finished(entry);
		});
		return entry;
	}

	/** The raw text of its body, which has arrived. */
	bodyOf(request: FastifyRequest): string {
		return this.entries.get(request)?.body ?? '';
	}

	/** What somebody else has brought about by a request like this one. */
	effectsOfTwin({ id }: FastifyRequest): Effect[] {
		const effects = this.twins.get(id)?.effects ?? [];
		this.twins.delete(id);
		return effects;
	}

	note(request: FastifyRequest, remark: Partial<LoggedRequest>): void {
		const entry = this.entries.get(request);
		if (entry !== undefined) Object.assign(entry, remark);
	}

	noteEffect(request: FastifyRequest, what: string, id: string): void {
		this.entries.get(request)?.effects.push({ what, id });
	}

	noteFault(request: FastifyRequest, description: string): void {
		const earlier = this.entries.get(request)?.fault;
		this.note(request, { fault: earlier ? `${earlier}, ${description}` : description });
	}

	/** Keeps the raw text of every body. */
	private keepBodies(app: FastifyInstance): void {
		app.addHook('preParsing', (request, _reply, payload, done) => {
			const chunks: Buffer[] = [];
			payload.on('data', (chunk: Buffer) => chunks.push(chunk));
			payload.on('end', () => this.note(request, { body: Buffer.concat(chunks).toString() }));
			done(null, payload);
		});
	}
}
