import { fileURLToPath } from 'node:url';
import type { IDataObject } from 'n8n-workflow';
import { loop, send, timed, twilioAuth } from '../bareAxios.mjs';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { medianRatio } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';

const CREATES = 500;
const QUICK_CREATES = 80;
const createsOf = (quick: boolean) => (quick ? QUICK_CREATES : CREATES);
const PARALLEL = 4;
/** Before the clock runs, so that compiling and first connections are over. */
const WARM_UP = 20;

/** Customers as a sheet or CRM hands them over, one item each. */
export const customers = (count: number, prefix: string): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		name: `Customer ${index + 1}`,
		domainName: `${prefix}-${index + 1}.pstn.twilio.com`,
	}));

/** The node's parameters for creating a Twilio trunk from such an item. */
export const createTrunk = (requestsInParallel: number) => ({
	provider: 'twilio',
	resource: 'trunk',
	operation: 'create',
	name: '={{ $json.name }}',
	domainName: '={{ $json.domainName }}',
	options: { requestsInParallel },
});

interface NodeInput extends Pick<NodeRun, 'folder' | 'credentials'> {
	count: number;
}

/** A node that does nothing but what n8n's built-in nodes do. */
const plainPackage = fileURLToPath(new URL('../plainPackage', import.meta.url));

interface BareInput {
	count: number;
	credential: Record<string, string>;
	parallel: number;
}

/** How long a node takes for so many creates, in milliseconds. */
async function timeOf(node: Omit<NodeRun, 'input'>, count: number): Promise<number> {
	const runNode = await loadEngine();
	await runNode({ ...node, input: customers(WARM_UP, 'warm') });
	const { milliseconds, items } = await runNode({ ...node, input: customers(count, 'bench') });
	if (items.length !== count) throw new Error(`Only ${items.length} trunks were created`);
	return milliseconds;
}

export const sides = {
	node: async ({ folder, credentials, count }: NodeInput): Promise<number> =>
		await timeOf({ folder, credentials, parameters: createTrunk(PARALLEL) }, count),

	plain: async ({ credential, parallel, count }: BareInput): Promise<number> =>
		await timeOf(
			{
				folder: plainPackage,
				nodeName: 'plain',
				credentials: { plainApi: credential },
				parameters: {
					name: '={{ $json.name }}',
					domainName: '={{ $json.domainName }}',
					itemsAtATime: parallel,
				},
			},
			count,
		),

	async bare({ credential, parallel, count }: BareInput): Promise<number> {
		const create = async (rows: IDataObject[]) =>
			await loop(rows.length, parallel, async (index) => {
				const { name, domainName } = rows[index] as Record<string, string>;
				await send({
					method: 'POST',
					url: `${credential.baseUrl}/v1/Trunks`,
					auth: twilioAuth(credential),
					data: new URLSearchParams({ FriendlyName: name, DomainName: domainName }),
				});
			});
		await create(customers(WARM_UP, 'warm'));
		return await timed(async () => await create(customers(count, 'bench')));
	},
};

const inMilliseconds = (name: string): Figure & { peakMemoryMb: number[] } => ({
	name,
	unit: 'ms',
	values: [],
	peakMemoryMb: [],
});

export const creates: Work = {
	name: 'creates',
	isQuick: true,
	title: (quick) => `${createsOf(quick)} creates, ${PARALLEL} at a time`,
	async measure({ sandbox, tarball, quick, runs, say, stopping }: Bench) {
		const count = createsOf(quick);
		const credential = sandbox.credentials.twilioSipTrunkApi;
		const node = inMilliseconds('SIP Trunk node');
		const bare = inMilliseconds('bare axios loop');
		const plain = inMilliseconds('plain node');
		const single = inMilliseconds('plain node, one at a time');
		const bareSingle = inMilliseconds('bare axios loop, one at a time');
		const measured: Array<[typeof node, string, NodeInput | BareInput]> = [
			[node, 'node', { count, folder: tarball.folder, credentials: sandbox.credentials }],
			[bare, 'bare', { count, credential, parallel: PARALLEL }],
			[plain, 'plain', { count, credential, parallel: PARALLEL }],
			[single, 'plain', { count, credential, parallel: 1 }],
			[bareSingle, 'bare', { count, credential, parallel: 1 }],
		];
		for (let run = 1; run <= runs(5); run++) {
			for (const [figure, side, input] of measured) {
				say(`${figure.name}, run ${run} of ${runs(5)}`);
				await sandbox.begin();
				const one = await inOwnProcess<number>(import.meta.url, side, input, stopping);
				figure.values.push(one.result);
				figure.peakMemoryMb.push(one.peakMemoryMb);
			}
		}
		return {
			figures: [node, bare, plain, single, bareSingle],
			bars: [
				{
					what: 'time against the bare loop',
					value: medianRatio(node.values, bare.values),
					unit: 'x',
					atMost: 1.05,
				},
				{
					what: "faster than one at a time, as n8n's built-in nodes work",
					value: medianRatio(single.values, node.values),
					unit: 'x',
					atLeast: 3.75,
				},
			],
		};
	},
};
