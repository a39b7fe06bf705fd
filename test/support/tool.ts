import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type EngineResponse,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowBase,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { sandboxCredentials, type Sandbox } from '../../sandbox/index';
import { additionalDataWith, executionId } from './additionalData';
import { credentialReferences, CredentialStore } from './credentialStore';
import { loadPackage } from './engine';
import { nodeTypesOf, passThroughType } from './nodeTypes';

/**
 * The node as a tool of an AI agent, through n8n's own engine: n8n makes a tool of it and reads from `$fromAI` what a
 * model may fill in, the engine runs it for the agent and hands back what it put out.
 */

/** What a model is shown of a tool, and what came of using it once. */
export interface ToolUse {
	name: string;
	description: string;
	/** Parameters that the model has to fill in, with their descriptions. */
	parameters: Record<string, string | undefined>;
	/** The rows that go back to the model. */
	rows: IDataObject[];
}

/** What n8n hands to an agent for every tool. */
interface Tool {
	name: string;
	description: string;
	schema: {
		shape: Record<string, { description?: string }>;
		parse(values: IDataObject): IDataObject;
	};
	metadata: { sourceNodeName: string };
}

const toolType = 'n8n-nodes-sip-trunk.sipTrunkTool';
const agentType = 'test.agent';
const [start, agentName, toolName] = ['Start', 'Agent', 'Trunk tool'];

/**
 * The same node with the name and the ends that n8n gives a tool. Properties for the tool's description n8n adds only
 * to a node that has none of its own.
 */
function asTool(node: INodeType): INodeType {
	const description = {
		...node.description,
		name: 'sipTrunkTool',
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return Object.create(node, { description: { value: description } }) as INodeType;
}

/** An agent with a model that uses its one tool once, with these values, and then tells what it got. */
function agentWith(answers: IDataObject, seen: (tool: Tool) => void): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: 'Uses its tool once',
			defaults: { name: 'Agent' },
			inputs: [
				{ type: NodeConnectionTypes.Main },
				{ type: NodeConnectionTypes.AiTool, displayName: 'Tool' },
			],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(response?: EngineResponse) {
			if (response && response.actionResponses.length > 0) {
				const [{ data }] = response.actionResponses;
				return [data.data?.ai_tool?.[0] ?? []];
			}
			const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			seen(tool);
			return {
				actions: [
					{
						actionType: 'ExecutionNodeAction',
						nodeName: tool.metadata.sourceNodeName,
						input: tool.schema.parse(answers),
						type: NodeConnectionTypes.AiTool,
						id: 'call_1',
						metadata: { itemIndex: 0 },
					},
				],
				metadata: {},
			};
		},
	};
}

/** Lets an agent use the node once. */
export async function useTool(
	sandbox: Sandbox,
	parameters: INodeParameters,
	answers: IDataObject,
): Promise<ToolUse> {
	const loader = await loadPackage();
	const tool = asTool(NodeHelpers.getVersionedNodeType(loader.getNode('sipTrunk').type));
	let shown: Tool | undefined;
	const agent = agentWith(answers, (seen) => {
		shown = seen;
	});
	const others = nodeTypesOf(loader);
	const nodeTypes: INodeTypes = {
		...others,
		getByNameAndVersion: (name, version) => {
			if (name === toolType) return tool;
			return name === agentType ? agent : others.getByNameAndVersion(name, version);
		},
	};
	const credentials = sandboxCredentials(sandbox.addresses);
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const connections: IConnections = {
		[start]: { main: [[{ node: agentName, type: NodeConnectionTypes.Main, index: 0 }]] },
		[toolName]: { ai_tool: [[{ node: agentName, type: NodeConnectionTypes.AiTool, index: 0 }]] },
	};
	const data: IWorkflowBase = {
		id: 'workflow',
		name: 'Workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: [
			node(start, passThroughType),
			node(agentName, agentType),
			node(toolName, toolType, {
				parameters,
				credentials: credentialReferences(credentials),
			}),
		],
		connections,
		settings: { executionOrder: 'v1' },
	};
	const workflow = new Workflow({ ...data, nodeTypes });
	const run = await new WorkflowExecute(
		additionalDataWith({
			credentialsHelper: new CredentialStore(loader, credentials),
			hooks: new ExecutionLifecycleHooks('manual', executionId, data),
		}),
		'manual',
	).run({ workflow, startNode: workflow.nodes[start] });
	const { error, runData } = run.data.resultData;
	if (error) throw error;
	if (shown === undefined) throw new Error('The agent was not given a tool');
	const { name, description, schema } = shown;
	return {
		name,
		description,
		parameters: Object.fromEntries(
			Object.entries(schema.shape).map(([key, field]) => [key, field.description]),
		),
		rows: (runData[agentName].at(-1)?.data?.main[0] ?? []).map(({ json }) => json),
	};
}
