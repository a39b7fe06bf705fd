import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nPrograms } from './base/installation.mjs';
import { startChat, type Chat, type ChatCall } from './chat.mjs';
import { findTrigger, isChat, isWebhook, type Workflow, type WorkflowNode } from './examples.mjs';
import type { N8nRest } from './n8nRest.mjs';

export type Row = Record<string, unknown>;

/** What came of running a workflow. */
export interface ExecutionResult {
	/** n8n's word: `success`, `error`, `crashed`, `canceled`. */
	status: string;
	/** Rows that each node put out, over all its runs and outputs. Nodes that did not run are absent. */
	outputs: Record<string, Row[]>;
	/** The node that ran last. */
	lastNode: string | undefined;
	/** What the failed node said. */
	failure?: { node: string | undefined; message: string };
	/** What the caller of its webhook got. */
	answer?: WebhookAnswer;
	/** What n8n said in its chat. */
	chat?: Pick<Chat, 'questions' | 'replies'>;
}

/** How a caller calls a workflow that starts with a Webhook node. */
export interface WebhookCall {
	body: unknown;
}

export interface WebhookAnswer {
	status: number;
	/** Undefined where it is not JSON. */
	body: unknown;
}

export interface RunOptions {
	stopping: AbortSignal;
	/** Where a Webhook node starts it. */
	call?: WebhookCall;
	/** Where a Chat Trigger starts it. */
	chat?: ChatCall;
	/** Called when a question has come, before its button is pressed. */
	meanwhile?: () => void;
	/** Milliseconds until an execution counts as hanging. */
	patience?: number;
}

interface StoredExecution {
	id: string;
	status: string;
	stoppedAt: string | null;
	data: string;
}

interface ExecutionData {
	resultData: {
		runData?: Record<string, Array<{ data?: Record<string, Array<Array<{ json: Row }> | null>> }>>;
		lastNodeExecuted?: string;
		error?: { message: string; description?: string | null; node?: { name: string } };
	};
}

/**
 * Runs a workflow that is stored in a running n8n: by a request to its production webhook or a message to its chat
 * where it starts with one, otherwise as the editor's button does. Resolves when the execution has ended.
 * @throws Error where it cannot be started or does not end in time
 */
export async function runWorkflow(
	rest: N8nRest,
	workflow: Workflow,
	options: RunOptions,
): Promise<ExecutionResult> {
	const trigger = findTrigger(workflow);
	if (!trigger) throw new Error('it has no trigger to start from');
	if (isWebhook(trigger)) {
		const { id, answer } = await callWebhook(rest, workflow, trigger, options);
		return { ...(await ended(rest, id, options)), answer };
	}
	if (isChat(trigger)) {
		if (!options.chat) throw new Error('playground/expectations/ does not say what to write');
		const chat = await startChat(rest, workflow, trigger, options.chat, options);
		try {
			const { questions, replies } = chat;
			return { ...(await ended(rest, chat.executionId, options)), chat: { questions, replies } };
		} finally {
			chat.close();
		}
	}
	return await ended(rest, await pressExecute(rest, workflow, trigger), options);
}

/** n8n's words for an execution that goes on. One that waits has a time of its end all the same. */
const goingOn = ['new', 'running', 'waiting', 'unknown'];

async function ended(
	rest: N8nRest,
	id: string,
	{ stopping, patience = 60_000 }: RunOptions,
): Promise<ExecutionResult> {
	const deadline = Date.now() + patience;
	while (Date.now() < deadline) {
		const execution = await rest.get<StoredExecution>(`/executions/${id}`);
		if (execution.stoppedAt !== null && !goingOn.includes(execution.status)) {
			// Older versions of n8n tell of the end before they have stored what came of it.
			const data = parseFlatted(execution.data);
			if (data !== undefined) return readResult(execution.status, data);
		}
		await sleep(50, undefined, { signal: stopping });
	}
	throw new Error(`it did not end within ${patience / 1000} s`);
}

