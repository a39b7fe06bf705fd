import type { IDataObject } from 'n8n-workflow';
import { account, trunkPath } from '../../sandbox/providers/plivo/state';
import { describeRules } from './rules';
import {
	byId,
	describeCases,
	descriptionOf,
	now,
	rowsOf,
	useBench,
	type OperationCase,
	type Sent,
} from './support';
import { formerPassword } from '../../facts/api';

const bench = useBench('plivo');
const { api } = bench;

const zentrunk = `${account}/Zentrunk`;

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];
const times = { createdAt: now, updatedAt: now };

/** Creates something and tells its ID. */
async function create(collection: string, key: string, body: IDataObject): Promise<string> {
	const answer = await api.post(`${zentrunk}/${collection}/`, body);
	return String(answer[key]);
}

const createUri = async (nth: number, body: IDataObject = {}) =>
	await create('URI', 'uri_uuid', {
		name: word(nth),
		uri: `sbc${nth}.example.com:5061;transport=tls`,
		...body,
	});

const createCredential = async (nth: number) =>
	await create('Credential', 'credential_uuid', {
		name: word(nth),
		username: `phone_${nth}`,
		password: formerPassword,
	});

const createEntry = async (nth: number, addresses = [`8.8.4.${nth}`]) =>
	await create('IPAccessControlList', 'ipacl_uuid', { name: word(nth), ip_addresses: addresses });

const createInbound = async (nth: number, body: IDataObject = {}) =>
	await create('Trunk', 'trunk_id', {
		name: word(nth),
		trunk_direction: 'inbound',
		primary_uri_uuid: await createUri(nth),
		...body,
	});

const createOutbound = async (nth: number, body: IDataObject = {}) =>
	await create('Trunk', 'trunk_id', {
		name: word(nth),
		trunk_direction: 'outbound',
		credential_uuid: await createCredential(nth),
		...body,
	});

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'plivo',
	id: null,
	name: null,
	status: 'active',
	direction: 'inbound',
	sipDomain: `${String(shown.id)}.zt.plivo.com`,
	transport: null,
	secure: false,
	maxConcurrentCalls: null,
	callsPerSecond: null,
	authentication: [],
	registration: null,
	...times,
	...shown,
});

const uriRow = (shown: IDataObject): IDataObject => ({
	provider: 'plivo',
	id: null,
	name: null,
	sipUri: null,
	priority: null,
	weight: null,
	enabled: null,
	trunkId: null,
	...times,
	...shown,
});

const credentialRow = (shown: IDataObject): IDataObject => ({
	provider: 'plivo',
	id: null,
	username: null,
	trunkId: null,
	credentialListId: null,
	realm: null,
	enabled: null,
	...times,
	...shown,
});

const entryRow = (shown: IDataObject): IDataObject => ({
	provider: 'plivo',
	id: null,
	name: null,
	cidr: null,
	trunkId: null,
	ipAccessControlListId: null,
	enabled: null,
	...times,
	...shown,
});

const numberRow = (phoneNumber: string, shown: IDataObject): IDataObject => ({
	provider: 'plivo',
	id: phoneNumber,
	phoneNumber,
	name: null,
	country: phoneNumber.startsWith('+91') ? 'India' : 'United States',
	status: null,
	trunkId: null,
	applicationId: null,
	createdAt: '2026-04-02T00:00:00.000Z',
	updatedAt: null,
	...shown,
});

const without = (row: IDataObject, key: string): IDataObject =>
	Object.fromEntries(Object.entries(row).filter(([name]) => name !== key));

/** What Plivo shows of each, outside of its envelope. */
const shownAt = (collection: string, key: string) => async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(async ({ [key]: id }) => {
			const answer = await api.get(`${zentrunk}/${collection}/${String(id)}/`);
			return (answer.object ?? answer) as IDataObject;
		}),
	);

const trunksThere = shownAt('Trunk', 'trunk_id');
const urisThere = shownAt('URI', 'uri_uuid');
const credentialsThere = shownAt('Credential', 'credential_uuid');
const entriesThere = shownAt('IPAccessControlList', 'ipacl_uuid');

const numbersThere =
	(added: IDataObject = {}) =>
	async (rows: IDataObject[]) =>
		await Promise.all(
			rows.map(async ({ number }) => ({
				...without(await api.get(`${account}/Number/${String(number)}/`), 'api_id'),
				...added,
			})),
		);

