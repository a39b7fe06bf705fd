import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './base/folders.mjs';
import { n8nPrograms, type N8nPrograms } from './base/installation.mjs';
import type { Log } from './base/log.mjs';
import { Problem } from './base/problem.mjs';
import { runProgram, startProgram, type Program } from './base/program.mjs';

/** Where an n8n keeps its data and where it listens, always on this machine only. */
export interface N8nPlace {
	/** n8n makes its `.n8n` folder in here. */
	userFolder: string;
	port: number;
	/** Second port, between n8n and the process that runs Code nodes. */
	brokerPort: number;
	/** What runs there: an n8n of its own (default), or a worker of queue mode, whose port only tells its health. */
	kind?: 'start' | 'worker';
	/** The installed n8n; default: that of the playground. */
	programs?: N8nPrograms;
	/** Added to the quiet settings that every n8n of the playground has. */
	environment?: Record<string, string>;
}

export interface N8nContext {
	log: Log;
	stopping: AbortSignal;
}

export interface N8nServer extends N8nPlace {
	/** `http://127.0.0.1:5678` */
	readonly address: string;
	readonly processId: number | undefined;
	/** Settles when n8n has ended, for whatever reason. */
	readonly ended: Promise<unknown>;
	/** Ends n8n and everything that it started. */
	stop(): Promise<void>;
}

/** No telemetry, no look-ups on the internet, no offers in the editor. */
const quiet = {
	N8N_AI_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_FRONTEND_SENTRY_DSN: '',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_SENTRY_DSN: '',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

/** The whole environment of an n8n; settings of another n8n on this machine are left out. */
export function n8nEnvironment(place: N8nPlace): Record<string, string> {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|NODE_ENV$|NODE_OPTIONS$|npm_)/i.test(name),
	);
	return {
		...(Object.fromEntries(inherited) as Record<string, string>),
		...quiet,
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_LOG_LEVEL: 'info',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_USER_FOLDER: place.userFolder,
		NO_COLOR: '1',
		...place.environment,
	};
}

// The .mjs runs inside n8n: it stops n8n when the playground itself was ended the hard way.
const endsWithPlayground = pathToFileURL(
	join(projectFolder, 'playground', 'endsWithPlayground.mjs'),
);

const programsOf = ({ programs = n8nPrograms }: N8nPlace): N8nPrograms => programs;

function n8nProgram(place: N8nPlace, nodeArguments: string[], log: Log) {
	return {
		command: programsOf(place).node,
		arguments: nodeArguments,
		folder: place.userFolder,
		environment: n8nEnvironment(place),
		onLine: (line: string) => log.write('n8n', line),
	};
}

/** How long a start may take, in milliseconds; a slow disk needs a multiple of the usual 7 s. */
const startPatience = 180_000;

/** Starts n8n and resolves when it answers. @throws Problem */
export async function startN8n(place: N8nPlace, context: N8nContext): Promise<N8nServer> {
	mkdirSync(place.userFolder, { recursive: true });
	const { kind = 'start' } = place;
	const { n8n } = programsOf(place);
	const program = startProgram(
		n8nProgram(place, ['--import', endsWithPlayground.href, n8n, kind], context.log),
	);
	const address = `http://127.0.0.1:${place.port}`;
	try {
		await ready(program, address, place, context);
	} catch (error) {
		await program.stop();
		throw error;
	}
	const { processId, ended } = program;
	return { ...place, address, processId, ended, stop: () => program.stop() };
}

async function ready(
	program: Program,
	address: string,
	{ userFolder, kind }: N8nPlace,
	{ log, stopping }: N8nContext,
): Promise<void> {
	let running = true;
	const ended = () => {
		running = false;
	};
	program.ended.then(ended, ended);
	const deadline = Date.now() + startPatience;
	while (Date.now() < deadline) {
		if (!running) {
			throw new Problem(
				`n8n ended while it started: read the last lines of ${log.path}, and if nothing there helps delete ${relative(projectFolder, userFolder)}.`,
			);
		}
		if (await isReady(address, kind)) return;
		await sleep(100, undefined, { signal: stopping });
	}
	throw new Problem(
		`n8n did not answer within ${startPatience / 60_000} minutes: read the last lines of ${log.path} and start again.`,
	);
}

/** n8n says that it is ready a moment before its REST interface asks callers to sign in. */
async function isReady(address: string, kind: N8nPlace['kind']): Promise<boolean> {
	return (
		(await statusOf(`${address}/healthz/readiness`)) === 200 &&
		(kind === 'worker' || (await statusOf(`${address}/rest/login`)) === 401)
	);
}

async function statusOf(url: string): Promise<number | undefined> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return undefined;
	}
}

/** Runs one of n8n's own commands, such as `import:credentials`, on the same data; n8n may be running. */
export async function runN8nCommand(
	place: N8nPlace,
	n8nArguments: string[],
	{ log, stopping }: N8nContext,
): Promise<void> {
	const { n8n } = programsOf(place);
	await runProgram(n8nProgram(place, [n8n, ...n8nArguments], log), stopping);
}
