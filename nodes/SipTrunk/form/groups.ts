import type { Field } from '../contract/provider';
import { alphabetical } from '../fields/alphabetical';
import { conditions, isMetAt } from './conditions';
import type { PlacedField } from './order';
import { groupBy, type Place } from './places';

/**
 * Groups of optional fields that operations share: where it takes fewer characters, they become one group, in which a
 * field that not all of them have says where it shows.
 */

/** What has to be known of the form to share groups. */
export interface Form {
	/** A field as n8n takes it. */
	textOf(field: Field): string;
	/** Splits places into those that one property can show a field at. */
	setsOf(field: Field, places: Place[]): Place[][];
	/** Characters of the properties that show a field at these places. */
	lengthOf(field: Field, places: Place[]): number;
	/** Whether an operation has a field of this name. */
	hasField(place: Place, name: string): boolean;
}

interface Group {
	/** How the form shows it. */
	field: Field;
	places: Place[];
	/** What it stands for. */
	entries: PlacedField[];
	/** By text: the same text is the same field. */
	options: Map<string, { field: Field; places: Place[] }>;
	/** Characters of the form. */
	length: number;
}

/** The field as it stands in a group that shows at these places, or undefined where one condition cannot say that. */
function optionAmong(places: Place[], { field, places: own }: { field: Field; places: Place[] }) {
	const others = places.filter((place) => !own.includes(place));
	if (others.length === 0) return field;
	const [condition, ...more] = conditions(own, isMetAt(others));
	return more.length > 0 ? undefined : { ...field, showWhen: { ...condition, ...field.showWhen } };
}

/**
 * What hides both of two fields; undefined where nothing does, null where something would hide only one of them. What
 * an operation has no field for hides nothing there.
 */
function hidingBoth(
	one: Pick<Group, 'field' | 'places'>,
	two: Pick<Group, 'field' | 'places'>,
	{ hasField }: Pick<Form, 'hasField'>,
): Field['hideWhen'] | null {
	const { hideWhen } = one.field;
	if (JSON.stringify(hideWhen) === JSON.stringify(two.field.hideWhen)) return hideWhen;
	if (hideWhen === undefined) return two.field.hideWhen && hidingBoth(two, one, { hasField });
	const isFree = Object.keys(hideWhen).every((name) =>
		two.places.every((place) => !hasField(place, name)),
	);
	return two.field.hideWhen === undefined && isFree ? hideWhen : null;
}

/** One group in place of two, or undefined where they have nothing in common or do not go together. */
function together(one: Group, two: Group, form: Form): Group | undefined {
	if (![...two.options.keys()].some((text) => one.options.has(text))) return undefined;
	const hideWhen = hidingBoth(one, two, form);
	if (hideWhen === null) return undefined;
	const options = new Map(one.options);
	for (const [text, { field, places }] of two.options) {
		options.set(text, { field, places: [...(options.get(text)?.places ?? []), ...places] });
	}
	const places = [...one.places, ...two.places];
	const fields = [...options.values()].flatMap((option) => optionAmong(places, option) ?? []);
	if (fields.length < options.size) return undefined;
	const field: Field = {
		...one.field,
		options: fields.sort((a, b) => alphabetical(a.displayName, b.displayName)),
		...(hideWhen && { hideWhen }),
	};
	const entries = [...one.entries, ...two.entries];
	return { field, places, entries, options, length: form.lengthOf(field, places) };
}

interface Pair {
	groups: [Group, Group];
	both: Group;
	/** Characters that one group in place of two saves. */
	saved: number;
}

const pairsWith = (one: Group, others: Group[], form: Form): Pair[] =>
	others.flatMap((two) => {
		const both = together(one, two, form);
		if (both === undefined) return [];
		const saved = one.length + two.length - both.length;
		return saved > 0 ? [{ groups: [one, two], both, saved }] : [];
	});

/** Joins the two with which most is saved, until nothing is. */
function joined(groups: Group[], form: Form): Group[] {
	let result = groups;
	let pairs = groups.flatMap((one, index) => pairsWith(one, groups.slice(index + 1), form));
	for (;;) {
		const [best] = pairs.sort((a, b) => b.saved - a.saved);
		if (best === undefined) return result;
		const isLeft = (group: Group) => !best.groups.includes(group);
		result = result.filter(isLeft);
		pairs = pairs.filter((pair) => pair.groups.every(isLeft));
		pairs.push(...pairsWith(best.both, result, form));
		result.push(best.both);
	}
}

/** Equal groups as one each for every property that they take. */
function groupsOf(entries: PlacedField[], form: Form): Group[] {
	const [{ field }] = entries;
	const all = entries.flatMap(({ places }) => places);
	return form.setsOf(field, all).map((places) => {
		const options = (field.options as Field[]).map(
			(option) => [form.textOf(option), { field: option, places }] as const,
		);
		return {
			field,
			places,
			entries: entries.filter((entry) => entry.places.every((place) => places.includes(place))),
			options: new Map(options),
			length: form.lengthOf(field, places),
		};
	});
}

/** What groups must have in common to become one. */
const kindOf = ({ name, displayName, placeholder, showWhen }: Field) =>
	JSON.stringify([name, displayName, placeholder, showWhen]);

/** The fields of all operations, with the group that they share in place of the own one. */
export function withSharedGroups(entries: PlacedField[], form: Form): PlacedField[] {
	const groups = entries.filter(({ field }) => field.type === 'collection');
	const shared = groupBy(groups, ({ field }) => kindOf(field)).flatMap((kind) =>
		joined(
			groupBy(kind, ({ text }) => text).flatMap((same) => groupsOf(same, form)),
			form,
		),
	);
	const ofEntry = new Map(
		shared.flatMap(({ entries: own, field }) => own.map((one) => [one, field])),
	);
	return entries.map((entry) => {
		const field = ofEntry.get(entry);
		return field === undefined ? entry : { ...entry, field, text: form.textOf(field) };
	});
}
