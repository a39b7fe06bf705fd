import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxAccount } from './account';
import type { CallModel } from './calls';

/** One simulated provider: its routes, its data and how it says no. */
export interface SandboxProvider<State> {
	name: string;
	/** What the credential's API Base URL ends with: `''`, `'/v1'` or `'/api/v1'`. */
	basePath: string;
	/** Which all its requests concern. */
	account: SandboxAccount;
	/** A fresh account: no trunks, a few phone numbers with fixed ids. */
	createState(): State;
	/**
	 * Registers the provider's routes, with their full paths (basePath included), and its not-found
	 * and error answers (`setNotFoundHandler`, `setErrorHandler`). Faults are applied
	 * by the frame, in a `preHandler` hook that runs before those of the provider and in `onSend`, so
	 * credentials are best checked in a `preHandler` hook or in the handler.
	 */
	register(app: FastifyInstance, world: World<State>): void;
	/** Adds a trunk without a request and without a log entry; quick for 100,000 of them. Without a name it makes one up. */
	seed(world: World<State>, name?: string): void;
	/**
	 * The JSON body with which this provider refuses a request for a reason that lies outside of its
	 * resources: 429 (then with the seconds to wait, where known), 500, 502, 503 or 504.
	 */
	refusal(status: number, retryAfterSeconds?: number): Record<string, unknown>;
}

/** One that also knows what calls over its trunks need. */
export interface CallingProvider<State> extends SandboxProvider<State> {
	calls: CallModel<State>;
}

/** What a provider's handlers may use of the sandbox around them. */
export interface World<State> {
	/** Replaced on reset: always read `world.state`, never keep it. */
	readonly state: State;
	/** Must be called by every handler that changes something, after the change. */
	effect(request: FastifyRequest, what: string, id: string): void;
	/** Records that a route was hit which costs money or gives up a number at the real provider. */
	danger(request: FastifyRequest, what: string): void;
	/** Records a mistake of the simulator itself, such as an answer that breaks its own schema. */
	problem(request: FastifyRequest, description: string): void;
	now(): Date;
	/** Hexadecimal digits, unique in this sandbox, reproducible for a given `idSeed` option. */
	hex(length: number): string;
	/** The address under which clients reach this provider, with basePath, for links in answers. */
	address(): string;
}
