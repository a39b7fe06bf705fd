import { mkdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IRun,
	IWorkflowBase,
} from 'n8n-workflow';
import { userFolderOf } from '../playground/base/folders.mjs';

/** What a run needs besides the nodes. */
interface Surroundings {
	/** The package's folder. */
	folder: string;
	/** Name of the package's node. Default: `sipTrunk`. */
	nodeName?: string;
	/** The `json` of the items that reach the first node. */
	input: IDataObject[];
	credentials: Record<string, IDataObject>;
}

/** One run of a node, in this process. */
export interface NodeRun extends Surroundings {
	parameters: INodeParameters;
}

/** One run of several SIP Trunk nodes, one after the other. */
export interface ChainRun extends Surroundings {
	/** By the name of the node, in order. */
	chain: Record<string, INodeParameters>;
}

export interface NodeResult {
	/** From the start of the workflow to its end. */
	milliseconds: number;
	/** Of the last node. */
	items: INodeExecutionData[];
	/** Everything that n8n keeps of the execution. */
	run: IRun;
}

type RunNode = (run: ChainRun | NodeRun) => Promise<NodeResult>;

const start = 'Start';
const onlyNode = 'SIP Trunk';

/** n8n-core makes a folder for its settings, and logs; it is told where, and to be silent, before it is loaded. */
function prepareSurroundings(): void {
	const userFolder = userFolderOf('bench-engine');
	const instanceFolder = join(userFolder, '.n8n');
	mkdirSync(instanceFolder, { recursive: true });
	writeFileSync(
		join(instanceFolder, 'config'),
		JSON.stringify({ encryptionKey: randomBytes(24).toString('base64') }),
		{ mode: 0o600 },
	);
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_LOG_LEVEL = 'silent';
}

/** An earlier package has no credentials of providers that came later. */
const knownTo = (
	{ known }: { known: { credentials: object } },
	credentials: NodeRun['credentials'],
): NodeRun['credentials'] =>
	Object.fromEntries(Object.entries(credentials).filter(([type]) => type in known.credentials));

/**
 * Loads n8n's engine with a package. What it returns runs the node in a workflow: through `WorkflowExecute`, with
 * expressions, credentials, n8n's own request helper and item pairing, as in n8n itself.
 */
export async function loadEngine(): Promise<RunNode> {
	prepareSurroundings();
	const { ExecutionLifecycleHooks, WorkflowExecute } = await import('n8n-core');
	const { Workflow } = await import('n8n-workflow');
	const { additionalDataWith, executionId } = await import('../test/support/additionalData.js');
	const { CredentialStore, credentialReferences } = await import(
		'../test/support/credentialStore.js'
	);
	const { loadPackageIn } = await import('../test/support/loadedPackage.js');
	const { nodeTypesOf, passThroughType } = await import('../test/support/nodeTypes.js');

	return async ({ folder, nodeName = 'sipTrunk', input, credentials: given, ...what }) => {
		const chain = 'chain' in what ? what.chain : { [onlyNode]: what.parameters };
		const names = Object.keys(chain);
		const loader = await loadPackageIn(folder);
		const credentials = knownTo(loader, given);
		const mode = 'trigger';
		const data: IWorkflowBase = {
			id: 'workflow',
			name: 'Workflow',
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			nodes: [
				{
					id: start,
					name: start,
					type: passThroughType,
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				...names.map((name, index) => ({
					id: name,
					name,
					type: `${loader.packageName}.${nodeName}`,
					typeVersion: 1,
					position: [(index + 1) * 200, 0] as [number, number],
					parameters: chain[name],
					credentials: credentialReferences(credentials),
				})),
			],
			connections: Object.fromEntries(
				[start, ...names.slice(0, -1)].map((name, index) => [
					name,
					{ main: [[{ node: names[index], type: 'main' as const, index: 0 }]] },
				]),
			),
			settings: { executionOrder: 'v1' },
		};
		const workflow = new Workflow({ ...data, nodeTypes: nodeTypesOf(loader) });
		const additionalData = additionalDataWith({
			credentialsHelper: new CredentialStore(loader, credentials),
			hooks: new ExecutionLifecycleHooks(mode, executionId, data),
		});
		const startedAt = performance.now();
		const run = await new WorkflowExecute(additionalData, mode).run({
			workflow,
			startNode: workflow.nodes[start],
			triggerToStartFrom: {
				name: start,
				data: {
					startTime: Date.now(),
					executionIndex: 0,
					executionTime: 0,
					source: [],
					data: { main: [input.map((json) => ({ json }))] },
				},
			},
		});
		const milliseconds = performance.now() - startedAt;
		const { runData, error } = run.data.resultData;
		if (error !== undefined) throw new Error(`The node failed: ${error.message}`);
		return { milliseconds, items: runData[names[names.length - 1]][0].data?.main[0] ?? [], run };
	};
}

/** The description as n8n's editor gets it. */
export async function nodeDescription(folder: string): Promise<unknown> {
	prepareSurroundings();
	const { loadPackageIn } = await import('../test/support/loadedPackage.js');
	const { types } = await loadPackageIn(folder);
	return types.nodes.find(({ name }) => name === 'sipTrunk');
}

/** Runs the node and counts how often it asked n8n for each parameter of each item: `name item` -> times. */
export async function countParameterReads(run: NodeRun): Promise<Map<string, number>> {
	const runNode = await loadEngine();
	const { ExecuteContext } = await import('n8n-core');
	const reads = new Map<string, number>();
	// Every context has a `getNodeParameter` of its own, and all of them lead to this method.
	const method = '_getNodeParameter';
	const prototype: object = Object.getPrototypeOf(ExecuteContext.prototype) as object;
	const original = Reflect.get(prototype, method) as (...question: unknown[]) => unknown;
	Reflect.set(prototype, method, function (this: object, ...question: unknown[]) {
		const key = question.slice(0, 2).join(' ');
		reads.set(key, (reads.get(key) ?? 0) + 1);
		return Reflect.apply(original, this, question);
	});
	await runNode(run);
	return reads;
}
