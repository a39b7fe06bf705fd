import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { getManyTrunks } from './getMany.mjs';

const TRUNKS = 20_000;
const LIMIT = 50;
const PROVIDERS = ['twilio', 'vobiz'] as const;

interface Input extends Pick<NodeRun, 'folder' | 'credentials'> {
	provider: string;
}

export const sides = {
	async node({ folder, credentials, provider }: Input): Promise<number> {
		const runNode = await loadEngine();
		const parameters = getManyTrunks(provider, { returnAll: false, limit: LIMIT });
		const { items } = await runNode({ folder, credentials, parameters, input: [{}] });
		return items.length;
	},
};

export const limit: Work = {
	name: 'limit',
	title: () => `Limit ${LIMIT} of ${TRUNKS.toLocaleString('en')}`,
	async measure({ sandbox, tarball, say, stopping }: Bench) {
		const requests: Figure[] = [];
		for (const provider of PROVIDERS) {
			say(provider);
			await sandbox.begin();
			await sandbox.seed(provider, TRUNKS);
			const input: Input = { folder: tarball.folder, credentials: sandbox.credentials, provider };
			const { result } = await inOwnProcess<number>(import.meta.url, 'node', input, stopping);
			if (result !== LIMIT) throw new Error(`${result} rows came instead of ${LIMIT}`);
			const { length } = await sandbox.requests();
			requests.push({ name: `${provider}, requests`, unit: '', values: [length] });
		}
		return {
			figures: requests,
			bars: [
				{
					what: 'requests',
					value: Math.max(...requests.flatMap(({ values }) => values)),
					unit: '',
					atMost: 1,
				},
			],
		};
	},
};
