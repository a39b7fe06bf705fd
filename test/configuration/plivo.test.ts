import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { trunkPath } from '../../sandbox/providers/plivo/state';
import { byId, rowsOf, wordsOf } from '../operations/support';
import { useConfiguration } from './useConfiguration';

/** Trunk Configuration at Plivo, where what a trunk uses must be there before the trunk. */

const { bench, run, done } = useConfiguration('plivo');

const json = (configuration: IDataObject, more: INodeParameters = {}): INodeParameters => ({
	defineConfiguration: 'json',
	configuration: JSON.stringify(configuration),
	...more,
});

const incoming = {
	name: 'Garage in',
	direction: 'inbound',
	originationUris: [
		{ uri: 'pbx.example.com;transport=tcp', name: 'PBX' },
		{ uri: 'backup.example.com;transport=tcp', name: 'Backup' },
	],
	phoneNumbers: ['+12025550151'],
};

const outgoing = {
	name: 'Garage out',
	direction: 'outbound',
	sipCredentials: [{ username: 'garage01' }],
	allowedAddresses: [{ address: '8.8.4.4/32' }, { address: '8.8.8.0/28' }],
};

const state = () => bench.sandbox.state('plivo');
const writes = () =>
	bench.sandbox.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path.replace(/^.*?\/(?=Zentrunk|Number)/, '')}`);

it('makes what an inbound trunk names before the trunk, and puts the number on it last', async () => {
	const row = await done('apply', json(incoming));
	expect(row).toMatchObject({ outcome: 'created' });
	expect(writes()).toEqual([
		'POST Zentrunk/URI/',
		'POST Zentrunk/URI/',
		'POST Zentrunk/Trunk/',
		'POST Number/12025550151/',
	]);
	const [trunk] = state().trunks.all();
	const [primary, fallback] = state().uris.all();
	expect(trunk).toMatchObject({
		primary_uri_uuid: primary.uri_uuid,
		fallback_uri_uuid: fallback.uri_uuid,
	});
	expect(primary).toMatchObject({ name: 'PBX (for trunk Garage in)' });
	expect(state().numbers.get('12025550151')?.application).toBe(trunkPath(trunk.trunk_id));
	expect(await done('apply', json(incoming))).toMatchObject({ outcome: 'unchanged' });
	expect(writes()).toEqual([]);
});

it('makes an outbound trunk with a user name and one list of addresses', async () => {
	const row = await done('apply', json(outgoing));
	const [{ password }] = row.sipCredentials as IDataObject[];
	expect(row).toMatchObject({ outcome: 'created' });
	expect(writes()).toEqual([
		'POST Zentrunk/Credential/',
		'POST Zentrunk/IPAccessControlList/',
		'POST Zentrunk/Trunk/',
	]);
	expect(state().credentials.all()).toEqual([
		expect.objectContaining({ username: 'garage01', password }),
	]);
	expect(state().ipAccessControlLists.all()).toEqual([
		expect.objectContaining({ ip_addresses: ['8.8.4.4', '8.8.8.0/28'] }),
	]);
	expect(await done('apply', json(outgoing))).toMatchObject({ outcome: 'unchanged' });
});

it.each([
	[{ ...incoming, originationUris: [] }, 'An inbound trunk cannot be made without'],
	[{ name: 'x', direction: 'outbound' }, 'An outbound trunk cannot be made without'],
	[{ ...outgoing, phoneNumbers: ['+12025550151'] }, 'on it a number stops answering'],
])('refuses what cannot be, before any change: %j', async (configuration, reason) => {
	const result = await run('apply', json(configuration as IDataObject));
	expect(wordsOf(result)).toContain(reason);
	expect(writes()).toEqual([]);
});

it('leaves a number where it is that an outbound trunk cannot have, where that is to be left out', async () => {
	const wanted = { ...outgoing, phoneNumbers: ['+12025550151'] };
	const options = { configurationOptions: { ignoreNotSupported: true } };
	const row = await done('apply', json(wanted, options));
	expect(row).toMatchObject({ outcome: 'created', notSupported: [{ name: '+12025550151' }] });
	expect(state().numbers.get('12025550151')?.application).toBeNull();
});

it.each([
	['makes no trunk without what it needs', { name: 'x' }, 'cannot be made without'],
	['changes no trunk of the other direction', {}, "choose the right one in 'Trunk'"],
])('%s, also where what cannot be had is left out', async (_, other, words) => {
	await done('apply', json({ ...incoming, phoneNumbers: [] }));
	const wanted = { name: incoming.name, direction: 'outbound', secure: true, ...other };
	const options = { configurationOptions: { ignoreNotSupported: true } };
	const result = await run('apply', json(wanted, options));
	expect(wordsOf(result)).toContain(words);
	expect(writes()).toEqual([]);
});

it('leaves a list of addresses that another trunk uses, and gives the trunk one of its own', async () => {
	await done('apply', json(outgoing));
	await done(
		'apply',
		json({ ...outgoing, name: 'Other', sipCredentials: [{ username: 'other1' }] }),
	);
	const [first, other] = state().trunks.all();
	other.ipacl_uuid = first.ipacl_uuid;
	const addresses = [...outgoing.allowedAddresses, { address: '8.8.4.9/32' }];
	await done('apply', json({ ...outgoing, allowedAddresses: addresses }));
	const addressesOf = ({ ipacl_uuid: id }: typeof first) =>
		state().ipAccessControlLists.get(id ?? '')?.ip_addresses;
	expect(addressesOf(other)).toEqual(['8.8.4.4', '8.8.8.0/28']);
	expect(addressesOf(first)?.sort()).toEqual(['8.8.4.4', '8.8.4.9', '8.8.8.0/28']);
});

it('deletes a trunk with what it used alone, and not what another uses', async () => {
	await done('apply', json({ ...incoming, phoneNumbers: [] }));
	await done('apply', json({ ...incoming, name: 'Other', phoneNumbers: [] }));
	const [first, other] = state().trunks.all();
	other.fallback_uri_uuid = first.primary_uri_uuid;
	await done('delete', { trunkId: byId(first.trunk_id) });
	expect(state().trunks.all()).toEqual([other]);
	expect(state().uris.get(other.fallback_uri_uuid ?? '')).toBeDefined();
	expect(state().uris.get(first.fallback_uri_uuid ?? '')).toBeUndefined();
});

it('does not delete a trunk with numbers, which would ring nowhere', async () => {
	await done('apply', json(incoming));
	const result = await run('delete', { name: 'Garage in' });
	expect(wordsOf(result)).toContain('+12025550151 would be left without a trunk');
	expect(writes()).toEqual([]);
});

it('checks a number on an outbound trunk, and an address without a transport', async () => {
	await done('apply', json(outgoing));
	await done('apply', json({ ...incoming, originationUris: [{ uri: 'pbx.example.com' }] }));
	const [out] = state().trunks.all();
	const number = state().numbers.get('12025550152');
	if (number !== undefined) number.application = trunkPath(out.trunk_id);
	const result = await run('check', { returnAll: true });
	const findings = rowsOf(result).map((row) => (row.findings as IDataObject[]).map(({ id }) => id));
	expect(findings[0]).toContain('numberOnOutbound');
	expect(findings[1]).toContain('doubtfulUri');
});

it('removes what an interrupted Delete has left, and nothing that was made for another trunk', async () => {
	await done('apply', json({ ...incoming, phoneNumbers: [] }));
	await done('apply', json(outgoing));
	const [first] = state().trunks.all();
	state().trunks.delete(first.trunk_id);
	const row = await done('delete', { name: 'Garage in', ignoreIfMissing: true });
	expect(row).toMatchObject({ deleted: true, alreadyGone: true });
	expect(state().uris.all()).toEqual([]);
	expect(state().credentials.all()).toHaveLength(1);
	expect(state().ipAccessControlLists.all()).toHaveLength(1);
});

describe('a list of addresses that a run has left which ended before the trunk named it', () => {
	const lists = () =>
		state()
			.ipAccessControlLists.all()
			.map(({ ip_addresses: all }) => all.join());

	/** Its trunk is made with a user name alone, and the list is on no trunk. */
	async function arrange(): Promise<void> {
		await done('apply', json(outgoing));
		for (const trunk of state().trunks.all()) trunk.ipacl_uuid = null;
		expect(lists()).toEqual(['8.8.4.4,8.8.8.0/28']);
	}

	it('goes where no addresses are wanted', async () => {
		await arrange();
		const none = json({ ...outgoing, allowedAddresses: [] });
		const plan = await done('plan', none);
		expect(plan.summary).toContain('removes allowed addresses 8.8.4.4/32 and 8.8.8.0/28');
		expect(await done('apply', none)).toMatchObject({ outcome: 'changed' });
		expect(lists()).toEqual([]);
		expect(await done('apply', none)).toMatchObject({ outcome: 'unchanged' });
	});

	it('goes where no trunk has been made yet, and a new one has no addresses', async () => {
		await arrange();
		for (const trunk of state().trunks.all()) state().trunks.delete(trunk.trunk_id);
		await done('apply', json({ ...outgoing, allowedAddresses: [] }));
		expect(lists()).toEqual([]);
	});

	it('is used where other addresses are wanted', async () => {
		await arrange();
		await done('apply', json({ ...outgoing, allowedAddresses: [{ address: '8.8.4.9/32' }] }));
		expect(lists()).toEqual(['8.8.4.9']);
		expect(state().trunks.all()[0].ipacl_uuid).toBe(
			state().ipAccessControlLists.all()[0].ipacl_uuid,
		);
	});

	it('goes with its trunk', async () => {
		await arrange();
		await done('delete', { name: outgoing.name });
		expect(lists()).toEqual([]);
	});
});

it('removes a URI that people have made and it replaces, also where the first run cannot', async () => {
	await done('apply', json({ ...incoming, phoneNumbers: [] }));
	for (const row of state().uris.all()) row.name = 'By hand';
	const [kept, gone] = incoming.originationUris;
	const other = json(
		{
			...incoming,
			originationUris: [kept, { ...gone, uri: 'new.example.com;transport=tcp' }],
			phoneNumbers: [],
		},
		{ configurationOptions: { removeUnnamed: ['originationUris'] } },
	);
	bench.faults({ kind: 'status', status: 403, method: 'DELETE', path: '/URI/' });
	expect(wordsOf(await run('apply', other))).toContain('403');
	expect(state().uris.all()).toHaveLength(3);
	bench.faults();
	await done('apply', other);
	expect(
		state()
			.uris.all()
			.map(({ uri }) => uri)
			.sort(),
	).toEqual(['new.example.com;transport=tcp', 'pbx.example.com;transport=tcp']);
});

it('is not connected to a platform while it is for outgoing calls, which nothing changes', async () => {
	await done('apply', json(outgoing));
	const words = wordsOf(await run('apply', { name: 'Garage out', connectTo: 'elevenlabs' }));
	expect(words).toContain(
		'the direction of the trunk is "outbound". Choose a trunk whose direction is "inbound".',
	);
	expect(writes()).toEqual([]);
});
