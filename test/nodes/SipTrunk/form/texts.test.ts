import { Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Provider, Values } from '../../../../nodes/SipTrunk/contract/provider';
import { nodeProperties } from '../../../../nodes/SipTrunk/form/properties';
import {
	enumeration,
	nodeSubtitle,
	notOffered,
	offeredBy,
} from '../../../../nodes/SipTrunk/form/texts';
import { passThrough, singleNodeType } from '../../../support/nodeTypes';
import {
	chosen,
	inventedProviders,
	namedPlaces,
	nameOf,
	operation,
	placesOf,
	shownBelow,
	tables,
} from './support';

describe.each(tables)('%s', (_, all) => {
	const properties = nodeProperties(all);
	const places = placesOf(all);

	it('says who offers what the chosen provider does not, and shows only what every operation has', () => {
		const known = new Set(places.map(nameOf));
		for (const provider of all) {
			for (const place of places) {
				const here = { ...place, provider };
				if (known.has(nameOf(here))) continue;
				const shown = shownBelow(properties, chosen(here));
				expect(shown).toEqual([
					expect.objectContaining({
						type: 'notice',
						displayName: notOffered(all, place.resource, place.operation),
					}),
					expect.objectContaining({ name: 'options' }),
				]);
			}
		}
	});

	it('shows no notice where the operation exists', () => {
		for (const place of places) {
			const shown = shownBelow(properties, chosen(place));
			expect(shown.filter(({ type }) => type === 'notice')).toEqual([]);
		}
	});

	it.each(namedPlaces(all))('%s: subtitle', (__, place) => {
		expect(subtitleOf(all, properties, chosen(place))).toBe(
			`${place.provider.name}: ${place.operation.subtitle}`,
		);
	});
});

/** As n8n itself works it out. */
function subtitleOf(all: Provider[], properties: INodeProperties[], parameters: Values): unknown {
	const node = {
		id: 'node',
		name: 'SIP Trunk',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters as INodeParameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: singleNodeType({
			...passThrough,
			description: { ...passThrough.description, properties },
		}),
	});
	return workflow.expression.getSimpleParameterValue(
		workflow.nodes['SIP Trunk'],
		nodeSubtitle(all),
		'internal',
		{},
	);
}

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
		expect(notOffered(inventedProviders, 'trunk', operation('test', []))).toBe(
			'This provider has no operation "Test trunk". VOBIZ does: choose another operation or provider.',
		);
		expect(notOffered(inventedProviders, 'trunk', operation('getAll', []))).toContain(
			'TWILIO and VOBIZ do:',
		);
	});
});
