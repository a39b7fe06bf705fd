import { execFileSync } from 'node:child_process';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { addTwilioNumbers } from '../accounts.mjs';
import { installN8n, n8nIsInstalled, type InstallationContext } from '../base/installation.mjs';
import { importCredentials } from '../credentials.mjs';
import { loadExamples, type Workflow } from '../examples.mjs';
import { publish } from '../execution.mjs';
import { packNode } from '../package.mjs';
import { step } from '../steps.mjs';
import { startCluster, type Cluster } from './cluster.mjs';
import { inventCustomers, newCustomerExample, type Customer } from './customers.mjs';
import { serverPrograms } from './debianPackages.mjs';
import { startPostgres, startRedis, type Server } from './servers.mjs';

export interface QueueOptions extends InstallationContext {
	/** Executions of the first run; the second has half as many. */
	executions: number;
	skipKill: boolean;
}

/** What the runs share. */
export interface Bench {
	sandbox: Sandbox;
	cluster: Cluster;
	/** The example of the README: names carry the customer's number. */
	example: Workflow;
	options: QueueOptions;
}

/** What the simulated Twilio puts up with; the real one publishes no figure for this API. */
export const requestsPerSecond = 50;
const strain: Fault[] = [
	{ provider: 'twilio', kind: 'rateLimit', perSecond: requestsPerSecond },
	{ provider: 'twilio', kind: 'latency', ms: 40, jitterMs: 40, times: null },
];

/**
 * Starts everything, and stops it afterwards in any case.
 * @returns the lines of `ps` about what is still running then
 * @throws Problem
 */
export async function withBench(
	options: QueueOptions,
	use: (bench: Bench) => Promise<void>,
): Promise<string[]> {
	const running: Array<{ stop(): Promise<void> }> = [];
	const processIds: Array<number | undefined> = [];
	try {
		const programs = await step('Find Redis and PostgreSQL', () => serverPrograms(options));
		await step('Install n8n', async (say) => {
			if (n8nIsInstalled()) return say('is there');
			say('once, 2.5 GB, some minutes');
			await installN8n(options);
		});
		const node = await step('Build and pack the node', () => packNode(options));
		const servers: Server[] = [];
		await step('Start Redis and PostgreSQL', async () => {
			for (const start of [startRedis, startPostgres]) {
				const server = await start(programs, options);
				running.push(server);
				servers.push(server);
				processIds.push(server.processId);
			}
		});
		const sandbox = await step('Start the sandbox', () =>
			startSandbox({ log: (line) => options.log.write('sandbox', line) }),
		);
		running.push(sandbox);
		const environment = Object.assign({}, ...servers.map((server) => server.environment));
		const cluster = await step('Start n8n and two workers', () =>
			startCluster(node, environment as Record<string, string>, ['worker-1', 'worker-2'], options),
		);
		running.push(cluster);
		processIds.push(cluster.main.processId, ...cluster.workers.map(({ n8n }) => n8n.processId));
		const example = newCustomerExample(loadExamples());
		await step('Publish the "new customer" workflow', async () => {
			await importCredentials(
				cluster.rest,
				cluster.main,
				{ providers: sandbox.addresses, model: sandbox.controlAddress },
				options,
			);
			await cluster.rest.post('/workflows', example);
			await publish(cluster.rest, example.id, options.stopping);
		});
		await use({ sandbox, cluster, example, options });
	} finally {
		for (const part of running.reverse()) await part.stop();
	}
	return stillRunning(processIds);
}

/** Every program leads a process group that its children belong to. */
function stillRunning(leaders: Array<number | undefined>): string[] {
	const lines = execFileSync('ps', ['-eo', 'pgid=,pid=,args='], { encoding: 'utf8' }).split('\n');
	return lines.filter((line) => leaders.includes(Number.parseInt(line, 10)));
}

/** A fresh account with a number for each customer, under the strain of a rate limit. */
export function prepareAccount(sandbox: Sandbox, count: number): Customer[] {
	sandbox.reset();
	const customers = inventCustomers(count);
	addTwilioNumbers(
		sandbox,
		customers.map(({ phoneNumber }) => phoneNumber),
	);
	sandbox.setFaults(strain);
	return customers;
}

/** Trunks that the provider has, by the company in their names. */
export function trunksByCompany(sandbox: Sandbox): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const { sid, settings } of sandbox.state('twilio').trunks) {
		const company = settings.friendly_name.split(' ').slice(0, 2).join(' ');
		found.set(company, [...(found.get(company) ?? []), sid]);
	}
	return found;
}
