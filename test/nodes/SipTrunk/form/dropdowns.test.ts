import type { INodePropertyOptions } from 'n8n-workflow';
import type { Values } from '../../../../nodes/SipTrunk/contract/provider';
import { nodeProperties } from '../../../../nodes/SipTrunk/form/properties';
import { inventedProviders, isVisible, namedPlaces, placesOf } from './support';

describe('with invented ', () => {
	const all = inventedProviders;
	const properties = nodeProperties(all);
	const places = placesOf(all);

	it('offers each provider its own resources and operations', () => {
		const resources = properties.find((property) => property.name === 'resource');
		for (const provider of all) {
			const values: Values = { provider: provider.value };
			const offered = (resources?.options as INodePropertyOptions[])
				.filter((option) => isVisible(values, option))
				.map(({ value }) => value);
			expect([...offered].sort()).toEqual(provider.resources.map(({ value }) => value).sort());
			for (const { value, operations } of provider.resources) {
				const [operationProperty, ...others] = properties.filter(
					(property) =>
						property.name === 'operation' && isVisible({ ...values, resource: value }, property),
				);
				expect(others).toEqual([]);
				const possible = (operationProperty.options as INodePropertyOptions[])
					.filter((option) => isVisible({ ...values, resource: value }, option))
					.map((option) => option.value);
				expect([...possible].sort()).toEqual(operations.map((one) => one.value).sort());
			}
		}
	});

	it('lists every operation of a resource once in its first operation property, for the nodes panel', () => {
		for (const resource of new Set(places.map((place) => place.resource))) {
			const [{ options, default: preferred }] = properties.filter(
				(property) =>
					property.name === 'operation' &&
					property.displayOptions?.show?.resource?.includes(resource),
			);
			const values = (options as INodePropertyOptions[]).map(({ value }) => value);
			const offered = places.filter((place) => place.resource === resource);
			expect([...values].sort()).toEqual(
				[...new Set(offered.map((place) => place.operation.value))].sort(),
			);
			expect(values).toContain(preferred);
			const names = (options as INodePropertyOptions[]).map((option) => option.name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});

	it.each(namedPlaces(all))("%s: described in the provider's own words", (_, place) => {
		const values = { provider: place.provider.value, resource: place.resource };
		const [{ options }] = properties.filter(
			(property) => property.name === 'operation' && isVisible(values, property),
		);
		expect(options).toContainEqual(
			expect.objectContaining({
				value: place.operation.value,
				action: place.operation.action,
				description: place.operation.description,
			}),
		);
	});
});
