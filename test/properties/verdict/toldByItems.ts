import type { IDataObject } from 'n8n-workflow';
import type { Evidence } from './evidence';
import { saysMayExist, type Outcome } from './outcome';
import { idsOf } from './rowIds';

/**
 * Outcomes as the items that left the node tell them: each is paired with an item that came in, none has two outcomes,
 * and they leave in the order in which they came.
 */

export function fromItems({ run, asked, choice }: Evidence, problems: string[]): Outcome[] {
	const outcomes: Outcome[] = asked.map(() => ({ state: 'notStarted' }));
	for (const { json, pairedItem } of [...run.items, ...run.errorItems]) {
		const { item } = pairedItem as { item: number };
		const details = json.details as IDataObject | undefined;
		const outcome = outcomes[item];
		if (outcome === undefined) {
			problems.push(`an item is paired with ${item}, which does not exist`);
			continue;
		}
		if (typeof json.error === 'string' && details !== undefined) {
			if (outcome.state !== 'notStarted') problems.push(`item ${item} has more than one outcome`);
			const said = json.error;
			outcomes[item] = {
				state: 'failed',
				mayExist: details.mayExist === true || saysMayExist(said),
				said,
			};
		} else if (outcome.state === 'failed') {
			problems.push(`item ${item} has an error and a result`);
		} else if (outcome.state === 'done') {
			outcome.rows.push(json);
			outcome.ids.push(...idsOf(choice, json));
		} else {
			outcomes[item] = { state: 'done', rows: [json], ids: idsOf(choice, json) };
		}
	}
	for (const items of [run.items, run.errorItems]) {
		const places = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		if (places.some((place, index) => index > 0 && place < places[index - 1])) {
			problems.push(`the items left out of order: ${places.join(', ')}`);
		}
	}
	return outcomes;
}