const read = (collection: string, id: string): Sent => [`GET ${zentrunk}/${collection}/${id}/`];

/** The requests that look for the trunks that use something. */
const lookedFor = (id: string, ...slots: string[]): Sent[] =>
	slots.map((slot) => [`GET ${zentrunk}/Trunk/?${slot}=${id}&limit=20&offset=0`]);

const uriSlots = ['primary_uri_uuid', 'fallback_uri_uuid'];

const trunkCases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => {
			const [primary, fallback] = [await createUri(nth), await createUri(nth)];
			return {
				parameters: {
					name: word(nth),
					direction: 'inbound',
					primaryOriginationUriId: primary,
					fallbackOriginationUriId: fallback,
					additionalFields: { enabled: false, secure: true },
				},
				sent: [
					[
						`POST ${zentrunk}/Trunk/`,
						{
							name: word(nth),
							trunk_direction: 'inbound',
							primary_uri_uuid: primary,
							fallback_uri_uuid: fallback,
							secure: true,
							trunk_status: 'disabled',
						},
					],
					[`GET ${zentrunk}/Trunk/{made}/`],
				],
				output: (id) => [trunkRow({ id, name: word(nth), status: 'inactive', secure: true })],
				raw: trunksThere,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'for outgoing calls, by credential and address',
		arrange: async () => {
			const [credential, entry] = [await createCredential(0), await createEntry(0)];
			return {
				input: { name: 'Köln' },
				parameters: {
					name: '={{ $json.name }}',
					direction: 'outbound',
					authType: 'both',
					credentialId: credential,
					ipAccessControlEntryId: entry,
				},
				sent: [
					[
						`POST ${zentrunk}/Trunk/`,
						{
							name: 'Köln',
							trunk_direction: 'outbound',
							credential_uuid: credential,
							ipacl_uuid: entry,
						},
					],
					[`GET ${zentrunk}/Trunk/{made}/`],
				],
				output: (id) => [
					trunkRow({
						id,
						name: 'Köln',
						direction: 'outbound',
						authentication: ['ip', 'credentials'],
					}),
				],
				raw: trunksThere,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'delete',
		arrange: async (nth) => {
			const id = await createInbound(nth);
			return {
				parameters: { trunkId: id },
				sent: [[`DELETE ${zentrunk}/Trunk/${id}/`]],
				output: [{ provider: 'plivo', id, deleted: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const id = await createOutbound(nth);
			return {
				parameters: { trunkId: id },
				sent: [read('Trunk', id)],
				output: [
					trunkRow({
						id,
						name: word(nth),
						direction: 'outbound',
						authentication: ['credentials'],
					}),
				],
				raw: trunksThere,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async () => {
			const made = [await createInbound(0), await createInbound(1)];
			await createInbound(2);
			return {
				parameters: { limit: 2 },
				sent: [[`GET ${zentrunk}/Trunk/?limit=2&offset=0`]],
				output: made.map((id, nth) => trunkRow({ id, name: word(nth) })),
				raw: trunksThere,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'for one direction with a status, from all pages',
		arrange: async () => {
			bench.sandbox.seedTrunks('plivo', 45);
			const id = await createOutbound(0, { trunk_status: 'disabled' });
			await createInbound(1, { trunk_status: 'disabled' });
			return {
				parameters: {
					returnAll: true,
					filters: { direction: 'outbound', secure: false, status: 'inactive' },
				},
				sent: [0, 20, 40].map((offset) => [
					`GET ${zentrunk}/Trunk/?trunk_direction=outbound&secure=false&limit=20&offset=${offset}`,
				]),
				output: [
					trunkRow({
						id,
						name: 'Berlin',
						status: 'inactive',
						direction: 'outbound',
						authentication: ['credentials'],
					}),
				],
				raw: trunksThere,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async (nth) => {
			const id = await createInbound(nth);
			const other = await createUri(nth);
			return {
				parameters: {
					trunkId: id,
					updateFields: { name: 'Renamed', enabled: false, primaryOriginationUriId: other },
				},
				sent: [
					read('Trunk', id),
					[
						`POST ${zentrunk}/Trunk/${id}/`,
						{
							name: 'Renamed',
							primary_uri_uuid: other,
							trunk_status: 'disabled',
							trunk_direction: 'inbound',
						},
					],
					read('Trunk', id),
				],
				output: [trunkRow({ id, name: 'Renamed', status: 'inactive' })],
				raw: trunksThere,
			};
		},
	},
];

const uriCases: OperationCase[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: { name: word(nth), sipUri: `sbc${nth}.example.com:5061;transport=tls` },
			sent: [
				[
					`POST ${zentrunk}/URI/`,
					{
						name: word(nth),
						uri: `sbc${nth}.example.com:5061;transport=tls`,
						authentication_needed: false,
					},
				],
				[`GET ${zentrunk}/URI/{made}/`],
			],
			output: (id) => [
				uriRow({ id, name: word(nth), sipUri: `sbc${nth}.example.com:5061;transport=tls` }),
			],
			raw: urisThere,
		}),
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		arrange: async (nth) => {
			const id = await createUri(nth);
			return {
				parameters: { originationUriId: id },
				sent: [...lookedFor(id, ...uriSlots), [`DELETE ${zentrunk}/URI/${id}/`]],
				output: [{ provider: 'plivo', id, deleted: true }],
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'get',
		arrange: async (nth) => {
			const id = await createUri(nth);
			return {
				parameters: { originationUriId: id },
				sent: [read('URI', id)],
				output: [
					uriRow({ id, name: word(nth), sipUri: `sbc${nth}.example.com:5061;transport=tls` }),
				],
				raw: urisThere,
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'getAll',
		arrange: async () => {
			const made = [await createUri(0), await createUri(1)];
			await createUri(2);
			return {
				parameters: { limit: 2 },
				sent: [[`GET ${zentrunk}/URI/?limit=2&offset=0`]],
				output: made.map((id, nth) =>
					uriRow({ id, name: word(nth), sipUri: `sbc${nth}.example.com:5061;transport=tls` }),
				),
				raw: urisThere,
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'update',
		arrange: async (nth) => {
			const id = await createUri(nth, {
				authentication_needed: true,
				username: 'plivo_calls',
				password: formerPassword,
			});
			return {
				parameters: {
					originationUriId: id,
					updateFields: { sipUri: 'sip:office@pbx.example.com;transport=tcp', password: 'new' },
				},
				sent: [
					read('URI', id),
					[
						`POST ${zentrunk}/URI/${id}/`,
						{
							uri: 'sip:office@pbx.example.com;transport=tcp',
							password: 'new',
							authentication_needed: true,
							username: 'plivo_calls',
						},
					],
					read('URI', id),
				],
				output: [
					uriRow({ id, name: word(nth), sipUri: 'sip:office@pbx.example.com;transport=tcp' }),
				],
				raw: urisThere,
			};
		},
	},
];

const accessCases: OperationCase[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				username: `phone_${nth}`,
				generatePassword: false,
				password: 'Own+Password1',
				additionalFields: { name: word(nth) },
			},
			sent: [
				[
					`POST ${zentrunk}/Credential/`,
					{ username: `phone_${nth}`, password: 'Own+Password1', name: word(nth) },
				],
				[`GET ${zentrunk}/Credential/{made}/`],
			],
			output: (id) => [credentialRow({ id, username: `phone_${nth}` })],
			raw: credentialsThere,
		}),
	},
	{
		resource: 'sipCredential',
		operation: 'delete',
		arrange: async (nth) => {
			const id = await createCredential(nth);
			return {
				parameters: { credentialId: id },
				sent: [...lookedFor(id, 'credential_uuid'), [`DELETE ${zentrunk}/Credential/${id}/`]],
				output: [{ provider: 'plivo', id, deleted: true }],
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'get',
		arrange: async (nth) => {
			const id = await createCredential(nth);
			return {
				parameters: { credentialId: id },
				sent: [read('Credential', id)],
				output: [credentialRow({ id, username: `phone_${nth}` })],
				raw: credentialsThere,
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'getAll',
		arrange: async () => {
			const made = [await createCredential(0), await createCredential(1)];
			await createCredential(2);
			return {
				parameters: { limit: 2 },
				sent: [[`GET ${zentrunk}/Credential/?limit=2&offset=0`]],
				output: made.map((id, nth) => credentialRow({ id, username: `phone_${nth}` })),
				raw: credentialsThere,
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		arrange: async (nth) => {
			const id = await createCredential(nth);
			return {
				parameters: {
					credentialId: id,
					updateFields: { name: 'Renamed', password: 'Other+Password1' },
				},
				sent: [
					read('Credential', id),
					[
						`POST ${zentrunk}/Credential/${id}/`,
						{ name: 'Renamed', username: `phone_${nth}`, password: 'Other+Password1' },
					],
					read('Credential', id),
				],
				output: [credentialRow({ id, username: `phone_${nth}` })],
				raw: credentialsThere,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: { name: word(nth), ipAddresses: `8.8.4.${nth}, 8.8.8.0/28, 2001:db8::7` },
			sent: [
				[
					`POST ${zentrunk}/IPAccessControlList/`,
					{ name: word(nth), ip_addresses: [`8.8.4.${nth}`, '8.8.8.0/28', '2001:db8::7'] },
				],
				[`GET ${zentrunk}/IPAccessControlList/{made}/`],
			],
			output: (id) => [
				entryRow({ id, name: word(nth), cidr: `8.8.4.${nth}/32, 8.8.8.0/28, 2001:db8::7/128` }),
			],
			raw: entriesThere,
		}),
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'delete',
		arrange: async (nth) => {
			const id = await createEntry(nth);
			return {
				parameters: { ipAccessControlEntryId: id },
				sent: [...lookedFor(id, 'ipacl_uuid'), [`DELETE ${zentrunk}/IPAccessControlList/${id}/`]],
				output: [{ provider: 'plivo', id, deleted: true }],
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'get',
		arrange: async (nth) => {
			const id = await createEntry(nth);
			return {
				parameters: { ipAccessControlEntryId: id },
				sent: [read('IPAccessControlList', id)],
				output: [entryRow({ id, name: word(nth), cidr: `8.8.4.${nth}/32` })],
				raw: entriesThere,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'getAll',
		arrange: async () => {
			const made = [await createEntry(0), await createEntry(1)];
			await createEntry(2);
			return {
				parameters: { limit: 2 },
				sent: [[`GET ${zentrunk}/IPAccessControlList/?limit=2&offset=0`]],
				output: made.map((id, nth) => entryRow({ id, name: word(nth), cidr: `8.8.4.${nth}/32` })),
				raw: entriesThere,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'update',
		about: 'with an address more, which goes with those that are there',
		arrange: async (nth) => {
			const id = await createEntry(nth);
			return {
				parameters: {
					ipAccessControlEntryId: id,
					updateFields: { addIpAddresses: `8.8.4.9, 8.8.4.${nth}/32` },
				},
				sent: [
					read('IPAccessControlList', id),
					[
						`POST ${zentrunk}/IPAccessControlList/${id}/`,
						{ ip_addresses: [`8.8.4.${nth}`, '8.8.4.9'] },
					],
					read('IPAccessControlList', id),
				],
				output: [entryRow({ id, name: word(nth), cidr: `8.8.4.${nth}/32, 8.8.4.9/32` })],
				raw: entriesThere,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'update',
		about: 'with a list that takes the place of the other',
		arrange: async () => {
			const id = await createEntry(0, ['8.8.4.4', '8.8.8.8']);
			return {
				parameters: {
					ipAccessControlEntryId: id,
					updateFields: { name: 'Renamed', ipAddresses: ['8.8.4.5'] },
				},
				sent: [
					read('IPAccessControlList', id),
					[
						`POST ${zentrunk}/IPAccessControlList/${id}/`,
						{ name: 'Renamed', ip_addresses: ['8.8.4.5'] },
					],
					read('IPAccessControlList', id),
				],
				output: [entryRow({ id, name: 'Renamed', cidr: '8.8.4.5/32' })],
				raw: entriesThere,
			};
		},
	},
];

const free = ['+12025550151', '+12025550152', '+910055500154'];
const digits = (number: string) => number.slice(1);

const numberCases: OperationCase[] = [
	{
		resource: 'phoneNumber',
		operation: 'assign',
		arrange: async (nth) => {
			const trunk = await createInbound(nth);
			const number = free[nth];
			return {
				parameters: { trunkId: trunk, phoneNumber: number },
				sent: [
					read('Trunk', trunk),
					[`GET ${account}/Number/${digits(number)}/`],
					[`POST ${account}/Number/${digits(number)}/`, { app_id: trunk }],
				],
				output: [
					numberRow(number, {
						trunkId: trunk,
						previousTrunkId: null,
						previousApplicationId: null,
					}),
				],
				raw: numbersThere({ previousTrunkId: null, previousApplicationId: null }),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		arrange: async () => ({
			parameters: { limit: 2 },
			sent: [[`GET ${account}/Number/?limit=2&offset=0`]],
			output: [numberRow('+12025550151', {}), numberRow('+12025550152', {})],
			raw: numbersThere(),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		about: 'of one trunk, with filters',
		arrange: async () => {
			const trunk = await createInbound(0);
			await api.post(`${account}/Number/910055500154/`, { app_id: trunk, alias: 'Front desk' });
			await api.post(`${account}/Number/12025550151/`, { app_id: trunk });
			return {
				parameters: {
					trunkId: trunk,
					returnAll: true,
					filters: {
						alias: 'Front desk',
						phoneNumber: '+91 00',
						services: 'voice',
						type: 'fixed',
					},
				},
				sent: [
					[
						`GET ${account}/Number/?alias=Front%20desk&number_startswith=9100&services=voice&type=fixed&limit=20&offset=0`,
					],
				],
				output: [numberRow('+910055500154', { name: 'Front desk', trunkId: trunk })],
				raw: numbersThere(),
			};
		},
	},
];

const cases: OperationCase[] = [...trunkCases, ...uriCases, ...accessCases, ...numberCases];

describeCases(bench, cases);
describeRules(bench, cases);

const changes = () => bench.sent().filter(([line]) => !line.startsWith('GET '));

describe.each([true, false])('A trunk that is answered within "object": %s', (wrapsTrunks) => {
	it('leaves the node in the same way', async () => {
		bench.sandbox.state('plivo').wrapsTrunks = wrapsTrunks;
		const id = await createInbound(0);
		const run = await bench.run(
			{ resource: 'trunk', operation: 'get' },
			{ trunkId: byId(id), simplify: false },
		);
		expect(rowsOf(run)[0]).toMatchObject({ trunk_id: id, name: 'Berlin' });
		expect(rowsOf(run)[0]).not.toHaveProperty('object');
		expect(rowsOf(run)[0]).not.toHaveProperty('api_id');
	});
});

describe('What trunks use', () => {
	const used = [
		{
			resource: 'originationUri',
			parameter: 'originationUriId',
			make: createUri,
			on: async (id: string) => await createInbound(1, { primary_uri_uuid: id }),
		},
		{
			resource: 'originationUri',
			parameter: 'originationUriId',
			make: createUri,
			on: async (id: string) => await createInbound(1, { fallback_uri_uuid: id }),
		},
		{
			resource: 'sipCredential',
			parameter: 'credentialId',
			make: createCredential,
			on: async (id: string) => await createOutbound(1, { credential_uuid: id }),
		},
		{
			resource: 'ipAccessControlEntry',
			parameter: 'ipAccessControlEntryId',
			make: createEntry,
			on: async (id: string) => await createOutbound(1, { ipacl_uuid: id }),
		},
	];

	describe.each(used)('$resource', ({ resource, parameter, make, on }) => {
		const remove = async (id: string, deleteIfInUse: boolean) =>
			await bench.run({ resource, operation: 'delete' }, { [parameter]: byId(id), deleteIfInUse });

		it('is not deleted, and the trunk is named', async () => {
			const id = await make(0);
			await on(id);
			await createInbound(2);
			const run = await remove(id, false);
			expect(run.error?.message).toMatch(/ is used by trunk "Hamburg", so it was not deleted\.$/);
			expect(descriptionOf(run)).toContain("turn on 'Delete If in Use'");
			expect(changes()).toEqual([]);
		});

		it('is deleted if the user says so', async () => {
			const id = await make(0);
			await on(id);
			const run = await remove(id, true);
			expect(rowsOf(run)).toEqual([{ provider: 'plivo', id, deleted: true }]);
			expect(changes()).toHaveLength(1);
		});

		it('is not deleted where nobody can tell whether it is used, whatever the user says', async () => {
			const id = await make(0);
			bench.faults({ kind: 'status', status: 403, method: 'GET' });
			const run = await remove(id, true);
			expect(run.error?.message).toContain('HTTP 403');
			expect(changes()).toEqual([]);
		});
	});
});

describe('A number', () => {
	it('is not put on a trunk for outgoing calls, where it would stop answering', async () => {
		const trunk = await createOutbound(0);
		const run = await bench.run(
			{ resource: 'phoneNumber', operation: 'assign' },
			{ trunkId: byId(trunk), phoneNumber: byId(free[0]), moveIfAssigned: true },
		);
		expect(run.error?.message).toContain('The trunk is for outgoing calls');
		expect(run.error?.message).toContain('a number stops answering');
		expect(changes()).toEqual([]);
		const { numbers } = bench.sandbox.state('plivo');
		expect(numbers.get(digits(free[0]))?.application).toBeNull();
	});

	it('is put on a trunk by the trunk’s path', async () => {
		const trunk = await createInbound(0);
		await bench.run(
			{ resource: 'phoneNumber', operation: 'assign' },
			{ trunkId: byId(trunk), phoneNumber: byId(free[1]) },
		);
		const { numbers } = bench.sandbox.state('plivo');
		expect(numbers.get(digits(free[1]))?.application).toBe(trunkPath(trunk));
	});
});

describe('An update', () => {
	const update = async (resource: string, parameters: IDataObject) =>
		await bench.run({ resource, operation: 'update' }, parameters as never);

	it('of a credential without a password is refused, because it would empty the present one', async () => {
		const id = await createCredential(0);
		const run = await update('sipCredential', {
			credentialId: byId(id),
			updateFields: { name: 'Renamed' },
		});
		expect(run.error?.message).toContain("'Password' is needed with every change");
		expect(changes()).toEqual([]);
	});

	it('of an address turns authentication off, and takes no password then', async () => {
		const id = await createUri(0, {
			authentication_needed: true,
			username: 'plivo_calls',
			password: formerPassword,
		});
		const refused = await update('originationUri', {
			originationUriId: byId(id),
			updateFields: { authenticationNeeded: false, password: 'x' },
		});
		expect(refused.error?.message).toContain("'Password' is used only while");
		expect(changes()).toEqual([]);
		await update('originationUri', {
			originationUriId: byId(id),
			updateFields: { authenticationNeeded: false },
		});
		expect(changes()).toEqual([[expect.anything(), { authentication_needed: false }]]);
	});

	it('of an address that has no user name asks for one', async () => {
		const id = await createUri(0);
		const run = await update('originationUri', {
			originationUriId: byId(id),
			updateFields: { authenticationNeeded: true },
		});
		expect(run.error?.message).toContain("'User Name' is needed");
		expect(changes()).toEqual([]);
	});
});

describe('An origination URI', () => {
	const enter = async (sipUri: string) =>
		await bench.run({ resource: 'originationUri', operation: 'create' }, { name: 'PBX', sipUri });

	it.each([
		'203.0.113.400',
		'office@pbx.example.com',
		'sip://pbx.example.com',
		'https://example.com/answer',
		'pbx.example.com:99999',
		'pbx.example.com;transport=sctp',
		'sips:pbx.example.com;transport=udp',
		'2001:db8::7',
		'10.0.0.1;transport=tcp',
		'pbx.example.com?transport=tls',
	])('is refused before any request: %s', async (uri) => {
		const run = await enter(uri);
		expect(run.error?.message).toContain("'SIP URI' ");
		expect(bench.sent()).toEqual([]);
	});

	it.each([
		['pbx.example.com', /names no transport, and Plivo documents no default/],
		['pbx.example.com:5061;transport=tcp', /names port 5061, where TLS is expected/],
		['pbx.example.com.;transport=tcp', /has a host that ends in a dot/],
	])('is taken with a hint: %s', async (uri, hint) => {
		const run = await enter(uri);
		expect(rowsOf(run)[0]).toMatchObject({ sipUri: uri });
		expect(JSON.stringify(run.hints)).toMatch(hint);
	});

	it.each(['[2606:4700::1111]:5061;transport=tls', 'sip:office@pbx.example.com;transport=udp'])(
		'is taken: %s',
		async (uri) => {
			const run = await enter(uri);
			expect(rowsOf(run)[0]).toMatchObject({ sipUri: uri });
			expect(run.hints ?? []).toEqual([]);
		},
	);
});
