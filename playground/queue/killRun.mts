import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { twilioAccount } from '../../sandbox/providers/twilio/account.js';
import type { Sandbox } from '../../sandbox/index.js';
import { formatDuration } from '../base/duration.mjs';
import { step } from '../steps.mjs';
import { prepareAccount, type Bench } from './bench.mjs';
import { executionsUnderWay, startedBy, type Worker } from './cluster.mjs';
import { callFor, describeAnswers, forEach, type CallResult, type Customer } from './customers.mjs';
import { pressRetry, settledExecutions, type Execution } from './executions.mjs';
import { finding, tally, type Finding } from './finding.mjs';

/** What is known once everything of the run has come to an end. */
interface Aftermath {
	customers: Customer[];
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
}

/** A customer's trunk at the provider. */
interface CustomerTrunk {
	company: string;
	uris: number;
	/** Credential lists with one user name each, and the digest of its password. */
	lists: number;
	passwordDigests: string[];
	addressLists: number;
	numbers: string[];
}

/**
 * Kills a worker half-way and finds out what n8n does with the executions it was at, what is left of them at the
 * provider, and what becomes of it when all requests are sent again.
 */
export async function killRun(bench: Bench): Promise<Finding[]> {
	const { sandbox, cluster } = bench;
	const aftermath = await interrupt(bench);
	const left = trunksOf(sandbox);
	console.log(describeAftermath(aftermath, left));
	const failed = aftermath.interrupted.filter(({ status }) => status !== 'success');
	const retries = await step('Press Retry in n8n for what was interrupted', async () => {
		const answers: string[] = [];
		for (const { id } of failed) answers.push(await pressRetry(cluster.rest, id));
		return answers;
	});
	const madeByRetry = trunksOf(sandbox).length - left.length;
	const { customers, results } = aftermath;
	const again = await step(`Send all ${customers.length} requests again`, () =>
		sendAgain(bench, customers),
	);
	const trunks = trunksOf(sandbox);
	const outcomes = tally(again.map(({ body }) => String(answerIn(body).outcome ?? 'none')));
	console.log(
		[
			`  n8n's Retry: ${tally(retries)}`,
			`  Incomplete trunks before the requests came again: ${left.filter((trunk) => !isComplete(trunk)).length}, after: ${trunks.filter((trunk) => !isComplete(trunk)).length}`,
			`  Sent again: ${describeAnswers(again)}; outcomes: ${outcomes}`,
			`  Passwords: ${describePasswords(trunks, results, again)}`,
		].join('\n'),
	);
	return [
		...findingsOf(aftermath),
		finding(
			"n8n's Retry makes no trunk, because n8n has not kept the request",
			madeByRetry === 0,
			`${madeByRetry} more`,
		),
		finding(
			'Every request that is sent again succeeds',
			again.every(({ status }) => status === 200 || status === 201),
			describeAnswers(again),
		),
		finding(
			'Every customer has exactly one trunk then',
			trunks.length === customers.length &&
				new Set(trunks.map(({ company }) => company)).size === customers.length,
			`${trunks.length} trunks of ${customers.length} customers`,
		),
		finding(
			'Every trunk is complete, with no list or URI too many',
			trunks.every(isComplete) && noListTooMany(sandbox, customers.length),
			JSON.stringify(trunks.find((trunk) => !isComplete(trunk)) ?? listCounts(sandbox)),
		),
		finding(
			'Every password is known to its caller, or told as not known',
			trunks.every((trunk) => passwordIsTold(trunk, results, again)),
			describePasswords(trunks, results, again),
		),
	];
}

async function interrupt({
	sandbox,
	cluster: { rest, workers, main },
	example,
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
		const calls = forEach(customers, (customer) =>
			callFor(customer, example, main.address, stopping),
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
		customers,
		results,
		interrupted,
		endedAfter: interrupted.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '') - killedAt),
		others: executions.filter((execution) => !isInterrupted(execution)),
		startedTwice: underWay.filter((id) => timesStarted(workers, id) > 1),
		lost: results.filter(({ status }) => status !== 201),
	};
}

/** Half of the trunks are made, several are incomplete, and the worker is at some of them. */
function isHalfWay(sandbox: Sandbox, worker: Worker, count: number): boolean {
	if (sandbox.state('twilio').trunks.size < count / 2) return false;
	const incomplete = trunksOf(sandbox).filter((trunk) => !isComplete(trunk)).length;
	return incomplete >= 2 && executionsUnderWay(worker).length >= 2;
}

