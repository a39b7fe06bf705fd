import type { INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../nodes/SipTrunk/contract/provider.js';
import { formFields } from '../../nodes/SipTrunk/form/order.js';
import type { NewNode } from './editor.mjs';
import { nodeFor, type Choice } from './tables.mjs';

/** What the form of an operation has to show, with everything in it that can be added. */

/** A way to set the parameters on which other fields depend. */
type Setting = Record<string, unknown>;

/** One setting per value that makes other fields appear or vanish, and always the defaults. */
function settings(fields: Field[]): Setting[] {
	const deciding = new Set(
		fields
			.flatMap((field) => [field, ...nestedIn(field)])
			.flatMap(({ showWhen, hideWhen }) => Object.keys({ ...showWhen, ...hideWhen }))
			.map(nameFromTop),
	);
	const variants = fields
		.filter(({ name }) => deciding.has(name))
		.flatMap(({ name, type, options, default: usual }) =>
			(type === 'boolean'
				? [true, false]
				: (options as INodePropertyOptions[]).map(({ value }) => value)
			)
				.filter((value) => value !== usual)
				.map((value) => ({ [name]: value })),
		);
	return [{}, ...variants];
}

const nestedIn = ({ options = [] }: Field): Field[] =>
	options.filter((option): option is Field => 'type' in option);

/** A field of a group names what stands outside of it from the top: `/direction`. */
const nameFromTop = (name: string) => name.replace(/^\//, '');

/** A value with everything in it that can be added: every field of a group, and one row where there are rows. */
function filledOut(field: Field, values: Setting): unknown {
	const all = (fields: readonly Field[]) =>
		Object.fromEntries(fields.map((nested) => [nested.name, filledOut(nested, values)]));
	const { type, default: usual, rows } = field;
	if (type === 'collection') return all(nestedIn(field).filter((one) => isShown(one, values)));
	if (rows !== undefined) return { [rows.name]: [all(rows.fields)] };
	return type === 'resourceLocator' ? { __rl: true, ...(usual as object) } : usual;
}

/** A field of the form, and where n8n keeps its value. */
interface PlacedField {
	field: Field;
	path: string;
}

/** The fields in which something is entered: groups and rows are opened. */
function entered(field: Field, values: Setting, path: string = field.name): PlacedField[] {
	if (field.type === 'collection') {
		return nestedIn(field)
			.filter((nested) => isShown(nested, values))
			.flatMap((nested) => entered(nested, values, `${path}.${nested.name}`));
	}
	const { rows } = field;
	if (rows === undefined) return [{ field, path }];
	return rows.fields.flatMap((nested) =>
		entered(nested, values, `${path}.${rows.name}[0].${nested.name}`),
	);
}

/** What the node's window has to show for one operation. */
export interface Form {
	title: string;
	node: NewNode;
	/** In the order of the form, below Provider, Resource and Operation. A row's first field is `rows.row[0].uri`. */
	fields: Array<{ path: string; label: string; dropdown: boolean }>;
}

/** Shown where all of the wanted values are there, hidden where one of the unwanted is. */
export function isShown({ showWhen = {}, hideWhen = {} }: Field, values: Setting): boolean {
	const has = ([name, wanted]: [string, readonly unknown[]]) =>
		wanted.includes(values[nameFromTop(name)]);
	return Object.entries(showWhen).every(has) && !Object.entries(hideWhen).some(has);
}

/** The forms of an operation, with every optional field added. */
export function formsOf(choice: Choice): Form[] {
	const { provider, resource, operation } = choice;
	const all = formFields(operation);
	return settings(all).map((setting) => {
		const values: Setting = Object.fromEntries(
			all.map(({ name, default: usual }) => [name, usual]),
		);
		Object.assign(values, setting);
		const shown = all.filter((field) => isShown(field, values));
		const title = [provider.value, resource, operation.value, ...Object.entries(setting).flat()];
		const added = shown
			.filter(({ type }) => type === 'collection' || type === 'fixedCollection')
			.map((field) => [field.name, filledOut(field, values)]);
		return {
			title: title.join(' '),
			node: nodeFor(choice, title.join(' '), { ...setting, ...Object.fromEntries(added) }),
			fields: shown
				.flatMap((field) => entered(field, values))
				.map(({ field, path }) => ({
					path,
					label: field.displayName,
					dropdown: field.type === 'options',
				})),
		};
	});
}
