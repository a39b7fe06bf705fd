import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import type { Values } from '../../../../nodes/SipTrunk/contract/provider';
import { miniVoice } from '../../../../nodes/SipTrunk/providers/miniVoice';
import { numberPath } from '../../../../nodes/SipTrunk/providers/miniVoice/phoneNumber';
import { recovery as recoveryOf } from '../../../../nodes/SipTrunk/providers/miniVoice/trunk';
import { collected, fakeClient, type FakeClient } from '../../../support/fakeClient';
import { operationOf, resourceOf, run, simplifiedBy, valuesOf } from '../../../support/operations';

/** The provider's documented examples, word for word. */
const CREATED = {
	id: 'trunk_20260529T120000.000000000',
	customer_id: 'cust_123',
	name: 'primary-outbound',
	direction: 'outbound',
	gateway_name: 'primary',
	proxy: 'sip.example.net',
	username: 'user1',
	is_active: true,
	created_at: '2026-05-29T12:00:00Z',
	updated_at: '2026-05-29T12:00:00Z',
};
const LISTED = {
	id: 'trunk_123',
	customer_id: 'cust_123',
	name: 'primary',
	direction: 'outbound',
	gateway_name: 'primary',
	proxy: 'sip.example.net',
	is_active: true,
	registration_status: 'REGED',
};
const LIST = { data: [LISTED], count: 1 };
const DID = {
	id: 'did_123',
	customer_id: 'cust_123',
	application_id: 'app_123',
	number_e164: '+15551230001',
	provider: 'didww',
	status: 'active',
	route_mode: 'webhook',
	created_at: '2026-05-29T12:00:00Z',
	updated_at: '2026-05-29T12:00:00Z',
};

const create = operationOf(miniVoice, 'trunk', 'create');
const get = operationOf(miniVoice, 'trunk', 'get');
const getAll = operationOf(miniVoice, 'trunk', 'getAll');
const getNumber = operationOf(miniVoice, 'phoneNumber', 'get');
const recovery = (client: FakeClient, values: Values) =>
	recoveryOf(client, values as Parameters<typeof recoveryOf>[1]);
const lost = new RequestFailure('The answer was lost.', { cause: 'refused', effect: 'open' });
const settings = { maxRetries: 3, pause: async () => true };

