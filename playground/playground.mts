import { mkdirSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/index.js';
import { furnish } from './accounts.mjs';
import { projectFolder, userFolderOf } from './base/folders.mjs';
import {
	installN8n,
	n8nIsInstalled,
	type InstallationContext,
	type N8nPrograms,
} from './base/installation.mjs';
import type { Log } from './base/log.mjs';
import { Problem } from './base/problem.mjs';
import { importCredentials } from './credentials.mjs';
import {
	importExamples,
	importExamplesByCommand,
	loadExamples,
	type Example,
} from './examples.mjs';
import { N8nRefusal, N8nRest, type Owner } from './n8nRest.mjs';
import { startN8n, type N8nServer } from './n8nServer.mjs';
import { ownerOf } from './owner.mjs';
import { installPackedNode, packNode } from './package.mjs';
import { startPlatforms, type Platforms } from './platforms.mjs';
import { anyFreePort, portIsFree } from './ports.mjs';
import { startScriptedModel } from './scriptedModel.mjs';
import { step } from './steps.mjs';

export interface PlaygroundOptions extends InstallationContext {
	/** Of n8n's data folder. */
	name: string;
	/** Begin with that folder empty. */
	fresh: boolean;
	/** Port of n8n. Without it: any that is free, because nobody needs to know it beforehand. */
	port?: number;
	/** Serve the editor. Without it n8n starts faster. */
	editor: boolean;
	/** Default: that of the playground, which is installed where it is missing. */
	other?: OtherN8n;
}

/** An n8n of another version, installed already. */
export interface OtherN8n {
	programs: N8nPrograms;
	/** Settings in place of those that every n8n of the playground has. */
	environment: Record<string, string>;
	rest(address: string): N8nRest;
}

/** A running n8n with the packed node, the sandbox, its credentials and the example workflows. */
export interface Playground {
	sandbox: Sandbox;
	platforms: Platforms;
	n8n: N8nServer;
	/** Signed in. */
	rest: N8nRest;
	owner: Owner;
	examples: Example[];
	/** Ends n8n and the sandbox; nothing stays behind. */
	stop(): Promise<void>;
}

const usualSandboxPort = 4100;
const usualPlatformsPort = 4120;

/** Installs what is missing and starts everything, with a line of progress per step. @throws Problem */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
	const { stopping } = options;
	const userFolder = userFolderOf(options.name);
	const port = await portFor(options);
	const examples = loadExamples();
	if (options.fresh) rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });

	const running: Array<{ stop(): Promise<void> }> = [];
	const stop = async () => {
		for (const part of running.splice(0).reverse()) await part.stop();
	};
	try {
		const { other } = options;
		if (other === undefined) {
			await step('Install n8n', async (say) => {
				if (n8nIsInstalled()) return say('is there');
				say('once, 2.5 GB, some minutes');
				await installN8n(options);
			});
		}
		const node = await step('Build and pack the node', async (say) => {
			const packed = await packNode(options);
			if (!packed.isNew) say('no source has changed');
			return packed;
		});
		const sandbox = await step('Start the sandbox', () => startFurnishedSandbox(options.log));
		running.push(sandbox);
		const model = await startScriptedModel();
		running.push(model);
		const isFree = await portIsFree(usualPlatformsPort);
		const platforms = await startPlatforms(isFree ? usualPlatformsPort : 0);
		running.push(platforms);
		const n8n = await step('Start n8n with the node', async () => {
			await installPackedNode(node, userFolder, options);
			const brokerPort = await anyFreePort();
			const environment: Record<string, string> = {
				...(!options.editor && { N8N_DISABLE_UI: 'true' }),
				...other?.environment,
			};
			const { programs } = other ?? {};
			return await startN8n({ userFolder, port, brokerPort, programs, environment }, options);
		});
		running.push(n8n);
		const owner = ownerOf(userFolder);
		const rest = other?.rest(n8n.address) ?? new N8nRest(n8n.address);
		await step(`Import credentials and ${examples.length} example workflows`, async () => {
			await signIn(rest, owner, userFolder);
			const addresses = { providers: sandbox.addresses, model: model.address };
			await importCredentials(rest, n8n, addresses, options);
			if (other === undefined) await importExamples(rest, examples, platforms.address);
			else await importExamplesByCommand(n8n, examples, platforms.address, options);
		});
		stopping.throwIfAborted();
		return { sandbox, platforms, n8n, rest, owner, examples, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function portFor({ port }: PlaygroundOptions): Promise<number> {
	if (port === undefined) return await anyFreePort();
	if (await portIsFree(port)) return port;
	const other = port === 5700 ? 5800 : 5700;
	throw new Problem(
		`Port ${port} is in use: stop the program that uses it, or choose another with "npm start -- --port ${other}".`,
	);
}

/** On the ports that the documentation names, or on any free ones where those are in use. */
async function startFurnishedSandbox(log: Log): Promise<Sandbox> {
	const start = async (portBase: number) =>
		await startSandbox({ portBase, furnish, log: (line) => log.write('sandbox', line) });
	try {
		return await start(usualSandboxPort);
	} catch (error) {
		log.write('sandbox', `${(error as Error).message}: it takes any free ports`);
		return await start(0);
	}
}

async function signIn(rest: N8nRest, owner: Owner, userFolder: string): Promise<void> {
	try {
		await rest.signIn(owner);
	} catch (error) {
		if (error instanceof N8nRefusal && [400, 401].includes(error.status)) {
			const folder = relative(projectFolder, userFolder);
			throw new Problem(
				`n8n refuses the login of ${folder}/login.json: put the password there that was set in the editor, or delete ${folder} to begin anew.`,
			);
		}
		throw error;
	}
}
