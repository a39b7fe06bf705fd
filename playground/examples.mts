import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './base/folders.mjs';
import { Problem } from './base/problem.mjs';
import type { N8nRest } from './n8nRest.mjs';
import { runN8nCommand, type N8nContext, type N8nPlace } from './n8nServer.mjs';

export const sipTrunkType = 'n8n-nodes-sip-trunk.sipTrunk';
/** The same node as a tool of an AI agent. */
export const sipTrunkToolType = `${sipTrunkType}Tool`;

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	disabled?: boolean;
}

/** A workflow as n8n exports and imports it. */
export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, Record<string, Array<Array<{ node: string }> | null>>>;
	settings?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}

export interface Example {
	/** `twilio.json` */
	file: string;
	workflow: Workflow;
	/** Changes with the file. */
	hash: string;
}

/** All workflows of `examples/`, in the order of their file names. @throws Problem */
export function loadExamples(folder: string = join(projectFolder, 'examples')): Example[] {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return files.sort().map((file) => {
		const text = readFileSync(join(folder, file), 'utf8');
		return {
			file,
			workflow: parseWorkflow(file, text),
			hash: createHash('sha256').update(text).digest('hex'),
		};
	});
}

function parseWorkflow(file: string, text: string): Workflow {
	let workflow: Workflow | undefined;
	try {
		workflow = JSON.parse(text) as Workflow;
	} catch {
		workflow = undefined;
	}
	if (!workflow?.id || !workflow.name || !Array.isArray(workflow.nodes) || !workflow.connections) {
		throw new Problem(
			`examples/${file} is not a workflow that n8n can import: it needs id, name, nodes and connections.`,
		);
	}
	return workflow;
}

/**
 * A workflow whose HTTP Request nodes ask the simulated platforms, whatever address they compute: what is after the
 * scheme becomes a path there. Pure.
 */
export const atSimulatedPlatforms = (workflow: Workflow, address: string): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) => {
		const { url } = node.parameters;
		if (node.type !== 'n8n-nodes-base.httpRequest' || typeof url !== 'string') return node;
		const computed = /^=\{\{(.*)\}\}$/s.exec(url)?.[1].trim() ?? JSON.stringify(url);
		const simulated = `={{ (${computed}).replace(/^https:\\/\\//, '${address}/') }}`;
		return { ...node, parameters: { ...node.parameters, url: simulated } };
	}),
});

interface StoredWorkflow extends Workflow {
	isArchived: boolean;
}

/**
 * Creates the examples in a running n8n under their own ids; what they ask of platforms goes to the simulated ones. One
 * that is there already is replaced only after its file has changed, so that what a person tried out in the editor stays.
 */
export async function importExamples(
	rest: N8nRest,
	examples: Example[],
	platformsAddress: string,
): Promise<void> {
	for (const example of examples) {
		const { id } = example.workflow;
		const exampleHash = `${example.hash} ${platformsAddress}`;
		const workflow = {
			...atSimulatedPlatforms(example.workflow, platformsAddress),
			meta: { ...example.workflow.meta, exampleHash },
		};
		const stored = await findWorkflow(rest, id);
		if (!stored) await rest.post('/workflows', workflow);
		else if (stored.meta?.exampleHash !== exampleHash && !stored.isArchived) {
			await rest.patch(`/workflows/${id}`, workflow);
		}
	}
}

/** The same in an n8n that has none of them: one that is older gives workflows ids of its own over REST. */
export async function importExamplesByCommand(
	place: N8nPlace,
	examples: Example[],
	platformsAddress: string,
	context: N8nContext,
): Promise<void> {
	const workflows = examples.map(({ workflow }) => ({
		...atSimulatedPlatforms(workflow, platformsAddress),
		active: false,
		versionId: randomUUID(),
	}));
	const file = join(place.userFolder, 'workflows.json');
	writeFileSync(file, JSON.stringify(workflows));
	try {
		await runN8nCommand(place, ['import:workflow', `--input=${file}`], context);
	} finally {
		rmSync(file, { force: true });
	}
}

async function findWorkflow(rest: N8nRest, id: string): Promise<StoredWorkflow | undefined> {
	const { exists } = await rest.get<{ exists: boolean }>(`/workflows/${id}/exists`);
	return exists ? await rest.get<StoredWorkflow>(`/workflows/${id}`) : undefined;
}

/** The nodes that nothing leads to and that are not notes: where an execution can start. */
export function findTrigger({ nodes, connections }: Workflow): WorkflowNode | undefined {
	const targets = new Set(
		Object.values(connections)
			.flatMap((outputs) => Object.values(outputs).flat())
			.flatMap((links) => links ?? [])
			.map(({ node }) => node),
	);
	const starts = nodes.filter(
		({ name, type, disabled }) =>
			!disabled && !targets.has(name) && name in connections && /(trigger|webhook)$/i.test(type),
	);
	// A workflow that a webhook starts is run the way its callers run it.
	return starts.find(isWebhook) ?? starts[0];
}

export function isWebhook({ type }: WorkflowNode): boolean {
	return type === 'n8n-nodes-base.webhook';
}

export function isChat({ type }: WorkflowNode): boolean {
	return type === '@n8n/n8n-nodes-langchain.chatTrigger';
}
