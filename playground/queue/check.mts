import { withBench, type QueueOptions } from './bench.mjs';
import { finding, type Finding } from './finding.mjs';
import { killRun } from './killRun.mjs';
import { spreadRun } from './spreadRun.mjs';

/** `npm run check:queue`. @returns the exit code @throws Problem */
export async function checkQueue(options: QueueOptions): Promise<number> {
	const findings: Finding[] = [];
	const report = (found: Finding[]) => {
		findings.push(...found);
		for (const { what, failure } of found) {
			console.log(failure === undefined ? `  passed  ${what}` : `  FAILED  ${what}: ${failure}`);
		}
	};
	const left = await withBench(options, async (bench) => {
		report(await spreadRun(bench));
		if (!options.skipKill) report(await killRun(bench));
	});
	report([finding('Nothing is left running', left.length === 0, left.join('; '))]);
	const failed = findings.filter(({ failure }) => failure !== undefined).length;
	console.log(`\n${findings.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}