describe('MiniVoice trunk', () => {
	const bodies: Array<[string, IDataObject, IDataObject]> = [
		[
			'every field',
			{
				name: 'primary-outbound',
				proxy: 'sip.example.net:5060',
				gatewayName: 'primary',
				additionalFields: {
					username: 'user1',
					password: ' kept as is ',
					realm: 'sip.example.net',
					fromDomain: 'pbx.example.com',
					inboundIp: '198.51.100.7',
					enabled: false,
				},
			},
			{
				name: 'primary-outbound',
				proxy: 'sip.example.net:5060',
				gateway_name: 'primary',
				username: 'user1',
				password: ' kept as is ',
				realm: 'sip.example.net',
				from_domain: 'pbx.example.com',
				inbound_ip: '198.51.100.7',
				is_active: false,
			},
		],
		[
			'a SIP URI as proxy, and fields that were added and left empty',
			{
				name: 'primary',
				proxy: 'sip:sip.example.net:5080',
				gatewayName: '',
				additionalFields: { password: '', inboundIp: '' },
			},
			{ name: 'primary', proxy: 'sip:sip.example.net:5080' },
		],
		[
			'an IPv6 address, and a block of one address',
			{ name: 'a', proxy: '192.0.2.1', additionalFields: { inboundIp: '2001:db8::7/128' } },
			{ name: 'a', proxy: '192.0.2.1', inbound_ip: '2001:db8::7' },
		],
	];

	it.each(bodies)('create sends %s', async (_, parameters, body) => {
		const client = fakeClient([CREATED]);
		await run(create, client, parameters);
		expect(client.requests).toEqual([
			{ method: 'POST', path: '/v1/trunks', body, recovery: expect.anything() as unknown },
		]);
	});

	it.each([
		[{ name: 'a' }, "'Proxy' is required"],
		[
			{ name: 'a', proxy: '+4930123456' },
			`'Proxy' must be a host name or IP address, but it is "+4930123456".`,
		],
		[
			{ name: 'a', proxy: 'sip.example.net:99999' },
			`'Proxy' has a port that is not from 1 to 65535: "sip.example.net:99999".`,
		],
		[
			{ name: 'a', proxy: 'sip.example.net', additionalFields: { inboundIp: '198.51.100.0/24' } },
			`'Inbound IP' must be a single IP address, but "198.51.100.0/24" is a block.`,
		],
		[
			{ name: 'a', proxy: 'sip.example.net', additionalFields: { inboundIp: '203.0.113.300' } },
			`'Inbound IP' must be a single IP address, but it is "203.0.113.300".`,
		],
	])('refuses %j', (parameters, message) => {
		const attempt = () => valuesOf(create, parameters);
		expect(attempt).toThrow(InputError);
		expect(attempt).toThrow(message);
	});

	it.each([
		[
			CREATED,
			{
				id: 'trunk_20260529T120000.000000000',
				name: 'primary-outbound',
				status: 'active',
				direction: 'outbound',
				authentication: ['credentials'],
				createdAt: '2026-05-29T12:00:00.000Z',
				updatedAt: '2026-05-29T12:00:00.000Z',
			},
		],
		[
			LISTED,
			{
				id: 'trunk_123',
				name: 'primary',
				status: 'active',
				direction: 'outbound',
				registration: 'REGED',
				authentication: null,
				createdAt: null,
			},
		],
		[
			{ id: 'trunk_1', inbound_ip: '198.51.100.7', is_active: false },
			{ status: 'inactive', authentication: ['ip'], name: null },
		],
		[{ id: 'trunk_1' }, { status: 'unknown', direction: null, sipDomain: null }],
	])('simplifies %j', (row, expected) => {
		expect(simplifiedBy(miniVoice, 'trunk')(row)).toMatchObject({
			provider: 'miniVoice',
			...expected,
		});
	});
});

describe('MiniVoice list of trunks', () => {
	const short = { data: [LISTED], count: 2 };

	it('is what a trunk is found in', async () => {
		expect(await run(get, fakeClient([LIST]), { trunkId: 'trunk_123' })).toEqual([LISTED]);
		await expect(run(get, fakeClient([LIST]), { trunkId: 'trunk_9' })).rejects.toMatchObject({
			status: 404,
			gone: true,
			message: 'MiniVoice has no trunk with the ID "trunk_9".',
		});
	});

	it('never passes for complete if the count says that rows are missing', async () => {
		await expect(run(getAll, fakeClient([short]), { returnAll: true })).rejects.toThrow(
			'MiniVoice has 2 trunks but its list shows only 1',
		);
		await expect(run(get, fakeClient([short]), { trunkId: 'trunk_9' })).rejects.toThrow(
			'MiniVoice has 2 trunks but its list shows only 1',
		);
	});

	it('never passes for what a limit asks for if it shows fewer, and there are more', async () => {
		for (const rowsWanted of [2, 50]) {
			await expect(run(getAll, fakeClient([short], { rowsWanted }), {})).rejects.toMatchObject({
				message:
					'MiniVoice has 2 trunks but its list shows only 1, and its API has no way to ask for the others.',
				advice: expect.stringContaining("set 'Limit' to 1") as string,
			});
		}
		const none = fakeClient([{ data: [], count: 2 }], { rowsWanted: 1 });
		await expect(run(getAll, none, {})).rejects.toThrow('MiniVoice has 2 trunks');
	});

	it('is returned as it is where it has all that a limit asks for, or the trunk is in it', async () => {
		expect(await run(getAll, fakeClient([short], { rowsWanted: 1 }), {})).toEqual([LISTED]);
		expect(await run(getAll, fakeClient([LIST], { rowsWanted: 50 }), {})).toEqual([LISTED]);
		expect(await run(get, fakeClient([short]), { trunkId: 'trunk_123' })).toEqual([LISTED]);
	});

	it.each([[{}], [{ data: {} }], [{ trunks: [] }]])('must be a list: %j', async (answer) => {
		await expect(run(getAll, fakeClient([answer]), {})).rejects.toThrow('other than a list');
	});
});

