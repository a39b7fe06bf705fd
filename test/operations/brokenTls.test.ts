import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RegisteredProvider } from '../../nodes/SipTrunk/providers/index';
import { facts } from '../../facts/index';
import { sandboxCredentials } from '../../sandbox/index';
import { useSandbox } from '../sandbox/support';
import {
	breakings,
	startBrokenTls,
	startWithoutTls,
	trustingTests,
	type TlsServer,
} from '../support/brokenTls.cjs';
import { runNode } from '../support/engine';
import { byId, operationsOf, providers, rowsOf, wordsOf } from './support';

/**
 * Encrypted connections that break. Only what happens before a request is sent means that nothing was sent: once the
 * provider has it, the outcome is open, whatever breaks the connection.
 */

const held = useSandbox();

/** Whether the latest request has changed something. */
const hasChanged = () => (held.sandbox.requests.at(-1)?.effects.length ?? 0) > 0;

const addressOf = ({ value }: RegisteredProvider) => new URL(held.sandbox.addresses[value]);

/** What a person fills in, and of what must be there first, something that is. */
function filledIn(provider: RegisteredProvider): INodeParameters {
	const { account, filledIn: entered } = facts[provider.value];
	const belongings = account.furnish(held.sandbox);
	const create = operationsOf(provider).find(
		({ resource, operation }) => resource.value === 'trunk' && operation.value === 'create',
	);
	const chosen = (create?.operation.fields ?? [])
		.filter(({ type, required }) => type === 'resourceLocator' && required)
		.map(({ name }) => [name, byId(belongings[name](0, 0, entered))]);
	return { ...entered, ...(Object.fromEntries(chosen) as INodeParameters) } as INodeParameters;
}

/** Creates a trunk over this server, and tells what the node says and how many trunks there are more. */
async function creates(provider: RegisteredProvider, server: TlsServer) {
	const { credentialType, value } = provider;
	const parameters = filledIn(provider);
	const trunks = () =>
		facts[value].account.things(held.sandbox).filter(({ kind }) => kind === 'trunk').length;
	const stored = (sandboxCredentials(held.sandbox.addresses) as Record<string, IDataObject>)[
		credentialType
	];
	const { pathname } = new URL(held.sandbox.addresses[value]);
	const before = trunks();
	const run = await runNode({
		parameters: {
			provider: value,
			resource: 'trunk',
			operation: 'create',
			...parameters,
			options: { maxRetries: 1, maxWait: 3 },
		},
		credentials: {
			[credentialType]: { ...stored, baseUrl: server.address + pathname.replace(/\/$/, '') },
		},
	});
	await server.stop();
	return { run, made: trunks() - before };
}

describe.each(providers.map((provider) => ({ name: provider.name, provider })))(
	'$name',
	({ provider }) => {
		it.each(breakings)(
			'has made one trunk when %s comes in place of the answer',
			async (breaks) => {
				const server = await startBrokenTls(addressOf(provider).origin, breaks, hasChanged);
				const { run, made } = await trustingTests(async () => await creates(provider, server));
				expect(made).toBe(1);
				expect(wordsOf(run)).not.toContain('nothing was sent');
				const told = rowsOf(run)[0]?.recovered === true ? 'found' : wordsOf(run);
				expect(told).toMatch(/^found$|^It may exist, because the outcome is not known/);
			},
		);

		it('says that nothing was sent where there is no encryption', async () => {
			const { run, made } = await creates(provider, await startWithoutTls());
			expect(made).toBe(0);
			expect(wordsOf(run)).toMatch(
				/No encrypted connection to .* could be made .*nothing was sent/,
			);
		});

		it('says that nothing was sent where the certificate cannot be verified', async () => {
			const server = await startBrokenTls(addressOf(provider).origin, breakings[0], hasChanged);
			const { run, made } = await creates(provider, server);
			expect(made).toBe(0);
			expect(wordsOf(run)).toMatch(/could not be verified \(\w+\), so nothing was sent/);
			expect(held.sandbox.requests).toEqual([]);
		});
	},
);
