import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { facts } from '../../../facts/index';
import type { Field } from '../../../nodes/SipTrunk/contract/provider';
import type { Choice } from './choices';
import type { Scenario } from './scenario';

/** Which fields a run shows and sets, and those that decide about it. */

/** Not without other fields, which the fields' own tests try. */
const isLeftOut = ({ provider }: Choice, name: string) =>
	name === 'clearFields' || facts[provider.value].withOthersOnly?.includes(name) === true;

/** With the fields inside groups. */
const withInner = (fields: readonly Field[]): Field[] =>
	fields.flatMap((field) =>
		field.type === 'collection' ? [field, ...(field.options as Field[])] : [field],
	);

/** Names of the fields that others depend on, and so the same for all items. */
export const deciding = (fields: Field[]) =>
	new Set(withInner(fields).flatMap(({ showWhen }) => Object.keys(showWhen ?? {})));

/** Whether the values of the fields that a field depends on show it. */
export const isShownBeside = ({ showWhen = {} }: Field, beside: INodeParameters) =>
	Object.entries(showWhen).every(([name, allowed]) =>
		allowed.some((value) => value === beside[name]),
	);

/** What such a field has in all items. */
export function commonValue(field: Field, common: number): INodeParameters[string] {
	if (field.type === 'boolean') return (common & 2) !== 0;
	const values = (field.options as Array<{ value: string }>).map(({ value }) => value);
	return values[common % values.length];
}

/** Names of the optional fields that are set in this run. */
export function includedIn(
	choice: Choice,
	collection: Field,
	{ included }: Scenario,
	beside: INodeParameters,
): string[] {
	const { provider, resource, operation } = choice;
	const place = `${resource.value} ${operation.value}`;
	const others = facts[provider.value].leftOut?.(place, beside as IDataObject) ?? [];
	const names = (collection.options as Field[])
		.filter((option) => isShownBeside(option, beside))
		.map(({ name }) => name)
		.filter((name) => !isLeftOut(choice, name) && !others.includes(name));
	if (collection.name === 'filters') return [];
	const chosen = names.filter((_, index) => (included >> index) & 1);
	if (collection.name !== 'updateFields') return chosen;
	const telling = names.includes('name') ? 'name' : names[0];
	const needed = facts[choice.provider.value].neededInChanges?.[choice.resource.value] ?? [];
	return [...new Set([telling, ...needed, ...chosen])];
}
