import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { adviceOf, failureReport } from './nodeError';

/**
 * What n8n's "Continue" shows for an item that failed: any other key beside these would send it to the success branch.
 *
 * Up to n8n 2.35, `details` does so as well, unless the item has an `error`: then it takes the error branch, and n8n would
 * show the error's message in place of all keys. It copies the item on the way there, so what is not copied is not shown.
 */
export function continued(
	provider: string,
	error: unknown,
	item: number,
	node: INode,
): INodeExecutionData {
	const message = error instanceof Error ? error.message : String(error);
	const advice = adviceOf(error);
	const text = advice === undefined ? message : `${message} ${advice}`;
	const json: IDataObject = { error: text, details: failureReport(provider, error) };
	const shown: INodeExecutionData = { json, pairedItem: { item } };
	if (node.onError !== 'continueErrorOutput') return shown;
	const value = new NodeOperationError(node, text, { itemIndex: item });
	return Object.defineProperty(shown, 'error', { value, enumerable: false, writable: true });
}
