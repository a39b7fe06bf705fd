import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { formatDuration } from '../base/duration.mjs';
import { installN8n, n8nIsInstalled, type InstallationContext } from '../base/installation.mjs';
import { importCredentials } from '../credentials.mjs';
import { loadExamples, type Workflow } from '../examples.mjs';
import { publish } from '../execution.mjs';
import type { N8nRest } from '../n8nRest.mjs';
import { packNode } from '../package.mjs';
import { step } from '../steps.mjs';
import { startCluster, type Cluster, type Worker } from './cluster.mjs';
import {
	addNumbers,
	callFor,
	inventCustomers,
	namedAfterCustomer,
	newCustomerExample,
	type CallResult,
} from './customers.mjs';
import { serverPrograms } from './debianPackages.mjs';
import {
	listExecutions,
	pressRetry,
	readKept,
	settledExecutions,
	type KeptExecution,
	type ListedExecution,
} from './executions.mjs';
import { startPostgres, startRedis, type Server } from './servers.mjs';

export interface QueueOptions extends InstallationContext {
	/** Executions per run. */
	executions: number;
	skipKill: boolean;
}

/** What the simulated Twilio puts up with; the real one publishes no figure for this API. */
const requestsPerSecond = 50;
const strain: Fault[] = [
	{ provider: 'twilio', kind: 'rateLimit', perSecond: requestsPerSecond },
	{ provider: 'twilio', kind: 'latency', ms: 40, jitterMs: 40, times: null },
];

/** One thing that must be so, and whether it was. */
interface Finding {
	what: string;
	/** Undefined where it was so. */
	failure: string | undefined;
}

const finding = (what: string, isSo: boolean, otherwise: string): Finding => ({
	what,
	failure: isSo ? undefined : otherwise,
});

/** What the two runs share. */
interface Bench {
	sandbox: Sandbox;
	cluster: Cluster;
	/** The example as it is. */
	example: Workflow;
	options: QueueOptions;
}

