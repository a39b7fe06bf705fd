import type { Check } from '../validation/inputError';
import type { Field } from './provider';

/**
 * What an operation's `run` gets, typed by the fields of the operation: a misspelt name or a wrong type is an error of
 * the compiler.
 *
 * ```ts
 * const fields = [
 * 	pickerField('trunk'),
 * 	textField('IP Address', { required: true, check: addressBlock(), … }),
 * 	collection('additionalFields', [switchField('Enabled', …), numberField('Weight', …)]),
 * ] as const;
 *
 * type Entered = ValuesOf<typeof fields>;
 * // { trunkId: string; ipAddress: AddressBlock; additionalFields: { enabled?: boolean; weight?: number } }
 * ```
 *
 * A value has the type that the field's `check` returns, or else that of its kind. It is there if the field is
 * required, or has a value from the start: a switch, a number, a collection. In a collection, or where `showWhen` may
 * hide the field, it may be absent. A field whose name the compiler does not know is left out.
 */
export type ValuesOf<Fields extends readonly Field[]> = Flat<
	{ [One in Fields[number] as IsGiven<One> extends true ? Name<One> : never]: ValueOf<One> } & {
		[One in Fields[number] as IsGiven<One> extends true ? never : Name<One>]?: ValueOf<One>;
	}
>;

/** A field of which the compiler knows what `ValuesOf` needs: made by the factories. */
export type FieldOf<Kind extends Field['type'], Name extends string, Given> = Omit<
	Field,
	'name' | 'type' | 'required' | 'check' | 'showWhen' | 'options'
> & { name: Name; type: Kind } & Pick<
		Given,
		Extract<keyof Given, 'required' | 'check' | 'showWhen' | 'options'>
	>;

type Name<One extends Field> = string extends One['name'] ? never : One['name'];

type IsGiven<One> = One extends { showWhen: object }
	? false
	: One extends { required: true } | { type: 'boolean' | 'number' | 'collection' }
		? true
		: false;

type ValueOf<One> = One extends { type: 'collection'; options: ReadonlyArray<infer Inner> }
	? Partial<ValuesOf<ReadonlyArray<Extract<Inner, Field>>>>
	: One extends { check: Check<infer Value> }
		? Value
		: One extends { type: 'boolean' }
			? boolean
			: One extends { type: 'number' }
				? number
				: One extends { type: 'options'; options: ReadonlyArray<{ value: infer Value }> }
					? Value
					: string;

/** The same type, written out where an editor shows it. */
type Flat<Type> = { [Key in keyof Type]: Type[Key] };
