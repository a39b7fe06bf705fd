import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { Provider } from '../contract/provider';
import { operationProperties, providerProperty, resourceProperty } from './dropdowns';
import { fieldProperties } from './fieldProperties';
import { noticeProperties } from './texts';
import { toolDescriptionProperties } from './toolDescriptions';

/** The editor's form, derived from the providers' tables. Nobody writes `displayOptions` by hand. */

export function nodeProperties(providers: Provider[]): INodeProperties[] {
	return [
		providerProperty(providers),
		resourceProperty(providers),
		...operationProperties(providers),
		...noticeProperties(providers),
		...toolDescriptionProperties(providers),
		...fieldProperties(providers),
	];
}

/**
 * A credential that depends on a parameter does so by `hide`: with `show` the editor takes the parameter for an
 * authentication choice and hides it.
 */
export function nodeCredentials(providers: Provider[]): INodeCredentialDescription[] {
	return providers.map(({ value, credentialType }) => ({
		name: credentialType,
		required: true,
		displayOptions: {
			hide: {
				provider: providers.filter((other) => other.value !== value).map((other) => other.value),
			},
		},
	}));
}
