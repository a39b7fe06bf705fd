import { NodeHelpers } from 'n8n-workflow';
import type {
	INode,
	INodeParameters,
	INodeTypeDescription,
	NodeParameterValue,
} from 'n8n-workflow';
import { loadPackage } from '../support/engine';
import { fieldsOf, operationsOf, useBenches, type Bench, type Choice } from './support';

/**
 * Operations share properties of the form, so what hides one of them in one operation hides it in the others as well. The
 * editor forgets the values of other operations; in a workflow that somebody has written they may be there still. What
 * was entered must not get lost then.
 */

const benches = useBenches();

let description: INodeTypeDescription;

beforeAll(async () => {
	const loader = await loadPackage();
	description = NodeHelpers.getVersionedNodeType(loader.getNode('sipTrunk').type).description;
});

const node = { typeVersion: 1 } as INode;

const placeOf = ({ resource, operation }: Choice) => ({
	resource: resource.value,
	operation: operation.value,
});

/** Values of other operations that hide a property of this one, each with the labels of what it hides. */
function leftovers({ provider }: Bench, choice: Choice) {
	const fields = fieldsOf(choice);
	const names = new Set(fields.map(({ name }) => name));
	const found = new Map<string, { parameter: INodeParameters; labels: string[] }>();
	for (const property of description.properties) {
		const here = { provider: provider.value, ...placeOf(choice) };
		if (!names.has(property.name)) continue;
		if (!NodeHelpers.displayParameter(here, property, node, description)) continue;
		for (const [path, values = []] of Object.entries(property.displayOptions?.hide ?? {})) {
			const name = path.replace(/^\//, '');
			if (name === 'provider' || names.has(name)) continue;
			const parameter = { [name]: values[0] as NodeParameterValue };
			const known = found.get(name) ?? { parameter, labels: [] };
			found.set(name, { parameter, labels: [...known.labels, property.displayName] });
		}
	}
	return [...found.values()];
}

/** What has to be entered, by the form's own examples. */
const entered = (choice: Choice): INodeParameters =>
	Object.fromEntries(
		fieldsOf(choice)
			.filter(({ required, type }) => required && type === 'string')
			.map(({ name, placeholder }) => [name, placeholder?.replace('e.g. ', '') ?? 'example']),
	);

it.each(benches.map((bench) => ({ name: bench.provider.name, bench })))(
	'$name: an item whose fields are hidden by a value of another operation is refused',
	async ({ bench }) => {
		for (const choice of operationsOf(bench.provider)) {
			for (const { parameter, labels } of leftovers(bench, choice)) {
				const run = await bench.run(placeOf(choice), { ...entered(choice), ...parameter });
				expect(run).toMatchObject({ status: 'error', items: [] });
				const said = run.error?.message ?? '';
				// Of what has to be entered, n8n itself says that it is not there.
				const isNamed = labels.some((label) => said.startsWith(`'${label}' is left out`));
				expect({ said, isNamed }).toEqual({
					said,
					isNamed: !said.startsWith("The 'SIP Trunk' node has issues"),
				});
				expect(bench.sandbox.requests).toEqual([]);
			}
		}
	},
);

it('tries that where operations share properties', () => {
	const tried = benches.flatMap((bench) =>
		operationsOf(bench.provider).flatMap((choice) => leftovers(bench, choice)),
	);
	expect(tried.length).toBeGreaterThan(0);
});
