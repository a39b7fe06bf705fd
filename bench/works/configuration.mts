import type { IDataObject } from 'n8n-workflow';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import type { Bench, Figure, Work } from '../work.mjs';

const TRUNKS = 100;
/** For one trunk at the most, once the lists of the account are read. */
const REQUESTS_OF_CHECK = 4;
const REQUESTS_OF_PLAN = 7;

type Input = Pick<NodeRun, 'folder' | 'credentials'>;

const wanted = {
	name: 'Example Garage K1002',
	domainName: 'bench-k1002.pstn.twilio.com',
	originationUriRows: { row: [{ uri: 'sip:pbx.example.com', name: 'PBX' }] },
	usernames: 'bench-k1002',
	allowedAddresses: '203.0.113.26',
	phoneNumbers: '+15555550104',
};

const configured = (operation: string, more: IDataObject = {}) =>
	({
		provider: 'twilio',
		resource: 'trunkConfiguration',
		operation,
		...more,
	}) as NodeRun['parameters'];

export const sides = {
	async check({ folder, credentials }: Input): Promise<number> {
		const runNode = await loadEngine();
		const parameters = configured('check', { returnAll: true });
		const { milliseconds, items } = await runNode({ folder, credentials, parameters, input: [{}] });
		if (items.length !== TRUNKS) throw new Error(`${items.length} trunks were checked`);
		return milliseconds;
	},

	async apply({ folder, credentials }: Input): Promise<number> {
		const runNode = await loadEngine();
		const parameters = configured('apply', wanted);
		const { milliseconds } = await runNode({ folder, credentials, parameters, input: [{}] });
		return milliseconds;
	},

	async plan({ folder, credentials }: Input): Promise<number> {
		const runNode = await loadEngine();
		const parameters = configured('plan', wanted);
		const { milliseconds, items } = await runNode({ folder, credentials, parameters, input: [{}] });
		const changes = items.flatMap(({ json }) => json.changes as IDataObject[]);
		if (changes.length > 0) throw new Error('There is something to change');
		return milliseconds;
	},
};

/** One side in a process of its own: its time, and how many requests it took. */
async function measured(
	side: keyof typeof sides,
	{ sandbox, tarball, stopping }: Bench,
): Promise<{ milliseconds: number; requests: number }> {
	const before = (await sandbox.requests()).length;
	const input: Input = { folder: tarball.folder, credentials: sandbox.credentials };
	const { result } = await inOwnProcess<number>(import.meta.url, side, input, stopping);
	return { milliseconds: result, requests: (await sandbox.requests()).length - before };
}

function figuresOf(name: string): { time: Figure; requests: Figure } {
	return {
		time: { name, unit: 'ms', values: [] },
		requests: { name: `${name}, requests`, unit: '', values: [] },
	};
}

export const check: Work = {
	name: 'check',
	title: () => `Check of ${TRUNKS} Twilio trunks`,
	async measure(bench: Bench) {
		const { sandbox, runs, say } = bench;
		const { time, requests } = figuresOf('Check');
		for (let run = 1; run <= runs(3); run++) {
			say(`run ${run} of ${runs(3)}`);
			await sandbox.begin();
			await sandbox.seed('twilio', TRUNKS);
			const one = await measured('check', bench);
			time.values.push(one.milliseconds);
			requests.values.push(one.requests);
		}
		const ofLists = 3;
		return {
			figures: [time, requests],
			bars: [
				{
					what: `requests, with the ${ofLists} lists of the account`,
					value: Math.max(...requests.values),
					unit: '',
					atMost: TRUNKS * REQUESTS_OF_CHECK + ofLists,
				},
			],
		};
	},
};

export const unchanged: Work = {
	name: 'plan-unchanged',
	title: () => 'Plan of a Twilio trunk that is as it should be',
	async measure(bench: Bench) {
		const { sandbox, runs, say } = bench;
		const { time, requests } = figuresOf('Plan');
		await sandbox.begin();
		await measured('apply', bench);
		for (let run = 1; run <= runs(5); run++) {
			say(`run ${run} of ${runs(5)}`);
			const one = await measured('plan', bench);
			time.values.push(one.milliseconds);
			requests.values.push(one.requests);
		}
		return {
			figures: [time, requests],
			bars: [
				{
					what: 'requests',
					value: Math.max(...requests.values),
					unit: '',
					atMost: REQUESTS_OF_PLAN,
				},
			],
		};
	},
};
