import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { n8nFolder } from '../../playground/base/folders.mjs';
import { n8nPrograms } from '../../playground/base/installation.mjs';
import { median } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';

const run = promisify(execFile);
const probe = fileURLToPath(new URL('loadNode.cjs', import.meta.url));
const packages = join(n8nFolder, 'node_modules');
const builtIn = join(packages, 'n8n-nodes-base', 'dist');

/** The built files of a node and of its credentials. */
interface Files {
	name: string;
	node: string;
	credentials: string[];
}

const builtInFiles = (name: string, folder: string, credentials: string[]): Files => ({
	name,
	node: join(builtIn, 'nodes', folder, `${folder}.node.js`),
	credentials: credentials.map((one) => join(builtIn, 'credentials', `${one}.credentials.js`)),
});

function ownFiles(folder: string): Files {
	const credentials = join(folder, 'dist', 'credentials');
	return {
		name: 'SIP Trunk',
		node: join(folder, 'dist', 'nodes', 'SipTrunk', 'SipTrunk.node.js'),
		credentials: readdirSync(credentials)
			.filter((file) => file.endsWith('.credentials.js'))
			.map((file) => join(credentials, file)),
	};
}

async function load({ node, credentials }: Files, signal: AbortSignal): Promise<number> {
	const { stdout } = await run(n8nPrograms.node, [probe, packages, node, ...credentials], {
		signal,
	});
	return Number(stdout);
}

export const loading: Work = {
	name: 'loading',
	title: () => 'Loading the built node and its credentials, in the Node.js of n8n',
	needsN8n: true,
	isQuick: true,
	async measure({ tarball, runs, say, stopping }: Bench) {
		const nodes = [
			ownFiles(tarball.folder),
			builtInFiles('HubSpot (built in)', 'Hubspot', [
				'HubspotApi',
				'HubspotAppToken',
				'HubspotDeveloperApi',
				'HubspotOAuth2Api',
			]),
			builtInFiles('Twilio (built in)', 'Twilio', ['TwilioApi']),
		];
		const figures = nodes.map(({ name }): Figure => ({ name, unit: 'ms', values: [] }));
		// The first of each only brings the files into the system's memory.
		for (const node of nodes) await load(node, stopping);
		for (let round = 1; round <= runs(15); round++) {
			say(`run ${round} of ${runs(15)}`);
			for (const [index, node] of nodes.entries()) {
				figures[index].values.push(await load(node, stopping));
			}
		}
		const [own, hubSpot] = figures.map(({ values }) => median(values));
		return {
			figures,
			bars: [{ what: 'time against HubSpot', value: own / hubSpot, unit: 'x', atMost: 1 }],
		};
	},
};
