import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sandboxCredentials, type ProviderName } from '../../sandbox/index';
import { useSandbox } from '../sandbox/support';
import { runNode, type Run, type RunOptions } from '../support/engine';

/** What the tests of the transport have in common: one operation at the sandbox, with waits that are short. */

export interface Task {
	provider: ProviderName;
	resource: string;
	operation: string;
	/** Parameters that are the same for all items. */
	parameters?: INodeParameters;
	/** Values of the items, taken over by expressions. */
	items?: IDataObject[];
	options?: INodeParameters;
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const wordsOf = ({ error }: Run) =>
	`${error?.message ?? ''} ${String((error as { description?: string } | undefined)?.description ?? '')}`;

/** How a run with one item ended. */
export function endOf(run: Run): string {
	if (run.error !== undefined)
		return /may (?:exist|have been made)/.test(wordsOf(run)) ? 'open' : 'refused';
	return run.items[0].json.recovered === true ? 'recovered' : 'done';
}

export const manyNames = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ name: `item ${index}` }));

export const creates = (items: IDataObject[], options: INodeParameters = {}): Task => ({
	provider: 'twilio',
	resource: 'trunk',
	operation: 'create',
	parameters: { domainName: '' },
	items,
	options: { maxWait: 10, ...options },
});

/** A trunk with a domain, which is unique at the provider. */
export const uniqueCreate = (): Task => ({
	provider: 'twilio',
	resource: 'trunk',
	operation: 'create',
	parameters: { name: 'new', domainName: 'new.pstn.twilio.com' },
});

export const lists = (
	provider: ProviderName,
	resource: string,
	options: INodeParameters = {},
): Task => ({
	provider,
	resource,
	operation: 'getAll',
	parameters: { returnAll: true },
	options,
});

/** The sandbox of one test file, and what is done and looked at there. */
export function useTransport() {
	const held = useSandbox();

	async function carryOut(task: Task, more: Partial<RunOptions> = {}): Promise<Run> {
		const { provider, resource, operation, parameters, items = [{}], options } = task;
		const taken = Object.keys(items[0]).map((name) => {
			const value = `={{ $json.${name} }}`;
			return [name, name.endsWith('Id') ? byId(value) : value];
		});
		held.sandbox.requests.length = 0;
		return await runNode({
			parameters: {
				provider,
				resource,
				operation,
				...parameters,
				...(Object.fromEntries(taken) as INodeParameters),
				options: { timeout: 10, maxRetries: 2, maxWait: 5, ...options },
			},
			input: items,
			credentials: sandboxCredentials(held.sandbox.addresses),
			...more,
		});
	}

	/** A trunk that is there, made at another time than now. */
	function oldTrunk(): string {
		held.sandbox.seedTrunks('twilio', 1);
		const [trunk] = held.sandbox.state('twilio').trunks;
		Object.assign(trunk, { created: new Date(0), updated: new Date(0) });
		return trunk.sid;
	}

	const trunks = () => [...held.sandbox.state('twilio').trunks];
	const names = () => trunks().map(({ settings }) => settings.friendly_name);

	const posts = () => held.sandbox.requests.filter(({ method }) => method === 'POST');

	return { held, carryOut, oldTrunk, trunks, names, posts };
}
