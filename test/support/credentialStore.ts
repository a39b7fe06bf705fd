import type { PackageDirectoryLoader } from 'n8n-core';
import { Credentials, getAdditionalKeys } from 'n8n-core';
import { ICredentialsHelper, isExpression, NodeHelpers, UserError, Workflow } from 'n8n-workflow';
import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentials,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { passThrough, passThroughType, singleNodeType } from './nodeTypes';

/** Decrypted credential data by credential type. */
export type CredentialData = Record<string, IDataObject>;

/** What a workflow's node stores about its credentials: their type, id and name, no data. */
export function credentialReferences(credentials: CredentialData): INodeCredentials {
	return Object.fromEntries(
		Object.keys(credentials).map((type) => [type, { id: type, name: `Test ${type}` }]),
	);
}

/** Expressions need a node to be resolved at; outside of an execution there is only this one. */
const bystander: INode = {
	id: 'bystander',
	name: '',
	type: passThroughType,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * Stands in for n8n's credentials database: the same defaults, expressions and authentication, with
 * data from the test in place of an encrypted row. One credential per type.
 */
export class CredentialStore extends ICredentialsHelper {
	private readonly stored: Map<string, ICredentialDataDecryptedObject>;

	constructor(
		private readonly loader: PackageDirectoryLoader,
		credentials: CredentialData,
	) {
		super();
		this.stored = new Map(
			Object.entries(credentials) as Array<[string, ICredentialDataDecryptedObject]>,
		);
	}

	getParentTypes(typeName: string): string[] {
		const parents = this.loader.known.credentials[typeName]?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(typeName: string, nodeType: string): boolean {
		if (!this.credentialType(typeName).restrictToSupportedNodes) return true;
		const supportedNodes = this.loader.known.credentials[typeName].supportedNodes ?? [];
		return supportedNodes.some((name) => `${this.loader.packageName}.${name}` === nodeType);
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.credentialType(typeName);
		const merged: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(merged, properties);
		return merged;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const request = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.credentialType(typeName);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (!workflow || !node) throw new UserError('Expressions in credentials need a workflow');
		return authenticateGeneric(authenticate, credentials, request, workflow, node);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = this.credentialType(typeName).properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable) return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
		const renewed = await this.runPreAuthentication(helpers, credentials, typeName);
		if (renewed?.[expirable.name] === undefined) return undefined;
		this.stored.set(typeName, { ...this.stored.get(typeName), ...renewed });
		return Object.assign(credentials, renewed);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.credentialType(typeName);
		if (preAuthentication === undefined) return undefined;
		return (await preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
	}

	async getCredentials(
		nodeCredentials: INodeCredentialsDetails,
		typeName: string,
	): Promise<ICredentials> {
		const credentials = new Credentials(nodeCredentials, typeName);
		await credentials.setData(this.storedData(typeName));
		return credentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveIn?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.storedData(typeName);
		if (raw) return data;
		return this.resolve(additionalData, data, typeName, mode, executeData, resolveIn);
	}

	async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored.set(typeName, data);
	}

	async updateCredentialsOauthTokenData(
		nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.updateCredentials(nodeCredentials, typeName, {
			...this.storedData(typeName),
			...data,
		});
	}

	/** A credential's data with its type's defaults filled in and its expressions resolved. */
	private resolve(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveIn?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		const filled = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(typeName),
			data as IDataObject as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		);
		if (filled === null) return {};
		const additionalKeys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		const resolved = resolveIn
			? resolveIn.workflow.expression.getParameterValue(
					filled,
					resolveIn.runExecutionData,
					resolveIn.runIndex,
					resolveIn.itemIndex,
					resolveIn.node.name,
					resolveIn.connectionInputData,
					mode,
					additionalKeys,
					executeData,
					false,
					filled,
				)
			: new Workflow({
					nodes: [bystander],
					connections: {},
					active: false,
					nodeTypes: singleNodeType(passThrough),
				}).expression.getComplexParameterValue(
					bystander,
					filled,
					mode,
					additionalKeys,
					undefined,
					undefined,
					filled,
				);
		return resolved as ICredentialDataDecryptedObject;
	}

	private credentialType(typeName: string): ICredentialType {
		return this.loader.getCredential(typeName).type;
	}

	private storedData(typeName: string): ICredentialDataDecryptedObject {
		const data = this.stored.get(typeName);
		if (data === undefined) throw new UserError(`The test has no credential "${typeName}"`);
		return data;
	}
}

function authenticateGeneric(
	{ properties }: IAuthenticateGeneric,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): IHttpRequestOptions {
	const resolve = (text: string): string => {
		if (!isExpression(text)) return text;
		const value = workflow.expression.getSimpleParameterValue(
			node,
			text,
			'internal',
			{ $credentials: credentials },
			undefined,
			'',
		);
		return value ? value.toString() : '';
	};

	// As in n8n, the request that the node handed over is the one that is changed.
	const parts = request as unknown as Record<string, IDataObject | undefined>;
	request.headers ??= {};
	for (const [part, entries] of Object.entries(properties)) {
		const values = (parts[part] ??= {});
		for (const [key, value] of Object.entries(entries as Record<string, string>)) {
			values[resolve(key)] = resolve(value);
		}
	}
	return request;
}
