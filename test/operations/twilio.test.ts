import type { IDataObject } from 'n8n-workflow';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { describeRules } from './rules';
import { describeCases, now, useBench, type OperationCase, type Sent } from './support';
import { formerPassword } from '../../facts/api';

const bench = useBench('twilio');
const { api } = bench;

const account = `/2010-04-01/Accounts/${twilioAccount.accountSid}`;

/** Asked once per run before the first change: whether key and Account SID belong together. */
const accountCheck: Sent = ['GET /v1/Trunks?PageSize=1'];

const times = { createdAt: now, updatedAt: now };
/** When the sandbox's own numbers were bought. */
const boughtAt = '2024-01-02T03:04:05.000Z';

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];

const createTrunk = async (nth: number, form: IDataObject = {}) =>
	await api.post('/v1/Trunks', { FriendlyName: word(nth), ...form });

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'twilio',
	id: null,
	name: null,
	status: 'unknown',
	direction: null,
	sipDomain: null,
	transport: null,
	secure: false,
	maxConcurrentCalls: null,
	callsPerSecond: null,
	authentication: [],
	registration: null,
	...times,
	...shown,
});

const readTrunks = async (rows: IDataObject[]) =>
	await Promise.all(rows.map(async ({ sid }) => await api.get(`/v1/Trunks/${String(sid)}`)));

