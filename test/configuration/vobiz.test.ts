import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { rowsOf, wordsOf } from '../operations/support';
import { useConfiguration } from './useConfiguration';

/** Trunk Configuration at Vobiz, whose credentials, addresses and URIs belong to the account. */

const { bench, run, done } = useConfiguration('vobiz');

const json = (configuration: IDataObject, more: INodeParameters = {}): INodeParameters => ({
	defineConfiguration: 'json',
	configuration: JSON.stringify({ direction: 'inbound', maxConcurrentCalls: 10, ...configuration }),
	...more,
});

const customer = (nth: number, more: IDataObject = {}) => ({
	name: `Garage ${nth}`,
	originationUris: [{ uri: `sip:pbx-${nth}.example.com`, name: 'PBX', priority: 1 }],
	sipCredentials: [{ username: `garage-${nth}` }],
	allowedAddresses: [{ address: '11.22.33.4/32', name: 'PBX' }],
	phoneNumbers: ['+910055500121'],
	...more,
});

const everything = { removeUnnamed: ['originationUris', 'sipCredentials', 'allowedAddresses'] };

const state = () => bench.sandbox.state('vobiz');
const writes = () => bench.sandbox.requests.filter(({ method }) => method !== 'GET');

it('makes a trunk that carries calls, and leaves it as it is the second time', async () => {
	const row = await done('apply', json(customer(1)));
	expect(row).toMatchObject({
		outcome: 'created',
		sipCredentials: [{ username: 'garage-1', passwordKnown: true }],
	});
	const [trunk] = state().trunks.all();
	expect(trunk).toMatchObject({
		credential_uuid: state().credentials.all()[0].id,
		ipacl_uuid: state().ipAcl.all()[0].id,
		primary_uri_uuid: state().originationUris.all()[0].id,
	});
	expect(state().originationUris.all()[0].description).toBe(`PBX (${trunk.trunk_id})`);
	expect(state().numbers.get('+910055500121')?.trunk_group_id).toBe(trunk.trunk_id);
	expect(bench.sandbox.requests).toHaveLength(12);
	expect(await done('apply', json(customer(1)))).toMatchObject({ outcome: 'unchanged' });
	expect(bench.sandbox.requests).toHaveLength(5);
	expect(writes()).toEqual([]);
});

/** The list of 1,001 trunks has 11 pages. */
it('takes no more among 1,000 trunks than the pages of their list', async () => {
	bench.sandbox.seedTrunks('vobiz', 1000);
	await done('apply', json(customer(1)));
	// Read once to find the trunk, and once to see whether another run has made it as well.
	expect(bench.sandbox.requests).toHaveLength(11 + 11 + 10);
	await done('apply', json(customer(1)));
	expect(bench.sandbox.requests).toHaveLength(11 + 4);
	expect(writes()).toEqual([]);
});

