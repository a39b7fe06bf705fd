import type { Asked } from '../scenario/index';

/** Items that ask for the same, and so cannot be told apart in the account or in the log. */

/** Lists of the places of items that have the same `by`, their marks if nothing else is said. */
export const groupsOf = (asked: Asked[], by = ({ marks }: Asked): unknown[] => marks) => {
	const groups = new Map<string, number[]>();
	asked.forEach((one, item) => {
		const key = JSON.stringify(by(one));
		groups.set(key, [...(groups.get(key) ?? []), item]);
	});
	return [...groups.values()];
};
