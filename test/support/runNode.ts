import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type { PackageDirectoryLoader } from 'n8n-core';
import {
	createRunExecutionData,
	deepCopy,
	LoggerProxy,
	NodeHelpers,
	sleep,
	Workflow,
} from 'n8n-workflow';
import type {
	ExecutionError,
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowBase,
	NodeExecutionHint,
	OnError,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataWith, executionId } from './additionalData';
import { credentialReferences, CredentialStore } from './credentialStore';
import type { CredentialData } from './credentialStore';
import { parse, stringify } from './flatted.cjs';
import { nodeTypesOf, passThroughType } from './nodeTypes';

export interface RunOptions {
	/** Of the node under test; may contain expressions. */
	parameters: INodeParameters;
	/** The `json` of the items that reach the node; one empty item by default. */
	input?: IDataObject[];
	/** Decrypted credential data by credential type. */
	credentials: CredentialData;
	/** The node's "On Error" setting; n8n's default is `stopWorkflow`. */
	onError?: OnError;
	/** The node's "Retry On Fail"; n8n keeps to 2 to 5 tries and 1 to 5000 ms (0 means 1000 ms). */
	retryOnFail?: { maxTries: number; waitBetweenTries: number };
	/** Stops the execution after so many milliseconds, like the editor's stop button. */
	cancelAfterMs?: number;
	/** `manual`, as from the editor, by default. */
	mode?: WorkflowExecuteMode;
	/** Tells failed items apart as n8n up to 2.35 does: by an `error` of the item, or where its `json` has no other key. */
	olderErrorOutput?: boolean;
	/** Knows what earlier runs have learned of the credentials. By default each run is the first one of its process. */
	sameProcess?: boolean;
	/** The engine sees the form of every provider, and not only what shows next to the parameters, which takes less time. */
	wholeForm?: boolean;
}

export interface Run {
	/** What left the node under test through its first output. */
	items: INodeExecutionData[];
	/** What left it through its error output. */
	errorItems: INodeExecutionData[];
	/** What stopped the workflow, as n8n's database holds it. */
	error?: ExecutionError;
	/** `success`, `error` or `canceled`. */
	status: ExecutionStatus;
	/** What the node told the user beside its output. */
	hints: NodeExecutionHint[];
	/**
	 * The complete run data as n8n writes it to its database, for a search for secrets. When the
	 * node stops the workflow, n8n itself keeps the node's literal parameters and its input in it.
	 */
	stored: string;
	runTimeMs: number;
	/** When the execution was cancelled, in milliseconds since 1970. */
	cancelledAt?: number;
}

const start = 'Start';

const saysNothing = () => undefined;

/** n8n composes every line of its log before it drops it, which takes a good part of the time of a run. */
const noLog = {
	error: saysNothing,
	warn: saysNothing,
	info: saysNothing,
	debug: saysNothing,
};

/**
 * Runs one node of a built package in a workflow of its own, through n8n's engine:
 * start -> node under test -> one pass-through node behind each output.
 */
export async function runNodeOf(
	loader: PackageDirectoryLoader,
	nodeName: string,
	options: RunOptions,
): Promise<Run> {
	LoggerProxy.init(noLog);
	const mode = options.mode ?? 'manual';
	const node = nodeUnderTest(loader, nodeName, options);
	const data = workflowData(node);
	const additionalData = additionalDataWith({
		credentialsHelper: new CredentialStore(loader, options.credentials),
		hooks: new ExecutionLifecycleHooks(mode, executionId, data),
	});

	const startedAt = Date.now();
	let cancelledAt: number | undefined;
	const nodeTypes = nodeTypesOf(loader, options.wholeForm ? undefined : options.parameters);
	const workflow = new Workflow({ ...data, nodeTypes });
	const run = await outcome(mode, () => {
		const engine = new WorkflowExecute(additionalData, mode);
		if (options.olderErrorOutput) useOlderErrorOutput(engine);
		const execution = engine.run({
			workflow,
			startNode: workflow.nodes[start],
			triggerToStartFrom: { name: start, data: startData(options.input ?? [{}]) },
		});
		if (options.cancelAfterMs !== undefined) {
			void sleep(options.cancelAfterMs).then(() => {
				cancelledAt = Date.now();
				execution.cancel();
			});
		}
		return execution;
	});
	const runTimeMs = Date.now() - startedAt;

	const storedData = () => stringify(run.data);
	const { runData, error: stoppedBy } = run.data.resultData;
	const lastRun = runData[node.name]?.at(-1);
	return {
		items: lastRun?.data?.main[0] ?? [],
		errorItems: lastRun?.data?.main[1] ?? [],
		error:
			stoppedBy === undefined
				? undefined
				: (parse(storedData()) as IRunExecutionData).resultData.error,
		status: run.status,
		hints: lastRun?.hints ?? [],
		get stored() {
			return storedData();
		},
		runTimeMs,
		cancelledAt,
	};
}

