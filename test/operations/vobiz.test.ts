import type { IDataObject } from 'n8n-workflow';
import { vobizAccount } from '../../sandbox/providers/vobiz/account';
import { describeRules } from './rules';
import { describeCases, now, useBench, type OperationCase, type Sent } from './support';
import { formerPassword } from '../../facts/api';

const bench = useBench('vobiz');
const { api } = bench;

const account = `/Account/${vobizAccount.authId}`;
/** The same as it arrives: the version belongs to the base address. */
const arrived = `/api/v1${account}`;

const word = (nth: number) => ['Mumbai', 'Delhi', 'Pune'][nth];
const times = { createdAt: now, updatedAt: now };

const createTrunk = async (nth: number, body: IDataObject = {}) =>
	await api.post(`${account}/trunks`, {
		name: word(nth),
		trunk_direction: 'outbound',
		concurrent_calls_limit: 10,
		...body,
	});

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'vobiz',
	id: null,
	name: null,
	status: 'active',
	direction: 'outbound',
	sipDomain: `${String(shown.id)}.sip.vobiz.ai`,
	transport: 'udp',
	secure: false,
	maxConcurrentCalls: 10,
	callsPerSecond: 2,
	authentication: [],
	registration: null,
	...times,
	...shown,
});

const readTrunks = async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(async ({ trunk_id: id }) => await api.get(`${account}/trunks/${String(id)}`)),
	);

const createCredential = async (nth: number, body: IDataObject = {}) =>
	await api.post(`${account}/credentials`, {
		username: `pbx_${nth}`,
		password: formerPassword,
		...body,
	});

const createEntry = async (nth: number) =>
	await api.post(`${account}/ip-acl`, { name: word(nth), ip_address: `8.8.4.${nth}` });

const createUri = async (nth: number) =>
	await api.post(`${account}/origination-uris`, {
		name: word(nth),
		sip_uri: `sip:sbc${nth}.example.com:5060`,
		priority: nth,
	});

/** Rows of one of the lists below `trunks/`, as the provider shows them; a masked password is left out. */
const inList = (list: string) => async (rows: IDataObject[]) => {
	const ids = rows.map(({ id }) => id);
	const { objects } = await api.get(`${account}/trunks/${list}?limit=100`);
	return (objects as IDataObject[])
		.filter(({ id }) => ids.includes(id))
		.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'password')));
};

const readList = (list: string, limit = 100): Sent => [
	`GET ${arrived}/trunks/${list}?limit=${limit}&offset=0`,
];

