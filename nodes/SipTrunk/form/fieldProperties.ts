import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Provider } from '../contract/provider';
import { formFields, merged, section, type PlacedField } from './order';
import { conditions, displayed, elsewhereAmong, fromTop, setsOf } from './conditions';
import { withSharedGroups, type Form } from './groups';
import { distinct, everyOperation, groupBy, type Place, type PlacedOperation } from './places';

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

type Rules = Readonly<Record<string, readonly unknown[] | undefined>>;

/**
 * The part of a field that n8n knows.
 *
 * When a parameter is changed, n8n's editor empties every group that depends on it by its plain name, also where the
 * group shows before and after: a form filled in for Plan would lose its origination URIs on the way to Apply. So what a
 * group depends on is named from the top.
 *
 * @param where with what it shows, besides what the field itself names; absent inside of a group
 */
function property(field: Field, where?: IDisplayOptions, isInGroup = false): INodeProperties {
	const { sentAs, shownAs, check, showWhen, hideWhen, ...shown } = field;
	const { namedBy, options, rows, typeOptions, ...rest } = shown;
	void [sentAs, shownAs, check, namedBy, typeOptions];
	const result = { ...rest, ...editorOptions(field) } as INodeProperties;
	if (options !== undefined) {
		result.options = options.map((option) =>
			'type' in option ? property(option, undefined, true) : (option as INodePropertyOptions),
		);
	}
	if (rows !== undefined) {
		const { fields, ...words } = rows;
		result.options = [{ ...words, values: fields.map((one) => property(one)) }];
	}
	const isGroup = field.type === 'collection' || field.type === 'fixedCollection';
	const isFromTop = isInGroup || (isGroup && where !== undefined);
	const named = (rules: Rules) => (isFromTop ? fromTop(rules) : rules);
	const show = { ...where?.show, ...showWhen };
	const hide = { ...where?.hide, ...hideWhen };
	const display = {
		...(Object.keys(show).length > 0 && { show: named(show) }),
		...(Object.keys(hide).length > 0 && { hide: named(hide) }),
	};
	if (Object.keys(display).length > 0) result.displayOptions = display as IDisplayOptions;
	return result;
}

/**
 * Fields that differ only in what hides them become one: what hides the one is no field of the other's operations.
 */
function withSharedHiding(entries: PlacedField[], { textOf, hasField }: Form): PlacedField[] {
	const byText = new Map(groupBy(entries, ({ text }) => text).map((same) => [same[0].text, same]));
	const shared = new Map<string, PlacedField>();
	for (const [entry] of byText.values()) {
		const { hideWhen, ...bare } = entry.field;
		if (hideWhen === undefined || bare.type === 'collection') continue;
		const others = byText.get(textOf(bare)) ?? [];
		const isFree = Object.keys(hideWhen).every((name) =>
			others.every(({ places }) => places.every((place) => !hasField(place, name))),
		);
		if (isFree) others.forEach(({ text }) => shared.set(text, entry));
	}
	return entries.map((entry) => {
		const { field, text } = shared.get(entry.text) ?? entry;
		return { ...entry, field, text };
	});
}

/** How the form shows fields, from the tables of all operations. */
function formOf(operations: PlacedOperation[]) {
	const every = operations.map(({ place }) => place);
	const providers = distinct(every.map(({ provider }) => provider));
	const elsewhere = elsewhereAmong(every);
	// Many operations share the same field, and n8n waits for this when it starts.
	const texts = new Map<Field, string>();
	const names = new Map(
		operations.map(({ place, operation }) => [
			place,
			new Set(operation.fields.map(({ name }) => name)),
		]),
	);
	const notAt = (field: Field, places: Place[]) => elsewhere(places, field.required === true);
	const shown = (field: Field, places: Place[]) =>
		conditions(places, notAt(field, places)).map((condition) =>
			property(field, displayed(condition, providers)),
		);
	return {
		shown,
		textOf(field: Field) {
			const text = texts.get(field) ?? JSON.stringify(property(field));
			texts.set(field, text);
			return text;
		},
		setsOf: (field: Field, places: Place[]) => setsOf(places, notAt(field, places)),
		lengthOf: (field: Field, places: Place[]) => JSON.stringify(shown(field, places)).length,
		hasField: (place: Place, name: string) => names.get(place)?.has(name) === true,
	};
}

export function fieldProperties(providers: Provider[]): INodeProperties[] {
	const operations = everyOperation(providers);
	const form = formOf(operations);
	const own = operations.flatMap(({ operation, place }) =>
		formFields(operation).map(
			(field): PlacedField => ({ field, text: form.textOf(field), places: [place] }),
		),
	);
	const shared = withSharedGroups(withSharedHiding(own, form), form);
	const lists = groupBy(shared, ({ places: [place] }) => Object.values(place).join(' '));
	return distinct(shared.map(({ field }) => section(field)))
		.sort((a, b) => a - b)
		.flatMap((number) =>
			merged(lists.map((list) => list.filter(({ field }) => section(field) === number))),
		)
		.flatMap(({ field, places }) => form.shown(field, places));
}
