import type { Field, Operation, Returns } from './provider';
import type { ProviderClient } from './request';
import { RESOURCES, type ResourceName } from './resources';
import type { ValuesOf } from './values';

/**
 * What operations of the same kind have in common at every provider: how they are called, what they return and
 * whether they change anything.
 */
interface Verb {
	/** Title case, without the resource. */
	name: string;
	/** Sentence case; the braces stand for the resource. */
	action: string;
	/** The same in fewer words; without it the action's own. */
	short?: string;
	returns: Returns;
	readsOnly?: true;
}

const VERBS = {
	addToTrunk: {
		name: 'Add to Trunk',
		action: 'Add {one} to trunk',
		short: 'Attach {one}',
		returns: 'row',
	},
	apply: { name: 'Apply', action: 'Apply {one}', returns: 'answer' },
	assign: {
		name: 'Assign to Trunk',
		action: 'Assign {one} to trunk',
		short: 'Assign {one}',
		returns: 'row',
	},
	check: { name: 'Check', action: 'Check {one}', returns: 'answers', readsOnly: true },
	create: { name: 'Create', action: 'Create {one}', returns: 'row' },
	deactivate: { name: 'Deactivate', action: 'Deactivate {one}', returns: 'answer' },
	delete: { name: 'Delete', action: 'Delete {one}', returns: 'answer' },
	get: { name: 'Get', action: 'Get {one}', returns: 'row', readsOnly: true },
	getAll: {
		name: 'Get Many',
		action: 'Get many {many}',
		short: 'Get {many}',
		returns: 'rows',
		readsOnly: true,
	},
	plan: { name: 'Plan', action: 'Plan {one}', returns: 'answer', readsOnly: true },
	removeFromTrunk: {
		name: 'Remove From Trunk',
		action: 'Remove {one} from trunk',
		short: 'Detach {one}',
		returns: 'answer',
	},
	test: { name: 'Test', action: 'Test {one}', returns: 'answer', readsOnly: true },
	unassign: {
		name: 'Unassign From Trunk',
		action: 'Unassign {one} from trunk',
		short: 'Unassign {one}',
		returns: 'answer',
	},
	update: { name: 'Update', action: 'Update {one}', returns: 'row' },
} as const satisfies Record<string, Verb>;

const lowerCaseFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const filledIn = (text: string, { singular, plural }: { singular: string; plural: string }) =>
	text.replace('{one}', singular).replace('{many}', plural);

/** What only one provider knows of an operation; the values are typed by the fields. */
interface Own<Fields extends readonly Field[]> extends Pick<Operation, 'description' | 'hints'> {
	fields: Fields;
	touches?(values: ValuesOf<Fields>): string[];
	run(client: ProviderClient, values: ValuesOf<Fields>): ReturnType<Operation['run']>;
}

/** One entry of a provider's table: what only this provider knows of the operation. */
export function operation<const Fields extends readonly Field[]>(
	resource: ResourceName,
	value: keyof typeof VERBS,
	own: Own<Fields>,
): Operation {
	const { short, ...verb }: Verb = VERBS[value];
	const kind = RESOURCES[resource];
	return {
		value,
		...verb,
		action: filledIn(verb.action, kind),
		subtitle: filledIn(lowerCaseFirst(short ?? verb.action), kind.short),
		...own,
		fields: [...own.fields],
	};
}
