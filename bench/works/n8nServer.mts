import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { userFolderOf } from '../../playground/base/folders.mjs';
import { openLog } from '../../playground/base/log.mjs';
import { credentialNames, importCredentials } from '../../playground/credentials.mjs';
import { N8nRest } from '../../playground/n8nRest.mjs';
import { startN8n } from '../../playground/n8nServer.mjs';
import { ownerOf } from '../../playground/owner.mjs';
import { installPackedNode } from '../../playground/package.mjs';
import { anyFreePort } from '../../playground/ports.mjs';
import { median } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';
import { createTrunk } from './creates.mjs';

const ITEMS = 500;
const PARALLEL = 50;
const measuredNode = 'Create trunks';

const credential = { twilioSipTrunkApi: credentialNames.twilioSipTrunkApi };

const sipTrunk = {
	type: 'n8n-nodes-sip-trunk.sipTrunk',
	typeVersion: 1,
	parameters: createTrunk(PARALLEL),
	credentials: credential,
};

/** n8n's own node sends all items' requests at once unless it is told otherwise. */
const httpRequest = (baseUrl: string) => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: `${baseUrl}/v1/Trunks`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'twilioSipTrunkApi',
		sendBody: true,
		contentType: 'form-urlencoded',
		bodyParameters: {
			parameters: [
				{ name: 'FriendlyName', value: '={{ $json.name }}' },
				{ name: 'DomainName', value: '={{ $json.domainName }}' },
			],
		},
		options: {},
	},
	credentials: credential,
});

const customers = `={{ Array.from({ length: ${ITEMS} }, (_, index) => ({ name: 'Customer ' + (index + 1), domainName: 'bench-' + (index + 1) + '.pstn.twilio.com' })) }}`;

/** Start -> one item with all customers -> one item each -> the node that is measured. */
function workflow(id: string, measured: object) {
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Customers',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: {
					assignments: [{ id: 'customers', name: 'customers', type: 'array', value: customers }],
				},
				options: {},
			},
		},
		{
			name: 'One item each',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'customers', options: {} },
		},
		{ name: measuredNode, ...measured },
	];
	const links = nodes
		.slice(1)
		.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	return {
		id,
		name: id,
		nodes: nodes.map((node, index) => ({
			...node,
			id: `${id}-${index}`,
			position: [index * 200, 0],
		})),
		connections: Object.fromEntries(links) as object,
		settings: { executionOrder: 'v1' },
	};
}

interface Stored {
	status: string;
	stoppedAt: string | null;
	data: string;
}

interface StoredData {
	resultData: {
		error?: { message: string };
		runData: Record<
			string,
			Array<{ executionTime: number; data?: { main: Array<unknown[] | null> } }>
		>;
	};
}

/** Runs a workflow as the editor's button does. @returns the measured node's own time, as n8n's run data tell it, in ms */
async function execute(rest: N8nRest, id: string, stopping: AbortSignal): Promise<number> {
	const { executionId } = await rest.post<{ executionId: string }>(`/workflows/${id}/run`, {
		triggerToStartFrom: { name: 'Start' },
	});
	for (;;) {
		// Seldom, because the question costs the very process that is measured some time.
		await sleep(1000, undefined, { signal: stopping });
		const { status, stoppedAt, data } = await rest.get<Stored>(`/executions/${executionId}`);
		if (stoppedAt === null || ['new', 'running', 'waiting'].includes(status)) continue;
		const { runData, error } = (parse(data) as StoredData).resultData;
		if (error !== undefined) throw new Error(`${id} failed: ${error.message}`);
		const [{ executionTime, data: output }] = runData[measuredNode];
		const rows = output?.main[0]?.length ?? 0;
		if (rows !== ITEMS) throw new Error(`${id} put out ${rows} items`);
		return executionTime;
	}
}

export const n8nServer: Work = {
	name: 'n8n-server',
	title: () => `The same ${ITEMS} creates in a real n8n, Requests in Parallel ${PARALLEL}`,
	needsN8n: true,
	async measure({ sandbox, tarball, runs, say, stopping }: Bench) {
		const log = openLog('bench');
		const userFolder = userFolderOf('bench');
		rmSync(userFolder, { recursive: true, force: true });
		mkdirSync(userFolder, { recursive: true });
		const sourceHash = createHash('sha256').update(readFileSync(tarball.file)).digest('hex');
		const packed = { file: tarball.file, sourceHash, isNew: true };
		const context = { log, stopping };
		await installPackedNode(packed, userFolder, context);
		say('start n8n');
		const [port, brokerPort] = [await anyFreePort(), await anyFreePort()];
		const place = { userFolder, port, brokerPort, environment: { N8N_DISABLE_UI: 'true' } };
		const n8n = await startN8n(place, context);
		try {
			const rest = new N8nRest(n8n.address);
			await rest.signIn(ownerOf(userFolder));
			const addresses = { providers: sandbox.addresses, model: n8n.address };
			await importCredentials(rest, n8n, addresses, context);
			const sides: Array<{ id: string; node: object; figure: Figure }> = [
				{
					id: 'benchSipTrunk',
					node: sipTrunk,
					figure: { name: 'SIP Trunk node', unit: 'ms', values: [] },
				},
				{
					id: 'benchHttpRequest',
					node: httpRequest(sandbox.addresses.twilio),
					figure: { name: 'HTTP Request node, all at once', unit: 'ms', values: [] },
				},
			];
			for (const { id, node } of sides) await rest.post('/workflows', workflow(id, node));
			const warmUps = 2;
			for (let run = 1 - warmUps; run <= runs(7); run++) {
				for (const { id, figure } of sides) {
					say(`${figure.name}, ${run < 1 ? 'warm up' : `run ${run} of ${runs(7)}`}`);
					await sandbox.begin();
					const milliseconds = await execute(rest, id, stopping);
					if (run >= 1) figure.values.push(milliseconds);
				}
			}
			const [own, other] = sides.map(({ figure }) => median(figure.values));
			return {
				figures: sides.map(({ figure }) => figure),
				bars: [
					{
						what: 'time against the HTTP Request node',
						value: own / other,
						unit: 'x',
						atMost: 1.2,
					},
				],
			};
		} finally {
			await n8n.stop();
			await log.close();
		}
	},
};
