import fc from 'fast-check';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Values } from '../../../../nodes/SipTrunk/contract/provider';
import { isShown, readValues } from '../../../../nodes/SipTrunk/fields/values';
import { formFields } from '../../../../nodes/SipTrunk/form/order';
import { nodeProperties } from '../../../../nodes/SipTrunk/form/properties';
import { collection } from '../../../../nodes/SipTrunk/fields/common';
import {
	chosen,
	field,
	invented,
	inventedProviders,
	isVisible,
	nameOf,
	namedPlaces,
	NODE,
	operation,
	placesOf,
	settings,
	shownBelow,
	tables,
} from './support';

/** What is read of an option. */
const saying = (option: { name: string }) => {
	const { name, displayName, description, placeholder } = option as INodeProperties;
	return { name, displayName, description, placeholder };
};

describe.each(tables)('%s', (_, all) => {
	const properties = nodeProperties(all);

	it.each(namedPlaces(all))('%s: its fields', (__, place) => {
		const fields = formFields(place.operation);
		for (const set of settings(fields)) {
			const values = { ...chosen(place), ...set };
			const shown = shownBelow(properties, values);
			const expected = fields.filter((one) => isShown(one, values));
			expect(shown.map((property) => property.name).sort()).toEqual(
				expected.map((one) => one.name).sort(),
			);
			for (const property of shown) {
				const field = expected.find((one) => one.name === property.name) as Field;
				const { displayOptions, ...rest } = property;
				void displayOptions;
				const {
					sentAs,
					shownAs,
					check,
					showWhen,
					hideWhen,
					namedBy,
					options,
					rows,
					typeOptions,
					...told
				} = field;
				void [sentAs, shownAs, check, showWhen, hideWhen, namedBy, typeOptions];
				expect(rest).toMatchObject(told);
				const offered = (rest.options ?? []).filter((option) =>
					isVisible(values, option as INodeProperties),
				);
				const inGroup = (one: Field | INodePropertyOptions) =>
					field.type !== 'collection' || isShown(one as Field, values);
				const own = options?.filter(inGroup) ?? (rows && [rows]) ?? [];
				expect(offered.map(saying)).toEqual(own.map(saying));
			}
		}
	});

	it.each(namedPlaces(all))(
		'%s: every field has a value before anybody has entered one',
		(__, place) => {
			const entered = NodeHelpers.getNodeParameters(
				properties,
				chosen(place) as INodeParameters,
				true,
				false,
				NODE,
				null,
			) as Values;
			const asked: string[] = [];
			const optional = formFields(place.operation).map((one) => ({ ...one, required: false }));
			const isUpdate = optional.some((one) => one.name === 'updateFields');
			const read = () =>
				readValues(optional, (parameter) => {
					asked.push(parameter);
					return entered[parameter];
				});
			if (isUpdate) expect(read).toThrow('needs at least one field');
			else read();
			expect(asked.filter((parameter) => entered[parameter] === undefined)).toEqual([]);
		},
	);

	it('keeps ranges from the editor, which would change a number that is out of range', () => {
		expect(JSON.stringify(properties)).not.toMatch(/minValue|maxValue/);
	});

	it('keeps from the editor what it does not know', () => {
		const told = JSON.stringify(properties, (_key, value: unknown) =>
			typeof value === 'function' ? 'a function' : value,
		);
		expect(told).not.toMatch(/"(?:sentAs|shownAs|check|showWhen)":|a function/);
	});
});

describe('with invented tables', () => {
	const properties = nodeProperties(inventedProviders);

	it.each(namedPlaces(inventedProviders))('%s: required fields first, options last', (_, place) => {
		const later = ['returnAll', 'limit', 'simplify'].concat(
			['additionalFields', 'updateFields', 'filters'],
			'options',
		);
		for (const set of settings(formFields(place.operation))) {
			const shown = shownBelow(properties, { ...chosen(place), ...set });
			const sections = shown.map((property) => {
				const index = later.indexOf(property.name);
				return index >= 0 ? index + 2 : property.required ? 0 : 1;
			});
			expect(sections).toEqual([...sections].sort((a, b) => a - b));
		}
	});
});

