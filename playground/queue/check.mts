import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { formatDuration } from '../base/duration.mjs';
import { installN8n, n8nIsInstalled, type InstallationContext } from '../base/installation.mjs';
import { importCredentials } from '../credentials.mjs';
import { loadExamples, type Workflow } from '../examples.mjs';
import { publish } from '../execution.mjs';
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
import { pressRetry, settledExecutions, type Execution } from './executions.mjs';
import { startPostgres, startRedis, type Server } from './servers.mjs';

export interface QueueOptions extends InstallationContext {
	/** Executions of the first run; the second has half as many. */
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
	const ids = startedBy(cluster.workers);
	const executions = await settledExecutions(cluster.rest, ids, 30_000, stopping);
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
			describeFailures(executions),
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
	const [first, half, most] = [0, 0.5, 0.95].map((share) =>
		formatDuration(quantile(sorted, share)),
	);
	return `${first} (fastest), ${half} (median), ${most} (95 %)`;
}

function tally(words: string[]): string {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].map(([word, count]) => `${count} x ${word}`).join(', ');
}

const describeStatuses = (results: CallResult[]) =>
	tally(
		results.map(
			({ status, body }) => `${status ?? 'no answer'} ${status === 201 ? '' : body.slice(0, 160)}`,
		),
	);

const describeExecutions = (executions: Execution[]) =>
	tally(executions.map(({ status }) => status));

function describeFailures(executions: Execution[]): string {
	const failed = executions.find(({ status }) => status !== 'success');
	return `${describeExecutions(executions)}; the first says: ${failed?.message}`;
}

/** What is known of the second run once everything in it has come to an end. */
interface Aftermath {
	/** Executions that the killed worker was at, as n8n keeps them. */
	interrupted: Execution[];
	/** Milliseconds from the kill until n8n ended each of them. */
	endedAfter: number[];
	/** Calls that did not get the connection data. */
	lost: CallResult[];
}

async function killRun({ sandbox, cluster, example, options }: Bench): Promise<Finding[]> {
	const { stopping } = options;
	const count = Math.ceil(options.executions / 2);
	const { rest, workers, main } = cluster;
	const byCustomer = namedAfterCustomer(example);
	const customers = prepareAccount(sandbox, count);
	const [, victim] = workers;
	const earlier = new Set(startedBy(workers));

	let killedAt = NaN;
	let underWay: string[] = [];
	const results = await step(`Run 2: ${count} more, and one worker is killed`, async (say) => {
		let isOver = false;
		const calls = Promise.all(
			customers.map((customer, index) =>
				callFor(customer, index % 2 ? byCustomer : example, main.address, stopping),
			),
		).finally(() => {
			isOver = true;
		});
		while (!isOver && !isHalfWay(sandbox, victim, count)) {
			await sleep(10, undefined, { signal: stopping });
		}
		underWay = await kill(victim);
		killedAt = Date.now();
		say(`killed with ${underWay.length} executions under way`);
		return await calls;
	});
	const ids = startedBy(workers).filter((id) => !earlier.has(id));
	const executions = await settledExecutions(rest, ids, 60_000, stopping);
	const isInterrupted = ({ id }: Execution) => underWay.includes(id);
	const interrupted = executions.filter(isInterrupted);
	const endedAfter = interrupted.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '') - killedAt);
	const lost = results.filter(({ status }) => status !== 201);
	const left = trunksByCompany(sandbox);
	const others = executions.filter((execution) => !isInterrupted(execution));
	const startedTwice = underWay.filter((id) => timesStarted(workers, id) > 1);
	console.log(describeInterruption({ interrupted, endedAfter, lost }, left));

	const retries = await step('Press Retry in n8n for what was interrupted', async () => {
		const answers: string[] = [];
		for (const { id, status } of interrupted) {
			if (status !== 'success') answers.push(await pressRetry(rest, id));
		}
		return answers;
	});
	const afterRetry = trunksByCompany(sandbox);

	const beforeAgain = new Set(startedBy(workers));
	const again = await step('Send the unanswered requests again', () =>
		Promise.all(
			lost.map(({ customer, workflow }) => callFor(customer, workflow, main.address, stopping)),
		),
	);
	const after = trunksByCompany(sandbox);
	const rows = again.map(({ customer: { company }, workflow, status }) => ({
		isExample: workflow === example,
		answered: status === 201,
		before: left.get(company)?.length ?? 0,
		after: after.get(company)?.length ?? 0,
	}));
	const ofExample = rows.filter(({ isExample }) => isExample);
	const ofCustomer = rows.filter(({ isExample }) => !isExample);
	const idsOfAgain = startedBy(workers).filter((id) => !beforeAgain.has(id));
	const refusal = (await settledExecutions(rest, idsOfAgain, 10_000, stopping)).find(
		({ status, workflowId }) => status === 'error' && workflowId === byCustomer.id,
	);
	console.log(
		[
			`  n8n's Retry: ${tally(retries)}`,
			`  Sent again, names with the execution's number: ${describeAgain(ofExample)}`,
			`  Sent again, names with the customer's number: ${describeAgain(ofCustomer)}`,
			...(refusal ? [`  The refusal: "${refusal.message}"`] : []),
		].join('\n'),
	);
	return [
		finding(
			'Every execution that the killed worker was not at succeeds',
			others.length === count - underWay.length &&
				others.every(({ status }) => status === 'success'),
			describeExecutions(others),
		),
		finding(
			'n8n ends what was interrupted as an error and does not run it again',
			interrupted.some(({ status }) => status === 'error') &&
				interrupted.every(({ status }) => status === 'error' || status === 'success') &&
				startedTwice.length === 0,
			`${tally(interrupted.map(({ status }) => status))}; ${startedTwice.length} were started twice`,
		),
		finding(
			'Callers without connection data are told so',
			lost.length <= underWay.length && lost.every(({ status }) => status === 500),
			describeStatuses(lost),
		),
		finding(
			'No trunk exists twice by itself',
			[...left.values()].every(({ length }) => length === 1),
			'some customers have more than one',
		),
		finding(
			"n8n's Retry makes no trunk, because n8n has not kept the request",
			countOf(afterRetry) === countOf(left),
			`${countOf(afterRetry) - countOf(left)} more`,
		),
		finding(
			"With the execution's number in its name a trunk exists twice when the request is sent again",
			ofExample.every((row) => row.answered && row.after === row.before + 1),
			describeAgain(ofExample),
		),
		finding(
			"With the customer's number in its name no trunk exists twice",
			ofCustomer.every((row) => row.after === 1 && row.answered === (row.before === 0)),
			describeAgain(ofCustomer),
		),
	];
}

