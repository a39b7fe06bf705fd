import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readText } from '../../docs/generator/files.cjs';
import { profileSettings } from '../../nodes/SipTrunk/providers/telnyx/profileSettings';
import { trunkSettings } from '../../nodes/SipTrunk/providers/telnyx/trunkSettings';
import { describeRules } from './rules';
import { byId, describeCases, now, rowsOf, useBench, type OperationCase } from './support';

const bench = useBench('telnyx');
const { api } = bench;

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];
const host = (nth: number) => `${word(nth).toLowerCase()}.example.com`;
const address = (nth: number) => `198.51.100.${nth + 1}`;

/** Makes something and returns its row. */
const make = async (path: string, body: IDataObject): Promise<IDataObject> =>
	(await api.post(path, body)).data as IDataObject;

const makeTrunk = async (type: string, nth: number, more: IDataObject = {}) =>
	String((await make(`/${type}_connections`, { connection_name: word(nth), ...more })).id);

const makeFqdn = async (nth: number) =>
	await make('/fqdns', {
		connection_id: await makeTrunk('fqdn', nth),
		fqdn: host(nth),
		dns_record_type: 'a',
		port: 5061,
	});

const makeIp = async (nth: number) =>
	await make('/ips', {
		connection_id: await makeTrunk('ip', nth),
		ip_address: address(nth),
		port: 5060,
	});

const makeProfile = async (nth: number) =>
	await make('/outbound_voice_profiles', { name: word(nth) });

const reads = (path: string) => async (rows: IDataObject[]) =>
	await Promise.all(
		rows.map(async ({ id }) => (await api.get(`${path}/${String(id)}`)).data as IDataObject),
	);

/** Without what the node shows to nobody. */
const withoutSecrets = ({ password, outbound, ...row }: IDataObject) => {
	const { ip_authentication_token: token, ...others } = outbound as IDataObject;
	void [password, token];
	return { ...row, outbound: others };
};

/** The keys stay in their order. */
const readsTrunks = (path: string) => async (rows: IDataObject[]) =>
	(await reads(path)(rows)).map((row) => {
		const shown = withoutSecrets(row) as IDataObject;
		const keys = Object.keys(row).filter((key) => key in shown);
		return Object.fromEntries(keys.map((key) => [key, shown[key]]));
	});

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'telnyx',
	id: null,
	name: null,
	status: 'active',
	direction: null,
	sipDomain: null,
	transport: 'udp',
	secure: false,
	maxConcurrentCalls: null,
	callsPerSecond: null,
	authentication: ['ip'],
	registration: null,
	createdAt: now,
	updatedAt: now,
	...shown,
});

const uriRow = (shown: IDataObject): IDataObject => ({
	provider: 'telnyx',
	id: null,
	name: null,
	sipUri: null,
	priority: null,
	weight: null,
	enabled: null,
	trunkId: null,
	createdAt: now,
	updatedAt: now,
	...shown,
});

const entryRow = (shown: IDataObject): IDataObject => ({
	provider: 'telnyx',
	id: null,
	name: null,
	cidr: null,
	trunkId: null,
	ipAccessControlListId: null,
	enabled: null,
	createdAt: now,
	updatedAt: now,
	...shown,
});

const profileRow = (shown: IDataObject): IDataObject => ({
	provider: 'telnyx',
	id: null,
	name: null,
	enabled: true,
	allowedCountries: ['US', 'CA'],
	maxConcurrentCalls: null,
	maxDestinationRate: null,
	dailySpendLimit: null,
	dailySpendLimitEnabled: false,
	usedByTrunks: 0,
	createdAt: now,
	updatedAt: now,
	...shown,
});

const numberId = (nth: number) => `150000000000000000${nth + 1}`;
const e164 = (nth: number) => `+1202555014${nth + 1}`;
const bought = '2026-04-02T06:00:00.000Z';

const numberRow = (shown: IDataObject): IDataObject => ({
	provider: 'telnyx',
	id: null,
	phoneNumber: null,
	name: null,
	country: 'US',
	status: 'active',
	trunkId: null,
	applicationId: null,
	createdAt: bought,
	updatedAt: bought,
	...shown,
});

