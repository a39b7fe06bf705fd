import type { Evidence } from './evidence';
import { isMadeFor } from './madeFor';

/** Requests that should not have been sent, or that no item asked for, whatever the node says became of the items. */

/** What only reads must change nothing, and everything else only what was asked for. */
export function strangeChanges(evidence: Evidence): string[] {
	const { choice, asked, requests } = evidence;
	const problems: string[] = [];
	for (const request of requests) {
		const line = `${request.method} ${request.path}`;
		if (request.danger !== undefined) problems.push(`${line}: ${request.danger}`);
		if (request.problem !== undefined) problems.push(`the sandbox failed: ${request.problem}`);
		if (request.provider !== choice.provider.value)
			problems.push(`${line} went to another provider`);
		if (choice.operation.readsOnly && request.effects.length > 0) {
			problems.push(`${line} changed something`);
		}
		if (request.effects.length > 0 && !asked.some((item) => isMadeFor(request, item))) {
			problems.push(`${line} changed what no item names`);
		}
	}
	return problems;
}
