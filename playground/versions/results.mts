import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../base/folders.mjs';

/** What came of one version of n8n; kept under version control. */
export interface VersionResult {
	n8n: string;
	node: string;
	/** Whether n8n started and took the node. */
	loaded: boolean;
	passed: number;
	/** By file name: why an example did not pass. */
	failed: Record<string, string>;
	/** Why it could not be installed or started. */
	trouble?: string;
	/** When, as 2026-11-26. */
	date: string;
}

const file = join(projectFolder, 'docs', 'versions.json');

export const readResults = (): VersionResult[] =>
	existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VersionResult[]) : [];

/** Replaces what was known of the version; the oldest comes first. */
export function keepResult(result: VersionResult): void {
	const others = readResults().filter(({ n8n }) => n8n !== result.n8n);
	const all = [...others, result].sort((one, other) =>
		one.n8n.localeCompare(other.n8n, 'en', { numeric: true }),
	);
	writeFileSync(file, `${JSON.stringify(all, null, '\t')}\n`);
}

/** A table for a person who waits. Pure. */
export function describeResults(results: VersionResult[]): string {
	return results
		.flatMap(({ n8n, node, loaded, passed, failed, trouble }) => {
			const all = passed + Object.keys(failed).length;
			const examples = loaded ? `${passed} of ${all} examples passed` : 'not loaded';
			return [
				`n8n ${n8n.padEnd(9)} Node.js ${node.padEnd(9)} ${examples}`,
				...(trouble === undefined ? [] : [`  ${trouble}`]),
				...Object.entries(failed).map(([example, reason]) => `  ${example}: ${reason}`),
			];
		})
		.join('\n');
}
