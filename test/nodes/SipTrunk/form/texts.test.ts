import type { INodeParameters } from 'n8n-workflow';
import { formFields } from '../../../../nodes/SipTrunk/form/order';
import { nodeProperties } from '../../../../nodes/SipTrunk/form/properties';
import {
	enumeration,
	nodeSubtitle,
	notOffered,
	offeredBy,
} from '../../../../nodes/SipTrunk/form/texts';
import { resolved } from '../../../support/expressions';
import {
	chosen,
	invented,
	inventedProviders,
	namedPlaces,
	nameOf,
	operation,
	placesOf,
	shownBelow,
} from './support';

describe('with invented ', () => {
	const all = inventedProviders;
	const properties = nodeProperties(all);
	const places = placesOf(all);

	it('says who offers what the chosen provider does not, and shows only what all such operations have', () => {
		const known = new Set(places.map(nameOf));
		for (const provider of all) {
			for (const place of places) {
				const here = { ...place, provider };
				if (known.has(nameOf(here))) continue;
				const [notice, ...others] = shownBelow(properties, chosen(here));
				expect(notice).toMatchObject({
					type: 'notice',
					displayName: notOffered(offeredBy(all, place.resource, place.operation.value)),
				});
				const same = places.filter(
					({ resource, operation: { value } }) =>
						resource === place.resource && value === place.operation.value,
				);
				const common = formFields(place.operation).filter(({ name }) =>
					same.every((other) => formFields(other.operation).some((one) => one.name === name)),
				);
				expect(others.filter(({ name }) => !common.some((one) => one.name === name))).toEqual([]);
				expect(others.filter(({ required }) => required)).toEqual([]);
			}
		}
	});

	it('shows no notice where the operation exists', () => {
		for (const place of places) {
			const shown = shownBelow(properties, chosen(place));
			expect(shown.filter(({ type }) => type === 'notice')).toEqual([]);
		}
	});
});

describe('a subtitle', () => {
	const properties = nodeProperties(inventedProviders).filter(({ name }) =>
		['provider', 'resource', 'operation'].includes(name),
	);
	const subtitle = nodeSubtitle(inventedProviders);

	it.each(namedPlaces(inventedProviders))('%s: says which operation it is', (_, place) => {
		expect(resolved(properties, chosen(place) as INodeParameters, subtitle)).toBe(
			`${place.provider.name}: ${place.operation.subtitle}`,
		);
	});
});

describe('a notice', () => {
	const two = (value: 'twilio' | 'vobiz') => [operation('create', []), operation(value, [])];
	const notices = nodeProperties([
		invented('twilio', { trunk: two('twilio'), originationUri: two('twilio') }),
		invented('vobiz', { trunk: two('vobiz'), originationUri: two('vobiz') }),
	]).filter(({ type }) => type === 'notice');

	it('is one for all operations that the same providers offer', () => {
		expect(notices.map(({ displayOptions }) => displayOptions)).toEqual(
			['twilio', 'vobiz'].map((value) => ({
				show: { operation: [value] },
				hide: { provider: [value] },
			})),
		);
	});
});

describe('who offers what', () => {
	it.each([
		[[], ''],
		[['A'], 'A'],
		[['A', 'B'], 'A and B'],
		[['A', 'B', 'C'], 'A, B and C'],
	])('%p is "%s"', (names, words) => {
		expect(enumeration(names)).toBe(words);
	});

	it.each([
		['trunk', undefined, ['TWILIO', 'VOBIZ', 'VYOM']],
		['trunk', 'getAll', ['TWILIO', 'VOBIZ']],
		['trunk', 'test', ['VOBIZ']],
		['originationUri', undefined, ['TWILIO']],
		['recording', undefined, []],
		['constructor', 'constructor', []],
	])('%s %s: %p', (resource, operationName, names) => {
		expect(offeredBy(inventedProviders, resource, operationName)).toEqual(names);
	});

	it('is said in one sentence', () => {
		expect(notOffered(['VOBIZ'])).toBe(
			'This provider does not offer this operation. VOBIZ does: choose another operation or provider.',
		);
		expect(notOffered(['TWILIO', 'VOBIZ'])).toContain('TWILIO and VOBIZ do:');
	});
});