const trunkCases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				domainName: `${word(nth)}-East.pstn.twilio.com`,
				additionalFields: {
					cnamLookupEnabled: true,
					disasterRecoveryMethod: 'GET',
					disasterRecoveryUrl: 'https://example.com/fallback?a=1&b=2',
					secure: true,
					transferCallerId: 'from-transferor',
					transferMode: 'sip-only',
				},
			},
			sent: [
				accountCheck,
				[
					'POST /v1/Trunks',
					{
						FriendlyName: word(nth),
						DomainName: `${word(nth).toLowerCase()}-east.pstn.twilio.com`,
						CnamLookupEnabled: 'true',
						DisasterRecoveryMethod: 'GET',
						DisasterRecoveryUrl: 'https://example.com/fallback?a=1&b=2',
						Secure: 'true',
						TransferCallerId: 'from-transferor',
						TransferMode: 'sip-only',
					},
				],
			],
			output: (id) => [
				trunkRow({
					id,
					name: word(nth),
					sipDomain: `${word(nth).toLowerCase()}-east.pstn.twilio.com`,
					secure: true,
				}),
			],
			raw: readTrunks,
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'with a name alone, written by an expression',
		arrange: async () => ({
			input: { customer: { city: 'München & Umgebung', number: 7 } },
			parameters: { name: '={{ $json.customer.city }} +{{ $json.customer.number }}' },
			sent: [accountCheck, ['POST /v1/Trunks', { FriendlyName: 'München & Umgebung +7' }]],
			output: (id) => [trunkRow({ id, name: 'München & Umgebung +7' })],
			raw: readTrunks,
		}),
	},
	{
		resource: 'trunk',
		operation: 'delete',
		arrange: async (nth) => {
			const { sid } = await createTrunk(nth);
			return {
				parameters: { trunkId: sid as string },
				sent: [accountCheck, [`DELETE /v1/Trunks/${String(sid)}`]],
				output: [{ provider: 'twilio', id: sid, deleted: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const { sid } = await createTrunk(nth, { DomainName: `${nth}.pstn.twilio.com` });
			return {
				parameters: { trunkId: sid as string },
				sent: [[`GET /v1/Trunks/${String(sid)}`]],
				output: [trunkRow({ id: sid, name: word(nth), sipDomain: `${nth}.pstn.twilio.com` })],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async () => {
			const trunks = [await createTrunk(0), await createTrunk(1), await createTrunk(2)];
			const { sid: list } = await api.post(`${account}/SIP/CredentialLists.json`, {
				FriendlyName: String(trunks[0].sid),
			});
			const { sid: acl } = await api.post(`${account}/SIP/IpAccessControlLists.json`, {
				FriendlyName: String(trunks[0].sid),
			});
			await api.post(`/v1/Trunks/${String(trunks[0].sid)}/CredentialLists`, {
				CredentialListSid: list,
			});
			await api.post(`/v1/Trunks/${String(trunks[0].sid)}/IpAccessControlLists`, {
				IpAccessControlListSid: acl,
			});
			return {
				parameters: { limit: 2 },
				sent: [['GET /v1/Trunks?PageSize=2']],
				output: [
					trunkRow({
						id: trunks[0].sid,
						name: 'Berlin',
						authentication: ['ip', 'credentials'],
					}),
					trunkRow({ id: trunks[1].sid, name: 'Hamburg' }),
				],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'by name, from all pages',
		arrange: async () => {
			bench.sandbox.seedTrunks('twilio', 1001);
			const { sid } = await createTrunk(2);
			return {
				parameters: { returnAll: true, filters: { nameContains: 'cOLo' } },
				sent: [
					['GET /v1/Trunks?PageSize=1000'],
					[
						expect.stringMatching(
							/^GET \/v1\/Trunks\?PageSize=1000&Page=1&PageToken=\w+$/,
						) as string,
					],
				],
				output: [trunkRow({ id: sid, name: 'Cologne' })],
				raw: readTrunks,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async (nth) => {
			const { sid } = await createTrunk(nth, { DisasterRecoveryUrl: 'https://example.com/a' });
			return {
				parameters: {
					trunkId: sid as string,
					updateFields: {
						name: `${word(nth)} 2`,
						secure: true,
						clearFields: ['disasterRecoveryUrl'],
					},
				},
				sent: [
					accountCheck,
					[
						`POST /v1/Trunks/${String(sid)}`,
						{ FriendlyName: `${word(nth)} 2`, Secure: 'true', DisasterRecoveryUrl: '' },
					],
				],
				output: [trunkRow({ id: sid, name: `${word(nth)} 2`, secure: true })],
				raw: readTrunks,
			};
		},
	},
];

const addUrl = async (trunk: unknown, nth: number) =>
	await api.post(`/v1/Trunks/${String(trunk)}/OriginationUrls`, {
		FriendlyName: word(nth),
		SipUrl: `sip:${nth}.example.com`,
		Priority: 10,
		Weight: 10,
		Enabled: true,
	});

const urlRow = (shown: IDataObject): IDataObject => ({
	provider: 'twilio',
	id: null,
	name: null,
	sipUri: null,
	priority: 10,
	weight: 10,
	enabled: true,
	trunkId: null,
	...times,
	...shown,
});

const readUrls = async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(
			async ({ sid, trunk_sid: trunk }) =>
				await api.get(`/v1/Trunks/${String(trunk)}/OriginationUrls/${String(sid)}`),
		),
	);

const originationUriCases: OperationCase[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		arrange: async (nth) => {
			const { sid } = await createTrunk(nth);
			return {
				parameters: {
					trunkId: sid as string,
					name: 'Main PBX',
					sipUri: `sip:pbx${nth}.example.com:5061;transport=tls;edge=frankfurt`,
					additionalFields: { enabled: false, priority: 0, weight: 65535 },
				},
				sent: [
					accountCheck,
					[
						`POST /v1/Trunks/${String(sid)}/OriginationUrls`,
						{
							FriendlyName: 'Main PBX',
							SipUrl: `sip:pbx${nth}.example.com:5061;transport=tls;edge=frankfurt`,
							Priority: '0',
							Weight: '65535',
							Enabled: 'false',
						},
					],
				],
				output: (id) => [
					urlRow({
						id,
						name: 'Main PBX',
						sipUri: `sip:pbx${nth}.example.com:5061;transport=tls;edge=frankfurt`,
						priority: 0,
						weight: 65535,
						enabled: false,
						trunkId: sid,
					}),
				],
				raw: readUrls,
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'create',
		about: 'with the values that Twilio demands and nobody entered',
		arrange: async () => {
			const { sid } = await createTrunk(0);
			return {
				input: { port: '5060' },
				parameters: {
					trunkId: sid as string,
					name: 'Main PBX',
					sipUri: '=sip:pbx.example.com:{{ $json.port }}',
				},
				sent: [
					accountCheck,
					[
						`POST /v1/Trunks/${String(sid)}/OriginationUrls`,
						{
							FriendlyName: 'Main PBX',
							SipUrl: 'sip:pbx.example.com:5060',
							Priority: '10',
							Weight: '10',
							Enabled: 'true',
						},
					],
				],
				output: (id) => [
					urlRow({ id, name: 'Main PBX', sipUri: 'sip:pbx.example.com:5060', trunkId: sid }),
				],
				raw: readUrls,
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			const { sid } = await addUrl(trunk, nth);
			return {
				parameters: { trunkId: trunk as string, originationUriId: sid as string },
				sent: [accountCheck, [`DELETE /v1/Trunks/${String(trunk)}/OriginationUrls/${String(sid)}`]],
				output: [{ provider: 'twilio', id: sid, trunkId: trunk, deleted: true }],
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'get',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			const { sid } = await addUrl(trunk, nth);
			return {
				parameters: { trunkId: trunk as string, originationUriId: sid as string },
				sent: [[`GET /v1/Trunks/${String(trunk)}/OriginationUrls/${String(sid)}`]],
				output: [
					urlRow({ id: sid, name: word(nth), sipUri: `sip:${nth}.example.com`, trunkId: trunk }),
				],
				raw: readUrls,
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'getAll',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			const [first, second] = [await addUrl(trunk, 0), await addUrl(trunk, 1)];
			return {
				parameters: { trunkId: trunk as string },
				sent: [[`GET /v1/Trunks/${String(trunk)}/OriginationUrls?PageSize=50`]],
				output: [first, second].map(({ sid, friendly_name: name, sip_url: sipUri }) =>
					urlRow({ id: sid, name, sipUri, trunkId: trunk }),
				),
				raw: readUrls,
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'update',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			const { sid } = await addUrl(trunk, nth);
			return {
				parameters: {
					trunkId: trunk as string,
					originationUriId: sid as string,
					updateFields: { priority: '20', enabled: false },
				},
				sent: [
					accountCheck,
					[
						`POST /v1/Trunks/${String(trunk)}/OriginationUrls/${String(sid)}`,
						{ Priority: '20', Enabled: 'false' },
					],
				],
				output: [
					urlRow({
						id: sid,
						name: word(nth),
						sipUri: `sip:${nth}.example.com`,
						priority: 20,
						enabled: false,
						trunkId: trunk,
					}),
				],
				raw: readUrls,
			};
		},
	},
];

/** Credential lists and IP access control lists: the same operations under other names. */
function sharedListCases({
	resource,
	parameter,
	segment,
	sidField,
}: {
	resource: string;
	parameter: string;
	segment: string;
	sidField: string;
}): OperationCase[] {
	const create = async (name: string) =>
		await api.post(`${account}/SIP/${segment}.json`, { FriendlyName: name });
	const row = (shown: IDataObject): IDataObject => ({
		provider: 'twilio',
		id: null,
		name: null,
		trunkId: null,
		...times,
		...shown,
	});
	const onTrunk = async (nth: number, name = word(nth)) => {
		const { sid: trunk } = await createTrunk(nth);
		const { sid: list } = await create(name);
		await api.post(`/v1/Trunks/${String(trunk)}/${segment}`, { [sidField]: list });
		return { trunk: String(trunk), list: String(list) };
	};
	const readOfAccount = async (rows: IDataObject[]) =>
		await Promise.all(
			rows.map(async ({ sid }) => await api.get(`${account}/SIP/${segment}/${String(sid)}.json`)),
		);
	const readOfTrunk = async (rows: IDataObject[]) =>
		await Promise.all(
			rows.map(
				async ({ sid, trunk_sid: trunk }) =>
					await api.get(`/v1/Trunks/${String(trunk)}/${segment}/${String(sid)}`),
			),
		);

	return [
		{
			resource,
			operation: 'addToTrunk',
			arrange: async (nth) => {
				const { sid: trunk } = await createTrunk(nth);
				const { sid: list } = await create(word(nth));
				return {
					parameters: { trunkId: trunk as string, [parameter]: list as string },
					sent: [
						accountCheck,
						[`POST /v1/Trunks/${String(trunk)}/${segment}`, { [sidField]: list }],
					],
					output: [row({ id: list, name: word(nth), trunkId: trunk })],
					raw: readOfTrunk,
				};
			},
		},
		{
			resource,
			operation: 'create',
			arrange: async (nth) => ({
				parameters: { name: `Büro ${word(nth)}` },
				sent: [
					accountCheck,
					[`POST ${account}/SIP/${segment}.json`, { FriendlyName: `Büro ${word(nth)}` }],
				],
				output: (id) => [row({ id, name: `Büro ${word(nth)}` })],
				raw: readOfAccount,
			}),
		},
		{
			resource,
			operation: 'delete',
			arrange: async (nth) => {
				const { sid } = await create(word(nth));
				return {
					parameters: { [parameter]: sid as string },
					sent: [accountCheck, [`DELETE ${account}/SIP/${segment}/${String(sid)}.json`]],
					output: [{ provider: 'twilio', id: sid, deleted: true }],
				};
			},
		},
		{
			resource,
			operation: 'get',
			arrange: async (nth) => {
				const { sid } = await create(word(nth));
				return {
					parameters: { [parameter]: sid as string },
					sent: [[`GET ${account}/SIP/${segment}/${String(sid)}.json`]],
					output: [row({ id: sid, name: word(nth) })],
					raw: readOfAccount,
				};
			},
		},
		{
			resource,
			operation: 'getAll',
			arrange: async (nth) => {
				const names = [`${word(nth)} A`, `${word(nth)} B`, `${word(nth)} C`];
				const lists: IDataObject[] = [];
				for (const name of names) lists.push(await create(name));
				return {
					parameters: { limit: 50, filters: { nameContains: 'n ' } },
					sent: [[`GET ${account}/SIP/${segment}.json?PageSize=1000`]],
					output: lists.map(({ sid, friendly_name: name }) => row({ id: sid, name })),
					raw: readOfAccount,
				};
			},
		},
		{
			resource,
			operation: 'getAll',
			about: 'of one trunk',
			arrange: async () => {
				await onTrunk(1);
				const { trunk, list } = await onTrunk(0);
				return {
					parameters: { trunkId: trunk, returnAll: true },
					sent: [[`GET /v1/Trunks/${trunk}/${segment}?PageSize=1000`]],
					output: [row({ id: list, name: word(0), trunkId: trunk })],
					raw: readOfTrunk,
				};
			},
		},
		{
			resource,
			operation: 'removeFromTrunk',
			arrange: async (nth) => {
				const { trunk, list } = await onTrunk(nth);
				return {
					parameters: { trunkId: trunk, [parameter]: list },
					sent: [accountCheck, [`DELETE /v1/Trunks/${trunk}/${segment}/${list}`]],
					output: [{ provider: 'twilio', id: list, trunkId: trunk, deleted: true }],
				};
			},
		},
		{
			resource,
			operation: 'update',
			arrange: async (nth) => {
				const { sid } = await create(word(nth));
				return {
					parameters: { [parameter]: sid as string, name: `${word(nth)} 2` },
					sent: [
						accountCheck,
						[
							`POST ${account}/SIP/${segment}/${String(sid)}.json`,
							{ FriendlyName: `${word(nth)} 2` },
						],
					],
					output: [row({ id: sid, name: `${word(nth)} 2` })],
					raw: readOfAccount,
				};
			},
		},
	];
}

const ownPassword = 'Correct-Horse-7 ';

const credentialsOf = (list: unknown) =>
	`${account}/SIP/CredentialLists/${String(list)}/Credentials`;

const createCredentialList = async (nth: number) =>
	await api.post(`${account}/SIP/CredentialLists.json`, { FriendlyName: word(nth) });

const createCredential = async (list: unknown, nth: number) =>
	await api.post(`${credentialsOf(list)}.json`, {
		Username: `pbx-${nth}`,
		Password: formerPassword,
	});

const credentialRow = (shown: IDataObject): IDataObject => ({
	provider: 'twilio',
	id: null,
	username: null,
	trunkId: null,
	credentialListId: null,
	realm: null,
	enabled: null,
	...times,
	...shown,
});

const readCredentials = async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(
			async ({ sid, credential_list_sid: list }) =>
				await api.get(`${credentialsOf(list)}/${String(sid)}.json`),
		),
	);

const sipCredentialCases: OperationCase[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async (nth) => {
			const { sid: list } = await createCredentialList(nth);
			return {
				parameters: {
					credentialListId: list as string,
					username: `pbx-${nth}`,
					generatePassword: false,
					password: ownPassword,
				},
				sent: [
					accountCheck,
					[`POST ${credentialsOf(list)}.json`, { Username: `pbx-${nth}`, Password: ownPassword }],
				],
				output: (id) => [credentialRow({ id, username: `pbx-${nth}`, credentialListId: list })],
				raw: readCredentials,
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'delete',
		arrange: async (nth) => {
			const { sid: list } = await createCredentialList(nth);
			const { sid } = await createCredential(list, nth);
			return {
				parameters: { credentialListId: list as string, credentialId: sid as string },
				sent: [accountCheck, [`DELETE ${credentialsOf(list)}/${String(sid)}.json`]],
				output: [{ provider: 'twilio', id: sid, credentialListId: list, deleted: true }],
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'get',
		arrange: async (nth) => {
			const { sid: list } = await createCredentialList(nth);
			const { sid } = await createCredential(list, nth);
			return {
				parameters: { credentialListId: list as string, credentialId: sid as string },
				sent: [[`GET ${credentialsOf(list)}/${String(sid)}.json`]],
				output: [credentialRow({ id: sid, username: `pbx-${nth}`, credentialListId: list })],
				raw: readCredentials,
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'getAll',
		arrange: async (nth) => {
			const { sid: list } = await createCredentialList(nth);
			const made = [await createCredential(list, 0), await createCredential(list, 1)];
			return {
				parameters: { credentialListId: list as string, limit: 3 },
				sent: [[`GET ${credentialsOf(list)}.json?PageSize=3`]],
				output: made.map(({ sid, username }) =>
					credentialRow({ id: sid, username, credentialListId: list }),
				),
				raw: readCredentials,
			};
		},
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		arrange: async (nth) => {
			const { sid: list } = await createCredentialList(nth);
			const { sid } = await createCredential(list, nth);
			return {
				parameters: {
					credentialListId: list as string,
					credentialId: sid as string,
					generatePassword: false,
					password: ownPassword,
				},
				sent: [
					accountCheck,
					[`POST ${credentialsOf(list)}/${String(sid)}.json`, { Password: ownPassword }],
				],
				output: [credentialRow({ id: sid, username: `pbx-${nth}`, credentialListId: list })],
				raw: readCredentials,
			};
		},
	},
];

const addressesOf = (list: unknown) =>
	`${account}/SIP/IpAccessControlLists/${String(list)}/IpAddresses`;

const createIpList = async (nth: number) =>
	await api.post(`${account}/SIP/IpAccessControlLists.json`, { FriendlyName: word(nth) });

const addAddress = async (list: unknown, nth: number) =>
	await api.post(`${addressesOf(list)}.json`, {
		FriendlyName: `PBX ${nth}`,
		IpAddress: `198.51.100.${nth}`,
		CidrPrefixLength: 32,
	});

const entryRow = (shown: IDataObject): IDataObject => ({
	provider: 'twilio',
	id: null,
	name: null,
	cidr: null,
	trunkId: null,
	ipAccessControlListId: null,
	enabled: null,
	...times,
	...shown,
});

const readAddresses = async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(
			async ({ sid, ip_access_control_list_sid: list }) =>
				await api.get(`${addressesOf(list)}/${String(sid)}.json`),
		),
	);

const ipAccessControlEntryCases: OperationCase[] = [
	{
		resource: 'ipAccessControlEntry',
		operation: 'create',
		arrange: async (nth) => {
			const { sid: list } = await createIpList(nth);
			return {
				parameters: {
					ipAccessControlListId: list as string,
					name: 'Main PBX',
					ipAddress: ` 198.51.100.${nth} `,
				},
				sent: [
					accountCheck,
					[
						`POST ${addressesOf(list)}.json`,
						{ FriendlyName: 'Main PBX', IpAddress: `198.51.100.${nth}`, CidrPrefixLength: '32' },
					],
				],
				output: (id) => [
					entryRow({
						id,
						name: 'Main PBX',
						cidr: `198.51.100.${nth}/32`,
						ipAccessControlListId: list,
					}),
				],
				raw: readAddresses,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'create',
		about: 'of a block',
		arrange: async () => {
			const { sid: list } = await createIpList(0);
			return {
				parameters: {
					ipAccessControlListId: list as string,
					name: 'Office',
					ipAddress: '203.0.113.16/28',
				},
				sent: [
					accountCheck,
					[
						`POST ${addressesOf(list)}.json`,
						{ FriendlyName: 'Office', IpAddress: '203.0.113.16', CidrPrefixLength: '28' },
					],
				],
				output: (id) => [
					entryRow({ id, name: 'Office', cidr: '203.0.113.16/28', ipAccessControlListId: list }),
				],
				raw: readAddresses,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'delete',
		arrange: async (nth) => {
			const { sid: list } = await createIpList(nth);
			const { sid } = await addAddress(list, nth);
			return {
				parameters: {
					ipAccessControlListId: list as string,
					ipAccessControlEntryId: sid as string,
				},
				sent: [accountCheck, [`DELETE ${addressesOf(list)}/${String(sid)}.json`]],
				output: [{ provider: 'twilio', id: sid, ipAccessControlListId: list, deleted: true }],
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'get',
		arrange: async (nth) => {
			const { sid: list } = await createIpList(nth);
			const { sid } = await addAddress(list, nth);
			return {
				parameters: {
					ipAccessControlListId: list as string,
					ipAccessControlEntryId: sid as string,
				},
				sent: [[`GET ${addressesOf(list)}/${String(sid)}.json`]],
				output: [
					entryRow({
						id: sid,
						name: `PBX ${nth}`,
						cidr: `198.51.100.${nth}/32`,
						ipAccessControlListId: list,
					}),
				],
				raw: readAddresses,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'getAll',
		arrange: async (nth) => {
			const { sid: list } = await createIpList(nth);
			const made = [await addAddress(list, 0), await addAddress(list, 1)];
			return {
				parameters: { ipAccessControlListId: list as string, limit: '2' },
				sent: [[`GET ${addressesOf(list)}.json?PageSize=2`]],
				output: made.map(({ sid, friendly_name: name, ip_address: address }) =>
					entryRow({ id: sid, name, cidr: `${String(address)}/32`, ipAccessControlListId: list }),
				),
				raw: readAddresses,
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'update',
		arrange: async (nth) => {
			const { sid: list } = await createIpList(nth);
			const { sid } = await addAddress(list, nth);
			return {
				parameters: {
					ipAccessControlListId: list as string,
					ipAccessControlEntryId: sid as string,
					updateFields: { name: 'Office', ipAddress: '203.0.113.0/24' },
				},
				sent: [
					accountCheck,
					[
						`POST ${addressesOf(list)}/${String(sid)}.json`,
						{ FriendlyName: 'Office', IpAddress: '203.0.113.0', CidrPrefixLength: '24' },
					],
				],
				output: [
					entryRow({
						id: sid,
						name: 'Office',
						cidr: '203.0.113.0/24',
						ipAccessControlListId: list,
					}),
				],
				raw: readAddresses,
			};
		},
	},
];

/** Three numbers of the account that are routed nowhere. */
const freeDigits = ['0101', '0103', '0104'];
const numberSid = (digits: string) => `PN${digits.padStart(32, '0')}`;
const ownNumber = (sid: string) => `${account}/IncomingPhoneNumbers/${sid}.json`;

const numberRow = (digits: string, shown: IDataObject = {}): IDataObject => ({
	provider: 'twilio',
	id: numberSid(digits),
	phoneNumber: `+1555555${digits}`,
	name: `(555) 555-${digits}`,
	country: null,
	status: 'in-use',
	trunkId: null,
	applicationId: null,
	createdAt: boughtAt,
	updatedAt: boughtAt,
	...shown,
});

const attach = async (trunk: unknown, digits: string) =>
	await api.post(`/v1/Trunks/${String(trunk)}/PhoneNumbers`, {
		PhoneNumberSid: numberSid(digits),
	});

/** Numbers as their trunk shows them. */
const readAttached = async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(
			async ({ sid, trunk_sid: trunk }) =>
				await api.get(`/v1/Trunks/${String(trunk)}/PhoneNumbers/${String(sid)}`),
		),
	);

const notRoutedBefore = { previousTrunkId: null, previousApplicationId: null };

/** What an assignment returns: the account's number, what the trunk shows of it, and the way back. */
async function assignedNumber(digits: string) {
	const before = await api.get(ownNumber(numberSid(digits)));
	return async (rows: IDataObject[]) => [
		{ ...before, ...(await readAttached(rows))[0], ...notRoutedBefore },
	];
}

const phoneNumberCases: OperationCase[] = [
	{
		resource: 'phoneNumber',
		operation: 'assign',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			const digits = freeDigits[nth];
			return {
				parameters: { trunkId: trunk as string, phoneNumber: numberSid(digits) },
				sent: [
					[`GET ${ownNumber(numberSid(digits))}`],
					accountCheck,
					[`POST /v1/Trunks/${String(trunk)}/PhoneNumbers`, { PhoneNumberSid: numberSid(digits) }],
				],
				output: [
					numberRow(digits, {
						trunkId: trunk,
						updatedAt: now,
						...notRoutedBefore,
					}),
				],
				raw: await assignedNumber(digits),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'assign',
		about: 'by the number as people write it',
		arrange: async () => {
			const { sid: trunk } = await createTrunk(0);
			return {
				input: { mobile: '+1 (555) 555-0103' },
				parameters: { trunkId: trunk as string, phoneNumber: '={{ $json.mobile }}' },
				sent: [
					[`GET ${account}/IncomingPhoneNumbers.json?PhoneNumber=%2B15555550103&PageSize=1000`],
					accountCheck,
					[`POST /v1/Trunks/${String(trunk)}/PhoneNumbers`, { PhoneNumberSid: numberSid('0103') }],
				],
				output: [
					numberRow('0103', {
						trunkId: trunk,
						updatedAt: now,
						...notRoutedBefore,
					}),
				],
				raw: await assignedNumber('0103'),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		arrange: async () => ({
			parameters: { limit: 2 },
			sent: [[`GET ${account}/IncomingPhoneNumbers.json?PageSize=2`]],
			output: [numberRow('0101'), numberRow('0102', { applicationId: `AP${'0c'.repeat(16)}` })],
			raw: async (rows) =>
				await Promise.all(rows.map(async ({ sid }) => await api.get(ownNumber(String(sid))))),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		about: 'of one trunk',
		arrange: async () => {
			const { sid: trunk } = await createTrunk(0);
			await attach(trunk, '0104');
			return {
				parameters: { trunkId: trunk as string, limit: 5 },
				sent: [[`GET /v1/Trunks/${String(trunk)}/PhoneNumbers?PageSize=5`]],
				output: [numberRow('0104', { status: null, trunkId: trunk, updatedAt: now })],
				raw: readAttached,
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'unassign',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			const digits = freeDigits[nth];
			await attach(trunk, digits);
			return {
				parameters: { trunkId: trunk as string, phoneNumber: numberSid(digits) },
				sent: [
					[`GET ${ownNumber(numberSid(digits))}`],
					accountCheck,
					[`DELETE /v1/Trunks/${String(trunk)}/PhoneNumbers/${numberSid(digits)}`],
				],
				output: [
					{
						provider: 'twilio',
						id: numberSid(digits),
						phoneNumber: `+1555555${digits}`,
						previousTrunkId: trunk,
						deleted: true,
					},
				],
				gone: { previousTrunkId: null },
			};
		},
	},
];

const readRecording = async ([{ trunkId }]: IDataObject[]) => [
	{ ...(await api.get(`/v1/Trunks/${String(trunkId)}/Recording`)), trunkId },
];

const recordingCases: OperationCase[] = [
	{
		resource: 'recording',
		operation: 'get',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			return {
				parameters: { trunkId: trunk as string },
				sent: [[`GET /v1/Trunks/${String(trunk)}/Recording`]],
				output: [
					{ provider: 'twilio', trunkId: trunk, mode: 'do-not-record', trim: 'do-not-trim' },
				],
				raw: readRecording,
			};
		},
	},
	{
		resource: 'recording',
		operation: 'update',
		arrange: async (nth) => {
			const { sid: trunk } = await createTrunk(nth);
			return {
				parameters: {
					trunkId: trunk as string,
					updateFields: { recordingMode: 'record-from-answer-dual', recordingTrim: 'trim-silence' },
				},
				sent: [
					accountCheck,
					[
						`POST /v1/Trunks/${String(trunk)}/Recording`,
						{ Mode: 'record-from-answer-dual', Trim: 'trim-silence' },
					],
				],
				output: [
					{
						provider: 'twilio',
						trunkId: trunk,
						mode: 'record-from-answer-dual',
						trim: 'trim-silence',
					},
				],
				raw: readRecording,
			};
		},
	},
];

const cases: OperationCase[] = [
	...trunkCases,
	...originationUriCases,
	...sharedListCases({
		resource: 'credentialList',
		parameter: 'credentialListId',
		segment: 'CredentialLists',
		sidField: 'CredentialListSid',
	}),
	...sharedListCases({
		resource: 'ipAccessControlList',
		parameter: 'ipAccessControlListId',
		segment: 'IpAccessControlLists',
		sidField: 'IpAccessControlListSid',
	}),
	...sipCredentialCases,
	...ipAccessControlEntryCases,
	...phoneNumberCases,
	...recordingCases,
];

describeCases(bench, cases);
describeRules(bench, cases);
