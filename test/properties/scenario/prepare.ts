import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Belongings } from '../../../facts/account';
import type { Field } from '../../../nodes/SipTrunk/contract/provider';
import { ask, type Asked } from './asked';
import { formFields, type Choice } from './choices';
import { commonValue, deciding, includedIn, isShownBeside } from './fields';
import type { Scenario } from './scenario';
import type { Source } from './source';
import { valueOf } from './values';

/** How a scenario becomes parameters and items for the node. */

export interface Prepared {
	parameters: INodeParameters;
	asked: Asked[];
}

/** A field, or a group with the names of the fields in it, whose values come from the items. */
interface Form {
	parameters: INodeParameters;
	own: Field[];
	groups: Array<{ collection: Field; names: string[] }>;
}

const asLocator = (field: Field | undefined, value: string): INodeParameters[string] =>
	field?.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;

function expression(collection: Field, name: string): INodeParameters[string] {
	const field = (collection.options as Field[]).find((option) => option.name === name);
	return asLocator(field, `={{ $json.${collection.name}.${name} }}`);
}

/** The parameters of a run, the same for all items: values that decide about others, and else expressions. */
function formOf(choice: Choice, scenario: Scenario): Form {
	const fields = formFields(choice.operation).filter(({ type }) => type !== 'notice');
	const decides = deciding(fields);
	const parameters: INodeParameters = {
		provider: choice.provider.value,
		resource: choice.resource.value,
		operation: choice.operation.value,
		options: scenario.options,
	};
	const own: Field[] = [];
	const groups: Form['groups'] = [];
	for (const field of fields) {
		if (field.name === 'options') continue;
		if (!isShownBeside(field, parameters)) continue;
		if (field.name === 'simplify') parameters.simplify = scenario.simplify;
		else if (decides.has(field.name)) parameters[field.name] = commonValue(field, scenario.common);
		else if (field.type === 'collection') {
			const names = includedIn(choice, field, scenario, parameters);
			groups.push({ collection: field, names });
			parameters[field.name] = Object.fromEntries(
				names.map((name) => [name, expression(field, name)]),
			);
		} else if (field.type === 'resourceLocator' && !field.required) {
			continue;
		} else {
			own.push(field);
			parameters[field.name] = asLocator(field, `={{ $json.${field.name} }}`);
		}
	}
	return { parameters, own, groups };
}

/** What one item brings for the expressions. */
function valuesOf({ own, groups }: Form, source: Source): IDataObject {
	const values: IDataObject = {};
	for (const field of own) values[field.name] = valueOf(field, source) as string;
	for (const { collection, names } of groups) {
		const set = (collection.options as Field[]).filter(({ name }) => names.includes(name));
		values[collection.name] = Object.fromEntries(
			set.map((field) => [field.name, valueOf(field, source) as string]),
		);
	}
	return values;
}

/** Parameters as expressions, and the items that they take their values from. */
export function prepare(
	choice: Choice,
	scenario: Scenario,
	belongings: Belongings,
	writtenAs: (id: string) => string,
): Prepared {
	const form = formOf(choice, scenario);
	const { parameters: chosen } = form;
	const asked = scenario.items.map((plan, index) => {
		const source: Source = { plan, index, choice, belongings, scenario, chosen, writtenAs };
		return ask(choice, valuesOf(form, source), source);
	});
	return { parameters: chosen, asked };
}
