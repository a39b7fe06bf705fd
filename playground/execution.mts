import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { findTrigger, isWebhook, type Workflow, type WorkflowNode } from './examples.mjs';
import type { N8nRest } from './n8nRest.mjs';
import { n8nPrograms } from './base/installation.mjs';

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
}

/** How a caller calls a workflow that starts with a Webhook node. */
export interface WebhookCall {
	body: unknown;
}

export interface RunOptions {
	stopping: AbortSignal;
	call?: WebhookCall;
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
		runData?: Record<string, Array<{ data?: { main?: Array<Array<{ json: Row }> | null> } }>>;
		lastNodeExecuted?: string;
		error?: { message: string; description?: string | null; node?: { name: string } };
	};
}

/**
 * Runs a workflow that is stored in a running n8n: by a request to its production webhook where it starts with
 * one, otherwise as the editor's button does. Resolves when the execution has ended.
 * @throws Error where it cannot be started or does not end in time
 */
export async function runWorkflow(
	rest: N8nRest,
	workflow: Workflow,
	{ stopping, call, patience = 60_000 }: RunOptions,
): Promise<ExecutionResult> {
	const trigger = findTrigger(workflow);
	if (!trigger) throw new Error('it has no trigger to start from');
	const id = isWebhook(trigger)
		? await callWebhook(rest, workflow, trigger, call, stopping)
		: await pressExecute(rest, workflow, trigger);
	const deadline = Date.now() + patience;
	while (Date.now() < deadline) {
		const execution = await rest.get<StoredExecution>(`/executions/${id}`);
		if (execution.stoppedAt !== null) return readResult(execution);
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
	call: WebhookCall | undefined,
	stopping: AbortSignal,
): Promise<string> {
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
	// The body is not needed, but the connection is free again only once it was read.
	await response.arrayBuffer();
	const started = await newestExecution(rest, id);
	if (started === undefined || started === before) {
		throw new Error(
			`a request to its webhook "${path}" got ${response.status} and started nothing`,
		);
	}
	return started;
}

/** Makes n8n listen for the workflow's production webhooks; it does so in the background. */
async function publish(rest: N8nRest, id: string, stopping: AbortSignal): Promise<void> {
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

async function newestExecution(rest: N8nRest, workflowId: string): Promise<string | undefined> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get<{ results: Array<{ id: string }> }>(
		`/executions?filter=${filter}&limit=1`,
	);
	return results[0]?.id;
}

function readResult({ status, data }: StoredExecution): ExecutionResult {
	const { runData = {}, lastNodeExecuted, error } = parseFlatted(data).resultData;
	const outputs = Object.entries(runData).map(([node, runs]) => {
		const branches = runs.flatMap((run) => run.data?.main ?? []);
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

/** n8n stores executions with a package of its own choice; the same one reads them. */
function parseFlatted(text: string): ExecutionData {
	const { parse } = createRequire(n8nPrograms.n8n)('flatted') as {
		parse: (text: string) => ExecutionData;
	};
	return parse(text);
}