/** Half of the trunks are made, among them some whose executions the worker is still at. */
function isHalfWay(sandbox: Sandbox, worker: Worker, count: number): boolean {
	const { trunks } = sandbox.state('twilio');
	if (trunks.size < count / 2) return false;
	const underWay = new Set(executionsUnderWay(worker));
	const names = [...trunks].map(({ settings }) => settings.friendly_name.split(' ').at(-1) ?? '');
	return names.filter((name) => underWay.has(name)).length >= 2;
}

const executionsUnderWay = ({ started, finished }: Worker) =>
	started.filter((id) => !finished.has(id));

const startedBy = (workers: Worker[]) => [...new Set(workers.flatMap(({ started }) => started))];

const timesStarted = (workers: Worker[], id: string) =>
	workers.flatMap(({ started }) => started).filter((startedId) => startedId === id).length;

const countOf = (trunks: Map<string, string[]>) => [...trunks.values()].flat().length;

function describeInterruption(
	{ interrupted, endedAfter, lost }: Aftermath,
	left: Map<string, string[]>,
): string {
	const inSeconds = (milliseconds: number) => formatDuration(milliseconds);
	const withTrunk = lost.filter(({ customer }) => left.has(customer.company)).length;
	const failed = interrupted.filter(({ status }) => status === 'error');
	const waits = lost.map(({ milliseconds }) => milliseconds);
	return [
		'',
		`  ${interrupted.length} executions were under way: ${tally(interrupted.map(({ status }) => status))}, ended ${inSeconds(Math.min(...endedAfter))} to ${inSeconds(Math.max(...endedAfter))} after the kill`,
		`  n8n says of them: "${failed[0]?.message}"`,
		`  n8n keeps of them the output of ${Math.max(...failed.map(({ nodesShown }) => nodesShown))} nodes at the most, and ${failed.some(({ knowsRequest }) => knowsRequest) ? 'the' : 'not the'} request`,
		`  ${lost.length} callers got: ${describeStatuses(lost)}; after ${inSeconds(Math.max(...waits))} at the latest`,
		`  The provider has the trunk of ${withTrunk} of them`,
	].join('\n');
}

function describeAgain(rows: Array<{ answered: boolean; before: number; after: number }>): string {
	const counts = {
		requests: rows.length,
		'had left a trunk': rows.filter(({ before }) => before > 0).length,
		'got connection data now': rows.filter(({ answered }) => answered).length,
		'have two trunks now': rows.filter(({ after }) => after > 1).length,
	};
	return Object.entries(counts)
		.map(([what, count]) => `${count} ${what}`)
		.join(', ');
}

/** Ends a worker the hard way. @returns the executions that it was at */
async function kill(worker: Worker): Promise<string[]> {
	if (worker.n8n.processId !== undefined) process.kill(worker.n8n.processId, 'SIGKILL');
	await worker.n8n.ended;
	return executionsUnderWay(worker);
}

/** The lines of `ps` that name a folder of this check. */
function processesOfThis(): string[] {
	const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
	return lines.filter((line) => /n8n-queue-|queue\/guard\.mjs|\.playground\/queue/.test(line));
}
