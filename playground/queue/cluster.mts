import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { userFolderOf } from '../base/folders.mjs';
import type { InstallationContext } from '../base/installation.mjs';
import type { Log } from '../base/log.mjs';
import { N8nRest } from '../n8nRest.mjs';
import { startN8n, type N8nPlace, type N8nServer } from '../n8nServer.mjs';
import { ownerOf } from '../owner.mjs';
import { installPackedNode, type PackedNode } from '../package.mjs';
import { anyFreePort } from '../ports.mjs';

/** Executions that one worker runs at a time: n8n's own default. */
export const workerConcurrency = 10;

/** A worker, and what its log says about executions. */
export interface Worker {
	name: string;
	n8n: N8nServer;
	/** Ids of executions in the order in which it started them. */
	started: string[];
	/** Ids of executions that it has brought to an end. */
	finished: Set<string>;
}

export interface Cluster {
	main: N8nServer;
	/** Signed in. */
	rest: N8nRest;
	workers: Worker[];
	stop(): Promise<void>;
}

/** What all of the cluster share: Redis, the database, and the key that opens stored credentials. */
function sharedEnvironment(servers: Record<string, string>): Record<string, string> {
	return {
		...servers,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_UI: 'true',
	};
}

/** Starts one n8n main and the workers in queue mode, each with the packed node in its own folder. @throws Problem */
export async function startCluster(
	node: PackedNode,
	servers: Record<string, string>,
	workerNames: string[],
	context: InstallationContext,
): Promise<Cluster> {
	const shared = sharedEnvironment(servers);
	const running: N8nServer[] = [];
	const stop = async () => {
		// Workers first: a main that is gone cannot take their results any more.
		for (const n8n of running.splice(0).reverse()) await n8n.stop();
	};
	try {
		const main = await startN8n(await place('main', node, shared, context), context);
		running.push(main);
		const rest = new N8nRest(main.address);
		await rest.signIn(ownerOf(main.userFolder));
		const starts = await Promise.allSettled(
			workerNames.map((name) => startWorker(name, node, shared, context)),
		);
		const workers = starts.flatMap((start) => (start.status === 'fulfilled' ? start.value : []));
		running.push(...workers.map(({ n8n }) => n8n));
		const failure = starts.find(({ status }) => status === 'rejected');
		if (failure?.status === 'rejected') throw failure.reason;
		return { main, rest, workers, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function place(
	name: string,
	node: PackedNode,
	environment: Record<string, string>,
	context: InstallationContext,
): Promise<N8nPlace> {
	const userFolder = userFolderOf(`queue-${name}`);
	rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });
	await installPackedNode(node, userFolder, context);
	const [port, brokerPort] = [await anyFreePort(), await anyFreePort()];
	return { userFolder, port, brokerPort, environment };
}

async function startWorker(
	name: string,
	node: PackedNode,
	shared: Record<string, string>,
	context: InstallationContext,
): Promise<Worker> {
	const started: string[] = [];
	const finished = new Set<string>();
	const log: Log = {
		...context.log,
		write(_source, line) {
			context.log.write(name, line);
			const [, event, id] = /Worker (started|finished) execution (\d+)/.exec(line) ?? [];
			if (event === 'started') started.push(id);
			if (event === 'finished') finished.add(id);
		},
	};
	const { port, ...rest } = await place(name, node, shared, context);
	const environment = {
		...shared,
		N8N_CONCURRENCY_PRODUCTION_LIMIT: String(workerConcurrency),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
	};
	const n8n = await startN8n({ ...rest, port, kind: 'worker', environment }, { ...context, log });
	return { name, n8n, started, finished };
}

/** Executions that it has begun and not ended. */
export const executionsUnderWay = ({ started, finished }: Worker) =>
	started.filter((id) => !finished.has(id));

/** Every execution that any of them has begun. */
export const startedBy = (workers: Worker[]) => [
	...new Set(workers.flatMap(({ started }) => started)),
];
