import { asReported } from '../rows/reported';
import type { IDataObject } from 'n8n-workflow';
import type { Field, Operation, Resource, Values } from '../contract/provider';
import type { ValuesOf } from '../contract/values';
import type { Check } from '../validation/inputError';
import { addressBlock, type AddressBlock } from '../validation/network';
import { FoundAlready } from './progress';
import type { ProviderClient } from '../contract/request';
import type { Entry, Settings } from './configuration';
import type { SettingRules, Work } from './port';

/** What providers' ports have in common: rules from the fields of single operations, and back to their values. */

function operationOf({ value, operations }: Resource, verb: string): Operation {
	const operation = operations.find((one) => one.value === verb);
	if (operation === undefined) throw new Error(`${value} ${verb}`);
	return operation;
}

/** All fields of an operation, those of groups as well. */
const fieldsIn = (operation: Operation): Field[] =>
	operation.fields.flatMap((field) =>
		field.type === 'collection' ? (field.options as Field[]) : [field],
	);

/** A field of a resource's create, by its name. */
export function fieldOf(resource: Resource, name: string): Field {
	const field = fieldsIn(operationOf(resource, 'create')).find((one) => one.name === name);
	if (field === undefined) throw new Error(`${resource.value} ${name}`);
	return field;
}

/**
 * The field of an address, as a configuration has it: in one text with its prefix length, `203.0.113.26/32`.
 *
 * @param field with which an operation takes an address
 */
export function blocksIn(field: Field, options?: { ipv6?: boolean }) {
	const read = addressBlock(options);
	const check: Check = (value, label) => read(value, label)?.cidr;
	return {
		field: { ...field, check } as Field,
		/** The address of an entry. */
		blockOf(address: unknown): AddressBlock {
			const block = read(address, field.displayName);
			if (block === undefined) throw new Error('No address');
			return block;
		},
	};
}

/** The row's value under a key: undefined where none is set, null where the row has no such key. */
export function toldAs(key: string) {
	return (row: IDataObject): Settings[string] | null | undefined => {
		if (!(key in row)) return null;
		const value = row[key];
		return value === null || value === '' ? undefined : (value as Settings[string]);
	};
}

/** The keys of the simplified trunk that settings have, in its order. */
const NEUTRAL = [
	'name',
	'direction',
	'sipDomain',
	'transport',
	'secure',
	'maxConcurrentCalls',
	'callsPerSecond',
];

const place = (key: string) => {
	const index = NEUTRAL.indexOf(key);
	return index < 0 ? NEUTRAL.length : index;
};

/**
 * The settings of a trunk from the fields of its create, by their names. What the simplified trunk shows under a name of
 * its own has that name.
 *
 * @param named what is different from the rule: a setting is read under the name it is sent as, and can be changed; one
 *   that can only be read brings a field of its own
 */
export function settingsFrom(
	trunk: Resource,
	named: Record<string, Partial<SettingRules>>,
): Record<string, SettingRules> {
	const entries = Object.entries(named).map(([name, own]): [string, SettingRules] => {
		const { field = fieldOf(trunk, name), isReadOnly } = own;
		const { shownAs, sentAs = name } = field;
		const key = shownAs !== undefined && NEUTRAL.includes(shownAs) ? shownAs : name;
		const change = isReadOnly !== true;
		return [key, { field, change, read: toldAs(asReported(sentAs)), ...own }];
	});
	return Object.fromEntries(entries.sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)));
}

/** Settings as the values of an operation with these fields: by field name, inside the group where a field is in one. */
export function valuesFor<const Fields extends readonly Field[]>(
	fields: Fields,
	rules: Record<string, SettingRules>,
	settings: Settings,
): ValuesOf<Fields> {
	const collection = fields.find(({ type }) => type === 'collection');
	const group: Values = {};
	const values: Values = collection === undefined ? {} : { [collection.name]: group };
	for (const [key, value] of Object.entries(settings)) {
		const name = rules[key]?.field.name ?? key;
		const isAlone = fields.some((field) => field.name === name);
		(isAlone ? values : group)[name] = value;
	}
	return values as ValuesOf<Fields>;
}

/**
 * Makes something and returns its row.
 *
 * @throws FoundAlready where the answer was lost and a row was found: somebody else may have made it
 */
export async function made(
	work: Work,
	make: (client: ProviderClient) => Promise<IDataObject>,
): Promise<IDataObject> {
	const client = work.client();
	const row = await make(client);
	if (client.added.recovered === true) {
		throw new FoundAlready('It was found after its answer was lost');
	}
	return row;
}

/** All rows of a list. */
export async function allOf(rows: AsyncIterable<IDataObject>): Promise<IDataObject[]> {
	const result: IDataObject[] = [];
	for await (const row of rows) result.push(row);
	return result;
}

/** An entry without the keys whose value is null, undefined or empty. */
export const withValues = (entry: Record<string, unknown>): Entry =>
	Object.fromEntries(
		Object.entries(entry).filter(([, value]) => value != null && value !== ''),
	) as Entry;
