import { facts } from '../../../facts/index';
import { isRead } from '../../../facts/requests';
import type { LoggedRequest } from '../../../sandbox/index';
import type { Evidence } from './evidence';
import { isMadeFor } from './madeFor';

/** Faults with which the sandbox tells what is not so, and which nobody could see through. */

/** A refusal that the sandbox turned into a success, as though it had been carried out. */
export const wasLiedTo = ({ requests, asked }: Evidence, item: number) =>
	requests.some(
		(request) =>
			!isRead(request) &&
			request.fault !== undefined &&
			request.status === 200 &&
			request.effects.length === 0 &&
			isMadeFor(request, asked[item]),
	);

/**
 * Somebody else has made just what an item asks for, beside the request of an earlier item, and the refusal that would
 * say so was lost: what is found then looks like the item's own.
 *
 * @param ids what the item is told to be
 */
export function isEarlierTwin({ requests, asked }: Evidence, item: number, ids: string[]): boolean {
	const last = requests
		.filter((request) => !isRead(request) && isMadeFor(request, asked[item]))
		.at(-1);
	if (last?.fault === undefined || last.effects.length > 0) return false;
	return requests.some(
		(request) => request !== last && (request.twins ?? []).some(({ id }) => ids.includes(id)),
	);
}

/** Whether the routes of numbers in an answer were other than a provider writes them. */
export const isOddlyRead = (requests: LoggedRequest[]) =>
	requests.some(({ fault }) => fault?.includes('rewriteKeys'));

/** Where a row without a route is that of a free number, rows that have lost theirs tell a lie that nobody can see. */
export function isToldToBeFree({ choice, scenario, requests }: Evidence): boolean {
	const { numbers } = facts[choice.provider.value];
	const hasLost = scenario.faults.some(
		(fault) => fault.kind === 'rewriteKeys' && !('value' in fault),
	);
	return hasLost && numbers?.freeWithoutRoutes === true && isOddlyRead(requests);
}
