import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Provider } from '../contract/provider';
import { RESOURCES, type ResourceName } from '../contract/resources';
import { alphabetical } from '../fields/alphabetical';
import { distinct, everyOperation, groupBy, type PlacedOperation } from './places';

/**
 * Provider, resource and operation. What n8n's editor demands (2.41): one `resource` property; per resource a first
 * `operation` property with every operation, because the nodes panel lists the actions of the first it finds; and what a
 * provider lacks is gated at the option.
 */

/** What the form begins with: the provider that offers most. */
const DEFAULT_PROVIDER = 'twilio';

/**
 * One option per operation; where several providers offer it, in the words of the default provider. What one of the
 * providers lacks shows only for the others.
 */
function operationOptions(group: PlacedOperation[]): INodePropertyOptions[] {
	const providers = distinct(group.map(({ place }) => place.provider));
	return groupBy(group, ({ place }) => place.operation)
		.map((same): INodePropertyOptions => {
			const { operation } =
				same.find(({ place }) => place.provider === DEFAULT_PROVIDER) ?? same[0];
			return {
				name: operation.name,
				value: operation.value,
				action: operation.action,
				description: operation.description,
				...(same.length < providers.length && {
					displayOptions: { show: { provider: same.map(({ place }) => place.provider) } },
				}),
			};
		})
		.sort((a, b) => alphabetical(a.name, b.name));
}

/**
 * Per resource first the property that the nodes panel lists, with every operation; then one for each provider that
 * describes an operation differently (what a delete takes with it), which takes its place there.
 */
export function operationProperties(providers: Provider[]): INodeProperties[] {
	return groupBy(everyOperation(providers), ({ place }) => place.resource).flatMap((group) => {
		const all = operationOptions(group);
		const resource = [group[0].place.resource];
		const preferred = all.find(({ value }) => value === 'getAll') ?? all[0];
		const operationProperty = (
			options: INodePropertyOptions[],
			displayOptions: IDisplayOptions,
		): INodeProperties => {
			const property: INodeProperties = {
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions,
				options,
				default: '',
			};
			return { ...property, default: preferred.value };
		};
		const own = groupBy(group, ({ place }) => place.provider)
			.map((entries) => ({
				provider: entries[0].place.provider,
				options: operationOptions(entries),
			}))
			.filter(({ options }) =>
				options.some(({ value, description }) =>
					all.some((other) => other.value === value && other.description !== description),
				),
			);
		const elsewhere =
			own.length === 0 ? {} : { hide: { provider: own.map(({ provider }) => provider) } };
		return [
			operationProperty(all, { show: { resource }, ...elsewhere }),
			...own.map(({ provider, options }) =>
				operationProperty(options, { show: { resource, provider: [provider] } }),
			),
		];
	});
}

export function resourceProperty(providers: Provider[]): INodeProperties {
	const options = (Object.keys(RESOURCES) as ResourceName[])
		.map((value) => ({
			value,
			offering: providers.filter((provider) =>
				provider.resources.some((resource) => resource.value === value),
			),
		}))
		.filter(({ offering }) => offering.length > 0)
		.map(
			({ value, offering }): INodePropertyOptions => ({
				name: RESOURCES[value].name,
				value,
				description: RESOURCES[value].description,
				displayOptions: { show: { provider: offering.map((provider) => provider.value) } },
			}),
		)
		.sort((a, b) => alphabetical(a.name, b.name));
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'trunk',
	};
}

export function providerProperty(providers: Provider[]): INodeProperties {
	return {
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: providers.map(({ name, value, description }) => ({ name, value, description })),
		default: DEFAULT_PROVIDER,
		description: 'The company that provides the SIP trunk',
	};
}