const trunkCases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => {
			const credential = await createCredential(nth);
			const entry = await createEntry(nth);
			const [primary, fallback] = [await createUri(nth), await createUri(nth)];
			return {
				parameters: {
					name: word(nth),
					direction: 'inbound',
					maxConcurrentCalls: 25,
					additionalFields: {
						callsPerSecond: 3,
						description: 'Head office',
						domainName: `${word(nth).toLowerCase()}.example.com`,
						enabled: false,
						enableTranscription: true,
						fallbackOriginationUriId: fallback.id as string,
						inboundDestination: 'sip:office@pbx.example.com',
						ipAccessControlEntryId: entry.id as string,
						piiEntityTypes: 'name, email',
						piiRedaction: true,
						primaryOriginationUriId: primary.id as string,
						recording: true,
						recordingWebhookEnabled: true,
						secure: true,
						credentialId: credential.id as string,
						transport: 'tls',
						webhookMethod: 'GET',
						webhookUrl: 'https://example.com/hooks/1',
					},
				},
				sent: [
					[
						`POST ${arrived}/trunks`,
						{
							name: word(nth),
							trunk_type: 'INBOUND',
							trunk_direction: 'inbound',
							max_concurrent_calls: 25,
							concurrent_calls_limit: 25,
							cps_limit: 3,
							description: 'Head office',
							trunk_domain: `${word(nth).toLowerCase()}.example.com`,
							trunk_status: 'disabled',
							enable_transcription: true,
							fallback_uri_uuid: fallback.id,
							inbound_destination: 'sip:office@pbx.example.com',
							ipacl_uuid: entry.id,
							pii_entity_types: 'name,email',
							pii_redaction: true,
							primary_uri_uuid: primary.id,
							recording: true,
							recording_webhook_enabled: true,
							secure: true,
							credential_uuid: credential.id,
							transport: 'tls',
							webhook_method: 'GET',
							webhook_url: 'https://example.com/hooks/1',
						},
					],
				],
				output: (id) => [
					trunkRow({
						id,
						name: word(nth),
						status: 'inactive',
						direction: 'inbound',
						sipDomain: `${word(nth).toLowerCase()}.example.com`,
						transport: 'tls',
						secure: true,
						maxConcurrentCalls: 25,
						callsPerSecond: 3,
						authentication: ['ip', 'credentials'],
					}),
				],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'with what is required, by expressions',
		arrange: async () => ({
			input: { name: 'मुंबई', calls: '0' },
			parameters: {
				name: '={{ $json.name }}',
				direction: 'outbound',
				maxConcurrentCalls: '={{ $json.calls }}',
			},
			sent: [
				[
					`POST ${arrived}/trunks`,
					{
						name: 'मुंबई',
						trunk_type: 'OUTBOUND',
						trunk_direction: 'outbound',
						max_concurrent_calls: 0,
						concurrent_calls_limit: 0,
					},
				],
			],
			output: (id) => [trunkRow({ id, name: 'मुंबई', maxConcurrentCalls: 0 })],
			raw: readTrunks,
		}),
	},
	{
		resource: 'trunk',
		operation: 'delete',
		arrange: async (nth) => {
			const { trunk_id: id } = await createTrunk(nth);
			return {
				parameters: { trunkId: id as string },
				sent: [[`DELETE ${arrived}/trunks/${String(id)}`]],
				output: [{ provider: 'vobiz', id, deleted: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const { trunk_id: id } = await createTrunk(nth);
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
				sent: [[`GET ${arrived}/trunks?limit=2&offset=0`]],
				output: made.map(({ trunk_id: id, name }) => trunkRow({ id, name })),
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'by status, from all pages',
		arrange: async () => {
			bench.sandbox.seedTrunks('vobiz', 240);
			const { trunk_id: id } = await createTrunk(0, { trunk_status: 'disabled' });
			return {
				parameters: { returnAll: true, filters: { status: 'inactive' } },
				sent: [0, 100, 200].map((offset) => [`GET ${arrived}/trunks?limit=100&offset=${offset}`]),
				output: [trunkRow({ id, name: 'Mumbai', status: 'inactive' })],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async (nth) => {
			const { trunk_id: id } = await createTrunk(nth, { description: 'Old', cps_limit: 7 });
			return {
				parameters: {
					trunkId: id as string,
					updateFields: { clearFields: ['description'], enabled: false, transport: 'tcp' },
				},
				sent: [
					[`GET ${arrived}/trunks/${String(id)}`],
					[
						`PUT ${arrived}/trunks/${String(id)}`,
						{
							name: word(nth),
							max_concurrent_calls: 10,
							concurrent_calls_limit: 10,
							enabled: false,
							trunk_status: 'disabled',
							description: '',
							transport: 'tcp',
						},
					],
				],
				output: [
					trunkRow({
						id,
						name: word(nth),
						status: 'inactive',
						transport: 'tcp',
						callsPerSecond: 7,
					}),
				],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		about: 'that leaves a disabled trunk disabled',
		arrange: async () => {
			const { trunk_id: id } = await createTrunk(0, { trunk_status: 'disabled' });
			return {
				parameters: {
					trunkId: id as string,
					updateFields: { name: 'Goa', direction: 'inbound', maxConcurrentCalls: 40 },
				},
				sent: [
					[`GET ${arrived}/trunks/${String(id)}`],
					[
						`PUT ${arrived}/trunks/${String(id)}`,
						{
							name: 'Goa',
							max_concurrent_calls: 40,
							concurrent_calls_limit: 40,
							enabled: false,
							trunk_status: 'disabled',
							trunk_direction: 'inbound',
						},
					],
				],
				output: [
					trunkRow({
						id,
						name: 'Goa',
						status: 'inactive',
						direction: 'inbound',
						maxConcurrentCalls: 40,
					}),
				],
				raw: readTrunks,
			};
		},
	},
];

const ownPassword = 'Correct-Horse-7!';

const credentialRow = (shown: IDataObject): IDataObject => ({
	provider: 'vobiz',
	id: null,
	username: null,
	trunkId: null,
	credentialListId: null,
	realm: `${vobizAccount.authId}.sip.vobiz.ai`,
	enabled: true,
	...times,
	...shown,
});

const sipCredentialCases: OperationCase[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				username: `pbx_${nth}`,
				generatePassword: false,
				password: ownPassword,
				additionalFields: { description: 'Head office', enabled: false },
			},
			sent: [
				[
					`POST ${arrived}/credentials`,
					{
						username: `pbx_${nth}`,
						password: ownPassword,
						description: 'Head office',
						enabled: false,
					},
				],
			],
			output: (id) => [credentialRow({ id, username: `pbx_${nth}`, enabled: false })],
			raw: inList('credentials'),
		}),
	},
	{
		resource: 'sipCredential',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await createCredential(nth);
			return {
				parameters: { credentialId: id as string },
				sent: [[`DELETE ${arrived}/credentials/${String(id)}`]],
				output: [{ provider: 'vobiz', id, deleted: true }],
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'get',
		arrange: async (nth) => {
			const { id } = await createCredential(nth);
			return {
				parameters: { credentialId: id as string },
				sent: [readList('credentials')],
				output: [credentialRow({ id, username: `pbx_${nth}` })],
				raw: inList('credentials'),
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'getAll',
		arrange: async (nth) => {
			const made = [
				await createCredential(0, { username: `a_${nth}` }),
				await createCredential(0, { username: `b_${nth}` }),
			];
			return {
				parameters: { limit: 50 },
				sent: [readList('credentials', 50)],
				output: made.map(({ id, username }) => credentialRow({ id, username })),
				raw: inList('credentials'),
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		arrange: async (nth) => {
			const { id } = await createCredential(nth);
			return {
				parameters: {
					credentialId: id as string,
					updateFields: { password: ownPassword, enabled: false },
				},
				sent: [
					[`PUT ${arrived}/credentials/${String(id)}`, { password: ownPassword, enabled: false }],
				],
				output: [credentialRow({ id, username: `pbx_${nth}`, enabled: false })],
				raw: inList('credentials'),
			};
		},
	},
];

const entryRow = (shown: IDataObject): IDataObject => ({
	provider: 'vobiz',
	id: null,
	name: null,
	cidr: null,
	trunkId: null,
	ipAccessControlListId: null,
	enabled: true,
	...times,
	...shown,
});

const ipAccessControlEntryCases: OperationCase[] = [
	{
		resource: 'ipAccessControlEntry',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: { name: word(nth), ipAddress: `8.8.4.${nth}/32` },
			sent: [[`POST ${arrived}/ip-acl`, { name: word(nth), ip_address: `8.8.4.${nth}` }]],
			output: (id) => [entryRow({ id, name: word(nth), cidr: `8.8.4.${nth}/32` })],
			raw: inList('ip-acl'),
		}),
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'create',
		about: 'of a block',
		arrange: async () => ({
			parameters: { name: 'Office', ipAddress: '8.8.4.16/28' },
			sent: [[`POST ${arrived}/ip-acl`, { name: 'Office', ip_address: '8.8.4.16/28' }]],
			output: (id) => [entryRow({ id, name: 'Office', cidr: '8.8.4.16/28' })],
			raw: inList('ip-acl'),
		}),
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await createEntry(nth);
			return {
				parameters: { ipAccessControlEntryId: id as string },
				sent: [[`DELETE ${arrived}/ip-acl/${String(id)}`]],
				output: [{ provider: 'vobiz', id, deleted: true }],
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'get',
		arrange: async (nth) => {
			const { id } = await createEntry(nth);
			return {
				parameters: { ipAccessControlEntryId: id as string },
				sent: [readList('ip-acl')],
				output: [entryRow({ id, name: word(nth), cidr: `8.8.4.${nth}/32` })],
				raw: inList('ip-acl'),
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'getAll',
		arrange: async () => {
			const made = [await createEntry(0), await createEntry(1), await createEntry(2)];
			return {
				parameters: { limit: 50, filters: { nameContains: 'm' } },
				sent: [readList('ip-acl')],
				output: [entryRow({ id: made[0].id, name: 'Mumbai', cidr: '8.8.4.0/32' })],
				raw: inList('ip-acl'),
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'update',
		arrange: async (nth) => {
			const { id } = await createEntry(nth);
			return {
				parameters: {
					ipAccessControlEntryId: id as string,
					updateFields: { ipAddress: '8.8.8.0/24' },
				},
				sent: [
					readList('ip-acl'),
					[`PUT ${arrived}/ip-acl/${String(id)}`, { name: word(nth), ip_address: '8.8.8.0/24' }],
				],
				output: [entryRow({ id, name: word(nth), cidr: '8.8.8.0/24' })],
				raw: inList('ip-acl'),
			};
		},
	},
];

const uriRow = (shown: IDataObject): IDataObject => ({
	provider: 'vobiz',
	id: null,
	name: null,
	sipUri: null,
	priority: null,
	weight: 10,
	enabled: true,
	trunkId: null,
	...times,
	...shown,
});

const madeUri = (nth: number, { id }: IDataObject) =>
	uriRow({ id, name: word(nth), sipUri: `sip:sbc${nth}.example.com:5060`, priority: nth });

const originationUriCases: OperationCase[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				sipUri: `sip:office@sbc${nth}.example.com;transport=udp`,
				priority: '2',
			},
			sent: [
				[
					`POST ${arrived}/origination-uris`,
					{
						name: word(nth),
						sip_uri: `sip:office@sbc${nth}.example.com;transport=udp`,
						priority: 2,
					},
				],
			],
			output: (id) => [
				uriRow({
					id,
					name: word(nth),
					sipUri: `sip:office@sbc${nth}.example.com;transport=udp`,
					priority: 2,
				}),
			],
			raw: inList('origination-uris'),
		}),
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await createUri(nth);
			return {
				parameters: { originationUriId: id as string },
				sent: [[`DELETE ${arrived}/origination-uris/${String(id)}`]],
				output: [{ provider: 'vobiz', id, deleted: true }],
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'get',
		arrange: async (nth) => {
			const uri = await createUri(nth);
			return {
				parameters: { originationUriId: uri.id as string },
				sent: [readList('origination-uris')],
				output: [madeUri(nth, uri)],
				raw: inList('origination-uris'),
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
				sent: [readList('origination-uris', 2)],
				output: made.map((uri, nth) => madeUri(nth, uri)),
				raw: inList('origination-uris'),
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'update',
		arrange: async (nth) => {
			const uri = await createUri(nth);
			return {
				parameters: {
					originationUriId: uri.id as string,
					updateFields: { priority: 9 },
				},
				sent: [
					readList('origination-uris'),
					[`PUT ${arrived}/origination-uris/${String(uri.id)}`, { name: word(nth), priority: 9 }],
				],
				output: [{ ...madeUri(nth, uri), priority: 9 }],
				raw: inList('origination-uris'),
			};
		},
	},
];

/** Three numbers that are routed nowhere. */
const freeNumbers = ['+910055500121', '+910055500122', '+910055500123'];
const boughtAt = '2026-04-02T06:00:00.000Z';

const numberRow = (phoneNumber: string, shown: IDataObject = {}): IDataObject => ({
	provider: 'vobiz',
	id: `dddd4444-0000-4000-a000-${phoneNumber.slice(-1).padStart(12, '0')}`,
	phoneNumber,
	name: null,
	country: 'IN',
	status: 'active',
	trunkId: null,
	applicationId: null,
	createdAt: boughtAt,
	updatedAt: boughtAt,
	...shown,
});

const encoded = (phoneNumber: string) => phoneNumber.replace('+', '%2B');

const search = (phoneNumber: string): Sent => [
	`GET ${arrived}/numbers?search=${encoded(phoneNumber)}&page=1&per_page=100`,
];

const assignTo = async (trunk: string, phoneNumber: string) =>
	await api.post(`${account}/numbers/${encoded(phoneNumber)}/assign`, {
		trunk_group_id: trunk,
	});

const readNumbers =
	(known: IDataObject = {}) =>
	async (rows: IDataObject[]) => {
		const ids = rows.map(({ id }) => id);
		const { items } = await api.get(`${account}/numbers`);
		return (items as IDataObject[])
			.filter(({ id }) => ids.includes(id))
			.map((row) => ({ ...row, ...known }));
	};

const notRoutedBefore = { previousTrunkId: null, previousApplicationId: null };

const phoneNumberCases: OperationCase[] = [
	{
		resource: 'phoneNumber',
		operation: 'assign',
		arrange: async (nth) => {
			const { trunk_id: trunk } = await createTrunk(nth);
			const number = freeNumbers[nth];
			return {
				parameters: { trunkId: trunk as string, phoneNumber: number },
				sent: [
					search(number),
					[`POST ${arrived}/numbers/${encoded(number)}/assign`, { trunk_group_id: trunk }],
				],
				output: [numberRow(number, { trunkId: trunk, ...notRoutedBefore })],
				// The answer to the assignment is empty, so the row is the one from before it.
				raw: readNumbers({ updated_at: '2026-04-02T06:00:00Z', ...notRoutedBefore }),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'assign',
		about: 'by the number as people write it',
		arrange: async () => {
			const { trunk_id: trunk } = await createTrunk(0);
			return {
				input: { phone: '+91 00 (555)-00122' },
				parameters: { trunkId: trunk as string, phoneNumber: '={{ $json.phone }}' },
				sent: [
					search('+910055500122'),
					[`POST ${arrived}/numbers/%2B910055500122/assign`, { trunk_group_id: trunk }],
				],
				output: [numberRow('+910055500122', { trunkId: trunk, ...notRoutedBefore })],
				raw: readNumbers({ updated_at: '2026-04-02T06:00:00Z', ...notRoutedBefore }),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		arrange: async () => ({
			parameters: { limit: 2 },
			sent: [[`GET ${arrived}/numbers?page=1&per_page=2`]],
			output: [numberRow('+910055500121'), numberRow('+910055500122')],
			raw: readNumbers(),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		about: 'by a part of the number',
		arrange: async () => ({
			parameters: { returnAll: true, filters: { phoneNumber: '+1 202' } },
			sent: [search('+1202')],
			output: [numberRow('+12025550125', { country: 'US' })],
			raw: readNumbers(),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'unassign',
		arrange: async (nth) => {
			const { trunk_id: trunk } = await createTrunk(nth);
			const number = freeNumbers[nth];
			await assignTo(trunk as string, number);
			const { id } = numberRow(number);
			return {
				parameters: { phoneNumber: number },
				sent: [search(number), [`DELETE ${arrived}/numbers/${encoded(number)}/assign`]],
				output: [
					{ provider: 'vobiz', id, phoneNumber: number, previousTrunkId: trunk, deleted: true },
				],
				gone: { previousTrunkId: null },
			};
		},
	},
];

const cases: OperationCase[] = [
	...trunkCases,
	...originationUriCases,
	...sipCredentialCases,
	...ipAccessControlEntryCases,
	...phoneNumberCases,
];

describeCases(bench, cases);
describeRules(bench, cases);
