import type { FastifyRequest } from 'fastify';
import type { World } from '../../provider';
import type { Message, Values } from './protojson';
import type { LiveKitState } from './state';

/** One request to a method of the service, its body read. */
export interface Call<Body = Values> {
	request: FastifyRequest;
	world: World<LiveKitState>;
	body: Body;
}

export interface Method {
	request: Message;
	answer: Message;
	/** Does what the method does and gives its answer; throws a `TwirpError` to refuse. */
	run(call: Call): Values;
}

/** Methods under the names that they have in the path. */
export type Methods = Record<string, Method>;

/** A method, with the type that its request message has once it is read. */
export function method<Body extends object>(
	request: Message,
	answer: Message,
	run: (call: Call<Body>) => Values,
): Method {
	return { request, answer, run: (call) => run(call as unknown as Call<Body>) };
}

/** The dates of a new row: only LiveKit Cloud knows any. */
export function createdNow({ state, now }: World<LiveKitState>): Values {
	if (!state.isCloud) return {};
	const time = now().toISOString();
	return { created_at: time, updated_at: time };
}

export function updatedNow({ state, now }: World<LiveKitState>): Values {
	return state.isCloud ? { updated_at: now().toISOString() } : {};
}
