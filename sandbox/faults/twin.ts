import axios from 'axios';
import type { FastifyRequest } from 'fastify';
import { twinMark, type RequestEntries } from '../requestEntries';
import type { Effect } from '../requestLog';
import { alterJson } from './alterations';

/** Somebody else asks for the same with other settings, a moment before. */

type Settings = Record<string, unknown>;

/** A switch is the other way, a number one more; what else differs has to be said. */
function other(value: unknown): unknown {
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 1;
	if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
		return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, other(entry)]));
	}
	if (value === 'true' || value === 'false') return value === 'true' ? 'false' : 'true';
	return typeof value === 'string' && /^\d{1,4}$/.test(value) ? String(Number(value) + 1) : value;
}

function otherForm(body: string, set: Settings | undefined): string {
	const form = new URLSearchParams(body);
	for (const [name, value] of Object.entries(set ?? {})) form.set(name, String(value));
	if (set === undefined) for (const [name, value] of form) form.set(name, String(other(value)));
	return form.toString();
}

const otherJson = (body: string, set: Settings | undefined): string =>
	alterJson(body, (asked) =>
		Object.fromEntries(
			Object.entries({ ...(asked as Settings), ...set }).map(([name, value]) => [
				name,
				set === undefined ? other(value) : value,
			]),
		),
	);

/**
 * Sends to our own port what somebody else asks for. Nothing is sent where the request has no settings that could be others.
 *
 * @param address of the port
 * @param set what differs, by the names of the body; by default every switch and every number
 * @returns what it has brought about
 */
export async function sendTwin(
	address: string,
	request: FastifyRequest,
	entries: RequestEntries,
	set: Settings | undefined,
): Promise<Effect[]> {
	const body = entries.bodyOf(request);
	const twin = body.startsWith('{') ? otherJson(body, set) : otherForm(body, set);
	if (body === '' || twin === body) return [];
	const { 'content-length': length, ...headers } = request.headers;
	void length;
	await axios
		.request({
			method: request.method,
			url: address + request.url,
			headers: { ...(headers as Record<string, string>), [twinMark]: request.id },
			data: twin,
			transformRequest: (data: unknown) => data,
		})
		// A refusal makes nothing.
		.catch(() => undefined);
	return entries.effectsOfTwin(request);
}
