import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/index.js';
import { formatDuration } from '../base/duration.mjs';
import { step } from '../steps.mjs';
import { prepareAccount, takenNumbers, trunksByCompany, type Bench } from './bench.mjs';
import { executionsUnderWay, startedBy, type Worker } from './cluster.mjs';
import { callFor, describeAnswers, forEach, type CallResult } from './customers.mjs';
import { pressRetry, settledExecutions, type Execution } from './executions.mjs';
import { finding, tally, type Finding } from './finding.mjs';

/** Trunks at the provider, by the customer's company. */
type Trunks = Map<string, string[]>;

/** What is known once everything of the run has come to an end. */
interface Aftermath {
	results: CallResult[];
	/** Executions that the killed worker was at, as n8n keeps them. */
	interrupted: Execution[];
	/** Milliseconds from the kill until n8n ended each of them. */
	endedAfter: number[];
	/** All other executions of the run. */
	others: Execution[];
	/** Interrupted executions that a worker started more than once. */
	startedTwice: string[];
	/** Calls that did not get the connection data. */
	lost: CallResult[];
	trunks: Trunks;
}

/** What became of a request that was sent a second time. */
interface SentAgain {
	hasCustomersNumber: boolean;
	/** The phone number that was asked for is on a trunk already. */
	numberIsTaken: boolean;
	/** HTTP status and text of the answer. */
	status: number | undefined;
	body: string;
	/** The customer's trunks, then and now. */
	before: number;
	after: number;
}

/**
 * Kills a worker half-way and finds out what n8n does with the executions it was at, what is left of them at the
 * provider, and what happens when they are asked for again.
 */
export async function killRun(bench: Bench): Promise<Finding[]> {
	const { sandbox, cluster } = bench;
	const aftermath = await interrupt(bench);
	console.log(describeAftermath(aftermath));
	const failed = aftermath.interrupted.filter(({ status }) => status !== 'success');
	const retries = await step('Press Retry in n8n for what was interrupted', async () => {
		const answers: string[] = [];
		for (const { id } of failed) answers.push(await pressRetry(cluster.rest, id));
		return answers;
	});
	const trunksMadeByRetry = countOf(trunksByCompany(sandbox)) - countOf(aftermath.trunks);

	const again = await step('Send the unanswered requests again', () => sendAgain(bench, aftermath));
	const byExecution = again.filter(({ hasCustomersNumber }) => !hasCustomersNumber);
	const byCustomer = again.filter(({ hasCustomersNumber }) => hasCustomersNumber);
	const refusal = byCustomer.find((row) => !isAnswered(row));
	console.log(
		[
			`  n8n's Retry: ${tally(retries)}`,
			`  Sent again, names with the execution's number: ${describeAgain(byExecution)}`,
			`  Sent again, names with the customer's number: ${describeAgain(byCustomer)}`,
			...(refusal ? [`  The refusal: HTTP ${refusal.status} ${refusal.body}`] : []),
		].join('\n'),
	);
	return [
		...findingsOf(aftermath),
		finding(
			"n8n's Retry makes no trunk, because n8n has not kept the request",
			trunksMadeByRetry === 0,
			`${trunksMadeByRetry} more`,
		),
		finding(
			"With the execution's number in its name a trunk exists twice when the request is sent again, unless its phone number is on the first one already",
			byExecution.every((row) =>
				row.numberIsTaken
					? row.status === 422 && row.after === row.before
					: isAnswered(row) && row.after === row.before + 1,
			),
			describeAgain(byExecution),
		),
		finding(
			"With the customer's number in its name no trunk exists twice",
			byCustomer.every((row) => row.after === 1),
			describeAgain(byCustomer),
		),
		finding(
			'A caller whose trunk was made before is told so with HTTP 409, the others get the connection data',
			byCustomer.every(({ status, before }) => status === (before === 0 ? 201 : 409)),
			describeAgain(byCustomer),
		),
	];
}

