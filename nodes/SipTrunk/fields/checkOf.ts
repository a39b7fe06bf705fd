import type { INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../contract/provider';
import { listOf, oneOf } from '../validation/choices';
import type { Check } from '../validation/inputError';
import { boolean, integer } from '../validation/numbers';
import { text } from '../validation/text';

/** Fields whose values are secrets: masked in the editor. */
export const isSecret = (field: Field) => field.typeOptions?.password === true;

/** The check of a field's value: its own, or the one that follows from its type. */
export const checkOf = (field: Field): Check => field.check ?? checkByType(field);

const valuesOf = ({ options }: Field) =>
	(options as INodePropertyOptions[]).map(({ value }) => value);

function checkByType(field: Field): Check {
	switch (field.type) {
		case 'boolean':
			return boolean;
		case 'number':
			return integer({
				min: field.typeOptions?.minValue,
				max: field.typeOptions?.maxValue,
			});
		case 'options':
			return oneOf(valuesOf(field));
		case 'multiOptions':
			return listOf(oneOf(valuesOf(field)));
		default:
			return text({ secret: isSecret(field), keepSpaces: isSecret(field) });
	}
}