/** Ends a worker the hard way. @returns the executions that it was at */
async function kill(worker: Worker): Promise<string[]> {
	if (worker.n8n.processId !== undefined) process.kill(worker.n8n.processId, 'SIGKILL');
	await worker.n8n.ended;
	return executionsUnderWay(worker);
}

const timesStarted = (workers: Worker[], id: string) =>
	workers.flatMap(({ started }) => started).filter((startedId) => startedId === id).length;

const sendAgain = async (
	{ cluster, example, options: { stopping } }: Bench,
	customers: Customer[],
): Promise<CallResult[]> =>
	await forEach(customers, (customer) =>
		callFor(customer, example, cluster.main.address, stopping),
	);

const accountOf = (sandbox: Sandbox) => sandbox.state('twilio').accounts[twilioAccount.accountSid];

/** The trunks of all customers, as the provider has them. */
function trunksOf(sandbox: Sandbox): CustomerTrunk[] {
	const { credentialLists, incomingPhoneNumbers } = accountOf(sandbox);
	const numbers = [...incomingPhoneNumbers];
	return [...sandbox.state('twilio').trunks].map((trunk) => {
		const users = [...trunk.credentialLists].flatMap(({ sid }) => [
			...(credentialLists.get(sid)?.credentials ?? []),
		]);
		return {
			company: trunk.settings.friendly_name.split(' ').slice(0, 2).join(' '),
			uris: trunk.originationUrls.size,
			lists: trunk.credentialLists.size,
			passwordDigests: users.map(({ passwordDigest }) => passwordDigest),
			addressLists: trunk.ipAccessControlLists.size,
			numbers: numbers
				.filter(({ trunkSid }) => trunkSid === trunk.sid)
				.map(({ phoneNumber }) => phoneNumber),
		};
	});
}

const isComplete = ({ uris, lists, passwordDigests, addressLists, numbers }: CustomerTrunk) =>
	uris === 1 &&
	lists === 1 &&
	passwordDigests.length === 1 &&
	addressLists === 1 &&
	numbers.length === 1;

const listCounts = (sandbox: Sandbox) => {
	const { credentialLists, ipAccessControlLists } = accountOf(sandbox);
	return { credentialLists: credentialLists.size, ipAccessControlLists: ipAccessControlLists.size };
};

const noListTooMany = (sandbox: Sandbox, count: number) =>
	Object.values(listCounts(sandbox)).every((size) => size === count);

interface Answer {
	outcome?: string;
	password?: string;
	passwordKnown?: boolean;
}

function answerIn(body: string): Answer {
	try {
		return JSON.parse(body) as Answer;
	} catch {
		return {};
	}
}

const digestOf = (password: string) => createHash('sha256').update(password).digest('hex');

type PasswordState =
	| 'known from the first answer'
	| 'known from the second'
	| 'told as not known'
	| 'wrong';

/** What a customer's caller knows of the password that is in force. */
function passwordState(
	{ company, passwordDigests: [digest] }: CustomerTrunk,
	results: CallResult[],
	again: CallResult[],
): PasswordState {
	const answerOf = (calls: CallResult[]) =>
		answerIn(calls.find(({ customer }) => customer.company === company)?.body ?? '');
	const [first, second] = [answerOf(results), answerOf(again)];
	const isInForce = ({ password }: Answer) =>
		password !== undefined && digestOf(password) === digest;
	if (second.password !== undefined) return isInForce(second) ? 'known from the second' : 'wrong';
	if (first.password !== undefined)
		return isInForce(first) ? 'known from the first answer' : 'wrong';
	return second.passwordKnown === false ? 'told as not known' : 'wrong';
}

const passwordIsTold = (trunk: CustomerTrunk, results: CallResult[], again: CallResult[]) =>
	passwordState(trunk, results, again) !== 'wrong';

const describePasswords = (trunks: CustomerTrunk[], results: CallResult[], again: CallResult[]) =>
	tally(trunks.map((trunk) => passwordState(trunk, results, again)));

function findingsOf({ results, interrupted, others, startedTwice, lost }: Aftermath): Finding[] {
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
	];
}

function describeAftermath(
	{ interrupted, endedAfter, lost }: Aftermath,
	trunks: CustomerTrunk[],
): string {
	const companies = new Set(trunks.map(({ company }) => company));
	const withTrunk = lost.filter(({ customer }) => companies.has(customer.company)).length;
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
