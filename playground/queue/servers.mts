import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { playgroundFolder, projectFolder } from '../base/folders.mjs';
import type { InstallationContext } from '../base/installation.mjs';
import { Problem } from '../base/problem.mjs';
import { runProgram, startProgram } from '../base/program.mjs';
import { anyFreePort } from '../ports.mjs';
import { isRoot, type ServerPrograms } from './debianPackages.mjs';

/** A server of its own for this check, on loopback, with a password made up for it. */
export interface Server {
	/** What n8n is told about it. */
	environment: Record<string, string>;
	processId: number | undefined;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

const guard = join(projectFolder, 'playground', 'queue', 'guard.mjs');
const startPatience = 30_000;

const madeUpPassword = () => randomBytes(12).toString('hex');

function emptyFolder(name: string): string {
	const folder = join(playgroundFolder, 'queue', name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return folder;
}

interface ServerStart {
	name: string;
	folder: string;
	port: number;
	/** Signal on which it ends at once and in order. */
	endSignal: 'SIGTERM' | 'SIGINT';
	command: string[];
}

async function startServer(
	{ name, folder, port, endSignal, command }: ServerStart,
	{ log, stopping }: InstallationContext,
): Promise<Pick<Server, 'processId' | 'stop'>> {
	const program = startProgram({
		command: process.execPath,
		arguments: [guard, endSignal, ...command],
		folder: projectFolder,
		onLine: (line) => log.write(name, line),
	});
	let running = true;
	const ended = () => {
		running = false;
	};
	program.ended.then(ended, ended);
	const stop = async () => {
		await program.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	const deadline = Date.now() + startPatience;
	try {
		while (!(await accepts(port))) {
			if (!running || Date.now() > deadline) {
				throw new Problem(`${name} did not start: read the last lines of ${log.path}.`);
			}
			await sleep(50, undefined, { signal: stopping });
		}
	} catch (error) {
		await stop();
		throw error;
	}
	return { processId: program.processId, stop };
}

function accepts(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port });
		const settle = (isOpen: boolean) => {
			socket.destroy();
			resolve(isOpen);
		};
		socket.once('connect', () => settle(true)).once('error', () => settle(false));
	});
}

/** @throws Problem */
export async function startRedis(
	{ redis }: ServerPrograms,
	context: InstallationContext,
): Promise<Server> {
	const folder = emptyFolder('redis');
	const port = await anyFreePort();
	const password = madeUpPassword();
	const configuration = join(folder, 'redis.conf');
	const settings = ['bind 127.0.0.1', `port ${port}`, `dir ${folder}`, `requirepass ${password}`];
	writeFileSync(configuration, [...settings, 'save ""', 'appendonly no', ''].join('\n'), {
		mode: 0o600,
	});
	const command = [redis, configuration];
	const server = await startServer(
		{ name: 'redis', folder, port, endSignal: 'SIGTERM', command },
		context,
	);
	const environment = {
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(port),
		QUEUE_BULL_REDIS_PASSWORD: password,
	};
	return { environment, ...server };
}

/** PostgreSQL refuses to run as root; Debian's package makes this user for it. */
const serverUser = 'postgres';
const asServerUser = isRoot
	? ['setpriv', `--reuid=${serverUser}`, `--regid=${serverUser}`, '--init-groups', '--']
	: [];

/** @throws Problem */
export async function startPostgres(
	{ initdb, postgres }: ServerPrograms,
	context: InstallationContext,
): Promise<Server> {
	const folder = await folderForPostgres(context);
	const port = await anyFreePort();
	const password = madeUpPassword();
	const passwordFile = join(folder, 'password');
	const data = join(folder, 'data');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (isRoot) await own(passwordFile, context);
	const login = ['--username', 'n8n', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
	const text = ['--encoding', 'UTF8', '--locale', 'C'];
	await run([...asServerUser, initdb, '--pgdata', data, ...login, ...text], context);
	rmSync(passwordFile);
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
	const options = settings.flatMap((setting) => ['-c', setting]);
	const command = [...asServerUser, postgres, '-D', data, '-p', String(port), ...options];
	const server = await startServer(
		{ name: 'postgres', folder, port, endSignal: 'SIGINT', command },
		context,
	);
	const environment = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: password,
	};
	return { environment, ...server };
}

async function folderForPostgres(context: InstallationContext): Promise<string> {
	const folder = emptyFolder('postgres');
	if (!isRoot) return folder;
	await own(folder, context);
	chmodSync(join(playgroundFolder, 'queue'), 0o755);
	try {
		await run([...asServerUser, 'test', '-w', folder], context);
		return folder;
	} catch (error) {
		if (context.stopping.aborted) throw error;
		// The project lies in a folder that only root may enter.
		const elsewhere = mkdtempSync(join(tmpdir(), 'sip-trunk-queue-'));
		await own(elsewhere, context);
		return elsewhere;
	}
}

async function own(file: string, context: InstallationContext): Promise<void> {
	const [userId, groupId] = [await idOf('-u', context), await idOf('-g', context)];
	chownSync(file, userId, groupId);
}

async function idOf(which: '-u' | '-g', context: InstallationContext): Promise<number> {
	const lines: string[] = [];
	await run(['id', which, serverUser], context, (line) => lines.push(line));
	return Number(lines[0]);
}

async function run(
	[command, ...programArguments]: string[],
	{ log, stopping }: InstallationContext,
	onLine = (line: string) => log.write('postgres', line),
): Promise<void> {
	await runProgram(
		{ command, arguments: programArguments, folder: projectFolder, onLine },
		stopping,
	);
}
