import type { IDataObject } from 'n8n-workflow';
import { loop, send, timed, twilioAuth } from '../bareAxios.mjs';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { medianRatio } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';

const TRUNKS = 520;
/** Of the trunks, before the clock runs. */
const WARM_UP = 20;
const PARALLEL = 4;

type Change = 'update' | 'delete';

interface Input extends Pick<NodeRun, 'folder' | 'credentials'> {
	change: Change;
}

/** The IDs of all trunks. */
async function trunkSids(credential: Record<string, string>): Promise<string[]> {
	const { trunks } = await send<{ trunks: Array<{ sid: string }> }>({
		url: `${credential.baseUrl}/v1/Trunks?PageSize=1000`,
		auth: twilioAuth(credential),
	});
	return trunks.map(({ sid }) => sid);
}

const parameters: Record<Change, IDataObject> = {
	update: { updateFields: { name: '={{ $json.name }}' } },
	delete: {},
};

const bareRequest = (change: Change, url: string) =>
	change === 'delete'
		? { method: 'DELETE', url }
		: { method: 'POST', url, data: new URLSearchParams({ FriendlyName: 'Renamed' }) };

export const sides = {
	async node({ folder, credentials, change }: Input): Promise<number> {
		const runNode = await loadEngine();
		const sids = await trunkSids(credentials.twilioSipTrunkApi as Record<string, string>);
		const carryOut = async (some: string[]) =>
			await runNode({
				folder,
				credentials,
				parameters: {
					provider: 'twilio',
					resource: 'trunk',
					operation: change,
					trunkId: { __rl: true, mode: 'id', value: '={{ $json.sid }}' },
					...(parameters[change] as Record<string, Record<string, string>>),
					options: { requestsInParallel: PARALLEL },
				},
				input: some.map((sid) => ({ sid, name: 'Renamed' })),
			});
		await carryOut(sids.slice(0, WARM_UP));
		const { milliseconds, items } = await carryOut(sids.slice(WARM_UP));
		if (items.length !== sids.length - WARM_UP) throw new Error(`Only ${items.length} rows came`);
		return milliseconds;
	},

	async bare({ credentials, change }: Input): Promise<number> {
		const credential = credentials.twilioSipTrunkApi as Record<string, string>;
		const sids = await trunkSids(credential);
		const carryOut = async (some: string[]) =>
			await loop(some.length, PARALLEL, async (index) => {
				const url = `${credential.baseUrl}/v1/Trunks/${some[index]}`;
				await send({ ...bareRequest(change, url), auth: twilioAuth(credential) });
			});
		await carryOut(sids.slice(0, WARM_UP));
		return await timed(async () => await carryOut(sids.slice(WARM_UP)));
	},
};

export const updatesAndDeletes: Work = {
	name: 'updates-and-deletes',
	title: () =>
		`${TRUNKS - WARM_UP} updates and as many deletes of Twilio trunks, ${PARALLEL} at a time`,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		const figures: Figure[] = [];
		const ratios: Record<string, number> = {};
		for (const change of ['update', 'delete'] as const) {
			const figure = (name: string): Figure => ({
				name: `${change}, ${name}`,
				unit: 'ms',
				values: [],
			});
			const node = figure('SIP Trunk node');
			const bare = figure('bare axios loop');
			for (let run = 1; run <= runs(5); run++) {
				for (const [side, measured] of Object.entries({ node, bare })) {
					say(`${measured.name}, run ${run} of ${runs(5)}`);
					await sandbox.begin();
					await sandbox.seed('twilio', TRUNKS);
					const input = { folder: tarball.folder, credentials: sandbox.credentials, change };
					measured.values.push(
						(await inOwnProcess<number>(import.meta.url, side, input, stopping)).result,
					);
				}
			}
			figures.push(node, bare);
			ratios[change] = medianRatio(node.values, bare.values);
		}
		return {
			figures,
			bars: Object.entries(ratios).map(([change, value]) => ({
				what: `${change}, time against the bare loop`,
				value,
				unit: 'x',
				atMost: 1.1,
			})),
		};
	},
};
