import type { Operation, Returns } from './operation';
import { RESOURCES, type ResourceName } from './resources';

/**
 * What operations of the same kind have in common at every provider: how they are called, what they return and
 * whether they change anything.
 */
interface Verb {
	/** Title case, without the resource. */
	name: string;
	/** Sentence case; the braces stand for the resource. */
	action: string;
	returns: Returns;
	readsOnly?: true;
}

const VERBS = {
	addToTrunk: { name: 'Add to Trunk', action: 'Add {one} to trunk', returns: 'row' },
	assign: { name: 'Assign to Trunk', action: 'Assign {one} to trunk', returns: 'row' },
	create: { name: 'Create', action: 'Create {one}', returns: 'row' },
	deactivate: { name: 'Deactivate', action: 'Deactivate {one}', returns: 'answer' },
	delete: { name: 'Delete', action: 'Delete {one}', returns: 'answer' },
	get: { name: 'Get', action: 'Get {one}', returns: 'row', readsOnly: true },
	getAll: { name: 'Get Many', action: 'Get many {many}', returns: 'rows', readsOnly: true },
	removeFromTrunk: {
		name: 'Remove From Trunk',
		action: 'Remove {one} from trunk',
		returns: 'answer',
	},
	test: { name: 'Test', action: 'Test {one}', returns: 'answer', readsOnly: true },
	unassign: {
		name: 'Unassign From Trunk',
		action: 'Unassign {one} from trunk',
		returns: 'answer',
	},
	update: { name: 'Update', action: 'Update {one}', returns: 'row' },
} as const satisfies Record<string, Verb>;

/** One entry of a provider's table: what only this provider knows of the operation. */
export function operation(
	resource: ResourceName,
	value: keyof typeof VERBS,
	own: Pick<Operation, 'description' | 'fields' | 'run' | 'touches'>,
): Operation {
	const verb: Verb = VERBS[value];
	const { singular, plural } = RESOURCES[resource];
	const action = verb.action.replace('{one}', singular).replace('{many}', plural);
	return { value, ...verb, action, ...own };
}
