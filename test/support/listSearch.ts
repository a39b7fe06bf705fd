import { LoadOptionsContext } from 'n8n-core';
import type { PackageDirectoryLoader } from 'n8n-core';
import { UserError, Workflow } from 'n8n-workflow';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import { credentialReferences, CredentialStore } from './credentialStore';
import type { CredentialData } from './credentialStore';
import { nodeTypesOf } from './nodeTypes';

export interface ListSearchOptions {
	/** The form as it stands in the editor, which resolves expressions before it asks for a list. */
	parameters: INodeParameters;
	/** Decrypted credential data by credential type. */
	credentials: CredentialData;
	/** What the user typed into the search field. */
	filter?: string;
	/** From the result before. */
	paginationToken?: string;
	/** Knows what earlier searches have read. By default each one is the first of its process. */
	sameProcess?: boolean;
}

/**
 * Asks a node's list search for choices, like a resource locator in the editor. Rejects with what
 * the method throws.
 */
export async function listSearchOf(
	loader: PackageDirectoryLoader,
	nodeName: string,
	methodName: string,
	{ parameters, credentials, filter, paginationToken }: ListSearchOptions,
): Promise<INodeListSearchResult> {
	const type = `${loader.packageName}.${nodeName}`;
	const nodeTypes = nodeTypesOf(loader);
	const method = nodeTypes.getByNameAndVersion(type).methods?.listSearch?.[methodName];
	if (!method) throw new UserError(`${type} has no list search "${methodName}"`);

	const workflow = new Workflow({
		nodes: [
			{
				id: 'node-under-test',
				name: 'Temp-Node',
				type,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: credentialReferences(credentials),
			},
		],
		connections: {},
		active: false,
		nodeTypes,
	});
	const node = workflow.nodes['Temp-Node'];
	const additionalData = additionalDataWith({
		credentialsHelper: new CredentialStore(loader, credentials),
		currentNodeParameters: node.parameters,
	});
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters');
	const result = await method.call(context, filter, paginationToken);
	if (typeof result.paginationToken !== 'number') return result;
	return { ...result, paginationToken: String(result.paginationToken) };
}
