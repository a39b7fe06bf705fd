import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type EngineResponse,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IWorkflowBase,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { sandboxCredentials, type ProviderName, type Sandbox } from '../../sandbox/index';
import type { Field } from '../../nodes/SipTrunk/operation';
import { byId, fieldsOf, operationsOf, providers } from '../operations/support';
import { furnish, thingsOf } from '../properties/account';
import { useSandbox } from '../sandbox/support';
import { additionalDataWith, executionId } from '../support/additionalData';
import { credentialReferences, CredentialStore } from '../support/credentialStore';
import { loadPackage } from '../support/engine';
import { nodeTypesOf, passThroughType } from '../support/nodeTypes';

/**
 * The node as a tool of an AI agent, through n8n's own engine: n8n makes a tool of it and reads from `$fromAI` what a
 * model may fill in, the engine runs it for the agent and hands back what it put out.
 */

const bench = useSandbox();

/** What a model is shown of a tool, and what came of using it once. */
interface Use {
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

/** The same node with the ends that n8n gives a tool, and its two properties for the description. */
function asTool(node: INodeType): INodeType {
	const text: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: node.description.description,
		displayOptions: { show: { descriptionType: ['manual'] } },
	};
	const kind: INodeProperties = {
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	};
	const description = {
		...node.description,
		name: 'sipTrunkTool',
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [kind, text, ...node.description.properties],
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
async function useTool(
	sandbox: Sandbox,
	parameters: INodeParameters,
	answers: IDataObject,
): Promise<Use> {
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
			node(toolName, toolType, { parameters, credentials: credentialReferences(credentials) }),
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

const choices = providers.flatMap((provider) =>
	operationsOf(provider).map((choice) => ({
		title: `${provider.value} ${choice.resource.value} ${choice.operation.value}`,
		provider,
		choice,
	})),
);
type Entry = (typeof choices)[number];

const placeOf = ({ provider, choice }: Entry): INodeParameters => ({
	provider: provider.value,
	resource: choice.resource.value,
	operation: choice.operation.value,
});

/** Fields that stand in the form from the start and have to be filled in, and one more where an update needs one. */
function requiredFields({ choice }: Entry): { fields: Field[]; change?: Field } {
	const fields = fieldsOf(choice);
	const shown = fields.filter(
		({ required, showWhen }) => required && (showWhen === undefined || !('generatePassword' in showWhen)),
	);
	const updates = fields.find(({ name }) => name === 'updateFields')?.options as Field[] | undefined;
	return { fields: shown, change: updates?.find(({ name }) => name in samples) };
}

/** What a model could answer, by field; IDs come from the account. */
const samples: IDataObject = {
	authType: 'ip',
	direction: 'outbound',
	enabled: false,
	generatePassword: true,
	ipAddress: '11.22.33.99',
	maxConcurrentCalls: 12,
	name: 'Front desk',
	priority: 2,
	recordingMode: 'record-from-answer',
	sipUri: 'sip:pbx.example.com',
	username: 'front-desk',
};

const fromAi = ({ name, description, displayName, type }: Field) => {
	const kind = ['number', 'boolean'].includes(type) ? type : 'string';
	return `={{ $fromAI('${name}', ${JSON.stringify(description ?? displayName)}, '${kind}') }}`;
};

/** The tool as somebody sets it up who leaves every required field to the model. */
function leftToModel(entry: Entry): INodeParameters {
	const { fields, change } = requiredFields(entry);
	const filled = fields.map((field): [string, INodeParameters[string]] => [
		field.name,
		field.type === 'resourceLocator' ? byId(fromAi(field)) : fromAi(field),
	]);
	return {
		...placeOf(entry),
		...Object.fromEntries(filled),
		...(change && { updateFields: { [change.name]: fromAi(change) } }),
	};
}

test.each(choices)('$title', async (entry) => {
	furnish(bench.sandbox, entry.provider.value);
	const { fields, change } = requiredFields(entry);
	console.log(entry.title, fields.map(({ name }) => name), change?.name);
	const belongings = furnish(bench.sandbox, entry.provider.value);
	void belongings;
	void leftToModel;
	void useTool;
	void thingsOf;
});
