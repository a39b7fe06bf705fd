import type { IDataObject } from 'n8n-workflow';
import { send, timed } from '../bareAxios.mjs';
import type { NodeRun } from '../engine.mjs';
import { medianRatio } from '../statistics.mjs';
import type { Bench, Work } from '../work.mjs';
import { fingerprint, measureBoth, readThroughNode, type ListRead } from './getMany.mjs';

const TRUNKS = 10_000;
const QUICK_TRUNKS = 5_000;
/** The most that Vobiz puts on a page: https://www.vobiz.ai/docs/trunks/retrieve-all-trunks */
const PAGE_SIZE = 100;

interface Page {
	objects: Array<{ trunk_id: string }>;
	meta: { total: number };
}

const trunksOf = (quick: boolean) => (quick ? QUICK_TRUNKS : TRUNKS);

type Input = Pick<NodeRun, 'folder' | 'credentials'>;

export const sides = {
	node: async (input: Input) => await readThroughNode('vobiz', input),

	async bare({ credentials }: Input): Promise<ListRead> {
		const { authId, authToken, baseUrl } = credentials.vobizSipTrunkApi as Record<string, string>;
		const page = async (offset: number) =>
			await send<Page>({
				url: `${baseUrl}/Account/${authId}/trunks`,
				params: { limit: PAGE_SIZE, offset },
				headers: { 'X-Auth-ID': authId, 'X-Auth-Token': authToken },
			});
		const read = async (rows: IDataObject[]) => {
			for (let total = 1; rows.length < total; ) {
				const { objects, meta } = await page(rows.length);
				rows.push(...objects);
				total = meta.total;
			}
		};
		await read([]);
		const rows: IDataObject[] = [];
		const milliseconds = await timed(async () => await read(rows));
		const ids = rows.map((row) => String(row.trunk_id));
		return { milliseconds, rows: rows.length, fingerprint: fingerprint(ids) };
	},
};

export const vobizList: Work = {
	name: 'vobiz-list',
	isQuick: true,
	title: (quick) =>
		`Get Many of ${trunksOf(quick).toLocaleString('en')} Vobiz trunks (offset paging, total known)`,
	async measure(bench: Bench) {
		const { node, bare } = await measureBoth(
			import.meta.url,
			{ node: 'SIP Trunk node', bare: 'bare axios loop, one page after the other' },
			async () => {
				await bench.sandbox.begin();
				await bench.sandbox.seed('vobiz', trunksOf(bench.quick));
			},
			bench,
		);
		return {
			figures: [node, bare],
			bars: [
				{
					what: 'faster, same rows in the same order',
					value: medianRatio(bare.values, node.values),
					unit: 'x',
					atLeast: 3,
				},
			],
		};
	},
};