/** `npm run check:queue`. @returns the exit code @throws Problem */
export async function checkQueue(options: QueueOptions): Promise<number> {
	const findings: Finding[] = [];
	const say = (found: Finding[]) => {
		findings.push(...found);
		for (const { what, failure } of found) {
			console.log(failure === undefined ? `  passed  ${what}` : `  FAILED  ${what}: ${failure}`);
		}
	};
	const before = processesOfThis();
	await withBench(options, async (bench) => {
		say(await spreadRun(bench));
		if (!options.skipKill) say(await killRun(bench));
	});
	const left = processesOfThis().filter((line) => !before.includes(line));
	say([finding('Nothing is left running', left.length === 0, left.join('; '))]);
	const failed = findings.filter(({ failure }) => failure !== undefined).length;
	console.log(`\n${findings.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

async function withBench(options: QueueOptions, use: (bench: Bench) => Promise<void>) {
	const running: Array<{ stop(): Promise<void> }> = [];
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
		const example = newCustomerExample(loadExamples());
		await step('Publish the "new customer" workflow', async () => {
			await importCredentials(
				cluster.rest,
				cluster.main,
				{ providers: sandbox.addresses, model: sandbox.controlAddress },
				options,
			);
			for (const workflow of [example, namedAfterCustomer(example)]) {
				await cluster.rest.post('/workflows', workflow);
				await publish(cluster.rest, workflow.id, options.stopping);
			}
		});
		await use({ sandbox, cluster, example, options });
	} finally {
		for (const part of running.reverse()) await part.stop();
	}
}

/** A fresh account with a number for each customer, under the strain of a rate limit. */
function prepareAccount(sandbox: Sandbox, count: number) {
	sandbox.reset();
	const customers = inventCustomers(count);
	addNumbers(sandbox, customers);
	sandbox.setFaults(strain);
	return customers;
}

/** Trunks that the provider has, by the company in their names. */
function trunksByCompany(sandbox: Sandbox): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const { sid, settings } of sandbox.state('twilio').trunks) {
		const company = settings.friendly_name.split(' ').slice(0, 2).join(' ');
		found.set(company, [...(found.get(company) ?? []), sid]);
	}
	return found;
}

async function spreadRun({ sandbox, cluster, example, options }: Bench): Promise<Finding[]> {
	const { executions: count, stopping } = options;
	const customers = prepareAccount(sandbox, count);
	const started = Date.now();
	const results = await step(`Run 1: ${count} new customers at once`, () =>
		Promise.all(
			customers.map((customer) => callFor(customer, example, cluster.main.address, stopping)),
		),
	);
	const milliseconds = Date.now() - started;
	const executions = await settledExecutions(cluster.rest, [example.id], 30_000, stopping);
	const trunks = trunksByCompany(sandbox);
	const shares = cluster.workers.map(({ name, finished }) => `${name} ran ${finished.size}`);
	const refused = sandbox.requests.filter(({ status }) => status === 429).length;
	console.log(
		[
			'',
			`  ${count} executions in ${formatDuration(milliseconds)}, ${((count * 1000) / milliseconds).toFixed(1)} per second; ${shares.join(', ')}`,
			`  ${sandbox.requests.length} requests to the provider, of which its limit of ${requestsPerSecond} per second refused ${refused}`,
			`  Answers to the callers after ${describeTimes(results)}`,
		].join('\n'),
	);
	return [
		finding(
			'Every caller gets the connection data',
			results.every(({ status }) => status === 201),
			describeStatuses(results),
		),
		finding(
			'Every execution succeeds',
			executions.length === count && executions.every(({ status }) => status === 'success'),
			await describeFailures(cluster.rest, executions),
		),
		finding(
			'Every customer has exactly one trunk',
			trunks.size === count && [...trunks.values()].every(({ length }) => length === 1),
			`${trunks.size} customers have one, ${[...trunks.values()].filter(({ length }) => length > 1).length} more than one`,
		),
		finding(
			'The work is spread over both workers',
			cluster.workers.every(({ finished }) => finished.size >= count / 4),
			shares.join(', '),
		),
		finding('The rate limit was met', refused > 0, 'no request was refused'),
	];
}

const quantile = (sorted: number[], share: number) =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function describeTimes(results: CallResult[]): string {
	const sorted = results.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
	const [first, half, most] = [0, 0.5, 0.95].map((share) => formatDuration(quantile(sorted, share)));
	return `${first} (fastest), ${half} (median), ${most} (95 %)`;
}

function tally(words: string[]): string {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].map(([word, count]) => `${count} x ${word}`).join(', ');
}

const describeStatuses = (results: CallResult[]) =>
	tally(results.map(({ status, body }) => `${status ?? 'no answer'} ${status === 201 ? '' : body.slice(0, 160)}`));

const describeExecutions = (executions: ListedExecution[]) =>
	tally(executions.map(({ status }) => status));

async function describeFailures(rest: N8nRest, executions: ListedExecution[]): Promise<string> {
	const failed = executions.find(({ status }) => status !== 'success');
	const { message } = failed ? await readKept(rest, failed.id) : { message: undefined };
	return `${describeExecutions(executions)}; the first says: ${message}`;
}

async function killRun({ sandbox, cluster, example, options }: Bench): Promise<Finding[]> {
	const { executions: count, stopping } = options;
	console.log('kill');
	const variant = namedAfterCustomer(example);
	const customers = prepareAccount(sandbox, count);
	const earlier = new Set((await listExecutions(cluster.rest, [example.id])).map(({ id }) => id));
	const [, victim] = cluster.workers;
	let killedAt = 0;
	let interrupted: string[] = [];
	const results = await step(`Run 2: ${count} new customers, and one worker is killed half-way`, async (say) => {
		const calls = Promise.all(
			customers.map((customer, index) =>
				callFor(customer, index % 2 ? variant : example, cluster.main.address, stopping),
			),
		);
		let answered = false;
		void calls.then(() => {
			answered = true;
		});
		while (!answered && sandbox.state('twilio').trunks.size < count / 2) {
			await sleep(20, undefined, { signal: stopping });
		}
		interrupted = await kill(victim);
		killedAt = Date.now();
		say(`killed with ${interrupted.length} executions under way`);
		return await calls;
	});
	const ids = [example.id, variant.id];
	const executions = (await settledExecutions(cluster.rest, ids, 60_000, stopping)).filter(({ id }) => !earlier.has(id));
	const kept: KeptExecution[] = [];
	for (const id of interrupted) kept.push(await readKept(cluster.rest, id));
	console.log(JSON.stringify({ kept, settled: executions.filter(({ id }) => interrupted.includes(id)).map((e) => ({ ...e, after: Date.parse(e.stoppedAt ?? '') - killedAt })) }, null, 1));
	console.log(describeStatuses(results), describeExecutions(executions));
	const lost = results.filter(({ status }) => status !== 201);
	console.log(lost.map((l) => [l.workflow.id, l.customer.company, l.status, l.body.slice(0, 200), l.milliseconds].join(' | ')).join('\n'));
	const mid = trunksByCompany(sandbox);
	for (const { customer } of lost) console.log(customer.company, mid.get(customer.company)?.length ?? 0);
	for (const id of interrupted) console.log('retry', id, await pressRetry(cluster.rest, id));
	const again = await Promise.all(lost.map(({ customer, workflow }) => callFor(customer, workflow, cluster.main.address, stopping)));
	const after = trunksByCompany(sandbox);
	for (const a of again) console.log('again', a.workflow.id, a.customer.company, a.status, a.body.slice(0, 300), mid.get(a.customer.company)?.length ?? 0, after.get(a.customer.company)?.length ?? 0);
	return [];
}

/** Ends a worker the hard way. @returns the executions that it was at */
async function kill({ n8n, started, finished }: Worker): Promise<string[]> {
	if (n8n.processId !== undefined) process.kill(n8n.processId, 'SIGKILL');
	await n8n.ended;
	return started.filter((id) => !finished.has(id));
}

/** The lines of `ps` that name a folder of this check. */
function processesOfThis(): string[] {
	const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
	return lines.filter((line) => /n8n-queue-|queue\/guard\.mjs|\.playground\/queue/.test(line));
}
