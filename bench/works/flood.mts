import { createServer, type ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import type { INodeParameters } from 'n8n-workflow';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { median } from '../statistics.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { forgetResidentPeak, residentPeak, toMb } from '../processMemory.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { createTrunk, customers } from './creates.mjs';
import { getManyTrunks } from './getMany.mjs';

/** Requests of one run side by side, as by default. */
const ITEMS = 4;
const TIMEOUT_S = 5;
/** When nothing of the run may be open any more. */
const AFTER_MS = 1000;

const MOST_MB = 150;

interface Input extends Pick<NodeRun, 'folder' | 'credentials'> {
	parameters: INodeParameters;
}

interface Flooded {
	/** Most memory of the process beyond its start, as the system counts it; undefined where it does not tell. */
	residentMb: number | undefined;
	/** What the node says in the end. */
	message: string;
	/** Connections of this process that are open a second later. */
	open: number;
}

export const sides = {
	async node({ folder, credentials, parameters }: Input): Promise<Flooded> {
		const runNode = await loadEngine();
		const failure = async (run: Pick<NodeRun, 'credentials' | 'parameters'>) =>
			await runNode({ folder, input: customers(ITEMS, 'flooded'), ...run }).then(
				() => 'It succeeded.',
				(error: Error) => error.message,
			);
		// Everything is loaded before the memory counts: at this port nobody listens.
		const nobody = { ...credentials.twilioSipTrunkApi, baseUrl: 'http://127.0.0.1:9' };
		await failure({
			credentials: { twilioSipTrunkApi: nobody },
			parameters: { ...parameters, options: { maxRetries: 0 } },
		});
		global.gc?.();
		const before = process.memoryUsage().rss;
		forgetResidentPeak();
		const message = await failure({ credentials, parameters });
		const highest = residentPeak();
		await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
		const open = process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCP')).length;
		return {
			residentMb: highest === undefined ? undefined : toMb(highest - before),
			message,
			open,
		};
	},
};

const PIECE = Buffer.from('{"sid":"TK0123456789abcdef0123456789abcdef"},'.repeat(1500));

function* endless(): Generator<Buffer> {
	for (;;) yield PIECE;
}

const json = { 'content-type': 'application/json' };

/** How a provider can answer without an end. */
const floods: Record<string, (response: ServerResponse) => void> = {
	'as fast as it can': (response) => {
		response.writeHead(200, json);
		Readable.from(endless()).pipe(response);
	},
	compressed: (response) => {
		response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
		Readable.from(endless()).pipe(createGzip()).pipe(response);
	},
	'100 bytes every 50 ms': (response) => {
		response.writeHead(200, json);
		const timer = setInterval(() => response.write(PIECE.subarray(0, 100)), 50);
		response.on('close', () => clearInterval(timer));
	},
	'with an error': (response) => {
		response.writeHead(500, json);
		Readable.from(endless()).pipe(response);
	},
};

/** A provider that answers everything so. */
async function startFlood(answer: (response: ServerResponse) => void) {
	const server = createServer((request, response) => {
		request.resume();
		// Whoever has heard enough hangs up.
		response.on('error', () => response.destroy());
		answer(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		address: `http://127.0.0.1:${port}`,
		stop() {
			server.close();
			server.closeAllConnections();
		},
	};
}

const options = { timeout: TIMEOUT_S, maxRetries: 1 };
const requests: Record<string, INodeParameters> = {
	'Get Many': { ...getManyTrunks('twilio', { returnAll: true }), options },
	Create: { ...createTrunk(ITEMS), options },
};

export const flood: Work = {
	name: 'flood',
	title: () => `A provider that answers without an end, ${ITEMS} requests at a time`,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		const figures: Figure[] = [];
		let mostOpen = 0;
		for (const [how, answer] of Object.entries(floods)) {
			for (const [operation, parameters] of Object.entries(requests)) {
				const name = `${operation}, ${how}`;
				const memory: Figure = { name, unit: 'MB', values: [] };
				for (let run = 1; run <= runs(3); run++) {
					say(`${name}, run ${run} of ${runs(3)}`);
					const provider = await startFlood(answer);
					const { baseUrl: _, ...account } = sandbox.credentials.twilioSipTrunkApi;
					const credentials = { twilioSipTrunkApi: { ...account, baseUrl: provider.address } };
					const { result } = await inOwnProcess<Flooded>(
						import.meta.url,
						'node',
						{ folder: tarball.folder, credentials, parameters },
						stopping,
					).finally(() => provider.stop());
					if (!/Twilio (?:answered|did not answer)/.test(result.message)) {
						throw new Error(`${name}: ${result.message}`);
					}
					if (result.residentMb !== undefined) memory.values.push(result.residentMb);
					mostOpen = Math.max(mostOpen, result.open);
				}
				if (memory.values.length > 0) figures.push(memory);
			}
		}
		return {
			figures,
			bars: [
				{
					what: 'most memory of the process beyond its start',
					value: Math.max(...figures.map(({ values }) => median(values))),
					unit: 'MB',
					atMost: MOST_MB,
				},
				{ what: 'connections open 1 s after the end', value: mostOpen, unit: '', atMost: 0 },
			],
		};
	},
};
