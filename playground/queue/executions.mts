import { parse } from 'flatted';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nRest } from '../n8nRest.mjs';

/** An execution that has come to an end, or is still on its way, as n8n keeps it. */
export interface Execution {
	id: string;
	workflowId: string;
	/** n8n's word: `new` (waits in the queue), `running`, `success`, `error`, `crashed`, `canceled`. */
	status: string;
	stoppedAt: string | null;
	message: string | undefined;
	/** Nodes whose output n8n still shows. */
	nodesShown: number;
	/** Whether n8n still knows what an execution that failed was started with. */
	knowsRequest: boolean;
}

const hasEnded = ({ status }: Execution) =>
	!['new', 'running', 'waiting', 'unknown'].includes(status);

/** Reads these executions when all have come to an end, or when the patience (milliseconds) is over. */
export async function settledExecutions(
	rest: N8nRest,
	ids: string[],
	patience: number,
	stopping: AbortSignal,
): Promise<Execution[]> {
	const found = new Map<string, Execution>();
	const isOpen = (id: string) => {
		const execution = found.get(id);
		return execution === undefined || !hasEnded(execution);
	};
	const deadline = Date.now() + patience;
	for (;;) {
		for (const id of ids.filter(isOpen)) found.set(id, await readExecution(rest, id));
		if (!ids.some(isOpen) || Date.now() > deadline) return [...found.values()];
		await sleep(1000, undefined, { signal: stopping });
	}
}

interface StoredExecution {
	id: string;
	workflowId: string;
	status: string;
	stoppedAt: string | null;
	data: string;
}

interface StoredData {
	executionData?: { nodeExecutionStack?: unknown[] };
	resultData: { runData?: Record<string, unknown>; error?: { message: string } };
}

async function readExecution(rest: N8nRest, id: string): Promise<Execution> {
	const { data, workflowId, status, stoppedAt } = await rest.get<StoredExecution>(
		`/executions/${id}`,
	);
	const { executionData, resultData } = parse(data) as StoredData;
	return {
		id,
		workflowId,
		status,
		stoppedAt,
		message: resultData.error?.message,
		nodesShown: Object.keys(resultData.runData ?? {}).length,
		knowsRequest: (executionData?.nodeExecutionStack ?? []).length > 0,
	};
}

/** How long a person would look at the button, in milliseconds; where the worker is quicker than main, n8n never answers. */
const retryPatience = 5000;

/** Presses "Retry" in n8n's list of executions. @returns what n8n says to it */
export async function pressRetry(rest: N8nRest, id: string): Promise<string> {
	const answer = rest
		.post<{ status?: string }>(`/executions/${id}/retry`, { loadWorkflow: false })
		.then(
			({ status }) => `a new execution that ends as ${status}`,
			(error: Error) => `refused: ${error.message}`,
		);
	return await Promise.race([answer, sleep(retryPatience, 'no answer', { ref: false })]);
}
