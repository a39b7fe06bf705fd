import type { INodeProperties } from 'n8n-workflow';

/**
 * Where the API is, the same field at every provider.
 *
 * @param field what a provider says otherwise; its `default` is the provider's own address
 */
export const apiBaseUrlField = (
	field: Pick<INodeProperties, 'default'> & Partial<INodeProperties>,
): INodeProperties => ({
	displayName: 'API Base URL',
	name: 'baseUrl',
	type: 'string',
	...field,
	description: `${field.description ?? 'Change it only to reach a private or test address.'} It must start with https://, or http:// on the machine of n8n itself (127.0.0.1).`,
});
