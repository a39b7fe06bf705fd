import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Port } from '../port';
import type { SandboxProvider } from '../provider';
import { isTwin, type RequestEntries } from '../requestEntries';
import {
	aboutAnother,
	alterJson,
	deepened,
	forgetPage,
	padded,
	truncated,
	withKeys,
	withTotal,
	withUnknownEnums,
} from './alterations';
import { apply, replacementFor, strikesBefore, tooManyRequests, type Answer } from './answers';
import { headerTime } from './clock';
import type { Fault } from './fault';
import { admits, latencyOf } from './limits';
import { strike, type ActiveFault } from './strike';
import { breakConnection, transferOf } from './transfers';
import { sendTwin } from './twin';

type Refusing = Pick<SandboxProvider<unknown>, 'name' | 'refusal'>;

type Body = string | undefined;

/** Lets the faults of the plan in force strike the requests to one provider. */
export class FaultInjection {
	/** What is left for the answer, once a request is on its way to the provider's handler. */
	private readonly forTheAnswer = new WeakMap<FastifyRequest, ActiveFault[]>();

	/** Requests that latency holds back, also those whose sender no longer waits for an answer. */
	private readonly heldBack = new Set<FastifyRequest>();

	constructor(
		private readonly provider: Refusing,
		private readonly activeFaults: () => readonly ActiveFault[],
		private readonly entries: RequestEntries,
		private readonly port: Port,
	) {}

	get held(): number {
		return this.heldBack.size;
	}

	/** What is held back never arrives. */
	dropHeld(): void {
		this.heldBack.clear();
	}

	hookInto(app: FastifyInstance): void {
		app.addHook('preHandler', async (request, reply) => {
			if (!isTwin(request)) await this.strikeRequest(request, reply);
			this.heldBack.delete(request);
		});
		app.addHook('onSend', (request, reply, payload, done) => {
			if (isTwin(request)) {
				done(null, payload);
				return;
			}
			const text = payload === null || payload === undefined ? undefined : String(payload);
			void this.strikeAnswer(request, reply, text).then(({ body, handled }) => {
				// A broken or trickled answer is written here, past the framework.
				// Null empties an answer; undefined would leave it as it is.
				if (!handled) done(null, body ?? null);
			});
		});
	}

	private async strikeRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const striking = strike(this.activeFaults(), {
			provider: this.provider.name,
			method: request.method,
			path: request.url.split('?', 1)[0],
		});
		const refusedBy = striking.find((candidate) => !admits(candidate, reply));
		if (refusedBy !== undefined) {
			const { fault } = refusedBy;
			const retryAfter = fault.kind === 'rateLimit' ? (fault.retryAfter ?? 1) : undefined;
			this.entries.noteFault(request, fault.kind);
			send(tooManyRequests(retryAfter, this.provider.refusal), reply);
			return;
		}

		const latencyMs = striking.reduce((sum, candidate) => sum + latencyOf(candidate), 0);
		if (latencyMs > 0) {
			this.entries.noteFault(request, 'latency');
			this.heldBack.add(request);
			await this.port.wait(latencyMs);
			if (!this.heldBack.has(request)) {
				breakConnection(reply);
				return;
			}
		}

		for (const { fault } of striking) {
			if (fault.kind !== 'twin') continue;
			const twins = await sendTwin(this.port.address, request, this.entries, fault.set);
			if (twins.length === 0) continue;
			this.entries.noteFault(request, 'twin');
			this.entries.note(request, { twins });
		}

		const decisive = striking.find(({ fault }) => strikesBefore(fault));
		const replacement = decisive && replacementFor(decisive.fault, this.provider.refusal);
		if (replacement !== undefined) {
			this.entries.noteFault(request, `${decisive?.fault.kind} ${replacement.status}`);
			send(replacement, reply);
			return;
		}

		const breaking = striking.find(
			({ fault }) => fault.kind === 'resetBefore' || fault.kind === 'refuse',
		);
		if (breaking !== undefined) {
			this.entries.noteFault(request, breaking.fault.kind);
			breakConnection(reply);
			if (breaking.fault.kind === 'refuse') this.port.pause(breaking.fault.forMs);
			return;
		}

		if (striking.some(({ fault }) => fault.kind === 'repeatPage')) {
			this.entries.noteFault(request, 'repeatPage');
			forgetPage(request.query);
		}
		this.forTheAnswer.set(request, striking);
	}

	/** Where the provider's clock is another, the header `Date` is as well. */
	private tellTime(reply: FastifyReply): void {
		const time = headerTime(this.activeFaults(), this.provider.name);
		if (time !== undefined) reply.header('date', time.toUTCString());
	}

	/** Alters the provider's answer, or sends it itself where the connection is to suffer. */
	private async strikeAnswer(
		request: FastifyRequest,
		reply: FastifyReply,
		payload: Body,
	): Promise<{ body: Body; handled: boolean }> {
		let body = payload;
		this.tellTime(reply);
		for (const { fault } of this.forTheAnswer.get(request) ?? []) {
			const replacement = replacementFor(fault, this.provider.refusal);
			if (replacement !== undefined) {
				this.entries.noteFault(request, `${fault.kind} ${replacement.status} after the effect`);
				apply(replacement, reply);
				this.tellTime(reply);
				body = replacement.body;
				continue;
			}
			const alteration = alterationOf(fault);
			if (alteration !== undefined) {
				this.entries.noteFault(request, fault.kind);
				body = alteration(body, reply);
				continue;
			}
			const transfer = transferOf(fault);
			if (transfer !== undefined) {
				this.entries.noteFault(request, fault.kind);
				if (fault.kind !== 'resetAfter') this.entries.note(request, { status: reply.statusCode });
				await transfer(reply, body ?? '', async (ms) => await this.port.wait(ms));
				return { body, handled: true };
			}
		}
		if (body !== payload) reply.removeHeader('content-length');
		this.entries.note(request, { status: reply.statusCode });
		return { body, handled: false };
	}
}

function send(answer: Answer, reply: FastifyReply): void {
	apply(answer, reply);
	reply.send(answer.body);
}

const json = 'application/json; charset=utf-8';

/** What this fault makes of the provider's own answer; undefined if it leaves it as it is. */
function alterationOf(fault: Fault): ((body: Body, reply: FastifyReply) => Body) | undefined {
	switch (fault.kind) {
		case 'lieTotal':
			return (body) => body && alterJson(body, withTotal(fault.total));
		case 'deepBody':
			return (body) => deepened(fault.levels)(body || '{}');
		case 'otherThing':
			return (body, reply) =>
				body && alterJson(body, aboutAnother(reply.request.url.split('?', 1)[0]));
		case 'rewriteKeys':
			return (body) => body && alterJson(body, withKeys(fault.keys, fault.value, fault.rowsWith));
		case 'unknownEnums':
			return (body, reply) =>
				body && reply.statusCode < 300 ? alterJson(body, withUnknownEnums) : body;
		case 'hugeBody':
			return (body, reply) => {
				reply.code(200).type(json);
				return alterJson(body || '{}', padded(fault.bytes));
			};
		case 'truncatedJson':
			return (body, reply) => {
				reply.code(200).type(json);
				return truncated(body ?? '');
			};
		case 'wrongContentType':
			return (body, reply) => {
				reply.type(fault.contentType ?? 'text/plain; charset=utf-8');
				return body;
			};
		default:
			return undefined;
	}
}
