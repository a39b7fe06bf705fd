import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LoggedRequest } from './requestLog';

/** Writes the log of one provider's requests, each from its arrival on. */
export class RequestEntries {
	private readonly entries = new WeakMap<FastifyRequest, LoggedRequest>();

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
		this.requests.push(entry);
		reply.raw.once('close', () => {
			entry.durationMs = performance.now() - started;
			this.finished(entry);
		});
		return entry;
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