describe('MiniVoice create whose answer is lost', () => {
	const named = { name: 'primary', proxy: 'sip.example.net' };
	const withGateway = { ...named, gatewayName: 'primary' };

	it('is done if the gateway name is there under the same name', async () => {
		const client = fakeClient([LIST]);
		const values = valuesOf(create, withGateway);
		expect(await recover(async () => lost, recovery(client, values), settings)).toEqual(
			new FoundRow(LISTED),
		);
	});

	it('does not take another trunk that has the gateway name for its own', async () => {
		const client = fakeClient(Array(9).fill(LIST));
		const values = valuesOf(create, { ...withGateway, name: 'other' });
		const conflict = new RequestFailure('exists', {
			cause: 'refused',
			status: 409,
			code: 'gateway_name_exists',
		});
		const outcomes = [lost, conflict];
		const outcome = await recover(async () => outcomes.shift(), recovery(client, values), settings);
		expect(outcome).toBe(conflict);
	});

	it.each<[what: string, there: IDataObject, asked: IDataObject]>([
		['another proxy', { proxy: 'old.example.net' }, {}],
		['another user name', { username: 'old' }, { username: 'new' }],
		['a user name where none was sent', { username: 'old' }, {}],
	])('does not take one that was there before, with %s, for its own', async (_, there, asked) => {
		const client = fakeClient(Array(9).fill({ data: [{ ...LISTED, ...there }], count: 1 }));
		const parameters = { ...withGateway, additionalFields: asked };
		const conflict = new RequestFailure('exists', {
			cause: 'refused',
			status: 409,
			code: 'gateway_name_exists',
		});
		const outcomes = [lost, conflict];
		const found = recovery(client, valuesOf(create, parameters));
		expect(await recover(async () => outcomes.shift(), found, settings)).toBe(conflict);
	});

	it.each<[what: string, there: IDataObject, asked: IDataObject]>([
		['does not show a user name', {}, { username: 'user1' }],
		['shows an empty user name', { username: '' }, {}],
		['shows the user name', { username: 'user1' }, { username: 'user1' }],
		['shows no proxy', { proxy: undefined }, {}],
		['writes the proxy in another way', { proxy: 'sip:SIP.example.net' }, {}],
		[
			'writes the port and parameters, too',
			{ proxy: 'sip:sip.example.net:5060;transport=udp' },
			{},
		],
	])('is done if the gateway name is there in a row that %s', async (_, there, asked) => {
		const client = fakeClient([{ data: [{ ...LISTED, ...there }], count: 1 }]);
		const parameters = { ...withGateway, additionalFields: asked };
		const found = recovery(client, valuesOf(create, parameters));
		expect(await recover(async () => lost, found, settings)).toBeInstanceOf(FoundRow);
	});

	it.each<[what: string, id: string, effect: string]>([
		['an hour before', 'trunk_20260529T110000.000000000', 'none'],
		['a minute before', 'trunk_20260529T115900.000000007', 'open'],
		['a minute later, by another clock', 'trunk_20260529T120100.000000000', 'open'],
	])('does not take one whose ID says that it was made %s', async (_, id, effect) => {
		jest.useFakeTimers({ now: new Date('2026-05-29T12:00:00Z') });
		const client = fakeClient([{ data: [{ ...LISTED, id }], count: 1 }]);
		const found = recovery(client, valuesOf(create, withGateway));
		const outcome = await recover(async () => lost, found, settings);
		jest.useRealTimers();
		expect(outcome).toMatchObject({ effect });
	});

	it('is done if the ID says that it was made just now', async () => {
		jest.useFakeTimers({ now: new Date('2026-05-29T12:00:00Z') });
		const there = { ...LISTED, id: 'trunk_20260529T120000.000000000' };
		const client = fakeClient([{ data: [there], count: 1 }]);
		const found = recovery(client, valuesOf(create, withGateway));
		const outcome = await recover(async () => lost, found, settings);
		jest.useRealTimers();
		expect(outcome).toEqual(new FoundRow(there));
	});

	it('may exist without a gateway name, also if the one of the same name has another proxy', async () => {
		const client = fakeClient([{ data: [{ ...LISTED, proxy: 'old.example.net' }], count: 1 }]);
		const outcome = await recover(
			async () => lost,
			recovery(client, valuesOf(create, named)),
			settings,
		);
		expect(outcome).toMatchObject({ effect: 'open' });
	});

	it('may exist if it has no gateway name and there is one of the same name', async () => {
		const client = fakeClient([LIST]);
		const outcome = await recover(
			async () => lost,
			recovery(client, valuesOf(create, named)),
			settings,
		);
		expect(outcome).toMatchObject({
			effect: 'open',
			advice: 'Look in the list of trunks for the name "primary" before you try again.',
		});
	});

	it('may exist if the list is not complete', async () => {
		const client = fakeClient([{ data: [], count: 1 }]);
		const values = valuesOf(create, withGateway);
		expect(await recover(async () => lost, recovery(client, values), settings)).toMatchObject({
			effect: 'open',
		});
	});

	it('looks for what was sent', async () => {
		const rows = [LISTED, { ...LISTED, gateway_name: 'b' }, { ...LISTED, name: 'b' }];
		const find = async (parameters: IDataObject) =>
			await collected(
				recovery(fakeClient([{ data: rows, count: 3 }]), valuesOf(create, parameters)).find(),
			);
		expect(await find(withGateway)).toEqual([rows[0]]);
		expect(await find(named)).toEqual([rows[0], rows[1]]);
	});
});

