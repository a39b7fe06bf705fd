import type { FastifyReply } from 'fastify';
import type { Fault } from './fault';
import { gzipSync } from './gzip.cjs';

/** Between half an answer and the end of the connection: enough for the half to be sent. */
const flushMs = 20;
const trickleBytes = 64;

export type Wait = (ms: number) => Promise<void>;

/** Sends an answer past the framework: not at all, half of it, or drop by drop. */
export type Transfer = (reply: FastifyReply, body: string, wait: Wait) => Promise<void>;

/** How the connection suffers from this fault; undefined if it does not. */
export function transferOf(fault: Fault): Transfer | undefined {
	switch (fault.kind) {
		case 'resetAfter':
			return async (reply) => breakConnection(reply);
		case 'cut':
			return sendHalf;
		case 'trickle':
			return async (reply, body, wait) =>
				await sendSlowly(
					reply,
					body,
					fault.bytes ?? trickleBytes,
					async () => await wait(fault.ms),
				);
		case 'endless':
			return async (reply, body, wait) =>
				await sendEndlessly(
					reply,
					body,
					fault.bytes ?? trickleBytes,
					async () => await wait(fault.ms),
				);
		case 'gzipBomb':
			return async (reply, body) => await sendBomb(reply, body, fault.bytes);
		default:
			return undefined;
	}
}

export function breakConnection(reply: FastifyReply): void {
	reply.hijack();
	reply.request.raw.socket.resetAndDestroy();
}

/** The right Content-Length, half of the body, then the end of the connection. */
async function sendHalf(reply: FastifyReply, body: string, wait: Wait): Promise<void> {
	const bytes = Buffer.from(body);
	writeHead(reply, bytes.length);
	reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
	await wait(flushMs);
	reply.raw.destroy();
}

async function sendSlowly(
	reply: FastifyReply,
	body: string,
	chunkBytes: number,
	pause: () => Promise<void>,
): Promise<void> {
	const bytes = Buffer.from(body);
	writeHead(reply, bytes.length);
	for (let start = 0; start < bytes.length && !reply.raw.destroyed; start += chunkBytes) {
		reply.raw.write(bytes.subarray(start, start + chunkBytes));
		await pause();
	}
	reply.raw.end();
}

/** The answer, and then spaces until nobody listens any more. */
async function sendEndlessly(
	reply: FastifyReply,
	body: string,
	chunkBytes: number,
	pause: () => Promise<void>,
): Promise<void> {
	const chunk = Buffer.alloc(chunkBytes, ' ');
	writeHead(reply);
	reply.raw.write(body);
	while (!reply.raw.destroyed) {
		await taken(reply, chunk);
		await pause();
	}
}

/** Writes, and waits until the other side has taken it or is gone, so that a flood fills no memory here. */
async function taken({ raw }: FastifyReply, chunk: Buffer): Promise<void> {
	if (raw.write(chunk) || raw.destroyed) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			raw.off('drain', done);
			raw.off('close', done);
			resolve();
		};
		raw.once('drain', done);
		raw.once('close', done);
	});
}

const megabyte = 1024 * 1024;

/** The answer and spaces, packed to a thousandth: unpacked, so many bytes. */
async function sendBomb(reply: FastifyReply, body: string, bytes: number): Promise<void> {
	const spaces = gzipSync(Buffer.alloc(megabyte, ' '));
	reply.header('content-encoding', 'gzip');
	writeHead(reply);
	reply.raw.write(gzipSync(body));
	// Packed parts one after another are one packed whole (RFC 1952 §2.2).
	for (let sent = 0; sent < bytes && !reply.raw.destroyed; sent += megabyte) {
		await taken(reply, spaces);
	}
	reply.raw.end();
}

function writeHead(reply: FastifyReply, contentLength?: number): void {
	reply.hijack();
	for (const [name, value] of Object.entries(reply.getHeaders())) {
		if (value !== undefined && name !== 'content-length') reply.raw.setHeader(name, value);
	}
	if (contentLength !== undefined) reply.raw.setHeader('content-length', contentLength);
	reply.raw.writeHead(reply.statusCode);
}
