import { sleep } from 'n8n-workflow';

/** n8n's own timeout closes the connection as well, so it comes first. */
const AFTER_TIMEOUT_MS = 100;

/**
 * The whole answer, or a timeout. n8n's own timeout starts anew with every byte, so that an answer that trickles in
 * could take for ever.
 */
export async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
	const arrived = new AbortController();
	const late = sleep(timeoutMs + AFTER_TIMEOUT_MS, arrived.signal).then(
		async () => await Promise.reject<T>({ code: 'ETIMEDOUT' }),
	);
	return await Promise.race([answer, late]).finally(() => arrived.abort());
}
