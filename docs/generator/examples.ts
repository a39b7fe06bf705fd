import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { RegisteredProvider } from '../../nodes/SipTrunk/providers';
import { storedCredential } from '../../sandbox/credentials';
import { toUuid } from '../../sandbox/identifiers';

/** The examples that ask every provider: one SIP Trunk node for each, and a Merge node for what they put out. */
export const EXAMPLES_WITH_ALL = [
	'examples/all-providers.json',
	'examples/morning-check.json',
	'examples/morning-report.json',
];

const MERGE = 'n8n-nodes-base.merge';
/** More inputs n8n does not offer. */
const MOST_INPUTS = 10;

/** In pixels of n8n's canvas. */
const GRID = 16;
const ROW = 176;
const NODE = 96;
/** By which a node grows with each input after the second. */
const INPUT = 32;

interface ExampleNode {
	id: string;
	name: string;
	type: string;
	position: [x: number, y: number];
	parameters: IDataObject;
	credentials?: IDataObject;
}

interface Link {
	node: string;
	type: string;
	index: number;
}

type Connections = Record<string, { main: Link[][] }>;

interface Workflow {
	nodes: ExampleNode[];
	connections: Connections;
}

const linkTo = (node: string, index = 0): Link => ({ node, type: 'main', index });

/** What is in the place of the entries that are in it; what is around them stays. */
function withInPlace<Entry>(all: Entry[], isReplaced: (entry: Entry) => boolean, by: Entry[]) {
	const place = all.findIndex(isReplaced);
	return [
		...all.slice(0, place),
		...by,
		...all.slice(place).filter((entry) => !isReplaced(entry)),
	];
}

const offers = ({ resources }: RegisteredProvider, { resource, operation }: IDataObject) =>
	resources.some(
		({ value, operations }) =>
			value === resource && operations.some((one) => one.value === operation),
	);

/** The node of another provider, made after the model of one that is there. */
function nodeLike(
	model: ExampleNode,
	modelName: string,
	{ value, name, credentialType }: RegisteredProvider,
): ExampleNode {
	const title = model.name.replace(modelName, name);
	const digits = createHash('sha256').update(`${model.id} ${title}`).digest('hex');
	return {
		...model,
		id: toUuid(digits),
		name: title,
		parameters: { ...model.parameters, provider: value },
		credentials: { [credentialType]: storedCredential({ value, name }) },
	};
}

/** Two numbers stand on one line, as the formatter has it. */
const asText = (workflow: Workflow) =>
	`${JSON.stringify(workflow, null, '\t')}\n`.replace(
		/\[\n\s*(-?\d+),\n\s*(-?\d+)\n\s*\]/g,
		'[$1, $2]',
	);

/**
 * An example with a node for every provider that offers what its nodes do, in the order of the dropdown and in one
 * column. What people have written stays, also in the nodes that are there.
 */
export function withAllProviders(text: string, providers: RegisteredProvider[]): string {
	const workflow = JSON.parse(text) as Workflow;
	const { nodes, connections } = workflow;
	const merge = nodes.find(({ type }) => type === MERGE);
	const present = nodes.filter(({ name }) =>
		connections[name]?.main[0].some(({ node }) => node === merge?.name),
	);
	const [model] = present;
	const modelName = providers.find(({ value }) => value === model?.parameters.provider)?.name;
	if (merge === undefined || modelName === undefined) {
		throw new Error('An example that asks every provider has SIP Trunk nodes before a Merge node.');
	}
	const asked = providers.filter((provider) => offers(provider, model.parameters));
	if (asked.length > MOST_INPUTS) {
		throw new Error(`A Merge node has at most ${MOST_INPUTS} inputs: put a second one before it.`);
	}

	const top = -Math.ceil(((asked.length - 1) * ROW) / 2 / GRID) * GRID;
	const asking = asked.map((provider, index): ExampleNode => {
		const node =
			present.find(({ parameters }) => parameters.provider === provider.value) ??
			nodeLike(model, modelName, provider);
		return { ...node, position: [model.position[0], top + index * ROW] };
	});
	merge.parameters.numberInputs = asking.length;
	merge.position[1] = (NODE - (NODE + (asking.length - 2) * INPUT)) / 2;

	const names = present.map(({ name }) => name);
	const isPresent = (name: string) => names.includes(name);
	const links = asking.map(({ name }, index): [string, Connections[string]] => [
		name,
		{ main: [[linkTo(merge.name, index)]] },
	]);
	const others = Object.entries(connections).map(([from, { main }]): (typeof links)[number] => {
		const starts = (outputs: Link[]) => outputs.some(({ node }) => isPresent(node));
		const all = asking.map(({ name }) => linkTo(name));
		return [
			from,
			{
				main: main.map((outputs) =>
					starts(outputs) ? withInPlace(outputs, ({ node }) => isPresent(node), all) : outputs,
				),
			},
		];
	});
	return asText({
		...workflow,
		nodes: withInPlace(nodes, ({ name }) => isPresent(name), asking),
		connections: Object.fromEntries(withInPlace(others, ([from]) => isPresent(from), links)),
	});
}
