import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Provider } from '../contract/provider';
import { formFields, merged, section, type PlacedField } from './order';
import { commonCondition, conditions, distinct, everyOperation } from './places';

/** The fields of all operations as n8n's properties, each shown where it belongs. */

/**
 * What the editor is told of a field's kind. Not the range of a number: it would drop the key that leads out of it
 * without a word, so that 5000 becomes 500. The node's own check says what is wrong.
 */
function editorOptions({ typeOptions }: Field): Pick<INodeProperties, 'typeOptions'> {
	const { minValue, maxValue, ...told } = typeOptions ?? {};
	void [minValue, maxValue];
	return Object.keys(told).length === 0 ? {} : { typeOptions: told };
}

/**
 * The part of a field that n8n knows.
 *
 * @param where the parameters with which it shows, besides those that the field itself names
 */
function property(field: Field, where: Record<string, string[]> = {}): INodeProperties {
	const { sentAs, shownAs, check, showWhen, hideWhen, ...shown } = field;
	const { namedBy, options, rows, typeOptions, ...rest } = shown;
	void [sentAs, shownAs, check, namedBy, typeOptions];
	const result = { ...rest, ...editorOptions(field) } as INodeProperties;
	if (options !== undefined) {
		result.options = options.map((option) =>
			'type' in option ? property(option) : (option as INodePropertyOptions),
		);
	}
	if (rows !== undefined) {
		const { fields, ...words } = rows;
		result.options = [{ ...words, values: fields.map((one) => property(one)) }];
	}
	const show = { ...where, ...showWhen };
	const display = {
		...(Object.keys(show).length > 0 && { show }),
		...(hideWhen !== undefined && { hide: hideWhen }),
	};
	if (Object.keys(display).length > 0) result.displayOptions = display as IDisplayOptions;
	return result;
}

export function fieldProperties(providers: Provider[]): INodeProperties[] {
	// Many operations share the same field, and n8n waits for this when it starts.
	const texts = new Map<Field, string>();
	const textOf = (field: Field) => {
		const text = texts.get(field) ?? JSON.stringify(property(field));
		texts.set(field, text);
		return text;
	};
	const operations = everyOperation(providers);
	const lists = operations.map(({ operation, place }) =>
		formFields(operation).map(
			(field): PlacedField => ({ field, text: textOf(field), places: [place] }),
		),
	);
	const every = operations.map(({ place }) => place);
	return distinct(lists.flat().map(({ field }) => section(field)))
		.sort((a, b) => a - b)
		.flatMap((number) =>
			merged(lists.map((list) => list.filter(({ field }) => section(field) === number))),
		)
		.flatMap(({ field, places }) => {
			const common = field.required ? undefined : commonCondition(places, every);
			const shows = common === undefined ? conditions(places) : [common];
			return shows.map((where) => property(field, where));
		});
}
