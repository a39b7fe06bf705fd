/** With which versions of n8n the node was tried: what `npm run check:versions` has found. */

interface VersionResult {
	n8n: string;
	node: string;
	loaded: boolean;
	passed: number;
	failed: Record<string, string>;
	trouble?: string;
	date: string;
}

const LONGEST_REASON = 90;

function shortened(reason: string): string {
	const text = reason.replace(/^The workflow could not be run: /, '').replace(/[|`{}<>]/g, ' ');
	return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON).trimEnd()} …` : text;
}

function rowOf({ n8n, node, loaded, passed, failed, trouble, date }: VersionResult): string {
	const reasons = Object.entries(failed).map(
		([file, reason]) => `[${file}](examples/${file}): ${shortened(reason)}`,
	);
	const all = passed + reasons.length;
	const missing = trouble === undefined ? reasons : [shortened(trouble), ...reasons];
	const cells = [n8n, node, loaded ? 'yes' : 'no', loaded ? `${passed} of ${all}` : '–'];
	return `| ${[...cells, missing.join('<br>') || '–', date].join(' | ')} |`;
}

/** @param results the text of `docs/versions.json` */
export function versions(results: string | undefined): string {
	if (results === undefined) return 'Measure it with `npm run check:versions`.';
	return [
		'| n8n | Node.js | node loaded | examples passed | what does not work, and why | tried |',
		'| --- | --- | --- | --- | --- | --- |',
		...(JSON.parse(results) as VersionResult[]).map(rowOf),
	].join('\n');
}
