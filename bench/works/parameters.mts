import { countParameterReads, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import type { Bench, Work } from '../work.mjs';
import { createTrunk, customers } from './creates.mjs';

const ITEMS = 20;
const ONCE_PER_RUN = ['provider', 'resource', 'operation'];

type Input = Pick<NodeRun, 'folder' | 'credentials'>;

export const sides = {
	/** How often each parameter was read for each item, as `name item` -> times. */
	node: async ({ folder, credentials }: Input) =>
		await countParameterReads({
			folder,
			credentials,
			parameters: createTrunk(4),
			input: customers(ITEMS, 'bench'),
		}),
};

export const parameters: Work = {
	name: 'parameters',
	title: () => `Parameters read for ${ITEMS} items`,
	async measure({ sandbox, tarball, stopping }: Bench) {
		await sandbox.begin();
		const input: Input = { folder: tarball.folder, credentials: sandbox.credentials };
		const { result } = await inOwnProcess<Map<string, number>>(
			import.meta.url,
			'node',
			input,
			stopping,
		);
		const reads = [...result].map(([key, times]) => ({ name: key.split(' ')[0], times }));
		const ofRun = reads.filter(({ name }) => ONCE_PER_RUN.includes(name));
		const ofItems = reads.filter(({ name }) => !ONCE_PER_RUN.includes(name));
		const sum = (list: typeof reads) => list.reduce((total, { times }) => total + times, 0);
		return {
			figures: [
				{ name: 'reads of provider, resource and operation', unit: '', values: [sum(ofRun)] },
				{
					name: 'reads of all other parameters, per item',
					unit: '',
					values: [sum(ofItems) / ITEMS],
				},
			],
			bars: [
				{
					what: 'reads of one parameter of one item, at most',
					value: Math.max(...ofItems.map(({ times }) => times)),
					unit: '',
					atMost: 1,
				},
				{
					what: 'reads of provider, resource, operation per run',
					value: sum(ofRun),
					unit: '',
					atMost: ONCE_PER_RUN.length,
				},
			],
		};
	},
};
