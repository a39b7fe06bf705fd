import { ExternalSecretsProxy } from 'n8n-core';
import type { ExecutionLifecycleHooks } from 'n8n-core';
import { UnexpectedError } from 'n8n-workflow';
import type {
	ICredentialsHelper,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

const instanceBaseUrl = 'http://localhost:5678/';

export const executionId = '1';

async function notOffered(): Promise<never> {
	throw new UnexpectedError('This part of n8n is not there in tests');
}

/** What n8n hands to an execution, a list search or a credential test from its surroundings. */
export function additionalDataWith(parts: {
	credentialsHelper: ICredentialsHelper;
	/** Executions only. */
	hooks?: ExecutionLifecycleHooks;
	/** List searches only: the form as it stands in the editor. */
	currentNodeParameters?: INodeParameters;
}): IWorkflowExecuteAdditionalData {
	return {
		...parts,
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl,
		restApiUrl: `${instanceBaseUrl}rest`,
		formBaseUrl: `${instanceBaseUrl}form`,
		formWaitingBaseUrl: `${instanceBaseUrl}form-waiting`,
		formTestBaseUrl: `${instanceBaseUrl}form-test`,
		webhookBaseUrl: `${instanceBaseUrl}webhook`,
		webhookWaitingBaseUrl: `${instanceBaseUrl}webhook-waiting`,
		webhookTestBaseUrl: `${instanceBaseUrl}webhook-test`,
		mcpBaseUrl: `${instanceBaseUrl}mcp`,
		mcpTestBaseUrl: `${instanceBaseUrl}mcp-test`,
		externalSecretsProxy: new ExternalSecretsProxy(),
		setExecutionStatus: () => undefined,
		logAiEvent: () => undefined,
		executeWorkflow: notOffered,
		getRunExecutionData: notOffered,
		getRuntimeCredential: notOffered,
		startRunnerTask: notOffered,
	};
}
