import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { make, makeRule } from '../../facts/providers/liveKit/routes';
import { isRead } from '../../facts/requests';
import { rowsOf, useBench } from '../operations/support';

/** What is particular of Trunk Configuration at LiveKit; its laws are tried with those of all providers. */

const bench = useBench('liveKit');
const { api } = bench;
const state = () => bench.sandbox.state('liveKit');

const number = '+15105550123';
const sales = { name: 'Sales', ruleType: 'individual', room: 'call-', agentName: 'agent' };

async function perform(operation: string, configuration?: object, more: INodeParameters = {}) {
	const run = await bench.run(
		{ resource: 'trunkConfiguration', operation },
		{
			...(configuration && {
				defineConfiguration: 'json',
				configuration: JSON.stringify(configuration),
			}),
			...more,
		},
	);
	return { row: rowsOf(run)[0], error: run.error?.message };
}

const writes = () =>
	bench.sandbox.requests
		.filter((request) => !isRead(request))
		.map(({ path }) => path.split('/').at(-1));

const removing = { configurationOptions: { removeUnnamed: ['dispatchRules'] } };

describe('a trunk with its dispatch rule', () => {
	const wanted = {
		name: 'Berlin',
		direction: 'inbound',
		phoneNumbers: [number],
		allowedAddresses: [{ address: '198.51.100.7' }, { address: 'sip.example.net' }],
		dispatchRules: [sales],
	};

	it('takes two changes, because numbers and addresses stand in the trunk', async () => {
		const { row, error } = await perform('apply', wanted);
		expect(error).toBeUndefined();
		expect(row.outcome).toBe('created');
		expect(writes()).toEqual(['CreateSIPInboundTrunk', 'CreateSIPDispatchRule']);
		const [trunk] = state().inboundTrunks.all();
		expect(trunk).toMatchObject({
			numbers: [number],
			allowed_addresses: ['198.51.100.7/32', 'sip.example.net'],
		});
		expect(state().dispatchRules.all()).toMatchObject([{ trunk_ids: [trunk.sip_trunk_id] }]);
	});

	it('is read as it was written', async () => {
		await perform('apply', wanted);
		const { row } = await perform('get', undefined, { name: 'Berlin' });
		expect(row).toMatchObject({
			name: 'Berlin',
			direction: 'inbound',
			phoneNumbers: [number],
			allowedAddresses: [{ address: '198.51.100.7/32' }, { address: 'sip.example.net' }],
			dispatchRules: [sales],
			notReadable: [],
		});
	});

	it('has another rule without a moment in which calls are refused', async () => {
		await perform('apply', wanted);
		const [{ sip_dispatch_rule_id: id }] = state().dispatchRules.all();
		const other = { ...sales, name: 'Support', agentName: 'second' };
		const { row, error } = await perform(
			'apply',
			{ name: 'Berlin', dispatchRules: [other] },
			removing,
		);
		expect(error).toBeUndefined();
		expect(row.outcome).toBe('changed');
		expect(writes()).toEqual(['UpdateSIPDispatchRule']);
		expect(state().dispatchRules.all()).toMatchObject([
			{
				sip_dispatch_rule_id: id,
				name: 'Support',
				room_config: { agents: [{ agent_name: 'second' }] },
			},
		]);
	});

	it('has no second rule, which LiveKit would refuse', async () => {
		await perform('apply', wanted);
		const { error } = await perform('apply', {
			name: 'Berlin',
			dispatchRules: [{ ...sales, name: 'Support' }],
		});
		expect(error).toContain('Support');
		expect(writes()).toEqual([]);
	});

	it('goes with its own rule, and leaves those of others', async () => {
		await perform('apply', wanted);
		const [{ sip_trunk_id: id }] = state().inboundTrunks.all();
		await makeRule(api, {
			name: 'For two',
			trunk_ids: [id, 'ST_other'],
			numbers: ['+4930999999'],
			rule: { dispatch_rule_individual: {} },
		});
		const { error } = await perform('delete', undefined, { name: 'Berlin' });
		expect(error).toBeUndefined();
		expect(writes()).toEqual(['DeleteSIPDispatchRule', 'DeleteSIPTrunk']);
		expect(
			state()
				.dispatchRules.all()
				.map(({ name }) => name),
		).toEqual(['For two']);
	});

	it('has a password that is in nothing that is put out', async () => {
		const password = 'Own-Pass-Word-1';
		const { row } = await perform(
			'apply',
			{ ...wanted, username: 'carrier' },
			{ configurationOptions: { password } },
		);
		expect(state().inboundTrunks.all()[0].auth_password).toBe(password);
		expect(JSON.stringify(row)).not.toContain(password);
	});
});

