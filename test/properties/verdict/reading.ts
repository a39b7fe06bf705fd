import { isCancelled, type Evidence } from './evidence';
import type { Outcome } from './outcome';
import { idsOf } from './rowIds';

/** What operations that only read have put out. */

/** What is read is what is there. */
export function wrongReading(evidence: Evidence, outcomes: Outcome[]): string[] {
	const { choice, asked, after, run } = evidence;
	const { operation, resource } = choice;
	if (run.error !== undefined || isCancelled(evidence)) return [];
	return outcomes.flatMap((outcome, item): string[] => {
		const { values, target, parent } = asked[item];
		if (outcome.state === 'failed') return [];
		const rows = outcome.state === 'done' ? outcome.rows : [];
		if (operation.returns !== 'rows') {
			const isRight = rows.length === 1 && idsOf(choice, rows[0]).includes(target ?? '');
			return isRight ? [] : [`item ${item} got ${JSON.stringify(rows).slice(0, 200)}`];
		}
		const there = after.filter(
			(thing) => thing.kind === resource.value && (parent === undefined || thing.parent === parent),
		);
		const expected = values.limit === undefined ? there : there.slice(0, Number(values.limit));
		const isRight =
			rows.length === expected.length &&
			rows.every((row, index) => idsOf(choice, row).includes(expected[index].id));
		return isRight
			? []
			: [
					`item ${item} got ${rows.map((row) => idsOf(choice, row)[0]).join()} instead of ${expected.map(({ id }) => id).join()}`,
				];
	});
}