/** Keeps what an older n8n takes for done from the rule of this one. */
function useOlderErrorOutput(engine: WorkflowExecute): void {
	const method = 'handleNodeErrorOutput';
	const original = Reflect.get(engine, method) as (...values: unknown[]) => void;
	Reflect.set(engine, method, (...values: [unknown, unknown, INodeExecutionData[][], number]) => {
		const [, , outputs] = values;
		const isDone = ({ error, json }: INodeExecutionData) =>
			error === undefined && Object.keys(json).some((key) => key !== 'error');
		const done = outputs[0].filter(isDone);
		outputs[0] = outputs[0].filter((item) => !isDone(item));
		Reflect.apply(original, engine, values);
		outputs[0].push(...done);
	});
}

function nodeUnderTest(
	loader: PackageDirectoryLoader,
	nodeName: string,
	{ parameters, credentials, onError, retryOnFail }: RunOptions,
): INode {
	const { description } = NodeHelpers.getVersionedNodeType(loader.getNode(nodeName).type);
	return {
		id: 'node-under-test',
		name: description.displayName,
		type: `${loader.packageName}.${nodeName}`,
		typeVersion: [description.version].flat().at(-1) ?? 1,
		position: [200, 0],
		parameters: deepCopy(parameters),
		credentials: credentialReferences(credentials),
		...(onError && { onError }),
		...(retryOnFail && { retryOnFail: true, ...retryOnFail }),
	};
}

function workflowData(node: INode): IWorkflowBase {
	const after = ['After output', 'After error output'];
	const main = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections: IConnections = {
		[start]: { main: [main(node.name)] },
		[node.name]: { main: after.map(main) },
	};
	return {
		id: 'workflow',
		name: 'Workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: [
			passThroughNode(start, [0, 0]),
			node,
			...after.map((name, index) => passThroughNode(name, [400, index * 200])),
		],
		connections,
		// In a zone with summer time, n8n's expressions spend much of a run on the time of day.
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	};
}

function passThroughNode(name: string, position: [number, number]): INode {
	return { id: name, name, type: passThroughType, typeVersion: 1, position, parameters: {} };
}

function startData(input: IDataObject[]): ITaskData {
	return {
		startTime: Date.now(),
		executionIndex: 0,
		executionTime: 0,
		source: [],
		data: { main: [input.map((json) => ({ json: deepCopy(json) }))] },
	};
}

/** What `begin` leads to; the engine refuses missing or invalid parameters by an exception. */
async function outcome(mode: WorkflowExecuteMode, begin: () => Promise<IRun>): Promise<IRun> {
	try {
		return await begin();
	} catch (error) {
		return refused(mode, error);
	}
}

/** What n8n stores when the engine refuses to start a workflow. */
function refused(mode: WorkflowExecuteMode, error: ExecutionError): IRun {
	return {
		data: createRunExecutionData({
			resultData: {
				error: { ...error, message: error.message, stack: error.stack } as ExecutionError,
				runData: {},
			},
		}),
		finished: false,
		mode,
		startedAt: new Date(),
		stoppedAt: new Date(),
		status: 'error',
		storedAt: 'db',
	};
}