it('reads the lists of the account once per run, however many items there are', async () => {
	const input = [1, 2, 3].map((nth) => customer(nth, { phoneNumbers: [] }));
	const configuration = `={{ JSON.stringify({ direction: 'inbound', maxConcurrentCalls: 10, ...$json }) }}`;
	const all = await bench.run(
		{ resource: 'trunkConfiguration', operation: 'apply' },
		{ defineConfiguration: 'json', configuration },
		{ input },
	);
	expect(rowsOf(all).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
	const again = await bench.run(
		{ resource: 'trunkConfiguration', operation: 'apply' },
		{ defineConfiguration: 'json', configuration },
		{ input },
	);
	expect(rowsOf(again).map(({ outcome }) => outcome)).toEqual(input.map(() => 'unchanged'));
	const paths = bench.sandbox.requests.map(({ path }) => path.replace(/^.*MA_SANDBOX1/, ''));
	expect(paths.sort()).toEqual([
		'/numbers',
		'/trunks',
		'/trunks/credentials',
		'/trunks/ip-acl',
		'/trunks/origination-uris',
	]);
});

it('shows names without the mark that its entries carry', async () => {
	await done('apply', json(customer(1)));
	expect(await done('get', { name: 'Garage 1' })).toMatchObject({
		originationUris: [{ uri: 'sip:pbx-1.example.com', name: 'PBX', priority: 1 }],
		allowedAddresses: [{ address: '11.22.33.4/32', name: 'PBX' }],
		direction: 'inbound',
	});
});

it('replaces what is in a full slot only where that is wanted, and never empties it', async () => {
	await done('apply', json(customer(1)));
	const other = customer(1, { allowedAddresses: [{ address: '11.22.33.9/32' }] });
	const full = await run('apply', json(other));
	expect(full.error?.message).toContain(
		'has at most 1 allowed address, and it has "11.22.33.4/32"',
	);
	expect(writes()).toEqual([]);
	await done('apply', json(other, { configurationOptions: everything }));
	expect(state().ipAcl.all()).toMatchObject([{ ip_address: '11.22.33.9' }]);
	expect(state().trunks.all()[0].ipacl_uuid).toBe(state().ipAcl.all()[0].id);
	const empty = customer(1, { allowedAddresses: [] });
	const emptied = await run('apply', json(empty, { configurationOptions: everything }));
	expect(emptied.error?.message).toContain('it can only be replaced by another');
	expect(writes()).toEqual([]);
});

it('removes what people have made and it replaces, also where the first run cannot', async () => {
	const sections = { sipCredentials: [], phoneNumbers: [] };
	await done('apply', json(customer(1, sections)));
	for (const row of [...state().originationUris.all(), ...state().ipAcl.all()])
		row.description = 'By hand';
	const other = customer(1, {
		...sections,
		originationUris: [{ uri: 'sip:new.example.com', name: 'PBX', priority: 1 }],
		allowedAddresses: [{ address: '11.22.33.9/32' }],
	});
	bench.faults({
		kind: 'status',
		status: 403,
		method: 'DELETE',
		path: '/(ip-acl|origination-uris)/',
	});
	const interrupted = await run('apply', json(other, { configurationOptions: everything }));
	expect(wordsOf(interrupted)).toContain('403');
	expect(state().originationUris.all()).toHaveLength(2);
	expect(state().ipAcl.all()).toHaveLength(2);
	bench.faults();
	await done('apply', json(other, { configurationOptions: everything }));
	expect(state().originationUris.all()).toMatchObject([{ uri: 'sip:new.example.com' }]);
	expect(state().ipAcl.all()).toMatchObject([{ ip_address: '11.22.33.9' }]);
});

it('names a user name that it has replaced and cannot remove: only a person can find it later', async () => {
	await done('apply', json(customer(1)));
	bench.faults({ kind: 'status', status: 403, method: 'DELETE', path: '/credentials/' });
	const other = customer(1, { sipCredentials: [{ username: 'garage-2' }] });
	const interrupted = await run('apply', json(other, { configurationOptions: everything }));
	expect(wordsOf(interrupted)).toContain('Remove garage-1 yourself: it is on no trunk any more');
	expect(state().credentials.all()).toHaveLength(2);
});

it('tells nobody to remove a user name that the next run finds by its trunk', async () => {
	await done('apply', json(customer(1)));
	const other = customer(1, { sipCredentials: [{ username: 'garage-2' }] });
	bench.faults({ kind: 'status', status: 403, method: 'PUT', path: '/trunks/' });
	const untied = await run('apply', json(other, { configurationOptions: everything }));
	expect(wordsOf(untied)).toContain('tie SIP credentials to the trunk');
	expect(wordsOf(untied)).not.toContain('yourself');
	bench.faults({ kind: 'status', status: 403, method: 'DELETE', path: '/credentials/' });
	const there = await run('delete', { name: 'Garage 1' });
	expect(wordsOf(there)).toContain('remove SIP credential garage-1');
	expect(wordsOf(there)).not.toContain('yourself');
});

it('does not take a user name that belongs to another trunk', async () => {
	await done('apply', json(customer(1)));
	const refused = await run(
		'apply',
		json(customer(2, { sipCredentials: [{ username: 'garage-1' }], phoneNumbers: [] })),
	);
	expect(refused.error?.message).toContain('The user name belongs to trunk "Garage 1".');
	expect(writes()).toEqual([]);
});

it('removes what is the trunk’s own, and nothing where others use it as well', async () => {
	await done('apply', json(customer(1)));
	await done('apply', json(customer(2, { phoneNumbers: [] })));
	const [first, second] = state().trunks.all();
	second.ipacl_uuid = first.ipacl_uuid;
	const refused = await run('delete', { name: 'Garage 1' });
	expect(refused.error?.message).toContain('which trunk "Garage 2" uses as well');
	expect(writes()).toEqual([]);
	delete second.ipacl_uuid;
	await done('delete', { name: 'Garage 1' });
	expect(state().trunks.all()).toMatchObject([{ name: 'Garage 2' }]);
	expect(state().credentials.all()).toMatchObject([{ username: 'garage-2' }]);
	expect(state().numbers.get('+910055500121')?.trunk_group_id).toBeNull();
});
