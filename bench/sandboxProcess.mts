import { fileURLToPath } from 'node:url';
import { projectFolder } from '../playground/base/folders.mjs';
import { startProgram } from '../playground/base/program.mjs';
import { portsAreFree } from '../playground/ports.mjs';
import { sandboxCredentials, type CredentialTypeName } from '../sandbox/credentials.js';
import type { Fault, LoggedRequest } from '../sandbox/index.js';
import { providerNames, type ProviderName } from '../sandbox/index.js';

/** A sandbox that has a process, and so an event loop, of its own. */
export interface SandboxProcess {
	addresses: Record<ProviderName, string>;
	/** Data of the credentials for it, one per provider. */
	credentials: Record<CredentialTypeName, Record<string, string>>;
	/** Empty accounts, an empty log, and these faults beside the latency that every request has. */
	begin(faults?: Fault[]): Promise<void>;
	seed(provider: ProviderName, trunks: number): Promise<void>;
	/** Every request since `begin`. */
	requests(): Promise<LoggedRequest[]>;
	stop(): Promise<void>;
}

/** How long every answer takes at the least, in milliseconds. */
export const latencyMs = 50;

const usualProgram = [fileURLToPath(new URL('../sandbox/main.mts', import.meta.url)), '--quiet'];

/** The program whose account has so many numbers more that lead nowhere. */
export const withNumbers = (count: number): string[] => [
	fileURLToPath(new URL('sandboxWithNumbers.mts', import.meta.url)),
	...['--numbers', String(count)],
];

async function freePorts(): Promise<number> {
	for (let base = 4200; base < 60_000; base += 10) {
		if (await portsAreFree(base, providerNames.length + 1)) return base;
	}
	throw new Error('There are no free ports for the sandbox');
}

/** @param program and its arguments; it is told its port and says when it is ready */
export async function startSandboxProcess(
	program: string[] = usualProgram,
): Promise<SandboxProcess> {
	const portBase = await freePorts();
	const lines: string[] = [];
	let started = () => {};
	const ready = new Promise<void>((resolve) => {
		started = resolve;
	});
	const running = startProgram({
		command: process.execPath,
		arguments: [
			...['--import', import.meta.resolve('tsx')],
			...[...program, '--port-base', String(portBase)],
		],
		folder: projectFolder,
		onLine(line) {
			lines.push(line);
			if (line.startsWith('control')) started();
		},
	});
	const ended = running.ended.then(() => {
		throw new Error(`The sandbox did not start: ${lines.join(' ')}`);
	});
	await Promise.race([ready, ended]);
	ended.catch(() => undefined);

	const control = async (method: string, path: string, body?: unknown): Promise<string> => {
		const response = await fetch(`http://127.0.0.1:${portBase}${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox refused ${method} ${path}: ${text}`);
		return text;
	};
	const { addresses } = JSON.parse(await control('GET', '/')) as Pick<SandboxProcess, 'addresses'>;

	return {
		addresses,
		credentials: sandboxCredentials(addresses),
		async begin(faults = []) {
			await control('POST', '/reset');
			await control('PUT', '/faults', [
				{ kind: 'latency', ms: latencyMs, times: null },
				...faults,
			] satisfies Fault[]);
		},
		async seed(provider, trunks) {
			await control('POST', '/seed', { provider, trunks });
		},
		requests: async () => JSON.parse(await control('GET', '/requests')) as LoggedRequest[],
		stop: async () => await running.stop(),
	};
}
