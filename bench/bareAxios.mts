import axios, { type AxiosRequestConfig } from 'axios';
import { Agent } from 'node:http';

/**
 * Sends requests with axios and nothing around it: what the network allows. Like n8n's own helper it opens a connection
 * for every request, and nothing but the answer's data is looked at. Rejects on any status but 2xx.
 */
const client = axios.create({ httpAgent: new Agent({ keepAlive: false }), proxy: false });

export async function send<Body>(request: AxiosRequestConfig): Promise<Body> {
	return (await client.request<Body>(request)).data;
}

/** Does the work for 0 to `count` - 1, `parallel` at a time. */
export async function loop(
	count: number,
	parallel: number,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < count) await work(next++);
	};
	await Promise.all(Array.from({ length: parallel }, lane));
}

/** How many milliseconds the work takes. */
export async function timed(work: () => Promise<void>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}

/** HTTP Basic with the API key of a Twilio credential. */
export const twilioAuth = ({ apiKeySid, apiKeySecret }: Record<string, string>) => ({
	username: apiKeySid,
	password: apiKeySecret,
});
