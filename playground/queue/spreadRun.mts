import { formatDuration } from '../base/duration.mjs';
import { step } from '../steps.mjs';
import { prepareAccount, requestsPerSecond, trunksByCompany, type Bench } from './bench.mjs';
import { startedBy } from './cluster.mjs';
import { callFor, describeAnswers, forEach, openCalls, type CallResult } from './customers.mjs';
import { settledExecutions, type Execution } from './executions.mjs';
import { finding, tally, type Finding } from './finding.mjs';

/** Many new customers side by side: all must succeed, and both workers must have a good part of them. */
export async function spreadRun({ sandbox, cluster, example, options }: Bench): Promise<Finding[]> {
	const { executions: count, stopping } = options;
	const customers = prepareAccount(sandbox, count);
	const started = Date.now();
	const title = `Run 1: ${count} new customers, ${openCalls} at a time`;
	const results = await step(title, () =>
		forEach(customers, (customer) => callFor(customer, example, cluster.main.address, stopping)),
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
			describeAnswers(results),
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

function describeFailures(executions: Execution[]): string {
	const failed = executions.find(({ status }) => status !== 'success');
	return `${tally(executions.map(({ status }) => status))}; the first says: ${failed?.message}`;
}
