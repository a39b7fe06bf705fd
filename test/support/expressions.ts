import { Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { passThrough, singleNodeType } from './nodeTypes';

/** What n8n itself makes of an expression in a description, such as a subtitle, next to these parameters. */
export function resolved(
	properties: INodeProperties[],
	parameters: INodeParameters,
	expression: string,
): unknown {
	const name = 'SIP Trunk';
	const node = {
		id: 'node',
		name,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: singleNodeType({
			...passThrough,
			description: { ...passThrough.description, properties },
		}),
	});
	return workflow.expression.getSimpleParameterValue(
		workflow.nodes[name],
		expression,
		'internal',
		{},
	);
}
