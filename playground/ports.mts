import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Opens a port on this machine for a moment; 0 means any. Null where it is in use or not allowed. */
async function tryPort(port: number): Promise<number | null> {
	const server = createServer();
	try {
		server.listen({ port, host: '127.0.0.1' });
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	} catch {
		return null;
	} finally {
		if (server.listening) {
			server.close();
			await once(server, 'close');
		}
	}
}

export async function portIsFree(port: number): Promise<boolean> {
	return (await tryPort(port)) !== null;
}

/**
 * The system hands out another one each time. A usual port that is free now may be taken by the n8n beside this one
 * before this one listens on it.
 */
export async function anyFreePort(): Promise<number> {
	const port = await tryPort(0);
	if (port === null) throw new Error('this machine has no free port');
	return port;
}

/** Whether `count` ports in a row are free. */
export async function portsAreFree(first: number, count: number): Promise<boolean> {
	for (let port = first; port < first + count; port++) {
		if (!(await portIsFree(port))) return false;
	}
	return true;
}
