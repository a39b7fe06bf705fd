import type { IDataObject } from 'n8n-workflow';
import { send, timed, twilioAuth } from '../bareAxios.mjs';
import type { NodeRun } from '../engine.mjs';
import { medianRatio } from '../statistics.mjs';
import type { Bench, Work } from '../work.mjs';
import { fingerprint, measureBoth, readThroughNode, type ListRead } from './getMany.mjs';

const TRUNKS = 20_000;
const QUICK_TRUNKS = 10_000;
/** The most that Twilio puts on a page: https://www.twilio.com/docs/api/errors/20007 */
const PAGE_SIZE = 1000;

interface Page {
	trunks: Array<{ sid: string }>;
	meta: { next_page_url: string | null };
}

const trunksOf = (quick: boolean) => (quick ? QUICK_TRUNKS : TRUNKS);

type Input = Pick<NodeRun, 'folder' | 'credentials'>;

export const sides = {
	node: async (input: Input) => await readThroughNode('twilio', input),

	async bare({ credentials }: Input): Promise<ListRead> {
		const credential = credentials.twilioSipTrunkApi as Record<string, string>;
		const read = async (rows: IDataObject[]) => {
			let url: string | null = `${credential.baseUrl}/v1/Trunks?PageSize=${PAGE_SIZE}`;
			while (url !== null) {
				const page: Page = await send({ url, auth: twilioAuth(credential) });
				rows.push(...page.trunks);
				url = page.meta.next_page_url;
			}
		};
		await read([]);
		const rows: IDataObject[] = [];
		const milliseconds = await timed(async () => await read(rows));
		const ids = rows.map(({ sid }) => String(sid));
		return { milliseconds, rows: rows.length, fingerprint: fingerprint(ids) };
	},
};

export const twilioList: Work = {
	name: 'twilio-list',
	isQuick: true,
	title: (quick) => `Get Many of ${trunksOf(quick).toLocaleString('en')} Twilio trunks`,
	async measure(bench: Bench) {
		const { sandbox } = bench;
		const { node, bare } = await measureBoth(
			import.meta.url,
			{ node: 'SIP Trunk node', bare: 'bare axios loop over the same pages' },
			async () => {
				await sandbox.begin();
				await sandbox.seed('twilio', trunksOf(bench.quick));
			},
			bench,
		);
		const sizes = (await sandbox.requests()).map(({ query }) => Number(query.PageSize));
		return {
			figures: [node, bare],
			bars: [
				{
					what: 'time against the bare loop',
					value: medianRatio(node.values, bare.values),
					unit: 'x',
					atMost: 1.08,
				},
				{
					what: 'smallest page size used',
					value: Math.min(...sizes),
					unit: 'rows',
					atLeast: PAGE_SIZE,
				},
			],
		};
	},
};