describe('what the editor is told of a kind of field', () => {
	const told = (more: Partial<Field>) => {
		const [, , , ...below] = nodeProperties([
			invented('twilio', { trunk: [operation('create', [field('own', more)])] }),
		]);
		return below.find((property) => property.name === 'own');
	};

	it('is everything but the range of a number', () => {
		expect(told({ typeOptions: { password: true } })?.typeOptions).toEqual({ password: true });
		expect(
			told({ type: 'number', typeOptions: { minValue: 0, maxValue: 9, numberPrecision: 2 } })
				?.typeOptions,
		).toEqual({ numberPrecision: 2 });
		expect(told({ type: 'number', typeOptions: { minValue: 0 } })).not.toHaveProperty(
			'typeOptions',
		);
	});
});

describe('displayOptions', () => {
	const PROVIDERS = ['miniVoice', 'tryVox', 'twilio', 'vobiz', 'vyom'] as const;
	const RESOURCES = ['trunk', 'phoneNumber', 'originationUri'];
	const OPERATIONS = ['create', 'get', 'update', 'delete'];

	it('show a field exactly where it belongs, for any set of places', () => {
		const bits = PROVIDERS.length * RESOURCES.length * OPERATIONS.length;
		fc.assert(
			fc.property(
				fc.array(fc.boolean(), { minLength: bits, maxLength: bits }),
				fc.array(fc.boolean(), { minLength: bits, maxLength: bits }),
				fc.boolean(),
				(exists, hasField, required) => {
					let bit = -1;
					const all = PROVIDERS.map((provider) =>
						invented(
							provider,
							Object.fromEntries(
								RESOURCES.map((resource) => [
									resource,
									OPERATIONS.flatMap((value) => {
										bit += 1;
										const fields = [field(hasField[bit] ? 'shared' : 'other', { required })];
										return exists[bit] ? [operation(value, fields)] : [];
									}),
								]),
							),
						),
					);
					const properties = nodeProperties(all);
					for (const place of placesOf(all)) {
						const [{ name: own }] = place.operation.fields;
						const shown = shownBelow(properties, chosen(place)).map((property) => property.name);
						expect(shown).toEqual([own, 'options']);
					}
					const offered = placesOf(all);
					// The form knows of no provider that offers nothing at all.
					const known = all.filter((one) => offered.some(({ provider }) => provider === one));
					const lacking = offered
						.flatMap((place) => known.map((provider) => ({ ...place, provider })))
						.filter((place) => !offered.some((other) => nameOf(other) === nameOf(place)));
					for (const place of lacking) {
						const shown = shownBelow(properties, chosen(place));
						expect(shown.filter((property) => property.required)).toEqual([]);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it('are few: the same field everywhere is one property', () => {
		const everywhere = PROVIDERS.map((provider) =>
			invented(provider, {
				trunk: OPERATIONS.map((value) => operation(value, [field('shared')])),
				phoneNumber: OPERATIONS.map((value) => operation(value, [field('shared')])),
			}),
		);
		const shared = nodeProperties(everywhere).filter((property) => property.name === 'shared');
		expect(shared).toHaveLength(1);
	});

	it('let operations share a group, in which a field that one of them lacks says where it shows', () => {
		const text = { description: 'A text that is long enough for sharing it to be worth while' };
		const both = field('both', text);
		const properties = nodeProperties([
			invented('twilio', {
				trunk: [
					operation('create', [collection('additionalFields', [both, field('one')])]),
					operation('test', [
						{ ...collection('additionalFields', [both]), hideWhen: { decider: ['no'] } },
						field('decider'),
					]),
				],
			}),
		]);
		const groups = properties.filter(({ name }) => name === 'additionalFields');
		expect(groups).toHaveLength(1);
		const [{ options, displayOptions }] = groups;
		expect(displayOptions).toMatchObject({ hide: { '/decider': ['no'] } });
		expect(
			options?.map((option) => [option.name, (option as INodeProperties).displayOptions]),
		).toEqual([
			['both', undefined],
			['one', { show: { '/operation': ['create'] } }],
		]);
	});

	it('let no operation hide what another one has a field for', () => {
		const text = { description: 'A text that is long enough for sharing it to be worth while' };
		const group = collection('additionalFields', [field('both', text)]);
		const properties = nodeProperties([
			invented('twilio', {
				trunk: [
					operation('create', [group, field('decider')]),
					operation('test', [{ ...group, hideWhen: { decider: ['no'] } }, field('decider')]),
				],
			}),
		]);
		expect(properties.filter(({ name }) => name === 'additionalFields')).toHaveLength(2);
	});
});
