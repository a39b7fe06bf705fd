import {
	partOf,
	type RequestKind,
	type RequestPart,
	type RouteKind,
} from '../../../facts/requests';
import type { Choice } from './choices';

/** What an operation does to the account, and with what request. */

export type Kind = 'reads' | 'makes' | 'changes' | 'removes' | 'links' | 'unlinks';

/** By the value of the operation. */
const KINDS: Record<string, Kind> = {
	get: 'reads',
	getAll: 'reads',
	test: 'reads',
	create: 'makes',
	update: 'changes',
	delete: 'removes',
	deactivate: 'removes',
	removeFromTrunk: 'removes',
	addToTrunk: 'links',
	assign: 'links',
	unassign: 'unlinks',
};

/** Throws for an operation that these tests do not know, so that a new one cannot go untested. */
export function kindOf({ operation }: Pick<Choice, 'operation'>): Kind {
	const kind = KINDS[operation.value] as Kind | undefined;
	if (kind === undefined) throw new Error(`Say what the operation "${operation.value}" does`);
	return kind;
}

/** What an operation's own request does. */
export const requestKindOf = (choice: Pick<Choice, 'operation'>): RequestKind | RouteKind =>
	kindOf(choice);

/** By what an operation's own request is known. */
export function requestOf(choice: Choice): RequestPart {
	return partOf(choice.provider.value, requestKindOf(choice));
}
