import type { INodePropertyOptions, NodeParameterValue } from 'n8n-workflow';
import type { Field, Operation, Provider, Resource } from '../../nodes/SipTrunk/contract/provider';
import { formFields } from '../../nodes/SipTrunk/form/order';
import { RESOURCES, type ResourceName } from '../../nodes/SipTrunk/contract/resources';
import { constraints } from './constraints';
import { code, table } from './markdown';

/** What each provider can do, as tables. */

const titleOf = ({ value }: Resource) => RESOURCES[value as ResourceName].name;

const names = (operations: Operation[]) =>
	operations
		.map(({ name }) => name)
		.sort((a, b) => a.localeCompare(b, 'en'))
		.join(', ');

/** One row per resource, one column per provider; a dash where the provider has none. */
export function overview(providers: Provider[]): string {
	const rows = Object.entries(RESOURCES).map(([value, { name }]) => [
		`**${name}**`,
		...providers.map(({ resources }) => {
			const resource = resources.find((one) => one.value === value);
			return resource === undefined ? '–' : names(resource.operations);
		}),
	]);
	return table(['', ...providers.map(({ name }) => name)], rows);
}

/** In every operation of a kind and described once. */
const SHARED = ['returnAll', 'limit', 'simplify', 'options'];

interface Row {
	field: Field;
	/** The collection in which it is, as the editor names it. */
	within?: string;
}

const rowsOf = (fields: Field[]): Row[] =>
	fields.flatMap((field) =>
		field.type === 'collection'
			? (field.options as Field[]).map((inner) => ({ field: inner, within: field.displayName }))
			: [{ field }],
	);

const nameOf = (decider: Field | undefined, value: NodeParameterValue) =>
	((decider?.options ?? []) as INodePropertyOptions[]).find((option) => option.value === value)
		?.name ?? String(value);

/** "if Trunk Type is Twilio" */
const condition = ({ showWhen }: Field, fields: Field[]) =>
	Object.entries(showWhen ?? {})
		.map(([name, values]) => {
			const decider = fields.find((field) => field.name === name);
			const shown = values.map((value) =>
				typeof value === 'boolean' ? (value ? 'on' : 'off') : nameOf(decider, value),
			);
			return `if ${decider?.displayName ?? name} is ${shown.join(' or ')}`;
		})
		.join(' and ');

function required({ field, within }: Row, fields: Field[]): string {
	if (within !== undefined) return 'no';
	const when = condition(field, fields);
	if (field.required === true) return when === '' ? 'yes' : `yes, ${when}`;
	return when === '' ? 'no' : `no; shown ${when}`;
}

/** What n8n shows beside the field, and what it shows below it. */
const meaning = ({ description = '', hint = '' }: Field) =>
	[hint === '' ? description : description.replace(/\.?$/, '.'), hint].join(' ').trim();

function fieldTable(fields: Field[]): string {
	const rows = rowsOf(fields).map((row) => [
		row.within === undefined
			? `**${row.field.displayName}**`
			: `${row.field.displayName} (${row.within})`,
		required(row, fields),
		meaning(row.field),
		constraints(row.field),
		row.field.sentAs === undefined ? '–' : code(row.field.sentAs),
	]);
	return table(['Field', 'Required', 'Meaning', 'Accepted', 'Sent as'], rows);
}

function operationText(operation: Operation): string {
	const all = formFields(operation);
	const own = all.filter(({ name }) => !SHARED.includes(name));
	const shared = all
		.filter(({ name }) => SHARED.includes(name) && name !== 'options')
		.map(({ displayName }) => displayName);
	return [
		`#### ${operation.name}`,
		`${operation.description.replace(/\.$/, '')}.`,
		...(own.length === 0 ? ['It has no fields of its own.'] : [fieldTable(own)]),
		...(shared.length === 0 ? [] : [`Also: ${shared.join(', ')}.`]),
	].join('\n\n');
}

/** Every operation of a provider with its fields, by resource. */
export function operationsOf({ resources }: Provider): string {
	return resources
		.map((resource) =>
			[
				`### ${titleOf(resource)}`,
				`${RESOURCES[resource.value as ResourceName].description}.`,
				...resource.operations.map(operationText),
			].join('\n\n'),
		)
		.join('\n\n');
}

/** What the fields mean that every operation of a kind has. */
export function sharedFields(providers: Provider[]): string {
	const { operations } = providers[0].resources[0];
	const fields = operations
		.flatMap(formFields)
		.filter(
			(field, index, all) =>
				SHARED.includes(field.name) && all.findIndex(({ name }) => name === field.name) === index,
		);
	const rows = rowsOf(fields).map(({ field, within }) => [
		within === undefined ? `**${field.displayName}**` : `${field.displayName} (${within})`,
		field.description ?? '',
		constraints(field),
	]);
	return table(['Field', 'Meaning', 'Accepted'], rows);
}

/** The provider's codes and statuses for which the node has an advice of its own. */
export function adviceOf({ name, api }: Provider): string {
	const rows = Object.entries(api.advice).map(([key, advice]) => [code(key), advice]);
	return [`### Codes of ${name}`, table(['Code or HTTP status', 'What to do'], rows)].join('\n\n');
}
