import { facts } from '../../facts/index';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import type { ProviderName } from '../../nodes/SipTrunk/providers';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { entryOf } from './laws/entries';
import { arrange, perform, type Place } from './laws/place';
import { placesOf } from './laws/places';

/** An approved plan is accepted again, at every provider where a user name can get a new password. */

const { providers } = jest.requireActual<typeof import('../../nodes/SipTrunk/providers/index')>(
	'../../dist/nodes/SipTrunk/providers',
);

const places = providers
	.flatMap(({ value: provider, resources }) => {
		const resource = resources.find((one) => one.value === 'trunkConfiguration');
		if (resource === undefined) return [];
		const { port } = resource as ConfigurationResource;
		return placesOf({ provider, port, facts: facts[provider as ProviderName].configuration });
	})
	.filter(({ port }) => port.sections.sipCredentials?.setPassword !== undefined);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});

describe.each(places)('$title', (tried) => {
	const here = (): Place => ({ ...tried, sandbox });
	const configuration = {
		...tried.facts.always,
		...tried.facts.alwaysOwn?.('Garage'),
		name: 'Garage',
		sipCredentials: [entryOf(tried, 'sipCredentials', 0, 0)],
	};
	const options = { passwords: 'setAnew' };

	it('sets a new password once more where the user name that was to be added is there by now', async () => {
		arrange(here(), { present: [] });
		const plan = await perform(here(), 'plan', configuration, { options });
		const approved = { options, digest: String(plan.row?.digest) };
		const first = await perform(here(), 'apply', configuration, approved);
		expect(first.row).toMatchObject({ outcome: 'created' });
		const second = await perform(here(), 'apply', configuration, approved);
		expect(second.error).toBeUndefined();
		expect(second.row).toMatchObject({ changes: [{ action: 'setPassword' }] });
	});

	it('sets none for a user name that was to be left as it is', async () => {
		arrange(here(), { present: [] });
		await perform(here(), 'apply', configuration);
		const plan = await perform(here(), 'plan', configuration);
		const digest = String(plan.row?.digest);
		const second = await perform(here(), 'apply', configuration, { options, digest });
		expect(second.error).toContain('not those that were approved');
	});
});
