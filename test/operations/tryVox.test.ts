import type { IDataObject } from 'n8n-workflow';
import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { describeRules } from './rules';
import { describeCases, now, useBench, type OperationCase } from './support';
import { formerPassword } from '../../facts/api';

const bench = useBench('tryVox');
const { api } = bench;

const account = `/account/${tryVoxAccount.accountId}`;
/** The same as it arrives: the version belongs to the base address. */
const arrived = `/v1${account}`;

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];

const createTrunk = async (nth: number, body: IDataObject = {}) =>
	await api.post(`${account}/trunks`, { name: word(nth), auth_type: 'ip', ...body });

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'tryVox',
	id: null,
	name: null,
	status: 'active',
	direction: null,
	sipDomain: `${String(shown.id).replace('_', '-')}.sip.tryvox.io`,
	transport: null,
	secure: null,
	maxConcurrentCalls: 0,
	callsPerSecond: null,
	authentication: ['ip'],
	registration: null,
	createdAt: now,
	updatedAt: null,
	...shown,
});

const readTrunks = async (rows: IDataObject[]) =>
	await Promise.all(rows.map(async ({ id }) => await api.get(`${account}/trunks/${String(id)}`)));

const trunkCases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				authType: 'credential',
				additionalFields: {
					maxConcurrentCalls: 30,
					originationUris: 'sip:a.example.com, sips:b.example.com:5061;transport=tls',
					terminationUri: 'sip:pbx.example.com:5060',
				},
			},
			sent: [
				[
					`POST ${arrived}/trunks`,
					{
						name: word(nth),
						auth_type: 'credential',
						max_channels: 30,
						origination_uris: ['sip:a.example.com', 'sips:b.example.com:5061;transport=tls'],
						termination_uri: 'sip:pbx.example.com:5060',
					},
				],
			],
			output: (id) => [
				trunkRow({
					id,
					name: word(nth),
					maxConcurrentCalls: 30,
					authentication: ['credentials'],
				}),
			],
			raw: readTrunks,
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'with a list and a number as text from expressions',
		arrange: async () => ({
			input: { uris: ['sip:a.example.com'], calls: '0' },
			parameters: {
				name: 'Berlin',
				authType: 'ip',
				additionalFields: {
					maxConcurrentCalls: '={{ $json.calls }}',
					originationUris: '={{ $json.uris }}',
				},
			},
			sent: [
				[
					`POST ${arrived}/trunks`,
					{
						name: 'Berlin',
						auth_type: 'ip',
						max_channels: 0,
						origination_uris: ['sip:a.example.com'],
					},
				],
			],
			output: (id) => [trunkRow({ id, name: 'Berlin' })],
			raw: readTrunks,
		}),
	},
	{
		resource: 'trunk',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await createTrunk(nth);
			return {
				parameters: { trunkId: id as string },
				sent: [[`DELETE ${arrived}/trunks/${String(id)}`]],
				output: [{ provider: 'tryVox', id, deleted: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const { id } = await createTrunk(nth);
			return {
				parameters: { trunkId: id as string },
				sent: [[`GET ${arrived}/trunks/${String(id)}`]],
				output: [trunkRow({ id, name: word(nth) })],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async () => {
			const made = [await createTrunk(0), await createTrunk(1)];
			await createTrunk(2);
			return {
				parameters: { limit: 2 },
				sent: [[`GET ${arrived}/trunks`]],
				output: made.map(({ id, name }) => trunkRow({ id, name })),
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'by name and status',
		arrange: async () => {
			await createTrunk(0);
			const { id } = await createTrunk(1);
			return {
				parameters: { returnAll: true, filters: { nameContains: 'BURG', status: 'active' } },
				sent: [[`GET ${arrived}/trunks`]],
				output: [trunkRow({ id, name: 'Hamburg' })],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'test',
		arrange: async (nth) => {
			const { id } = await createTrunk(nth, { termination_uri: 'sip:pbx.example.com' });
			return {
				parameters: { trunkId: id as string },
				sent: [[`POST ${arrived}/trunks/${String(id)}/test`]],
				output: [
					{
						provider: 'tryVox',
						id,
						diagnosis: {
							sip_options: {
								target: 'sip:pbx.example.com',
								status: 'ok',
								response_code: 200,
								rtt_ms: 12,
							},
							routing: { status: 'ok', origination_uris: 0 },
						},
					},
				],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async (nth) => {
			const { id } = await createTrunk(nth, { origination_uris: ['sip:a.example.com'] });
			return {
				parameters: {
					trunkId: id as string,
					updateFields: {
						name: `${word(nth)} 2`,
						authType: 'credential',
						maxConcurrentCalls: 5,
						clearFields: ['originationUris'],
					},
				},
				sent: [
					[
						`PUT ${arrived}/trunks/${String(id)}`,
						{
							name: `${word(nth)} 2`,
							auth_type: 'credential',
							max_channels: 5,
							origination_uris: [],
						},
					],
				],
				output: [
					trunkRow({
						id,
						name: `${word(nth)} 2`,
						maxConcurrentCalls: 5,
						authentication: ['credentials'],
					}),
				],
				raw: readTrunks,
			};
		},
	},
];

const ownPassword = 'Correct Horse 7!';

const credentialRow = (shown: IDataObject): IDataObject => ({
	provider: 'tryVox',
	id: null,
	username: null,
	trunkId: null,
	credentialListId: null,
	realm: null,
	enabled: null,
	createdAt: now,
	updatedAt: null,
	...shown,
});

const readCredentials = async (rows: IDataObject[]) => {
	const ids = rows.map(({ id }) => id);
	const list = await api.get(`${account}/trunks/${String(rows[0].trunk_id)}/credentials`);
	return (list.data as IDataObject[]).filter(({ id }) => ids.includes(id));
};

const accessCases: OperationCase[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async (nth) => {
			const { id: trunk } = await createTrunk(nth, { auth_type: 'credential' });
			return {
				parameters: {
					trunkId: trunk as string,
					username: `pbx ${nth}`,
					generatePassword: false,
					password: ownPassword,
				},
				sent: [
					[
						`POST ${arrived}/trunks/${String(trunk)}/credentials`,
						{ username: `pbx ${nth}`, password: ownPassword },
					],
				],
				output: (id) => [credentialRow({ id, username: `pbx ${nth}`, trunkId: trunk })],
				raw: readCredentials,
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'getAll',
		arrange: async (nth) => {
			const { id: trunk } = await createTrunk(nth);
			const made: IDataObject[] = [];
			for (const username of ['pbx-a', 'pbx-b', 'pbx-c']) {
				made.push(
					await api.post(`${account}/trunks/${String(trunk)}/credentials`, {
						username,
						password: formerPassword,
					}),
				);
			}
			return {
				parameters: { trunkId: trunk as string, limit: 2 },
				sent: [[`GET ${arrived}/trunks/${String(trunk)}/credentials`]],
				output: made
					.slice(0, 2)
					.map(({ id, username }) => credentialRow({ id, username, trunkId: trunk })),
				raw: readCredentials,
			};
		},
	},
	...[
		{ about: undefined, entered: '198.51.100.7', ip: '198.51.100.7', mask: 32 },
		{ about: 'of a block', entered: '198.51.100.0/28', ip: '198.51.100.0', mask: 28 },
		{ about: 'with IPv6', entered: '2001:db8::7', ip: '2001:db8::7', mask: 128 },
	].map(
		({ about, entered, ip, mask }): OperationCase => ({
			resource: 'ipAccessControlEntry',
			operation: 'create',
			...(about === undefined ? {} : { about }),
			arrange: async (nth) => {
				const { id: trunk } = await createTrunk(nth);
				return {
					parameters: {
						trunkId: trunk as string,
						ipAddress: entered,
						additionalFields: { description: 'Main PBX' },
					},
					sent: [
						[
							`POST ${arrived}/trunks/${String(trunk)}/ip-acl`,
							{ ip, mask, description: 'Main PBX' },
						],
					],
					output: (id) => [
						{
							provider: 'tryVox',
							id,
							name: 'Main PBX',
							cidr: `${ip}/${mask}`,
							trunkId: trunk,
							ipAccessControlListId: null,
							enabled: null,
							createdAt: now,
							updatedAt: null,
						},
					],
					raw: async ([{ id }]) => [
						{ ...bench.sandbox.state('tryVox').ipAcl.get(String(id)) } as IDataObject,
					],
				};
			},
		}),
	),
];

/** Three numbers that are routed nowhere. */
const freeNumbers = ['+12025550110', '+18005550111', '+61491570156'];

const numberRow = (phoneNumber: string, shown: IDataObject): IDataObject => ({
	provider: 'tryVox',
	id: phoneNumber,
	phoneNumber,
	name: null,
	country: 'US',
	status: 'active',
	trunkId: null,
	applicationId: null,
	createdAt: '2026-03-15T08:20:00.000Z',
	updatedAt: '2026-04-01T14:30:00.000Z',
	...shown,
});

const readNumbers =
	(known: IDataObject = {}) =>
	async (rows: IDataObject[]) => {
		const numbers = rows.map(({ e164 }) => e164);
		const { data } = await api.get(`${account}/numbers`);
		return (data as IDataObject[])
			.filter(({ e164 }) => numbers.includes(e164))
			.map((row) => ({ ...row, ...known }));
	};

const phoneNumberCases: OperationCase[] = [
	{
		resource: 'phoneNumber',
		operation: 'assign',
		arrange: async (nth) => {
			const { id: trunk } = await createTrunk(nth);
			const number = freeNumbers[nth];
			return {
				parameters: { trunkId: trunk as string, phoneNumber: number },
				sent: [
					[`GET ${arrived}/numbers?page=1&per_page=100`],
					[`POST ${arrived}/numbers/${number}/assign`, { trunk_id: trunk }],
				],
				output: [
					numberRow(number, {
						country: nth === 2 ? 'AU' : 'US',
						trunkId: trunk,
						updatedAt: now,
						previousTrunkId: null,
						previousApplicationId: null,
					}),
				],
				raw: readNumbers({ previousTrunkId: null, previousApplicationId: null }),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'assign',
		about: 'by the number as people write it',
		arrange: async () => {
			const { id: trunk } = await createTrunk(0);
			return {
				input: { phone: '+1 (202) 555-0110' },
				parameters: { trunkId: trunk as string, phoneNumber: '={{ $json.phone }}' },
				sent: [
					[`GET ${arrived}/numbers?page=1&per_page=100`],
					[`POST ${arrived}/numbers/+12025550110/assign`, { trunk_id: trunk }],
				],
				output: [
					numberRow('+12025550110', {
						trunkId: trunk,
						updatedAt: now,
						previousTrunkId: null,
						previousApplicationId: null,
					}),
				],
				raw: readNumbers({ previousTrunkId: null, previousApplicationId: null }),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		arrange: async () => ({
			parameters: { limit: 2 },
			sent: [[`GET ${arrived}/numbers?page=1&per_page=2`]],
			output: [numberRow('+12025550110', {}), numberRow('+18005550111', {})],
			raw: readNumbers(),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		about: 'of a country, with a status, in small pages',
		arrange: async () => ({
			input: { country: 'us' },
			parameters: {
				returnAll: true,
				filters: { country: '={{ $json.country }}', status: 'active', pageSize: 1 },
			},
			// A last page that is full proves nothing, so one more is asked for.
			sent: [1, 2, 3].map((page) => [
				`GET ${arrived}/numbers?country=US&status=active&page=${page}&per_page=1`,
			]),
			output: [numberRow('+12025550110', {}), numberRow('+18005550111', {})],
			raw: readNumbers(),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		about: 'of one trunk',
		arrange: async () => {
			const { id: trunk } = await createTrunk(0);
			await api.post(`${account}/numbers/+18005550111/assign`, { trunk_id: trunk });
			return {
				parameters: { trunkId: trunk as string, returnAll: true },
				sent: [[`GET ${arrived}/numbers?page=1&per_page=100`]],
				output: [numberRow('+18005550111', { trunkId: trunk, updatedAt: now })],
				raw: readNumbers(),
			};
		},
	},
];

const cases: OperationCase[] = [...trunkCases, ...accessCases, ...phoneNumberCases];

describeCases(bench, cases);
describeRules(bench, cases);
