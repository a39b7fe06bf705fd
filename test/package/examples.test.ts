import { filesBelow, readText } from '../../docs/generator/files.cjs';

/** The example workflows as a person sees them: n8n's editor puts everything on a grid. */

const grid = 16;
const columns = 224;
const nodeSize = 96;
const stickyNote = 'n8n-nodes-base.stickyNote';

interface ExampleNode {
	name: string;
	type: string;
	position: [number, number];
	parameters: { content?: string; width?: number; height?: number };
}

interface Area {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const nodesOf = (file: string) =>
	(JSON.parse(readText(file) ?? '{}') as { nodes: ExampleNode[] }).nodes;

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
