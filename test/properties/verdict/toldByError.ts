import type { Evidence } from './evidence';
import { count, saysMayExist, type Outcome } from './outcome';

/**
 * Outcomes as the error tells them that stopped the workflow: it names the item that failed, and its description counts
 * and names the others.
 */

/** A description as it reads in the editor. */
const plain = (html: string) =>
	html
		.replaceAll('<br>', '\n')
		.replaceAll('&quot;', '"')
		.replaceAll('&gt;', '>')
		.replaceAll('&lt;', '<')
		.replaceAll('&amp;', '&');

/** The numbers and the words of a list such as "item 0: TK1, TK2; item 3: TK4". */
const itemsIn = (list = '') => list.matchAll(/item (\d+): (.*?)(?=; item \d+:|$)/gs);

export function fromError({ run, asked, choice }: Evidence, problems: string[]): Outcome[] {
	const {
		message = '',
		description = '',
		context,
	} = run.error as unknown as {
		message?: string;
		description?: string | null;
		context?: { itemIndex?: number };
	};
	const told = plain(description ?? '');
	const outcomes: Outcome[] = asked.map(() => ({ state: 'notStarted' }));
	const failed = context?.itemIndex;
	if (failed === undefined) {
		problems.push(`the error names no item: ${message}`);
		return outcomes;
	}
	outcomes[failed] = {
		state: 'failed',
		mayExist: saysMayExist(`${message} ${told.split('\n')[0]}`),
		said: message,
	};
	if (choice.operation.readsOnly || asked.length === 1 || told.includes('nothing was sent')) {
		return outcomes;
	}
	// Behind what was done stands which passwords are lost.
	const account = (told.split('\n').at(-1) ?? '').replace(/ The passwords? made for .*$/s, '');
	const done = /Done \(".*?"\), (\d+) of \d+: (.*?)\.(?= Failed at| Not started|$)/s.exec(account);
	const also = /Failed at the same time: (.*?)(?= Not started|$)/s.exec(account);
	const notStarted = Number(/Not started: (\d+)\./.exec(account)?.[1] ?? 0);
	for (const [, item, ids] of itemsIn(done?.[2])) {
		outcomes[Number(item)] = { state: 'done', rows: [], ids: ids.split(', ') };
	}
	for (const [, item, said] of itemsIn(also?.[1])) {
		outcomes[Number(item)] = { state: 'failed', mayExist: saysMayExist(said), said };
	}
	const counted = outcomes.filter(({ state }) => state === 'notStarted').length;
	if (counted !== notStarted || Number(done?.[1] ?? 0) !== count(outcomes, 'done')) {
		problems.push(`the error counts the items wrongly: ${account}`);
	}
	return outcomes;
}
