import { ExecuteContext, RoutingNode } from 'n8n-core';
import type { PackageDirectoryLoader } from 'n8n-core';
import { createEmptyRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialsDecrypted,
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import { credentialReferences, CredentialStore } from './credentialStore';
import { passThrough, singleNodeType } from './nodeTypes';

interface RequestFailure extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/**
 * What n8n's "Connection tested" line says about a credential: sends the request of its type's
 * `test` and reads the answer by n8n's rules. Never rejects.
 */
export async function testCredentialOf(
	loader: PackageDirectoryLoader,
	typeName: string,
	stored: IDataObject,
): Promise<INodeCredentialTestResult> {
	const { test } = loader.getCredential(typeName).type;
	if (!test) return failed('No testing function found for this credential.');
	try {
		const items = await send(loader, typeName, stored, test);
		return successVerdict(test, items);
	} catch (error) {
		return failureVerdict(test, error);
	}
}

async function send(
	loader: PackageDirectoryLoader,
	typeName: string,
	stored: IDataObject,
	test: ICredentialTestRequest,
): Promise<INodeExecutionData[]> {
	const references = credentialReferences({ [typeName]: stored });
	const additionalData = additionalDataWith({
		credentialsHelper: new CredentialStore(loader, { [typeName]: stored }),
		currentNodeParameters: {},
	});
	const data = await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		references[typeName],
		typeName,
		'internal',
	);
	const decrypted: ICredentialsDecrypted = { id: typeName, name: typeName, type: typeName, data };

	const nodeType = requestingNodeType(typeName, test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: references,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: singleNodeType(nodeType),
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const outputs = await new RoutingNode(context, nodeType, decrypted).runNode();
	return outputs?.[0] ?? [];
}

/** A node whose one hidden parameter carries the test's request. */
function requestingNodeType(typeName: string, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			...passThrough.description,
			credentials: [{ name: typeName, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
}

/** A 2xx answer is fine unless a rule names a value in its body that is not. */
function successVerdict(
	{ rules = [] }: ICredentialTestRequest,
	[answer]: INodeExecutionData[],
): INodeCredentialTestResult {
	const broken = rules.find(
		(rule) =>
			rule.type === 'responseSuccessBody' &&
			NodeHelpers.getParameterValueByPath(
				answer.json as INodeParameters,
				rule.properties.key,
				'',
			) === rule.properties.value,
	);
	if (broken) return failed(broken.properties.message);
	return { status: 'OK', message: 'Connection successful!' };
}

/** A rule's text for this status, else the status text, else the socket's code, else the message. */
function failureVerdict(
	{ rules = [] }: ICredentialTestRequest,
	error: RequestFailure,
): INodeCredentialTestResult {
	const { response, code } = error.cause ?? {};
	if (!response) return failed(code ?? error.message);
	const { status, statusText } = response;
	const rule = rules.find(
		({ type, properties }) =>
			type === 'responseCode' && 'value' in properties && properties.value === status,
	);
	if (rule) return failed(rule.properties.message);
	if (status >= 199 && status <= 299) return failed(error.message);
	return failed(statusText || `Received HTTP status code: ${status}`);
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
