import { loop, send, timed, twilioAuth } from '../bareAxios.mjs';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { createTrunk, customers } from './creates.mjs';

const ITEMS = 5000;
const PARALLEL = 50;

type Input = Pick<NodeRun, 'folder' | 'credentials'>;

export const sides = {
	async node({ folder, credentials }: Input): Promise<number> {
		const runNode = await loadEngine();
		const parameters = createTrunk(PARALLEL);
		const create = async (count: number, prefix: string) =>
			await runNode({ folder, credentials, parameters, input: customers(count, prefix) });
		await create(PARALLEL, 'warm');
		const { milliseconds, items } = await create(ITEMS, 'bench');
		if (items.length !== ITEMS) throw new Error(`Only ${items.length} trunks were created`);
		return milliseconds;
	},

	async bare({ credentials }: Input): Promise<number> {
		const credential = credentials.twilioSipTrunkApi as Record<string, string>;
		const create = async (count: number, prefix: string) => {
			const rows = customers(count, prefix) as Array<Record<string, string>>;
			await loop(count, PARALLEL, async (index) => {
				await send({
					method: 'POST',
					url: `${credential.baseUrl}/v1/Trunks`,
					auth: twilioAuth(credential),
					data: new URLSearchParams({
						FriendlyName: rows[index].name,
						DomainName: rows[index].domainName,
					}),
				});
			});
		};
		await create(PARALLEL, 'warm');
		return await timed(async () => await create(ITEMS, 'bench'));
	},
};

export const manyItems: Work = {
	name: 'many-items',
	title: () => `A run of ${ITEMS.toLocaleString('en')} items: creates, ${PARALLEL} at a time`,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		const figure = (name: string): Figure & { peakMemoryMb: number[] } => ({
			name,
			unit: 'ms',
			values: [],
			peakMemoryMb: [],
		});
		const figures = { node: figure('SIP Trunk node'), bare: figure('bare axios loop') };
		for (let run = 1; run <= runs(3); run++) {
			for (const [side, measured] of Object.entries(figures)) {
				say(`${measured.name}, run ${run} of ${runs(3)}`);
				await sandbox.begin();
				const input: Input = { folder: tarball.folder, credentials: sandbox.credentials };
				const one = await inOwnProcess<number>(import.meta.url, side, input, stopping);
				measured.values.push(one.result);
				measured.peakMemoryMb.push(one.peakMemoryMb);
			}
		}
		return { figures: Object.values(figures), bars: [] };
	},
};
