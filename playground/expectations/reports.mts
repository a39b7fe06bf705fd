import type { Sandbox } from '../../sandbox/index.js';
import type { Aftermath } from '../aftermath/aftermath.mjs';
import type { Row } from '../execution.mjs';
import { one, type ExampleExpectation } from './expectation.mjs';
import { trunkLists } from './providers.mjs';

/** Many trunks from a sheet, and what is new every morning. */

/** A trunk more at TryVox, one less at Vobiz, and one at Vobiz that may carry more calls. */
function oneDayPasses(sandbox: Sandbox): void {
	sandbox.seedTrunks('tryVox', ['Main office']);
	const { trunks } = sandbox.state('vobiz');
	const [leaving, growing] = trunks.all();
	trunks.delete(leaving.trunk_id);
	growing.concurrent_calls_limit += 15;
}

/** What the report says of that day. */
function reported({ result }: Aftermath): string | undefined {
	const [report] = result.outputs.Report;
	const news = [report.added, report.gone, report.changed] as Row[][];
	const counts = news.map((trunks) => trunks.length).join(', ');
	if (counts !== '1, 1, 1') return `Report: new, gone and changed are ${counts}, expected 1, 1, 1`;
	const change = 'maxConcurrentCalls: 10 -> 25';
	return String(report.text).includes(change) ? undefined : `Report: its text lacks "${change}"`;
}

export const ofReports: Record<string, ExampleExpectation> = {
	'bulk-from-sheet.json': {
		nodes: {
			'Create trunks': { rows: 5, failed: 1, every: { provider: 'twilio' } },
			Report: {
				rows: 5,
				some: { row_number: 4, name: 'Oslo office', result: 'not created', code: '21248' },
			},
		},
	},
	'morning-report.json': {
		nodes: { ...trunkLists, Report: one({ added: [], gone: [], changed: [] }) },
		again: [
			{ nodes: { ...trunkLists, Report: one({ added: [], gone: [], changed: [] }) } },
			{ before: oneDayPasses, nodes: { ...trunkLists, Report: { rows: 1 } }, after: reported },
		],
	},
};