describe('MiniVoice phone number', () => {
	it.each([
		['did_123', '/v1/dids/did_123'],
		['+15551230001', '/v1/dids/by-number/+15551230001'],
		['+1 (555) 123-0001', '/v1/dids/by-number/+15551230001'],
		[' +49 30 123456 ', '/v1/dids/by-number/+4930123456'],
	])('%j is read at %s', async (phoneNumber, path) => {
		const number = /\+\d+$/.exec(path)?.[0] ?? DID.number_e164;
		const client = fakeClient([{ ...DID, number_e164: number }]);
		await run(getNumber, client, { phoneNumber });
		expect(client.requests).toEqual([{ method: 'GET', path }]);
	});

	it.each([
		['', "'Phone Number or ID' is required"],
		['004930123456', 'write +4930123456 instead'],
		['15551230001', 'write +15551230001'],
		['did_1/../../trunks', 'without spaces, slashes'],
		['..', 'E.164'],
	])('refuses %j', (phoneNumber, message) => {
		expect(() => valuesOf(getNumber, { phoneNumber })).toThrow(message);
	});

	it.each([['+1/../../trunks'], ['+'], ['+49?x=1']])('makes no path of %j', (number) => {
		expect(() => numberPath(number)).toThrow(InputError);
	});

	it('is only ever read', () => {
		expect(resourceOf(miniVoice, 'phoneNumber').operations.map(({ value }) => value)).toEqual([
			'get',
		]);
		expect(getNumber.readsOnly).toBe(true);
	});
});

describe('MiniVoice errors', () => {
	it.each([
		[
			409,
			{ error: { code: 'gateway_name_exists', message: 'gateway_name already exists' } },
			{ code: 'gateway_name_exists', said: 'gateway_name already exists' },
		],
		[
			400,
			{ error: { code: 'invalid_request', message: 'name is required' } },
			{ code: 'invalid_request', said: 'name is required' },
		],
		[
			401,
			{ error: { code: 'unauthorized', message: 'missing or invalid API key' } },
			{ code: 'unauthorized', said: 'missing or invalid API key' },
		],
		[500, {}, { code: null, said: '' }],
		[502, { error: 'bad gateway' }, { code: null, said: '' }],
		[500, { error: null }, { code: null, said: '' }],
	])('reads HTTP %d %j', (status, body, expected) => {
		expect(miniVoice.api.providerError(status, body)).toEqual(expected);
	});

	it.each(['gateway_name_exists', 'inbound_ip_exists', 'unauthorized', 'not_found'])(
		'says what to do about %s',
		(code) => expect(miniVoice.api.advice[code]).toMatch(/\.$/),
	);
});
