import type { PackageDirectoryLoader } from 'n8n-core';
import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeType, INodeTypes } from 'n8n-workflow';
import { narrowedTo } from './narrowedForm';

export const passThroughType = 'n8n-nodes-base.noOp';

/** The one node type of the tests' own: hands on what it gets. */
export const passThrough: INodeType = {
	description: {
		displayName: 'No Operation',
		name: 'noOp',
		group: ['organization'],
		version: 1,
		description: 'Hands on what it gets',
		defaults: { name: 'No Operation' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/**
 * The node types of a loaded package, under their full names, and the pass-through node.
 *
 * @param parameters of the only node of the package in the workflow, whose form is then narrowed to what they show
 */
export function nodeTypesOf(
	loader: PackageDirectoryLoader,
	parameters?: INodeParameters,
): INodeTypes {
	const prefix = `${loader.packageName}.`;

	function getByName(nodeType: string) {
		if (nodeType === passThroughType) return passThrough;
		const { type } = loader.getNode(nodeType.replace(prefix, ''));
		return parameters === undefined ? type : narrowedTo(type, parameters);
	}

	return {
		getByName,
		getByNameAndVersion: (nodeType, version) =>
			NodeHelpers.getVersionedNodeType(getByName(nodeType), version),
		getKnownTypes: () => ({}),
	};
}

/** Node types for a throwaway workflow with this one node type. */
export function singleNodeType(nodeType: INodeType): INodeTypes {
	return {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
}
