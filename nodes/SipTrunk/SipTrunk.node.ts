import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { form } from './form/form';
import { pickerMethods } from './run/pickerMethods';

// Neither the providers nor a run before they are needed: n8n waits for whatever is imported above when it starts.
const readProviders = async () => (await import('./providers')).providers;

export class SipTrunk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SIP Trunk',
		name: 'sipTrunk',
		icon: { light: 'file:../../icons/sipTrunk.svg', dark: 'file:../../icons/sipTrunk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: form.subtitle,
		description: form.description,
		defaults: { name: 'SIP Trunk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		hints: form.hints,
		credentials: form.credentials,
		properties: form.properties,
	};

	methods = { listSearch: pickerMethods(readProviders) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { executeSipTrunk } = await import('./run/execute');
		return await executeSipTrunk.call(this, await readProviders());
	}
}
