import { parse } from 'flatted';
import { setTimeout as sleep } from 'node:timers/promises';
import { N8nRefusal, type N8nRest } from '../n8nRest.mjs';

/** An execution as n8n's list shows it. */
export interface ListedExecution {
	id: string;
	/** n8n's word: `new` (waits in the queue), `running`, `success`, `error`, `crashed`, `canceled`. */
	status: string;
	startedAt: string | null;
	stoppedAt: string | null;
}

/** What n8n keeps of an execution that came to no good end. */
export interface KeptExecution {
	id: string;
	status: string;
	message: string | undefined;
	/** Nodes whose output n8n still shows. */
	nodesShown: number;
	/** Whether n8n still knows what the execution was started with. */
	knowsRequest: boolean;
}

interface ExecutionPage {
	results: ListedExecution[];
	nextCursor: string | null;
}

/** All executions of these workflows, oldest first. */
export async function listExecutions(
	rest: N8nRest,
	workflowIds: string[],
): Promise<ListedExecution[]> {
	const found = new Map<string, ListedExecution>();
	for (const workflowId of workflowIds) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		let page = '';
		for (;;) {
			const { results, nextCursor } = await rest.get<ExecutionPage>(
				`/executions?filter=${filter}&limit=100${page}`,
			);
			for (const execution of results) found.set(execution.id, execution);
			if (!nextCursor) break;
			page = `&cursor=${encodeURIComponent(nextCursor)}`;
		}
	}
	return [...found.values()].sort((one, other) => Number(one.id) - Number(other.id));
}

export const isUnderWay = ({ status }: ListedExecution) =>
	['new', 'running', 'waiting', 'unknown'].includes(status);

/** Waits until none of them is under way any more, or the patience (milliseconds) is over. */
export async function settledExecutions(
	rest: N8nRest,
	workflowIds: string[],
	patience: number,
	stopping: AbortSignal,
): Promise<ListedExecution[]> {
	const deadline = Date.now() + patience;
	for (;;) {
		const executions = await listExecutions(rest, workflowIds);
		if (!executions.some(isUnderWay) || Date.now() > deadline) return executions;
		await sleep(1000, undefined, { signal: stopping });
	}
}

interface StoredData {
	executionData?: { nodeExecutionStack?: Array<{ data?: unknown }> };
	resultData: { runData?: Record<string, unknown>; error?: { message: string } };
}

export async function readKept(rest: N8nRest, id: string): Promise<KeptExecution> {
	const { status, data } = await rest.get<{ status: string; data: string }>(`/executions/${id}`);
	const { executionData, resultData } = parse(data) as StoredData;
	return {
		id,
		status,
		message: resultData.error?.message,
		nodesShown: Object.keys(resultData.runData ?? {}).length,
		knowsRequest: (executionData?.nodeExecutionStack ?? []).length > 0,
	};
}

/** Presses "Retry" in n8n's list of executions. @returns what n8n says to it */
export async function pressRetry(rest: N8nRest, id: string): Promise<string> {
	try {
		const { status } = await rest.post<{ status?: string }>(`/executions/${id}/retry`, {
			loadWorkflow: false,
		});
		return `started: ${status}`;
	} catch (error) {
		if (error instanceof N8nRefusal) return `${error.status} ${error.message}`;
		throw error;
	}
}
