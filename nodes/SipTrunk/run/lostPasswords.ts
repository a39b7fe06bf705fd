import type { Operation, Resource } from '../contract/provider';
import { canMakePassword, makesPassword } from '../fields/password';
import { named, type DoneItem } from './doneItems';

/** What is lost with a run that stops: its output, and in it the passwords that the node has made. */

/** How a lost password is replaced, by what the provider offers for the same resource. */
function replacement({ operations }: Resource): string {
	const update = operations.find(
		({ value, fields }) => value === 'update' && canMakePassword(fields),
	);
	if (update) return `Set a new one with "${update.action}"`;
	return operations.some(({ value }) => value === 'delete')
		? 'Delete what was made, and create it again'
		: "Set a new one in the provider's console, or create another";
}

/**
 * Which passwords are lost, and what to do; empty if none is.
 *
 * @param items those that were carried out before the run stopped
 */
export function lostPasswords(resource: Resource, operation: Operation, items: DoneItem[]): string {
	const lost = items.filter(({ values }) => makesPassword(operation.fields, values));
	if (lost.length === 0) return '';
	const indices = lost.map(({ index }) => index);
	return `The ${lost.length === 1 ? 'password' : 'passwords'} made for ${named(indices)} ${lost.length === 1 ? 'is' : 'are'} lost, because the run stopped. ${replacement(resource)}. To keep them another time, set 'On Error' to 'Continue (using error output)' in the node's settings.`;
}
