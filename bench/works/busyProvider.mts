import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { median } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { createTrunk, customers } from './creates.mjs';

const CREATES = 200;
const PER_SECOND = 10;
const IDEAL_SECONDS = CREATES / PER_SECOND;
/** The node's own default. */
const PARALLEL = 4;

type Input = Pick<NodeRun, 'folder' | 'credentials'>;

export const sides = {
	async node({ folder, credentials }: Input): Promise<{ seconds: number; made: number }> {
		const runNode = await loadEngine();
		const { milliseconds, items } = await runNode({
			folder,
			credentials,
			parameters: createTrunk(PARALLEL),
			input: customers(CREATES, 'bench'),
		});
		return { seconds: milliseconds / 1000, made: items.filter(({ json }) => json.id).length };
	},
};

export const busyProvider: Work = {
	name: 'busy-provider',
	title: () =>
		`${CREATES} creates at a provider that allows ${PER_SECOND} per second and answers 429`,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		const seconds: Figure = { name: 'SIP Trunk node', unit: 's', values: [], peakMemoryMb: [] };
		const requests: Figure = { name: 'requests per create', unit: '', values: [] };
		let failed = 0;
		for (let run = 1; run <= runs(5); run++) {
			say(`run ${run} of ${runs(5)}`);
			await sandbox.begin([{ kind: 'rateLimit', perSecond: PER_SECOND }]);
			const input: Input = { folder: tarball.folder, credentials: sandbox.credentials };
			const { result, peakMemoryMb } = await inOwnProcess<{ seconds: number; made: number }>(
				import.meta.url,
				'node',
				input,
				stopping,
			);
			seconds.values.push(result.seconds);
			seconds.peakMemoryMb?.push(peakMemoryMb);
			requests.values.push((await sandbox.requests()).length / CREATES);
			failed += CREATES - result.made;
		}
		return {
			figures: [seconds, requests],
			bars: [
				{
					what: `time against the ideal ${IDEAL_SECONDS} s`,
					value: median(seconds.values) / IDEAL_SECONDS,
					unit: 'x',
					atMost: 1.12,
				},
				{
					what: 'requests per create',
					value: median(requests.values),
					unit: '',
					atMost: 1.3,
				},
				{ what: 'failed creates, all runs', value: failed, unit: '', atMost: 0 },
			],
		};
	},
};
