import { writesOf, type Evidence } from './evidence';
import { groupsOf } from './groups';
import { isMadeFor } from './madeFor';

/** The order in which items that concern the same thing are sent. */

/** Items that touch the same thing are sent one after another. */
export function wrongOrder(evidence: Evidence): string[] {
	const { asked } = evidence;
	const problems: string[] = [];
	const writes = writesOf(evidence);
	const tellable = new Set(groupsOf(asked).flatMap((group) => (group.length === 1 ? group : [])));
	const spans = asked.map((item, index) => {
		// Items that ask for the same cannot be told apart in the log.
		if (!tellable.has(index)) return undefined;
		const own = writes.flatMap((request, place) => (isMadeFor(request, item) ? [place] : []));
		return own.length === 0 ? undefined : { first: own[0], last: own[own.length - 1] };
	});
	for (let later = 1; later < asked.length; later++) {
		for (let earlier = 0; earlier < later; earlier++) {
			const [before, after] = [spans[earlier], spans[later]];
			const shared = asked[later].touches.some((key) => asked[earlier].touches.includes(key));
			if (before && after && shared && before.last > after.first) {
				problems.push(`items ${earlier} and ${later} were not sent in order`);
			}
		}
	}
	return problems;
}
