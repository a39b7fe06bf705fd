import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import { startSandboxProcess, withNumbers } from '../sandboxProcess.mjs';
import { median } from '../statistics.mjs';
import type { Bench, Figure, Work } from '../work.mjs';

/** New customers at Twilio: one node for each thing that is made, against one Apply. */

const CUSTOMERS = 100;
const QUICK_CUSTOMERS = 10;
const customersOf = (quick: boolean) => (quick ? QUICK_CUSTOMERS : CUSTOMERS);

interface Input extends Pick<NodeRun, 'folder' | 'credentials'> {
	customers: number;
}

/** Customers as a CRM hands them over, one item each. */
const customers = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(4, '0');
		return {
			name: `Customer ${number}`,
			domainName: `bench-${number}.pstn.twilio.com`,
			uri: `sip:pbx-${number}.example.com`,
			username: `pbx-${number}`,
			address: `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`,
			phoneNumber: `+1555556${number}`,
		};
	});

const customer = (key: string) => `={{ $('Start').item.json.${key} }}`;
const idFrom = (node: string) => ({
	__rl: true,
	mode: 'id',
	value: `={{ $('${node}').item.json.id }}`,
});
const step = (resource: string, operation: string, values: INodeParameters): INodeParameters => ({
	provider: 'twilio',
	resource,
	operation,
	...values,
});

/** What made a customer before there was Trunk Configuration. */
const chain: Record<string, INodeParameters> = {
	Trunk: step('trunk', 'create', { name: customer('name'), domainName: customer('domainName') }),
	'Origination URI': step('originationUri', 'create', {
		trunkId: idFrom('Trunk'),
		name: 'PBX',
		sipUri: customer('uri'),
	}),
	'Credential list': step('credentialList', 'create', { name: customer('name') }),
	'SIP credential': step('sipCredential', 'create', {
		credentialListId: idFrom('Credential list'),
		username: customer('username'),
	}),
	'Credential list on trunk': step('credentialList', 'addToTrunk', {
		trunkId: idFrom('Trunk'),
		credentialListId: idFrom('Credential list'),
	}),
	'Address list': step('ipAccessControlList', 'create', { name: customer('name') }),
	Address: step('ipAccessControlEntry', 'create', {
		ipAccessControlListId: idFrom('Address list'),
		name: 'PBX',
		ipAddress: customer('address'),
	}),
	'Address list on trunk': step('ipAccessControlList', 'addToTrunk', {
		trunkId: idFrom('Trunk'),
		ipAccessControlListId: idFrom('Address list'),
	}),
	Number: step('phoneNumber', 'assign', {
		trunkId: idFrom('Trunk'),
		phoneNumber: { __rl: true, mode: 'id', value: customer('phoneNumber') },
	}),
};

const apply = step('trunkConfiguration', 'apply', {
	name: customer('name'),
	domainName: customer('domainName'),
	originationUriRows: { row: [{ uri: customer('uri'), name: 'PBX' }] },
	usernames: customer('username'),
	allowedAddresses: customer('address'),
	phoneNumbers: customer('phoneNumber'),
});

async function run(
	{ customers: count, ...input }: Input,
	what: { chain: typeof chain } | { parameters: INodeParameters },
): Promise<number> {
	const runNodes = await loadEngine();
	const { milliseconds, items } = await runNodes({ ...input, ...what, input: customers(count) });
	if (items.length !== count) throw new Error(`Only ${items.length} customers were made`);
	return milliseconds;
}

export const sides = {
	chain: async (input: Input): Promise<number> => await run(input, { chain }),
	apply: async (input: Input): Promise<number> => await run(input, { parameters: apply }),
};

const figuresOf = (name: string): { time: Figure; requests: Figure } => ({
	time: { name, unit: 'ms', values: [] },
	requests: { name: `${name}, requests`, unit: '', values: [] },
});

export const applyAgainstChain: Work = {
	name: 'apply',
	title: (quick) =>
		`${customersOf(quick)} new Twilio customers in one run, Apply against ${Object.keys(chain).length} nodes`,
	isQuick: true,
	async measure({ tarball, quick, runs, say, stopping }: Bench) {
		const count = customersOf(quick);
		// Only requests are compared then, and their number is always the same.
		const times = quick ? 1 : runs(3);
		const figures = {
			apply: figuresOf('Apply'),
			chain: figuresOf(`${Object.keys(chain).length} nodes`),
		};
		const sandbox = await startSandboxProcess(withNumbers(count));
		try {
			for (let number = 1; number <= times; number++) {
				for (const side of ['chain', 'apply'] as const) {
					say(`run ${number} of ${times}, ${figures[side].time.name}`);
					await sandbox.begin();
					const input: Input = {
						folder: tarball.folder,
						credentials: sandbox.credentials,
						customers: count,
					};
					const { result } = await inOwnProcess<number>(import.meta.url, side, input, stopping);
					figures[side].time.values.push(result);
					figures[side].requests.values.push((await sandbox.requests()).length);
				}
			}
		} finally {
			await sandbox.stop();
		}
		return {
			figures: Object.values(figures).flatMap(({ time, requests }) => [time, requests]),
			bars: [
				{
					what: 'requests against one node each',
					value: median(figures.apply.requests.values) / median(figures.chain.requests.values),
					unit: 'x',
					atMost: 1.05,
				},
			],
		};
	},
};
