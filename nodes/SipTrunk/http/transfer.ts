import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Capacity } from './capacity';
import type { Deadlines } from './deadlines';
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

export interface Limits {
	/** For the whole answer, in milliseconds. */
	timeoutMs: number;
	capacity: Capacity;
	deadlines: Deadlines;
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
	{ timeoutMs, capacity, deadlines, signal }: Limits,
): Promise<Received> {
	const ending = new AbortController();
	const arriving: Arriving = { signal: ending.signal };
	const giveUp = () => {
		ending.abort();
		arriving.body?.destroy();
	};
	const forgetSignal = signal && onCancel(signal, giveUp);
	let forgetDeadline = () => {};
	const late = new Promise<never>((_, reject) => {
		forgetDeadline = deadlines.after(timeoutMs + AFTER_TIMEOUT_MS, () => {
			giveUp();
			reject({ code: 'ETIMEDOUT' });
		});
	});
	const answer = send(options, ending.signal).then(
		async (response) => await receive(response, capacity, arriving),
	);
	return await Promise.race([answer, late]).finally(() => {
		forgetDeadline();
		forgetSignal?.();
	});
}

/** What is known of an answer while it arrives. */
interface Arriving {
	body?: Stream;
	/** Aborted when it is given up. */
	signal: AbortSignal;
}

async function receive(
	{ statusCode: status, headers, body }: IN8nHttpFullResponse,
	capacity: Capacity,
	arriving: Arriving,
): Promise<Received> {
	const most = capacity.mostOf(status);
	// An answer need not say how long it is.
	const isTooLarge = Number(headers?.['content-length']) > most;
	if (isStream(body)) {
		arriving.body = body;
		// Given up before it came, it would be open for ever.
		if (arriving.signal.aborted || isTooLarge) body.destroy();
	}
	return {
		status,
		headers: headers ?? {},
		text: isTooLarge ? undefined : await textOf(body, capacity.share(most)),
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
): Promise<string | undefined> {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (!isStream(body)) return JSON.stringify(body);
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

/** A page of a list is smaller. What is larger is not copied, in bytes. */
const MOST_COPIED = 4 * 1024 * 1024;

/** All chunks in one are decoded more quickly, but that takes a copy of the whole answer. */
function decoded(chunks: Uint8Array[]): string {
	if (chunks.length === 1) return wholeText.decode(chunks[0]);
	const size = chunks.reduce((total, { length }) => total + length, 0);
	if (size <= MOST_COPIED) return wholeText.decode(Buffer.concat(chunks));
	const decoder = new TextDecoder();
	return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}
