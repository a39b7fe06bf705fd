import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { byId, fieldsOf, operationsOf, providers, type Choice } from '../operations/support';
import { loadPackage } from '../support/engine';
import { narrowedTo } from '../support/narrowedForm';

/** Most tests run the node with a narrowed form: n8n makes the same of it as of the whole one, in every operation. */

let whole: INodeType;
beforeAll(async () => {
	const loader = await loadPackage();
	whole = NodeHelpers.getVersionedNodeType(loader.getNode('sipTrunk').type);
});

const isEntered = ({ type }: Field) => type !== 'notice';

function everyField(fields: Field[], valueOf: (field: Field) => unknown): INodeParameters {
	return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])) as INodeParameters;
}

/** A value that differs from the default. */
function entered({ type, name, options = [] }: Field): unknown {
	if (type === 'boolean') return true;
	if (type === 'number') return 7;
	if (type === 'resourceLocator') return byId(`some-${name}`);
	if (type === 'options') return (options as Array<{ value: unknown }>).at(-1)?.value;
	if (type === 'multiOptions') return [(options as Array<{ value: unknown }>).at(-1)?.value];
	if (type === 'collection') return everyField(options as Field[], entered);
	return `some ${name}`;
}

const asExpression = ({ type, name }: Field) => {
	if (type === 'resourceLocator') return byId(`={{ $json.${name} }}`);
	return type === 'collection' ? {} : `={{ $json.${name} }}`;
};

/** Everything that any form has, with a value that differs from the default. */
const all = everyField(
	providers.flatMap((provider) => operationsOf(provider).flatMap(fieldsOf)).filter(isEntered),
	entered,
);

/** The forms to compare: nothing entered, everything as expressions, everything, and also what is of no such form. */
function forms(choice: Choice): INodeParameters[] {
	const fields = fieldsOf(choice).filter(isEntered);
	return [{}, everyField(fields, asExpression), everyField(fields, entered), all];
}

function madeOf({ description }: INodeType, parameters: INodeParameters): string {
	const node: INode = {
		id: 'node',
		name: 'SIP Trunk',
		type: 'n8n-nodes-sip-trunk.sipTrunk',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const { properties } = description;
	const filled =
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description) ?? {};
	const shown = properties.filter((property) =>
		NodeHelpers.displayParameter(filled, property, node, description),
	);
	return JSON.stringify([
		filled,
		NodeHelpers.getNodeParametersIssues(properties, { ...node, parameters: filled }, description),
		shown.map(({ name, displayName, displayOptions }) => [name, displayName, displayOptions]),
	]);
}

describe.each(providers.map((provider) => ({ name: provider.value, provider })))(
	'$name',
	({ provider }) => {
		const choices = operationsOf(provider).map((choice) => ({
			choice,
			title: `${choice.resource.value} ${choice.operation.value}`,
		}));

		it.each(choices)('$title: parameters, issues and what shows are the same', ({ choice }) => {
			for (const form of forms(choice)) {
				const parameters = {
					...form,
					provider: provider.value,
					resource: choice.resource.value,
					operation: choice.operation.value,
				};
				const narrowed = narrowedTo(whole, parameters);
				expect(madeOf(narrowed, parameters)).toBe(madeOf(whole, parameters));
				expect(narrowed.description.properties.length).toBeLessThan(
					whole.description.properties.length / 4,
				);
			}
		});
	},
);

it.each([
	['nothing', {}],
	['a provider that is none', { provider: 'none' }],
	['a resource that is none', { provider: 'twilio', resource: 'none', operation: 'get' }],
	['an operation that is none', { provider: 'twilio', resource: 'trunk', operation: 'none' }],
	[
		'an operation of another provider',
		{ provider: 'vyom', resource: 'trunk', operation: 'update' },
	],
	['an expression', { provider: '={{ $json.provider }}', resource: 'trunk', operation: 'get' }],
	['a number', { provider: 1, resource: 'trunk', operation: 'get' }],
])('%s for a provider, resource and operation makes the same', (_, parameters) => {
	expect(madeOf(narrowedTo(whole, parameters), parameters)).toBe(madeOf(whole, parameters));
});
