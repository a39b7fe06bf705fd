import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import { credentialReferences, CredentialStore } from './credentialStore';
import { loadPackage } from './engine';
import { passThrough, passThroughType, singleNodeType } from './nodeTypes';

/** The helpers with which n8n's nodes sign requests: the present one, and the one of the HTTP Request node. */
export type HelperName = 'httpRequestWithAuthentication' | 'requestWithAuthentication';

/**
 * Sends a request that another node than the SIP Trunk node signs with a credential, through n8n's own helper. Rejects
 * like the helper.
 */
export async function signedRequest(
	helper: HelperName,
	credentialType: string,
	stored: IDataObject,
	options: IDataObject,
): Promise<unknown> {
	const credentials = { [credentialType]: stored };
	const node: INode = {
		id: 'other-node',
		name: 'HTTP Request',
		type: passThroughType,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: credentialReferences(credentials),
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: singleNodeType({
			...passThrough,
			description: { ...passThrough.description, credentials: [{ name: credentialType }] },
		}),
	});
	const additionalData = additionalDataWith({
		credentialsHelper: new CredentialStore(await loadPackage(), credentials),
		currentNodeParameters: {},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return (await context.helpers[helper].call(
		context,
		credentialType,
		options as unknown as IHttpRequestOptions,
	)) as unknown;
}