async function interrupt({
	sandbox,
	cluster: { rest, workers, main },
	example,
	byExecution,
	options: { executions: usualCount, stopping },
}: Bench): Promise<Aftermath> {
	const count = Math.ceil(usualCount / 2);
	const customers = prepareAccount(sandbox, count);
	const [, victim] = workers;
	const earlier = new Set(startedBy(workers));
	let killedAt = NaN;
	let underWay: string[] = [];
	const results = await step(`Run 2: ${count} more, and one worker is killed`, async (say) => {
		let isOver = false;
		const calls = forEach(customers, (customer, index) =>
			callFor(customer, index % 2 ? example : byExecution, main.address, stopping),
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
	return {
		results,
		interrupted,
		endedAfter: interrupted.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '') - killedAt),
		others: executions.filter((execution) => !isInterrupted(execution)),
		startedTwice: underWay.filter((id) => timesStarted(workers, id) > 1),
		lost: results.filter(({ status }) => status !== 201),
		trunks: trunksByCompany(sandbox),
	};
}

/** Half of the trunks are made, among them some whose executions the worker is still at. */
function isHalfWay(sandbox: Sandbox, worker: Worker, count: number): boolean {
	const { trunks } = sandbox.state('twilio');
	if (trunks.size < count / 2) return false;
	const underWay = new Set(executionsUnderWay(worker));
	const names = [...trunks].map(({ settings }) => settings.friendly_name.split(' ').at(-1) ?? '');
	return names.filter((name) => underWay.has(name)).length >= 2;
}

/** Ends a worker the hard way. @returns the executions that it was at */
async function kill(worker: Worker): Promise<string[]> {
	if (worker.n8n.processId !== undefined) process.kill(worker.n8n.processId, 'SIGKILL');
	await worker.n8n.ended;
	return executionsUnderWay(worker);
}

const timesStarted = (workers: Worker[], id: string) =>
	workers.flatMap(({ started }) => started).filter((startedId) => startedId === id).length;

const countOf = (trunks: Trunks) => [...trunks.values()].flat().length;

async function sendAgain(
	{ sandbox, cluster, example, options: { stopping } }: Bench,
	{ lost, trunks }: Aftermath,
): Promise<SentAgain[]> {
	const taken = takenNumbers(sandbox);
	const again = await Promise.all(
		lost.map(({ customer, workflow }) =>
			callFor(customer, workflow, cluster.main.address, stopping),
		),
	);
	const trunksNow = trunksByCompany(sandbox);
	return again.map(({ customer: { company, phoneNumber }, workflow, status, body }) => ({
		hasCustomersNumber: workflow === example,
		numberIsTaken: taken.has(phoneNumber),
		status,
		body,
		before: trunks.get(company)?.length ?? 0,
		after: trunksNow.get(company)?.length ?? 0,
	}));
}

function findingsOf({
	results,
	interrupted,
	others,
	startedTwice,
	lost,
	trunks,
}: Aftermath): Finding[] {
	const statuses = interrupted.map(({ status }) => status);
	return [
		finding(
			'Every execution that the killed worker was not at succeeds',
			others.length === results.length - interrupted.length &&
				others.every(({ status }) => status === 'success'),
			tally(others.map(({ status }) => status)),
		),
		finding(
			'n8n ends what was interrupted as an error and does not run it again',
			statuses.includes('error') &&
				statuses.every((status) => status === 'error' || status === 'success') &&
				startedTwice.length === 0,
			`${tally(statuses)}; ${startedTwice.length} were started twice`,
		),
		finding(
			'Callers without connection data are told so',
			lost.length <= interrupted.length && lost.every(({ status }) => status === 500),
			describeAnswers(lost),
		),
		finding(
			'No trunk exists twice by itself',
			[...trunks.values()].every(({ length }) => length === 1),
			'some customers have more than one',
		),
	];
}

function describeAftermath({ interrupted, endedAfter, lost, trunks }: Aftermath): string {
	const withTrunk = lost.filter(({ customer }) => trunks.has(customer.company)).length;
	const failed = interrupted.filter(({ status }) => status !== 'success');
	const [first, last] = [Math.min(...endedAfter), Math.max(...endedAfter)].map(formatDuration);
	const longestWait = formatDuration(Math.max(...lost.map(({ milliseconds }) => milliseconds)));
	const nodesShown = Math.max(...failed.map((execution) => execution.nodesShown));
	const request = failed.some(({ knowsRequest }) => knowsRequest)
		? 'the request'
		: 'not the request';
	return [
		'',
		`  ${interrupted.length} executions were under way: ${tally(interrupted.map(({ status }) => status))}, ended ${first} to ${last} after the kill`,
		`  n8n says of them: "${failed[0]?.message}"`,
		`  n8n keeps of them the output of ${nodesShown} nodes at the most, and ${request}`,
		`  ${lost.length} callers got: ${describeAnswers(lost)}; after ${longestWait} at the latest`,
		`  The provider has the trunk of ${withTrunk} of them`,
	].join('\n');
}

const isAnswered = ({ status }: SentAgain) => status === 201;

function describeAgain(rows: SentAgain[]): string {
	const counts = {
		requests: rows.length,
		'had left a trunk': rows.filter(({ before }) => before > 0).length,
		'got connection data now': rows.filter(isAnswered).length,
		'got HTTP 409': rows.filter(({ status }) => status === 409).length,
		'got HTTP 422': rows.filter(({ status }) => status === 422).length,
		'have two trunks now': rows.filter(({ after }) => after > 1).length,
	};
	return Object.entries(counts)
		.map(([what, count]) => `${count} ${what}`)
		.join(', ');
}
