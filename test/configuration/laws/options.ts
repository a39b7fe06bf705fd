import * as fc from 'fast-check';
import { applyOptions } from '../../../nodes/SipTrunk/configuration/optionFields';
import type { Field } from '../../../nodes/SipTrunk/contract/provider';
import type { Bearings } from './bearings';
import { entryOf } from './entries';

/** The Configuration Options of a random trial: all that the form offers at the provider, by parameter name. */

export type Options = Record<string, unknown>;

/** What users bring as passwords and secrets of their own. */
export const OWN_SECRET = 'Own_Secret_77!';

type Draw = (bearings: Bearings) => fc.Arbitrary<unknown>;

const free = ({ facts }: Bearings) => facts.numbers?.free ?? [];

/** The beginnings of numbers: of all in a country, of most of them, and whole ones. */
const beginnings = (numbers: string[]) => [
	...new Set(numbers.flatMap((one) => [one.slice(0, 2), one.slice(0, -1), one])),
];

/** Those whose values have to go with what is there. */
const DRAWS: Record<string, Draw> = {
	freeNumbers: () => fc.nat({ max: 2 }),
	freeNumbersBeginWith: (bearings) => fc.constantFrom(...beginnings(free(bearings))),
	ownPasswords: (bearings) =>
		fc.subarray([0, 1, 2], { minLength: 1 }).map((some) => ({
			row: some.map((nth) => ({
				username: entryOf(bearings, 'sipCredentials', nth, 0).username,
				password: OWN_SECRET,
			})),
		})),
};

/** By the type of a field, where any value goes. */
const DRAWS_OF_TYPE: Partial<Record<Field['type'], (field: Field) => fc.Arbitrary<unknown>>> = {
	boolean: ({ default: usual }) => fc.constant(usual !== true),
	options: (field) => fc.constantFrom(...valuesOf(field)),
	multiOptions: (field) => fc.subarray(valuesOf(field)),
};

const valuesOf = ({ options = [] }: Field): unknown[] =>
	(options as Array<{ value: unknown }>).map(({ value }) => value);

const fieldsOf = ({ port }: Bearings) => (applyOptions(port).options ?? []) as Field[];

/** Undefined where nobody has said what the option is tried with. */
function drawOf(bearings: Bearings, field: Field): fc.Arbitrary<unknown> | undefined {
	const { secrets = [] } = bearings.port;
	if (secrets.some(({ name }) => name === field.name)) {
		return fc.constant(bearings.facts.secrets?.[field.name] ?? OWN_SECRET);
	}
	return DRAWS[field.name]?.(bearings) ?? DRAWS_OF_TYPE[field.type]?.(field);
}

/** The options that the form offers, and those of them that no trial tries. */
export function tableOf(bearings: Bearings): { offered: string[]; undrawn: string[] } {
	const fields = fieldsOf(bearings);
	const names = (some: Field[]) => some.map(({ name }) => name);
	return {
		offered: names(fields),
		undrawn: names(fields.filter((field) => drawOf(bearings, field) === undefined)),
	};
}

/** Each now and then, so that most of them are tried with few others. */
const rarely = (value: fc.Arbitrary<unknown>) =>
	fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

export const optionsOf = (bearings: Bearings): fc.Arbitrary<Options> =>
	fc
		.record(
			Object.fromEntries(
				fieldsOf(bearings).flatMap((field) => {
					const value = drawOf(bearings, field);
					if (value === undefined) return [];
					return [[field.name, field.name === 'removeUnnamed' ? value : rarely(value)]];
				}),
			),
		)
		.map(
			(all) =>
				Object.fromEntries(
					Object.entries(all).filter(([, value]) => value !== undefined),
				) as Options,
		);

/** Without those of which a law does not speak. */
export const without = (options: Options, ...names: string[]): Options =>
	Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));

/** Removal of all that is not named. */
export const removingAll = (bearings: Bearings): Options => {
	const field = fieldsOf(bearings).find(({ name }) => name === 'removeUnnamed');
	return field === undefined ? {} : { removeUnnamed: valuesOf(field) };
};
