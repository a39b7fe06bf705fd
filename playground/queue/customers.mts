import { Problem } from '../base/problem.mjs';
import { findTrigger, type Example, type Workflow } from '../examples.mjs';
import { tally } from './finding.mjs';

/** What a CRM sends about a new customer. */
export interface Customer {
	customerNumber: string;
	company: string;
	email: string;
	pbxHost: string;
	pbxAddress: string;
	/** Reserved for this customer, so that executions side by side do not want the same one. */
	phoneNumber: string;
}

export interface CallResult {
	customer: Customer;
	workflow: Workflow;
	/** Undefined where the caller got no answer at all. */
	status: number | undefined;
	body: string;
	milliseconds: number;
}

export const inventCustomers = (count: number): Customer[] =>
	Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(4, '0');
		return {
			customerNumber: `K${number}`,
			company: `Customer ${number}`,
			email: `customer-${number}@example.com`,
			pbxHost: `pbx-${number}.example.com`,
			pbxAddress: `203.0.113.${(index % 250) + 1}`,
			phoneNumber: `+1555556${number}`,
		};
	});

/** The example whose names carry the customer's number: the same whenever the customer is asked for. */
export function newCustomerExample(examples: Example[]): Workflow {
	const example = examples.find(({ file }) => file === 'new-customer-twilio.json');
	if (!example) throw new Problem('examples/new-customer-twilio.json is missing.');
	return example.workflow;
}

export const webhookPath = (workflow: Workflow) => findTrigger(workflow)?.parameters.path as string;

/** How long a caller waits for an answer, in milliseconds. */
const callerPatience = 240_000;

/** Calls the workflow's production webhook as a CRM does; never rejects. */
export async function callFor(
	customer: Customer,
	workflow: Workflow,
	address: string,
	stopping: AbortSignal,
): Promise<CallResult> {
	const started = Date.now();
	const result = (status: number | undefined, body: string): CallResult => ({
		customer,
		workflow,
		status,
		body,
		milliseconds: Date.now() - started,
	});
	try {
		const response = await fetch(`${address}/webhook/${webhookPath(workflow)}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(customer),
			signal: AbortSignal.any([stopping, AbortSignal.timeout(callerPatience)]),
		});
		return result(response.status, await response.text());
	} catch (error) {
		return result(undefined, String((error as Error).cause ?? error));
	}
}

/** Requests that the CRM has open at a time: more than the workers run, so that there is a queue. */
export const openCalls = 50;

/** Like `Promise.all(customers.map(call))`, but with no more than `openCalls` at a time. */
export async function forEach(
	customers: Customer[],
	call: (customer: Customer, index: number) => Promise<CallResult>,
): Promise<CallResult[]> {
	const results: CallResult[] = [];
	const left = customers.entries();
	const caller = async () => {
		for (const [index, customer] of left) results[index] = await call(customer, index);
	};
	await Promise.all(Array.from({ length: openCalls }, caller));
	return results;
}

export const describeAnswers = (results: CallResult[]) =>
	tally(
		results.map(({ status, body }) =>
			status === 201 || status === 200
				? String(status)
				: `${status ?? 'no answer'} ${body.slice(0, 160)}`,
		),
	);
