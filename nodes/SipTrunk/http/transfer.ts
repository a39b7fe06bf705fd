import { sleep, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';
import type { Capacity } from './capacity';
import { onCancel } from './pacing';
import type { Sender } from './settings';

/** One request and its whole answer, within a time and a size. */

/** An answer as it arrived. */
export interface Received {
	status: number;
	headers: IDataObject;
	/** The whole body, or undefined if it is larger than an answer may be. */
	text: string | undefined;
}

/** n8n's own timeout closes the connection as well, so it comes first. */
const AFTER_TIMEOUT_MS = 100;

/** Why the time is measured no longer. One for all answers, because an error that is made anew collects its stack. */
const ARRIVED = new Error();

export interface Limits {
	/** For the whole answer, in milliseconds. */
	timeoutMs: number;
	capacity: Capacity;
	/** Ends the request when it is aborted. */
	signal?: AbortSignal;
}

/**
 * Sends a request and reads the whole answer. n8n's own timeout starts anew with every byte, so that an answer that
 * trickles in could take for ever. A request that is given up is ended, so that nothing of it stays open.
 *
 * Rejects with what the sender rejects with, or `{code: 'ETIMEDOUT'}`.
 */
export async function transfer(
	send: Sender,
	options: IHttpRequestOptions,
	{ timeoutMs, capacity, signal }: Limits,
): Promise<Received> {
	const ending = new AbortController();
	const forget = signal && onCancel(signal, () => ending.abort());
	const answer = receive(send, options, ending.signal, capacity);
	const arrived = new AbortController();
	const late = sleep(timeoutMs + AFTER_TIMEOUT_MS, arrived.signal).then(async () => {
		ending.abort();
		return await Promise.reject<Received>({ code: 'ETIMEDOUT' });
	});
	return await Promise.race([answer, late]).finally(() => {
		arrived.abort(ARRIVED);
		forget?.();
	});
}

async function receive(
	send: Sender,
	options: IHttpRequestOptions,
	signal: AbortSignal,
	capacity: Capacity,
): Promise<Received> {
	const { statusCode: status, headers, body } = await send(options, signal);
	const most = capacity.mostOf(status);
	// An answer need not say how long it is.
	const isTooLarge = Number(headers?.['content-length']) > most;
	// Given up before it came, it would be open for ever.
	if (isStream(body) && (signal.aborted || isTooLarge)) body.destroy();
	return {
		status,
		headers: headers ?? {},
		text: isTooLarge ? undefined : await textOf(body, capacity.share(most), signal),
	};
}

interface Stream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

const isStream = (body: unknown): body is Stream =>
	body !== null && typeof body === 'object' && Symbol.asyncIterator in body;

/** A whole body as text; undefined if it is too large. */
async function textOf(
	body: unknown,
	share: ReturnType<Capacity['share']>,
	signal: AbortSignal,
): Promise<string | undefined> {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (!isStream(body)) return JSON.stringify(body);
	signal.addEventListener('abort', () => body.destroy(), { once: true });
	const chunks: Uint8Array[] = [];
	try {
		for await (const chunk of body) {
			// Leaving the loop ends the stream, and with it the connection.
			if (!share.take(chunk.length)) return undefined;
			chunks.push(chunk);
		}
		return decoded(chunks);
	} finally {
		share.giveBack();
	}
}

const wholeText = new TextDecoder();

/** Chunk by chunk, because all of them in one would be a copy of the whole answer. */
function decoded(chunks: Uint8Array[]): string {
	if (chunks.length === 1) return wholeText.decode(chunks[0]);
	const decoder = new TextDecoder();
	return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}