async function pressExecute(rest: N8nRest, { id }: Workflow, trigger: WorkflowNode) {
	const { executionId } = await rest.post<{ executionId?: string }>(`/workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger.name },
	});
	if (!executionId)
		throw new Error(`its trigger "${trigger.name}" waits for an event from outside`);
	return executionId;
}

async function callWebhook(
	rest: N8nRest,
	{ id }: Workflow,
	trigger: WorkflowNode,
	{ call, stopping }: RunOptions,
): Promise<{ id: string; answer: WebhookAnswer }> {
	await publish(rest, id, stopping);
	const before = await newestExecution(rest, id);
	const { path, httpMethod } = trigger.parameters as { path: string; httpMethod?: string };
	const method = httpMethod ?? 'GET';
	const response = await fetch(`${rest.address}/webhook/${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: method === 'GET' ? undefined : JSON.stringify(call?.body ?? {}),
		signal: stopping,
	});
	const body = parseJson(await response.text());
	const started = await executionAfter(before, rest, id, stopping);
	if (started === undefined) {
		throw new Error(
			`a request to its webhook "${path}" got ${response.status} and started nothing`,
		);
	}
	return { id: started, answer: { status: response.status, body } };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Makes n8n listen for the workflow's production webhooks; it does so in the background. */
export async function publish(rest: N8nRest, id: string, stopping: AbortSignal): Promise<void> {
	const { versionId } = await rest.get<{ versionId: string }>(`/workflows/${id}`);
	await rest.post(`/workflows/${id}/activate`, { versionId });
	const deadline = Date.now() + 30_000;
	while (Date.now() < deadline) {
		const { status, triggers } = await rest.get<{
			status: string;
			triggers: Array<{ errorMessage: string | null }>;
		}>(`/workflows/${id}/publication-status`);
		if (status === 'published') return;
		if (status === 'failed' || status === 'partial') {
			const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
			throw new Error(`n8n could not publish it: ${reasons.join(' ')}`);
		}
		await sleep(50, undefined, { signal: stopping });
	}
	throw new Error('n8n did not publish it within 30 s');
}

/**
 * n8n asks for what runs and for what has ended in two queries, so an execution that ends meanwhile is in neither
 * for a moment.
 */
async function executionAfter(
	before: string | undefined,
	rest: N8nRest,
	workflowId: string,
	stopping: AbortSignal,
): Promise<string | undefined> {
	const deadline = Date.now() + 5000;
	while (Date.now() < deadline) {
		const newest = await newestExecution(rest, workflowId);
		if (newest !== before) return newest;
		await sleep(50, undefined, { signal: stopping });
	}
	return undefined;
}

async function newestExecution(rest: N8nRest, workflowId: string): Promise<string | undefined> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get<{ results: Array<{ id: string }> }>(
		`/executions?filter=${filter}&limit=1`,
	);
	return results[0]?.id;
}

function readResult(status: string, { resultData }: ExecutionData): ExecutionResult {
	const { runData = {}, lastNodeExecuted, error } = resultData;
	const outputs = Object.entries(runData).map(([node, runs]) => {
		const branches = runs.flatMap(({ data }) => Object.values(data ?? {}).flat());
		return [node, branches.flatMap((items) => (items ?? []).map(({ json }) => json))];
	});
	return {
		status,
		outputs: Object.fromEntries(outputs) as Record<string, Row[]>,
		lastNode: lastNodeExecuted,
		failure: error && {
			node: error.node?.name ?? lastNodeExecuted,
			message: [error.message, error.description].filter(Boolean).join(' '),
		},
	};
}

/**
 * n8n stores executions with a package of its own choice; the same one reads them.
 * @returns undefined where nothing is stored yet
 */
function parseFlatted(text: string): ExecutionData | undefined {
	const { parse } = createRequire(n8nPrograms.n8n)('flatted') as {
		parse: (text: string) => ExecutionData | undefined;
	};
	return parse(text);
}
