import { facts } from '../../facts/index';
import { simulators } from '../../sandbox/providers';
import { operationsOf, providers } from '../operations/support';

/** What the compiler cannot say of the lists of providers. */

const names = providers.map(({ value }) => value);

it('stands in every list under its own name, in the order of the registry', () => {
	expect(Object.keys(facts)).toEqual(names);
	expect(Object.entries(simulators).map(([name, simulator]) => [name, simulator.name])).toEqual(
		names.map((name) => [name, name]),
	);
});

it.each(names)('%s keeps the names that users’ workflows store', (name) => {
	const provider = providers.find(({ value }) => value === name);
	const operations = provider === undefined ? [] : operationsOf(provider);
	const offered: Record<string, string> = {};
	for (const { resource, operation } of operations) {
		offered[resource.value] = [offered[resource.value], operation.value].filter(Boolean).join(' ');
	}
	expect(offered).toEqual(facts[name].offers);
	expect(provider?.credentialType).toBe(`${name}SipTrunkApi`);
});
