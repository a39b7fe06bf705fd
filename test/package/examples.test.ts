import { filesBelow, readText } from '../../docs/generator/files.cjs';
import { EXAMPLES_WITH_ALL } from '../../docs/generator/index';
import { providers } from '../../nodes/SipTrunk/providers';

/** The example workflows as a person sees them: n8n's editor puts everything on a grid. */

const grid = 16;
const columns = 224;
const nodeSize = 96;
const stickyNote = 'n8n-nodes-base.stickyNote';

interface ExampleNode {
	name: string;
	type: string;
	position: [number, number];
	parameters: {
		content?: string;
		width?: number;
		height?: number;
		provider?: string;
		resource?: string;
		operation?: string;
		numberInputs?: number;
	};
	credentials?: Record<string, { id: string; name: string }>;
}

interface Example {
	nodes: ExampleNode[];
	connections: Record<string, { main: Array<Array<{ node: string; index: number }>> }>;
}

interface Area {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const exampleIn = (file: string) => JSON.parse(readText(file) ?? '{}') as Example;

const nodesOf = (file: string) => exampleIn(file).nodes;

const areaOf = ({ name, position: [left, top], parameters }: ExampleNode): Area => ({
	name,
	left,
	top,
	right: left + (parameters.width ?? nodeSize),
	bottom: top + (parameters.height ?? nodeSize),
});

const overlap = (one: Area, other: Area) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

const examples = filesBelow('examples').filter((file) => file.endsWith('.json'));

describe('the examples', () => {
	it('are there', () => {
		expect(examples.length).toBeGreaterThan(10);
	});

	it.each(examples)('%s has a note that explains it', (file) => {
		const notes = nodesOf(file).filter(({ type }) => type === stickyNote);
		expect(notes[0].name).toBe('About this example');
		expect(notes[0].parameters.content).toMatch(/^## \S/);
	});

	it.each(examples)('%s is on the grid', (file) => {
		const values = nodesOf(file).flatMap(({ position, parameters }) => [
			...position,
			parameters.width ?? 0,
			parameters.height ?? 0,
		]);
		expect(values.filter((value) => value % grid !== 0)).toEqual([]);
	});

	// The tools of an agent hang below it, beside each other.
	it.each(examples.filter((file) => !file.includes('agent')))('%s has even columns', (file) => {
		const nodes = nodesOf(file).filter(({ type }) => type !== stickyNote);
		const outside = nodes.filter(({ position: [x] }) => x % columns !== 0);
		expect(outside.map(({ name }) => name)).toEqual([]);
	});

	it.each(examples)('%s has nothing on top of something else', (file) => {
		const areas = nodesOf(file).map(areaOf);
		const pairs = areas.flatMap((one, index) =>
			areas
				.slice(index + 1)
				.filter((other) => overlap(one, other))
				.map((other) => `${one.name} and ${other.name}`),
		);
		expect(pairs).toEqual([]);
	});
});

describe.each(EXAMPLES_WITH_ALL)('%s', (file) => {
	const { nodes, connections } = exampleIn(file);
	const asking = nodes.filter(({ parameters }) => parameters.provider !== undefined);
	const { resource, operation } = asking[0].parameters;
	const offering = providers.filter(({ resources }) =>
		resources.some(
			({ value, operations }) =>
				value === resource && operations.some((one) => one.value === operation),
		),
	);

	it('asks every provider the same, with its own credential', () => {
		expect(
			asking.map(({ name, parameters, credentials = {} }) => ({
				provider: parameters.provider,
				resource: parameters.resource,
				operation: parameters.operation,
				isNamed: providers.some(
					({ value, name: its }) => value === parameters.provider && name.includes(its),
				),
				credential: Object.keys(credentials),
			})),
		).toEqual(
			offering.map(({ value, credentialType }) => ({
				provider: value,
				resource,
				operation,
				isNamed: true,
				credential: [credentialType],
			})),
		);
	});

	it('starts all of them at once, and puts what they say into one list', () => {
		const names = asking.map(({ name }) => name);
		const starts = Object.values(connections)
			.flatMap(({ main }) => main)
			.filter((links) => links.some(({ node }) => names.includes(node)));
		expect(starts.map((links) => links.map(({ node }) => node))).toEqual([names]);
		const inputs = names.map((name) => connections[name].main.flat());
		const [merge] = nodes.filter(({ type }) => type === 'n8n-nodes-base.merge');
		expect(inputs.flat().map(({ node, index }) => [node, index])).toEqual(
			names.map((_, index) => [merge.name, index]),
		);
		expect(merge.parameters.numberInputs).toBe(names.length);
	});

	it('does not say how many they are, so that one more needs no other text', () => {
		const texts = nodes.map(({ parameters }) => parameters.content ?? '').join('\n');
		expect(texts).not.toMatch(
			/\b(?:two|three|four|five|six|seven|eight|nine|\d+)\b[\w* ]*\b(?:providers|nodes)\b/i,
		);
	});
});