const page = (size: number, number = 1) => `page%5Bnumber%5D=${number}&page%5Bsize%5D=${size}`;
const NUMBERS = '/v2/phone_numbers?handle_messaging_profile_error=true&sort=purchased_at';

const trunkCases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				trunkType: 'fqdn',
				additionalFields: {
					transport: 'tls',
					secure: true,
					codecs: 'G711U, opus'.replace('opus', 'OPUS'),
					tags: 'a, b',
					username: `acme100${nth}`,
					password: 'Own-Pass-Word 1',
					inboundMaxConcurrentCalls: 7,
					moreSettings: { dtmf_type: 'Inband', inbound: { timeout_1xx_secs: '5' } },
				},
			},
			sent: [
				[
					'POST /v2/fqdn_connections',
					{
						connection_name: word(nth),
						transport_protocol: 'TLS',
						encrypted_media: 'SRTP',
						tags: ['a', 'b'],
						user_name: `acme100${nth}`,
						password: 'Own-Pass-Word 1',
						dtmf_type: 'Inband',
						inbound: { codecs: ['G711U', 'OPUS'], channel_limit: 7, timeout_1xx_secs: 5 },
						outbound: { ip_authentication_method: 'credential-authentication' },
					},
				],
			],
			output: (id) => [
				trunkRow({
					id,
					name: word(nth),
					transport: 'tls',
					secure: true,
					authentication: ['credentials'],
				}),
			],
			raw: readsTrunks('/fqdn_connections'),
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'of the type Credential',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				trunkType: 'credential',
				username: `acme100${nth}`,
				generatePassword: false,
				password: 'Own-Pass-Word 1',
				additionalFields: { enabled: false },
			},
			sent: [
				[
					'POST /v2/credential_connections',
					{
						connection_name: word(nth),
						user_name: `acme100${nth}`,
						password: 'Own-Pass-Word 1',
						active: false,
					},
				],
			],
			output: (id) => [
				trunkRow({
					id,
					name: word(nth),
					status: 'inactive',
					transport: null,
					authentication: ['credentials'],
				}),
			],
			raw: readsTrunks('/credential_connections'),
		}),
	},
	{
		resource: 'trunk',
		operation: 'delete',
		arrange: async (nth) => {
			const id = await makeTrunk('ip', nth);
			return {
				parameters: { trunkId: id },
				sent: [[`GET /v2/connections/${id}`], [`DELETE /v2/ip_connections/${id}`]],
				output: [{ provider: 'telnyx', id, deleted: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const id = await makeTrunk('ip', nth);
			return {
				parameters: { trunkId: id },
				sent: [[`GET /v2/connections/${id}`], [`GET /v2/ip_connections/${id}`]],
				output: [trunkRow({ id, name: word(nth) })],
				raw: readsTrunks('/ip_connections'),
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async () => {
			const fqdn = await makeTrunk('fqdn', 0);
			const ip = await makeTrunk('ip', 1);
			return {
				parameters: { limit: 5 },
				sent: ['credential', 'fqdn', 'ip'].map((type) => [
					`GET /v2/${type}_connections?sort=created_at&${page(5)}`,
				]),
				output: [trunkRow({ id: fqdn, name: 'Berlin' }), trunkRow({ id: ip, name: 'Hamburg' })],
				raw: async ([one, other]) => [
					...(await readsTrunks('/fqdn_connections')([one])),
					...(await readsTrunks('/ip_connections')([other])),
				],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async (nth) => {
			const id = await makeTrunk('ip', nth, { inbound: { channel_limit: 3, prack_enabled: true } });
			const { inbound } = (await api.get(`/ip_connections/${id}`)).data as IDataObject;
			const kept = Object.entries(inbound as IDataObject).filter(([, value]) => value !== null);
			return {
				parameters: {
					trunkId: id,
					updateFields: { name: `New ${word(nth)}`, calledNumberFormat: '+e164', transport: 'tcp' },
				},
				sent: [
					[`GET /v2/connections/${id}`],
					[`GET /v2/ip_connections/${id}`],
					[
						`PATCH /v2/ip_connections/${id}`,
						{
							connection_name: `New ${word(nth)}`,
							transport_protocol: 'TCP',
							// Whole, because nobody knows whether a part would take its place.
							inbound: { ...Object.fromEntries(kept), dnis_number_format: '+e164' },
						},
					],
				],
				output: [trunkRow({ id, name: `New ${word(nth)}`, transport: 'tcp' })],
				raw: readsTrunks('/ip_connections'),
			};
		},
	},
];

const addressCases: OperationCase[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		arrange: async (nth) => {
			const trunk = await makeTrunk('fqdn', nth);
			return {
				parameters: { trunkId: trunk, sipUri: `sip:${host(nth)}:5061` },
				sent: [
					[
						'POST /v2/fqdns',
						{ connection_id: trunk, fqdn: host(nth), dns_record_type: 'a', port: 5061 },
					],
				],
				output: (id) => [uriRow({ id, sipUri: `sip:${host(nth)}:5061`, trunkId: trunk })],
				raw: reads('/fqdns'),
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'create',
		about: 'by SRV record, without a port',
		arrange: async () => {
			const trunk = await makeTrunk('fqdn', 0);
			return {
				parameters: {
					trunkId: trunk,
					sipUri: 'sip:sip.example.com',
					additionalFields: { dnsRecordType: 'srv' },
				},
				sent: [
					[
						'POST /v2/fqdns',
						{ connection_id: trunk, fqdn: 'sip.example.com', dns_record_type: 'srv', port: null },
					],
				],
				output: (id) => [uriRow({ id, sipUri: 'sip:sip.example.com', trunkId: trunk })],
				raw: reads('/fqdns'),
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await makeFqdn(nth);
			return {
				parameters: { originationUriId: String(id) },
				sent: [[`DELETE /v2/fqdns/${String(id)}`]],
				output: [{ provider: 'telnyx', id, deleted: true }],
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'get',
		arrange: async (nth) => {
			const { id, connection_id: trunkId } = await makeFqdn(nth);
			return {
				parameters: { originationUriId: String(id) },
				sent: [[`GET /v2/fqdns/${String(id)}`]],
				output: [uriRow({ id, sipUri: `sip:${host(nth)}:5061`, trunkId })],
				raw: reads('/fqdns'),
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'getAll',
		arrange: async () => {
			const [one, other] = [await makeFqdn(0), await makeFqdn(1)];
			return {
				parameters: { limit: 2 },
				sent: [[`GET /v2/fqdns?${page(2)}`]],
				output: [one, other].map(({ id, connection_id: trunkId }, nth) =>
					uriRow({ id, sipUri: `sip:${host(nth)}:5061`, trunkId }),
				),
				raw: reads('/fqdns'),
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'getAll',
		about: 'of one trunk',
		arrange: async () => {
			await makeFqdn(0);
			const { id, connection_id: trunkId } = await makeFqdn(1);
			return {
				parameters: { trunkId: String(trunkId), returnAll: true },
				sent: [[`GET /v2/fqdns?filter%5Bconnection_id%5D=${String(trunkId)}&${page(250)}`]],
				output: [uriRow({ id, sipUri: `sip:${host(1)}:5061`, trunkId })],
				raw: reads('/fqdns'),
			};
		},
	},
	{
		resource: 'originationUri',
		operation: 'update',
		arrange: async (nth) => {
			const { id, connection_id: trunkId } = await makeFqdn(nth);
			return {
				parameters: {
					originationUriId: String(id),
					updateFields: { sipUri: 'sip:new.example.com' },
				},
				sent: [
					[`GET /v2/fqdns/${String(id)}`],
					[
						`PATCH /v2/fqdns/${String(id)}`,
						{ fqdn: 'new.example.com', dns_record_type: 'a', port: 5060 },
					],
				],
				output: [uriRow({ id, sipUri: 'sip:new.example.com:5060', trunkId })],
				raw: reads('/fqdns'),
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'create',
		arrange: async (nth) => {
			const trunk = await makeTrunk('ip', nth);
			return {
				parameters: {
					trunkId: trunk,
					ipAddress: `${address(nth)}/32`,
					additionalFields: { port: 5080 },
				},
				sent: [['POST /v2/ips', { connection_id: trunk, ip_address: address(nth), port: 5080 }]],
				output: (id) => [entryRow({ id, cidr: `${address(nth)}/32`, trunkId: trunk })],
				raw: reads('/ips'),
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await makeIp(nth);
			return {
				parameters: { ipAccessControlEntryId: String(id) },
				sent: [[`DELETE /v2/ips/${String(id)}`]],
				output: [{ provider: 'telnyx', id, deleted: true }],
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'get',
		arrange: async (nth) => {
			const { id, connection_id: trunkId } = await makeIp(nth);
			return {
				parameters: { ipAccessControlEntryId: String(id) },
				sent: [[`GET /v2/ips/${String(id)}`]],
				output: [entryRow({ id, cidr: `${address(nth)}/32`, trunkId })],
				raw: reads('/ips'),
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'getAll',
		arrange: async () => {
			const [one, other] = [await makeIp(0), await makeIp(1)];
			return {
				parameters: { limit: 2 },
				sent: [[`GET /v2/ips?${page(2)}`]],
				output: [one, other].map(({ id, connection_id: trunkId }, nth) =>
					entryRow({ id, cidr: `${address(nth)}/32`, trunkId }),
				),
				raw: reads('/ips'),
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		operation: 'update',
		arrange: async (nth) => {
			const { id, connection_id: trunkId } = await makeIp(nth);
			return {
				parameters: { ipAccessControlEntryId: String(id), updateFields: { port: 5070 } },
				sent: [
					[`GET /v2/ips/${String(id)}`],
					[`PATCH /v2/ips/${String(id)}`, { ip_address: address(nth), port: 5070 }],
				],
				output: [entryRow({ id, cidr: `${address(nth)}/32`, trunkId })],
				raw: reads('/ips'),
			};
		},
	},
];

const profiles = '/outbound_voice_profiles';

const profileCases: OperationCase[] = [
	{
		resource: 'outboundVoiceProfile',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				additionalFields: {
					allowedCountries: 'us, DE',
					maxConcurrentCalls: 5,
					maxDestinationRate: '0.05',
					dailySpendLimit: '100',
					dailySpendLimitEnabled: true,
					moreSettings: '{ "call_recording": { "call_recording_type": "all" } }',
				},
			},
			sent: [
				[
					`POST /v2${profiles}`,
					{
						name: word(nth),
						whitelisted_destinations: ['US', 'DE'],
						concurrent_call_limit: 5,
						max_destination_rate: 0.05,
						daily_spend_limit: '100.00',
						daily_spend_limit_enabled: true,
						call_recording: { call_recording_type: 'all' },
					},
				],
			],
			output: (id) => [
				profileRow({
					id,
					name: word(nth),
					allowedCountries: ['US', 'DE'],
					maxConcurrentCalls: 5,
					maxDestinationRate: 0.05,
					dailySpendLimit: '100.00',
					dailySpendLimitEnabled: true,
				}),
			],
			raw: reads(profiles),
		}),
	},
	{
		resource: 'outboundVoiceProfile',
		operation: 'delete',
		arrange: async (nth) => {
			const { id } = await makeProfile(nth);
			const path = `/v2${profiles}/${String(id)}`;
			return {
				parameters: { outboundVoiceProfileId: String(id) },
				sent: [[`GET ${path}`], [`DELETE ${path}`]],
				output: [{ provider: 'telnyx', id, deleted: true }],
			};
		},
	},
	{
		resource: 'outboundVoiceProfile',
		operation: 'get',
		arrange: async (nth) => {
			const { id } = await makeProfile(nth);
			return {
				parameters: { outboundVoiceProfileId: String(id) },
				sent: [[`GET /v2${profiles}/${String(id)}`]],
				output: [profileRow({ id, name: word(nth) })],
				raw: reads(profiles),
			};
		},
	},
	{
		resource: 'outboundVoiceProfile',
		operation: 'getAll',
		arrange: async () => {
			const [one, other] = [await makeProfile(0), await makeProfile(1)];
			return {
				parameters: { limit: 2 },
				sent: [[`GET /v2${profiles}?sort=created_at&${page(2)}`]],
				output: [one, other].map(({ id }, nth) => profileRow({ id, name: word(nth) })),
				raw: reads(profiles),
			};
		},
	},
	{
		resource: 'outboundVoiceProfile',
		operation: 'update',
		arrange: async (nth) => {
			const { id } = await makeProfile(nth);
			const path = `/v2${profiles}/${String(id)}`;
			return {
				parameters: { outboundVoiceProfileId: String(id), updateFields: { enabled: false } },
				sent: [[`GET ${path}`], [`PATCH ${path}`, { name: word(nth), enabled: false }]],
				output: [profileRow({ id, name: word(nth), enabled: false })],
				raw: reads(profiles),
			};
		},
	},
];

const assigned = async (nth: number) => {
	const trunkId = await makeTrunk('ip', nth);
	Object.assign(bench.sandbox.state('telnyx').numbers.get(numberId(nth)) ?? {}, {
		connection_id: trunkId,
		connection_name: word(nth),
	});
	return trunkId;
};

const numberCases: OperationCase[] = [
	{
		resource: 'phoneNumber',
		operation: 'assign',
		arrange: async (nth) => {
			const trunkId = await makeTrunk('ip', nth);
			return {
				parameters: { trunkId, phoneNumber: e164(nth) },
				sent: [
					[`GET ${NUMBERS}&filter%5Bphone_number%5D=${e164(nth).slice(1)}&${page(250)}`],
					[`PATCH /v2/phone_numbers/${numberId(nth)}`, { connection_id: trunkId }],
				],
				output: [
					{
						...numberRow({ id: numberId(nth), phoneNumber: e164(nth), trunkId, updatedAt: now }),
						previousTrunkId: null,
						previousApplicationId: null,
					},
				],
				raw: async (rows) =>
					(await reads('/phone_numbers')(rows)).map((row) => ({
						...row,
						previousTrunkId: null,
						previousApplicationId: null,
					})),
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		arrange: async () => {
			const trunkId = await assigned(1);
			return {
				parameters: { limit: 2 },
				sent: [[`GET ${NUMBERS}&${page(2)}`], [`GET /v2/connections?${page(250)}`]],
				output: [
					numberRow({ id: numberId(0), phoneNumber: e164(0) }),
					numberRow({ id: numberId(1), phoneNumber: e164(1), trunkId }),
				],
				raw: async (rows) => {
					const [free, on] = await reads('/phone_numbers')(rows);
					return [free, { ...on, connection_record_type: 'ip_connection' }];
				},
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'getAll',
		about: 'by a part of the number, and where an application has it',
		arrange: async () => ({
			parameters: { returnAll: true, filters: { phoneNumber: '55 501 44' } },
			sent: [
				[`GET ${NUMBERS}&filter%5Bphone_number%5D=5550144&${page(250)}`],
				[`GET /v2/connections?${page(250)}`],
			],
			output: [
				numberRow({
					id: numberId(3),
					phoneNumber: '+12025550144',
					applicationId: '1400000000000000001',
				}),
			],
			raw: async (rows) =>
				(await reads('/phone_numbers')(rows)).map((row) => ({
					...row,
					connection_record_type: 'call_control_application',
				})),
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'unassign',
		arrange: async (nth) => {
			const trunkId = await assigned(nth);
			const path = `/v2/phone_numbers/${numberId(nth)}`;
			return {
				parameters: { phoneNumber: numberId(nth) },
				sent: [
					[`GET ${path}`],
					[`GET /v2/connections/${trunkId}`],
					[`PATCH ${path}`, { connection_id: null }],
					// Nobody has moved it meanwhile.
					[`GET ${path}`],
					[`PATCH ${path}`, { connection_id: '' }],
					[`GET ${path}`],
				],
				output: [
					{
						provider: 'telnyx',
						id: numberId(nth),
						phoneNumber: e164(nth),
						previousTrunkId: trunkId,
						deleted: true,
					},
				],
				gone: { previousTrunkId: null },
			};
		},
	},
];

const cases = [...trunkCases, ...addressCases, ...profileCases, ...numberCases];

describeCases(bench, cases);
describeRules(bench, cases);

const unassign = { resource: 'phoneNumber', operation: 'unassign' };

describe('A number that is taken off its trunk', () => {
	const run = async () => await bench.run(unassign, { phoneNumber: byId(numberId(0)) });
	const bodies = () => bench.sent().flatMap(([line, body]) => (/^PATCH/.test(line) ? [body] : []));

	it('is not told as such where Telnyx has left it there', async () => {
		const trunkId = await assigned(0);
		bench.sandbox.state('telnyx').unassignedBy = 'nothing';
		const { error } = await run();
		expect(error?.message).toBe(
			`${e164(0)} is still on trunk ${trunkId}: Telnyx has not taken it off.`,
		);
	});

	it('goes with one change where Telnyx takes null', async () => {
		await assigned(0);
		bench.sandbox.state('telnyx').unassignedBy = 'null';
		expect(rowsOf(await run())).toMatchObject([{ id: numberId(0), deleted: true }]);
		expect(bodies()).toEqual([{ connection_id: null }]);
	});

	it('stays on an application', async () => {
		const { error } = await bench.run(unassign, { phoneNumber: byId(numberId(3)) });
		expect(error?.message).toMatch(/is on application 1400000000000000001 and on no trunk/);
		expect(bodies()).toEqual([]);
	});
});

it('sends back no secret that it has read, masked or not set', async () => {
	const id = await makeTrunk('ip', 0);
	const connection = bench.sandbox.state('telnyx').connections.get(id);
	Object.assign(connection?.outbound ?? {}, { ip_authentication_token: '********' });
	const updateFields = { outboundMaxConcurrentCalls: 5 };
	await bench.run({ resource: 'trunk', operation: 'update' }, { trunkId: byId(id), updateFields });
	const [, body] = bench.sent().at(-1) ?? [];
	const { outbound } = body as { outbound: IDataObject };
	expect(outbound).toMatchObject({ channel_limit: 5, instant_ringback_enabled: true });
	expect(outbound).not.toHaveProperty('ip_authentication_token');
	expect(outbound).not.toHaveProperty('tech_prefix');
});

it('tells an application from a trunk', async () => {
	const trunkId = byId('1400000000000000001');
	for (const operation of ['get', 'delete']) {
		const { error } = await bench.run({ resource: 'trunk', operation }, { trunkId });
		expect(error?.message).toContain('connection of the type "call control application"');
		expect(bench.sent()).toEqual([['GET /v2/connections/1400000000000000001']]);
	}
});

it('refuses a setting that the type does not have, before anything is sent', async () => {
	const create = { resource: 'trunk', operation: 'create' };
	for (const [trunkType, additionalFields, says] of [
		['credential', { transport: 'tls' }, /^'Transport' is a setting of trunks of the type FQDN/],
		['ip', { authenticationMethod: 'ip-authentication' }, /^'Authentication Method' must be/],
		['fqdn', { username: 'acme1002' }, /^'Password' is needed beside 'User Name'/],
		['ip', { moreSettings: { microsoft_teams_sbc: true } }, /only trunks of the type FQDN have/],
		['fqdn', { moreSettings: { dtmf: 'x' } }, /^'More Settings' has "dtmf", which is none/],
		['fqdn', { moreSettings: { inbound: { timeout_1xx_secs: 0 } } }, /must be from 1 to 120/],
	] as const) {
		const parameters = { name: 'x', trunkType, username: 'acme1002', additionalFields };
		const { error } = await bench.run(create, parameters as INodeParameters);
		expect(error?.message).toMatch(says);
		expect(bench.sent()).toEqual([]);
	}
});

it('lists on its page what More Settings takes', () => {
	const page = readText('docs/telnyx.md') ?? '';
	for (const place of [...Object.keys(trunkSettings), ...Object.keys(profileSettings)]) {
		expect(page).toContain(`| \`${place}\` |`);
	}
});