describe('what cannot be', () => {
	it('is an inbound trunk that takes every call, which Plan says as well', async () => {
		for (const operation of ['plan', 'apply']) {
			const { error } = await perform(operation, { name: 'Berlin', direction: 'inbound' });
			expect(error).toMatch(/^'Phone Numbers' are needed, or 'Allowed Addresses'/);
			expect(writes()).toEqual([]);
		}
	});

	it.each([
		['inbound', { transport: 'tls' }, 'transport'],
		['inbound', { address: 'sip.example.net' }, 'address'],
		['outbound', { allowedNumbers: [number] }, 'allowedNumbers'],
		['outbound', { dispatchRules: [sales] }, 'Sales'],
		['outbound', { allowedAddresses: [{ address: '198.51.100.7' }] }, '198.51.100.7/32'],
	])('is told of an %s trunk: %j', async (direction, more, name) => {
		const own = direction === 'inbound' ? {} : { address: 'sip.example.net' };
		const wanted = { name: 'Berlin', direction, phoneNumbers: [number], ...own, ...more };
		const { row } = await perform('plan', wanted);
		expect(row.notSupported).toMatchObject([
			{ name, reason: expect.stringMatching(/^LiveKit has it for \w+ trunks only\.$/) as string },
		]);
		expect((await perform('apply', wanted)).error).toContain(name);
		expect(writes()).toEqual([]);
	});
});

describe('Check', () => {
	const findings = async () => {
		const { row } = await perform('check');
		const ids = (row.findings as IDataObject[]).map(({ id }) => id);
		return { overall: row.overall, ids };
	};
	const inbound = async (more: IDataObject = {}) =>
		await make(api, 'Inbound', {
			name: 'Berlin',
			numbers: [number],
			allowed_addresses: ['44.229.228.186'],
			...more,
		});
	const outbound = async (more: IDataObject = {}) =>
		await make(api, 'Outbound', {
			name: 'Berlin',
			numbers: [number],
			address: 'sip.acme.com',
			transport: 'SIP_TRANSPORT_TLS',
			...more,
		});
	const ruleFor = async ({ sip_trunk_id: id }: IDataObject, more: IDataObject = {}) =>
		await makeRule(api, {
			name: 'Sales',
			trunk_ids: [id as string],
			rule: { dispatch_rule_individual: {} },
			...more,
		});

	it('finds nothing where all is there', async () => {
		await ruleFor(await inbound());
		expect(await findings()).toEqual({ overall: 'ok', ids: ['oneDirection'] });
	});

	it('finds that there is no rule, or none for the number', async () => {
		const trunk = await inbound();
		expect((await findings()).ids).toContain('noDispatchRule');
		await ruleFor(trunk, { numbers: ['+4930999999'] });
		expect(await findings()).toMatchObject({
			overall: 'fail',
			ids: ['noDispatchRule', 'oneDirection'],
		});
		await ruleFor(trunk, { trunk_ids: [], name: 'All' });
		expect((await findings()).overall).toBe('ok');
	});

	it('finds that everybody may call, also by what LiveKit ignores', async () => {
		await ruleFor(await inbound({ allowed_addresses: [] }));
		expect(await findings()).toEqual({ overall: 'warning', ids: ['openToAll', 'oneDirection'] });
		const [trunk] = state().inboundTrunks.all();
		trunk.allowed_addresses = ['sip:carrier.acme.com:5060;transport=tcp'];
		expect((await findings()).ids).toEqual(['openToAll', 'ignoredAddress', 'oneDirection']);
		Object.assign(trunk, { auth_username: 'carrier', allowed_addresses: [] });
		expect((await findings()).overall).toBe('ok');
	});

	it.each([
		[{}, 'ok', ['oneDirection']],
		[{ address: '10.0.0.5:5060' }, 'fail', ['unreachableCarrier', 'oneDirection']],
		[{ transport: 'SIP_TRANSPORT_AUTO' }, 'ok', ['unknownTransport', 'oneDirection']],
	])('finds of a trunk for outgoing calls %j', async (more, overall, ids) => {
		await outbound(more);
		expect(await findings()).toEqual({ overall, ids });
	});
});
