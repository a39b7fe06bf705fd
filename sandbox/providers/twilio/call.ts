import type { FastifyRequest } from 'fastify';

import type { World } from '../../provider';

import { type ErrorCode, Refusal } from './errors';
import type { Values } from './specification';
import type { Account, Settings, Trunk, TwilioState } from './state';

/** One request, its parameters validated against the OpenAPI document and its account known. */
export interface Call {
	request: FastifyRequest;
	world: World<TwilioState>;
	account: Account;
	path: Readonly<Record<string, string>>;
	query: Values;
	form: Values;
}

/**
 * Does one operation and gives its answer, or undefined where the answer has no body.
 *
 * @throws {Refusal}
 */
export type Handler = (call: Call) => Record<string, unknown> | undefined;

/** Handlers by the operation ids of the OpenAPI documents. */
export type Handlers = Record<string, Handler>;

export function text(values: Values, name: string): string | undefined {
	const value = values[name];
	return typeof value === 'string' ? value : undefined;
}

export function integer(values: Values, name: string): number | undefined {
	const value = values[name];
	return typeof value === 'number' ? value : undefined;
}

/** A required text; the OpenAPI document has already refused requests without it. */
export function requiredText(values: Values, name: string): string {
	return text(values, name) ?? '';
}

/** Path of the request, without its query. */
export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0];
}

export function notFound(path: string): Refusal {
	return new Refusal(20404, `The requested resource ${path} was not found`);
}

/** @throws {Refusal} 20404 if there is no such thing. */
export function found<Value>(call: Call, value: Value | undefined): Value {
	if (value === undefined) throw notFound(pathOf(call.request));
	return value;
}

/** The trunk that the path speaks of, in `{TrunkSid}`, or in `{Sid}` where it is the last segment. */
export function trunkOf(call: Call): Trunk {
	return found(call, call.world.state.trunks.get(call.path.TrunkSid ?? call.path.Sid));
}

/** @throws {Refusal} if the list of things is full. */
export function checkLimit(
	size: number,
	limit: number | null,
	code: ErrorCode,
	things: string,
): void {
	if (limit !== null && size >= limit) throw new Refusal(code, `The limit of ${things} is reached`);
}

/** @throws {Refusal} 20002 if the name is longer than the resource allows, or empty where it must not be. */
export function checkFriendlyName(
	name: string | undefined,
	{ longest, mayBeEmpty = false }: { longest: number; mayBeEmpty?: boolean },
): void {
	if (name === undefined) return;
	if (name.length > longest) {
		throw new Refusal(20002, `FriendlyName may have at most ${longest} characters`);
	}
	if (name === '' && !mayBeEmpty) throw new Refusal(20002, 'FriendlyName must not be empty');
}

/** `{ VoiceUrl }` -> `{ voice_url }`: parameters under the names that they have in answers. */
export function toSettings(values: Values): Settings {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			value === undefined ? [] : [[name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase(), value]],
		),
	);
}

/** Dates of the trunking API. */
export function isoDate(date: Date): string {
	return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Dates of the 2010 API: RFC 2822. */
export function rfcDate(date: Date): string {
	return date.toUTCString().replace('GMT', '+0000');
}
