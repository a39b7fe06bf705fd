import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Provider } from '../contract/provider';
import { RESOURCES, type ResourceName } from '../contract/resources';

type PickerMethod = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/**
 * One search method per kind of resource, under the names that the pickers use.
 *
 * @param providers is asked at the first search, for which n8n need not wait when it starts
 */
export function pickerMethods(providers: () => Promise<Provider[]>): Record<string, PickerMethod> {
	const methods: Record<string, PickerMethod> = {};
	for (const [name, { picker }] of Object.entries(RESOURCES)) {
		methods[picker.method] ??= async function (filter = '') {
			const { search } = await import('./pickers');
			try {
				return await search(this, await providers(), name as ResourceName, filter);
			} catch (error) {
				const { toNodeError } = await import('./nodeError');
				throw toNodeError(this.getNode(), error);
			}
		};
	}
	return methods;
}
