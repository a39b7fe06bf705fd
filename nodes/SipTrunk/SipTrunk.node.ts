import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeHints } from './form/hints';
import { pickerMethods } from './run/pickers';
import { nodeCredentials, nodeProperties } from './form/properties';
import { enumeration, nodeSubtitle } from './form/texts';
import { providers } from './providers';

export class SipTrunk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SIP Trunk',
		name: 'sipTrunk',
		icon: { light: 'file:../../icons/sipTrunk.svg', dark: 'file:../../icons/sipTrunk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: nodeSubtitle(providers),
		description: `Create, list, change and remove SIP trunks at ${enumeration(providers.map(({ name }) => name))}`,
		defaults: { name: 'SIP Trunk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		hints: nodeHints(providers),
		credentials: nodeCredentials(providers),
		properties: nodeProperties(providers),
	};

	methods = { listSearch: pickerMethods(providers) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Not before the first run: n8n waits for whatever is imported above when it starts.
		return await (await import('./run/execute')).executeSipTrunk.call(this, providers);
	}
}
