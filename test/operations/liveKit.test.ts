import type { IDataObject } from 'n8n-workflow';
import { TokenVerifier } from 'livekit-server-sdk';
import { make, makeRule, path } from '../../facts/providers/liveKit/routes';
import { adminToken } from '../../nodes/SipTrunk/providers/liveKit/token';
import { sandboxCredentials, startSandbox } from '../../sandbox/index';
import { liveKitAccount } from '../../sandbox/providers/liveKit/account';
import { runNode } from '../support/engine';
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

const bench = useBench('liveKit');
const { api } = bench;

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];
const number = (nth: number) => `+1510555012${nth}`;

const request = (method: string, body: IDataObject): Sent => [`POST ${path}/${method}`, body];

/** No two inbound trunks, or rules, may be for the same calls. */
let made = 0;
const another = () => {
	made += 1;
	return String(made).padStart(4, '0');
};

const inbound = async (nth: number, more: IDataObject = {}) =>
	await make(api, 'Inbound', { name: word(nth), numbers: [`+1510556${another()}`], ...more });
const outbound = async (nth: number, more: IDataObject = {}) =>
	await make(api, 'Outbound', {
		name: word(nth),
		address: 'sip.example.com:5080',
		numbers: [number(nth)],
		...more,
	});
const rule = async (nth: number, more: IDataObject = {}) =>
	await makeRule(api, {
		name: word(nth),
		trunk_ids: [`ST_${another()}`],
		rule: { dispatch_rule_individual: { room_prefix: 'call-' } },
		...more,
	});

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'liveKit',
	id: null,
	name: null,
	status: 'active',
	direction: 'inbound',
	sipDomain: null,
	transport: null,
	secure: false,
	maxConcurrentCalls: null,
	callsPerSecond: null,
	authentication: [],
	registration: null,
	createdAt: null,
	updatedAt: null,
	...shown,
});

const ruleRow = (shown: IDataObject): IDataObject => ({
	provider: 'liveKit',
	id: null,
	name: null,
	ruleType: 'individual',
	room: 'call-',
	agentName: null,
	trunkIds: [],
	phoneNumbers: [],
	allowedNumbers: [],
	createdAt: null,
	updatedAt: null,
	...shown,
});

const withoutPassword = ({ auth_password, ...row }: IDataObject) => {
	void auth_password;
	return row;
};

/** What LiveKit itself shows, but for passwords. */
const there = async (rows: IDataObject[]) => {
	const lists = ['ListSIPInboundTrunk', 'ListSIPOutboundTrunk', 'ListSIPDispatchRule'];
	const known: IDataObject[] = [];
	for (const list of lists) {
		const { items } = await api.post(`${path}/${list}`, {});
		known.push(...(items as IDataObject[]));
	}
	const idOf = (row: IDataObject) => row.sip_trunk_id ?? row.sip_dispatch_rule_id;
	return rows.map((row) =>
		withoutPassword(known.find((one) => idOf(one) === idOf(row)) as IDataObject),
	);
};

const cases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				direction: 'inbound',
				phoneNumbers: `+1 (510) 555-012${nth}`,
				allowedAddresses: '198.51.100.7/32, 198.51.100.0/28, SIP.example.net',
				additionalFields: {
					allowedNumbers: '+4930123456',
					mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE',
					metadata: '{"office":"Berlin"}',
					otherSettings: JSON.stringify({
						auth_realm: 'sip.example.net',
						headers: { 'X-Line': 'front desk' },
						krisp_enabled: true,
						max_call_duration: '3600s',
						media: { codecs: [{ name: 'PCMU', rate: 8000 }], media_timeout: '20s' },
					}),
					password: 'Own-Pass-Word 1',
					username: 'carrier',
					// Left over from another direction.
					transport: 'tls',
				},
			},
			sent: [
				request('ListSIPInboundTrunk', { numbers: [number(nth)] }),
				request('CreateSIPInboundTrunk', {
					trunk: {
						name: word(nth),
						numbers: [number(nth)],
						allowed_addresses: ['198.51.100.7/32', '198.51.100.0/28', 'sip.example.net'],
						allowed_numbers: ['+4930123456'],
						metadata: '{"office":"Berlin"}',
						auth_realm: 'sip.example.net',
						headers: { 'X-Line': 'front desk' },
						krisp_enabled: true,
						max_call_duration: '3600s',
						media: {
							codecs: [{ name: 'PCMU', rate: 8000 }],
							media_timeout: '20s',
							encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE',
						},
						auth_password: 'Own-Pass-Word 1',
						auth_username: 'carrier',
					},
				}),
			],
			output: (id) => [
				trunkRow({ id, name: word(nth), secure: true, authentication: ['ip', 'credentials'] }),
			],
			raw: there,
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'for calls to a carrier',
		arrange: async () => ({
			input: { numbers: ['+15105550123', '*'] },
			parameters: {
				name: ' Berlin ',
				direction: 'outbound',
				address: 'example.pstn.twilio.com:5061',
				phoneNumbers: '={{ $json.numbers }}',
				additionalFields: {
					otherSettings: { destination_country: 'in', from_host: 'sip.example.org' },
					transport: 'tls',
					username: 'carrier',
				},
			},
			sent: [
				request('CreateSIPOutboundTrunk', {
					trunk: {
						name: 'Berlin',
						address: 'example.pstn.twilio.com:5061',
						numbers: ['+15105550123', '*'],
						destination_country: 'IN',
						from_host: 'sip.example.org',
						transport: 'SIP_TRANSPORT_TLS',
						auth_username: 'carrier',
					},
				}),
			],
			output: (id) => [
				trunkRow({
					id,
					name: 'Berlin',
					direction: 'outbound',
					sipDomain: 'example.pstn.twilio.com',
					transport: 'tls',
					secure: true,
					authentication: ['credentials'],
				}),
			],
			raw: there,
		}),
	},
	{
		resource: 'trunk',
		operation: 'delete',
		arrange: async (nth) => {
			const { sip_trunk_id: id } = await inbound(nth);
			return {
				parameters: { trunkId: String(id) },
				sent: [
					request('GetSIPInboundTrunk', { sip_trunk_id: id as string }),
					request('DeleteSIPTrunk', { sip_trunk_id: id as string }),
				],
				output: [{ provider: 'liveKit', id, deleted: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const { sip_trunk_id: id } = await inbound(nth);
			return {
				parameters: { trunkId: String(id) },
				sent: [request('GetSIPInboundTrunk', { sip_trunk_id: id as string })],
				output: [trunkRow({ id, name: word(nth) })],
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		about: 'for calls to a carrier, made by LiveKit Cloud',
		arrange: async () => {
			bench.sandbox.state('liveKit').isCloud = true;
			const { sip_trunk_id: id } = await outbound(0);
			return {
				parameters: { trunkId: String(id) },
				sent: ['GetSIPInboundTrunk', 'GetSIPOutboundTrunk'].map((method) =>
					request(method, { sip_trunk_id: id as string }),
				),
				output: [
					trunkRow({
						id,
						name: 'Berlin',
						direction: 'outbound',
						sipDomain: 'sip.example.com',
						createdAt: now,
						updatedAt: now,
					}),
				],
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async () => {
			const made = [await inbound(0), await inbound(1), await inbound(2)];
			const sorted = made.map(({ sip_trunk_id: id, name }) => ({ id, name })).sort(byText);
			return {
				parameters: { limit: 2 },
				sent: [request('ListSIPInboundTrunk', {})],
				output: sorted.slice(0, 2).map(trunkRow),
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'of both kinds, by name',
		arrange: async () => {
			const { sip_trunk_id: first } = await inbound(0);
			await inbound(1);
			const { sip_trunk_id: second } = await outbound(0);
			return {
				parameters: { returnAll: true, filters: { nameContains: 'BER' } },
				sent: [request('ListSIPInboundTrunk', {}), request('ListSIPOutboundTrunk', {})],
				output: [
					trunkRow({ id: first, name: 'Berlin' }),
					trunkRow({
						id: second,
						name: 'Berlin',
						direction: 'outbound',
						sipDomain: 'sip.example.com',
					}),
				],
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'of one kind',
		arrange: async () => {
			await inbound(0);
			const { sip_trunk_id: id } = await outbound(0);
			return {
				parameters: { returnAll: true, filters: { direction: 'outbound' } },
				sent: [request('ListSIPOutboundTrunk', {})],
				output: [
					trunkRow({ id, name: 'Berlin', direction: 'outbound', sipDomain: 'sip.example.com' }),
				],
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async (nth) => {
			const { sip_trunk_id: id } = await inbound(nth);
			return {
				parameters: {
					trunkId: String(id),
					direction: 'inbound',
					updateFields: {
						name: `New ${word(nth)}`,
						phoneNumbers: `+493012345${nth}, +493012346${nth}`,
						clearFields: ['allowedAddresses', 'metadata'],
					},
				},
				sent: [
					request('UpdateSIPInboundTrunk', {
						sip_trunk_id: id as string,
						update: {
							name: `New ${word(nth)}`,
							numbers: { set: [`+493012345${nth}`, `+493012346${nth}`] },
							allowed_addresses: { clear: true },
							metadata: '',
						},
					}),
				],
				output: [trunkRow({ id, name: `New ${word(nth)}` })],
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		about: 'of a part of the media, of which the rest stays',
		arrange: async () => {
			const media = { codecs: [{ name: 'PCMA', rate: 8000 }], media_timeout: '20s' };
			const { sip_trunk_id: id } = await outbound(0, { media });
			return {
				parameters: {
					trunkId: String(id),
					direction: 'outbound',
					updateFields: { mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE', transport: 'tcp' },
				},
				sent: [
					request('GetSIPOutboundTrunk', { sip_trunk_id: id as string }),
					request('UpdateSIPOutboundTrunk', {
						sip_trunk_id: id as string,
						update: {
							media: {
								only_listed_codecs: false,
								...media,
								encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE',
							},
							transport: 'SIP_TRANSPORT_TCP',
						},
					}),
				],
				output: [
					trunkRow({
						id,
						name: 'Berlin',
						direction: 'outbound',
						sipDomain: 'sip.example.com',
						transport: 'tcp',
						secure: true,
					}),
				],
				raw: there,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'update',
		about: 'of what can only be changed with the whole trunk, which keeps everything else',
		arrange: async () => {
			const trunk = await inbound(0, {
				auth_username: 'carrier',
				auth_password: 'Former-Pass-1',
				headers: { 'X-Line': 'a' },
				media: { encryption: 'SIP_MEDIA_ENCRYPT_ALLOW' },
			});
			const { sip_trunk_id: id } = trunk;
			return {
				parameters: {
					trunkId: String(id),
					direction: 'inbound',
					updateFields: {
						mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE',
						otherSettings: { headers: {}, ringing_timeout: '45s' },
					},
				},
				sent: [
					request('GetSIPInboundTrunk', { sip_trunk_id: id as string }),
					request('UpdateSIPInboundTrunk', {
						sip_trunk_id: id as string,
						replace: {
							...trunk,
							ringing_timeout: '45s',
							headers: {},
							media: { ...(trunk.media as object), encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' },
							media_encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE',
						},
					}),
				],
				output: [trunkRow({ id, name: 'Berlin', secure: true, authentication: ['credentials'] })],
				raw: there,
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				ruleType: 'individual',
				room: 'call-',
				additionalFields: {
					agentName: 'inbound-agent',
					otherSettings: {
						attributes: { team: 'sales' },
						hide_phone_number: true,
						room_config: { agents: [{ metadata: '{"team":"sales"}' }], max_participants: 2 },
					},
					phoneNumbers: number(nth),
					pin: '0123',
					randomSuffix: false,
					trunkIds: 'ST_a, ST_b',
				},
			},
			sent: [
				request('ListSIPDispatchRule', {}),
				request('CreateSIPDispatchRule', {
					dispatch_rule: {
						name: word(nth),
						room_config: {
							agents: [{ agent_name: 'inbound-agent', metadata: '{"team":"sales"}' }],
							max_participants: 2,
						},
						attributes: { team: 'sales' },
						hide_phone_number: true,
						numbers: [number(nth)],
						trunk_ids: ['ST_a', 'ST_b'],
						rule: {
							dispatch_rule_individual: {
								room_prefix: 'call-',
								pin: '0123',
								no_randomness: true,
							},
						},
					},
				}),
			],
			output: (id) => [
				ruleRow({
					id,
					name: word(nth),
					agentName: 'inbound-agent',
					trunkIds: ['ST_a', 'ST_b'],
					phoneNumbers: [number(nth)],
				}),
			],
			raw: there,
		}),
	},
	{
		resource: 'dispatchRule',
		operation: 'create',
		about: 'for all calls into one room',
		arrange: async () => ({
			parameters: { name: 'Berlin', ruleType: 'direct', room: 'front-desk' },
			sent: [
				request('ListSIPDispatchRule', {}),
				request('CreateSIPDispatchRule', {
					dispatch_rule: {
						name: 'Berlin',
						rule: { dispatch_rule_direct: { room_name: 'front-desk' } },
					},
				}),
			],
			output: (id) => [ruleRow({ id, name: 'Berlin', ruleType: 'direct', room: 'front-desk' })],
			raw: there,
		}),
	},
	{
		resource: 'dispatchRule',
		operation: 'delete',
		arrange: async (nth) => {
			const { sip_dispatch_rule_id: id } = await rule(nth);
			return {
				parameters: { dispatchRuleId: String(id) },
				sent: [request('DeleteSIPDispatchRule', { sip_dispatch_rule_id: id as string })],
				output: [{ provider: 'liveKit', id, deleted: true }],
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'get',
		arrange: async (nth) => {
			const { sip_dispatch_rule_id: id, trunk_ids: trunkIds } = await rule(nth);
			return {
				parameters: { dispatchRuleId: String(id) },
				sent: [request('ListSIPDispatchRule', { dispatch_rule_ids: [String(id)] })],
				output: [ruleRow({ id, name: word(nth), trunkIds })],
				raw: there,
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'getAll',
		arrange: async () => {
			const made = [await rule(0), await rule(1), await rule(2)];
			const sorted = made
				.map(({ sip_dispatch_rule_id: id, name, trunk_ids: trunkIds }) => ({ id, name, trunkIds }))
				.sort(byText);
			return {
				parameters: { limit: 2 },
				sent: [request('ListSIPDispatchRule', {})],
				output: sorted.slice(0, 2).map(ruleRow),
				raw: there,
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'getAll',
		about: 'of a trunk',
		arrange: async () => {
			const { sip_dispatch_rule_id: id } = await rule(0, { trunk_ids: ['ST_own'] });
			await rule(1);
			return {
				parameters: { trunkId: 'ST_own', returnAll: true },
				sent: [request('ListSIPDispatchRule', { trunk_ids: ['ST_own'] })],
				output: [ruleRow({ id, name: 'Berlin', trunkIds: ['ST_own'] })],
				raw: there,
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'update',
		arrange: async (nth) => {
			const { sip_dispatch_rule_id: id } = await rule(nth);
			return {
				parameters: {
					dispatchRuleId: String(id),
					updateFields: { name: `New ${word(nth)}`, trunkIds: `ST_new${nth}` },
				},
				sent: [
					request('UpdateSIPDispatchRule', {
						sip_dispatch_rule_id: id as string,
						update: { name: `New ${word(nth)}`, trunk_ids: { set: [`ST_new${nth}`] } },
					}),
				],
				output: [ruleRow({ id, name: `New ${word(nth)}`, trunkIds: [`ST_new${nth}`] })],
				raw: there,
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'update',
		about: 'of the room, of which the rest stays',
		arrange: async () => {
			const { sip_dispatch_rule_id: id } = await rule(0, {
				trunk_ids: ['ST_own'],
				rule: { dispatch_rule_individual: { room_prefix: 'call-', no_randomness: true } },
			});
			return {
				parameters: { dispatchRuleId: String(id), updateFields: { pin: '4711' } },
				sent: [
					request('ListSIPDispatchRule', { dispatch_rule_ids: [String(id)] }),
					request('UpdateSIPDispatchRule', {
						sip_dispatch_rule_id: id as string,
						update: {
							rule: {
								dispatch_rule_individual: {
									room_prefix: 'call-',
									pin: '4711',
									no_randomness: true,
								},
							},
						},
					}),
				],
				output: [ruleRow({ id, name: 'Berlin', trunkIds: ['ST_own'] })],
				raw: there,
			};
		},
	},
	{
		resource: 'dispatchRule',
		operation: 'update',
		about: 'of the agent, which takes the whole rule',
		arrange: async () => {
			const agents = [{ agent_name: 'old', metadata: 'kept' }, { agent_name: 'second' }];
			const made = await rule(0, { room_config: { agents }, trunk_ids: ['ST_own'] });
			const { sip_dispatch_rule_id: id } = made;
			const { agents: stored } = made.room_config as { agents: IDataObject[] };
			return {
				parameters: { dispatchRuleId: String(id), updateFields: { agentName: 'new' } },
				sent: [
					request('ListSIPDispatchRule', { dispatch_rule_ids: [String(id)] }),
					request('UpdateSIPDispatchRule', {
						sip_dispatch_rule_id: id as string,
						replace: {
							...made,
							room_config: {
								...(made.room_config as object),
								agents: [{ ...stored[0], agent_name: 'new' }, stored[1]],
							},
						},
					}),
				],
				output: [ruleRow({ id, name: 'Berlin', agentName: 'new', trunkIds: ['ST_own'] })],
				raw: there,
			};
		},
	},
];

function byText(a: IDataObject, b: IDataObject): number {
	return String(a.id) < String(b.id) ? -1 : 1;
}

describeCases(bench, cases);
describeRules(bench, cases);

const create = { resource: 'trunk', operation: 'create' };
const createRule = { resource: 'dispatchRule', operation: 'create' };
const change = { resource: 'dispatchRule', operation: 'update' };

describe('the token', () => {
	const { apiKey, apiSecret } = liveKitAccount;

	it('is signed as LiveKit documents it', () => {
		expect(adminToken('devkey', 'secret', 1_700_000_000)).toBe(
			'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJkZXZrZXkiLCJuYmYiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDYwMCwic2lwIjp7ImFkbWluIjp0cnVlfX0.8UGiD65zkfRdW6RJnCaxdpuyNYdOQGLzH2M8ECSqoW0',
		);
	});

	it("is accepted by LiveKit's own verifier, and may manage SIP and nothing else", async () => {
		await bench.run({ resource: 'trunk', operation: 'getAll' }, {});
		const [{ headers }] = bench.sandbox.requests;
		const token = String(headers.authorization).replace('Bearer ', '');
		const claims = await new TokenVerifier(apiKey, apiSecret).verify(token);
		expect(claims).toMatchObject({ iss: apiKey, sip: { admin: true } });
		expect(Object.keys(claims).sort()).toEqual(['exp', 'iss', 'nbf', 'sip']);
		expect(Number(claims.exp) - Number(claims.nbf)).toBe(600);
		await expect(new TokenVerifier(apiKey, 'another').verify(token)).rejects.toThrow();
	});
});

describe('the address', () => {
	const list = { resource: 'trunk', operation: 'getAll' };
	const withUrl = async (baseUrl: string) =>
		await bench.run(
			list,
			{},
			{
				credentials: { liveKitSipTrunkApi: { ...liveKitAccount, baseUrl } },
			},
		);

	it.each([
		(url: string) => url.replace('http', 'ws'),
		(url: string) => `${url.replace('http', 'WS')}/rtc?`.replace('?', ''),
		(url: string) => `${url}/twirp/livekit.SIP/`,
	])('is taken as LiveKit shows it, without a path: case %#', async (written) => {
		const run = await withUrl(written(bench.sandbox.addresses.liveKit));
		expect(run.error?.message).toBeUndefined();
		expect(bench.sent()).toHaveLength(2);
	});

	it.each([
		['', /^'API Base URL' in the credential is empty\. Copy the URL/],
		['ws://livekit.example.com:7880', /must start with https:\/\/.*not for livekit\.example\.com/],
		['livekit.example.com', /must be a plain web address/],
		['sip:acme.sip.livekit.cloud', /must be a plain web address/],
		['wss://a@livekit.example.com', /must be a plain web address/],
	])('is refused before any request: %j', async (url, says) => {
		const run = await withUrl(url);
		expect(run.error?.message).toMatch(says);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('what is entered', () => {
	const said = async (place: typeof create, parameters: IDataObject) => {
		const run = await bench.run(place, parameters as never);
		expect(bench.sandbox.requests.flatMap(({ effects }) => effects)).toEqual([]);
		return run.error?.message;
	};

	it('makes no inbound trunk that takes every call', async () => {
		expect(await said(create, { name: 'a', direction: 'inbound' })).toMatch(
			/^'Phone Numbers' are needed, or 'Allowed Addresses', or 'User Name' with 'Password'/,
		);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([
		['allowedAddresses', '198.51.100.7;198.51.100.8', /Separate several with commas/],
		['allowedAddresses', 'sip:carrier.example.com', /must be an IP address, a block/],
		['allowedAddresses', '10.0.0.1/33', /prefix length/],
		['allowedAddresses', '198.51.100.7, 0.0.0.0/0', /entry 2' must not be "0\.0\.0\.0\/0"/],
	])('is no address: %s %s', async (name, value, says) => {
		expect(await said(create, { name: 'a', direction: 'inbound', [name]: value })).toMatch(says);
	});

	it.each([
		['x', /^'Other Settings' must be JSON, but it is "x"/],
		['[]', /^'Other Settings' must be an object/],
		['{}', /^'Other Settings' has no settings in it/],
		[{ Headers: {} }, /^'Other Settings' has no key "Headers"\. It has .*headers, /],
		[{ headers: ['X-Line'] }, /^'Other Settings, headers' must be an object/],
		[{ headers: { 'X-Line': 1 } }, /^'Other Settings, headers, X-Line' must be a text/],
		[{ headers: { Contact: 'a' } }, /names a header that LiveKit sets itself: "Contact"/],
		[{ headers: { 'Content-Type': 'a' } }, /names a header that LiveKit sets itself/],
		[{ headers: { 'X Line': 'a' } }, /has a name that no header can have: "X Line"/],
		[{ headers: { 'X-Line': 'a'.repeat(1025) } }, /must not be longer than 1024 characters/],
		[{ headers: { 'X-Line': 'a\r\nb' } }, /contains a line break/],
		[{ headers_to_attributes: { 'X Line': 'a' } }, /has a name that no header can have/],
		[{ attributes_to_headers: { a: 'X Line' } }, /has a name that no header can have/],
		[{ include_headers: 'all' }, /must be one of SIP_NO_HEADERS, SIP_X_HEADERS, SIP_ALL_HEADERS/],
		[{ media: { encryption: 'require' } }, /media, encryption' must be one of/],
		[{ media: { codecs: [{ name: 'PCMU/8000' }] } }, /entry 1, name' must be the name of a codec/],
		[
			{ media: { codecs: [{ name: 'PCMU', rate: 0 }] } },
			/entry 1, rate' must be a positive number/,
		],
		[{ media: { media_timeout: '601s' } }, /in 30s, at most 600s: "601s"/],
		[{ ringing_timeout: 30 }, /ringing_timeout' must be a text/],
		[{ ringing_timeout: '30' }, /must be a number of seconds with an s behind it/],
		[{ krisp_enabled: 'true' }, /krisp_enabled' must be true or false/],
		[{ from_host: 'sip.example.net' }, /has from_host, which inbound trunks do not have/],
	])('is no setting: %j', async (otherSettings, says) => {
		const parameters = { name: 'a', direction: 'inbound', phoneNumbers: number(0) };
		const additionalFields = { otherSettings };
		expect(await said(create, { ...parameters, additionalFields })).toMatch(says);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([
		[
			'outbound',
			{ otherSettings: { ringing_timeout: '30s' } },
			/has ringing_timeout, which outbound/,
		],
		[
			'outbound',
			{ clearFields: ['phoneNumbers'] },
			/^'Clear Fields' names 'Phone Numbers', which an/,
		],
		[
			'outbound',
			{ clearFields: ['allowedAddresses'] },
			/names 'Allowed Addresses', which does not go/,
		],
		['inbound', { phoneNumbers: '*' }, /^'Phone Numbers' must be numbers for an inbound trunk/],
	])('is no change of an %s trunk: %j', async (direction, updateFields, says) => {
		const { sip_trunk_id: id } = direction === 'inbound' ? await inbound(0) : await outbound(0);
		const parameters = { trunkId: byId(String(id)), direction, updateFields };
		expect(await said({ ...create, operation: 'update' }, parameters as never)).toMatch(says);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('is no room', async () => {
		const { sip_dispatch_rule_id: id } = await rule(0);
		const dispatchRuleId = byId(String(id));
		expect(await said(change, { dispatchRuleId, updateFields: { ruleType: 'direct' } })).toMatch(
			/^'Room Name' is needed where all calls go into one room/,
		);
	});
});

describe('a create whose answer is lost', () => {
	const lost = () => bench.faults({ kind: 'resetAfter', path: '/Create' });
	const inboundTrunk = { name: 'Berlin', direction: 'inbound', phoneNumbers: number(0) };
	const outboundTrunk = {
		name: 'Berlin',
		direction: 'outbound',
		address: 'sip.example.com',
		phoneNumbers: number(0),
	};

	it('of an inbound trunk is found by its numbers', async () => {
		lost();
		const [row] = rowsOf(await bench.run(create, inboundTrunk));
		expect(row).toMatchObject({ recovered: true, name: 'Berlin', direction: 'inbound' });
		expect(bench.sandbox.state('liveKit').inboundTrunks.size).toBe(1);
	});

	it('of an inbound trunk is not taken for an equal one that was there before', async () => {
		await make(api, 'Inbound', { name: 'Berlin', numbers: [number(0)] });
		bench.faults({ kind: 'resetBefore', path: '/Create' });
		const run = await bench.run(create, inboundTrunk);
		expect(run.error?.message).toContain('Conflicting inbound SIP Trunks');
		expect(bench.sandbox.state('liveKit').inboundTrunks.size).toBe(1);
	});

	it('of an inbound trunk is not taken for one with other settings', async () => {
		const other = { name: 'Berlin', numbers: [number(0)], auth_username: 'somebody' };
		await make(api, 'Inbound', other);
		bench.faults({ kind: 'resetBefore', path: '/Create', times: null });
		const run = await bench.run(
			create,
			{ ...inboundTrunk, additionalFields: { username: 'carrier' } },
			{ onError: 'continueRegularOutput' },
		);
		expect(rowsOf(run)[0].error).toMatch(/^It may exist/);
		expect(bench.sandbox.state('liveKit').inboundTrunks.size).toBe(1);
	});

	it('of an outbound trunk is found at LiveKit Cloud, which keeps dates', async () => {
		// With the real time in its answers, so that what is new looks new.
		const sandbox = await startSandbox();
		const cloud = sandbox.state('liveKit');
		cloud.isCloud = true;
		sandbox.setFaults([{ kind: 'resetAfter', path: '/Create' }]);
		const run = await runNode({
			parameters: { provider: 'liveKit', ...create, ...outboundTrunk },
			credentials: sandboxCredentials(sandbox.addresses),
		});
		await sandbox.stop();
		expect(rowsOf(run)).toMatchObject([{ recovered: true, direction: 'outbound' }]);
		expect(cloud.outboundTrunks.size).toBe(1);
	});

	it('of an outbound trunk may exist on a server that keeps no dates', async () => {
		lost();
		const run = await bench.run(create, outboundTrunk);
		expect(run.error?.message).toMatch(/^It may exist/);
		expect(descriptionOf(run)).toContain(
			`Look in the list of outbound trunks for the name &quot;Berlin&quot; and the numbers ${number(0)}`,
		);
		expect(bench.sandbox.state('liveKit').outboundTrunks.size).toBe(1);
	});

	it('of a dispatch rule is found by what it is for', async () => {
		lost();
		const [row] = rowsOf(await bench.run(createRule, { name: 'Berlin', ruleType: 'callee' }));
		expect(row).toMatchObject({ recovered: true, name: 'Berlin', ruleType: 'callee' });
		expect(bench.sandbox.state('liveKit').dispatchRules.size).toBe(1);
	});
});

describe('answers of other servers', () => {
	it.each(['blank', 'null'] as const)(
		'with a %s row for what is not there mean that it is not there',
		async (unknownItem) => {
			bench.sandbox.state('liveKit').unknownItem = unknownItem;
			const run = await bench.run(
				{ resource: 'dispatchRule', operation: 'get' },
				{ dispatchRuleId: byId('SDR_missing') },
			);
			expect(run.error?.message).toBe('LiveKit has no dispatch rule with the ID "SDR_missing".');
		},
	);

	it('that does not know the request do not mean that something is gone', async () => {
		const body = { code: 'bad_route', msg: 'no handler for path' };
		bench.faults({ kind: 'status', status: 404, body, path: '/Delete', times: null });
		const run = await bench.run(
			{ resource: 'dispatchRule', operation: 'delete' },
			{ dispatchRuleId: byId('SDR_1'), ignoreIfMissing: true },
		);
		expect(run.error?.message).toBe(
			'LiveKit answered HTTP 404, code bad_route: no handler for path.',
		);
	});

	it('of LiveKit Cloud to a second deletion mean that it is gone', async () => {
		bench.sandbox.state('liveKit').isCloud = true;
		const { sip_trunk_id: id } = await inbound(0);
		bench.faults({ kind: 'resetAfter', path: '/Delete' });
		const run = await bench.run(
			{ resource: 'trunk', operation: 'delete' },
			{ trunkId: byId(String(id)) },
		);
		expect(rowsOf(run)).toEqual([{ provider: 'liveKit', id, deleted: true }]);
	});

	it('that hold as many rows as a page are not taken for all', async () => {
		bench.sandbox.seedTrunks('liveKit', 1000);
		const run = await bench.run(
			{ resource: 'trunk', operation: 'getAll' },
			{ returnAll: true, filters: { direction: 'inbound' } },
		);
		expect(run.items).toHaveLength(1000);
		const [, [, body]] = bench.sent() as [Sent, [string, IDataObject]];
		expect(body).toEqual({ page: { after_id: run.items[999].json.id } });
	});
});

it('says that a server is too old to store what was asked for', async () => {
	bench.faults({
		kind: 'status',
		status: 200,
		when: 'after',
		path: '/Create',
		body: { sip_trunk_id: 'ST_old', name: 'Berlin', numbers: [number(0)], allowed_addresses: [] },
	});
	const run = await bench.run(create, {
		name: 'Berlin',
		direction: 'inbound',
		phoneNumbers: number(0),
		additionalFields: { mediaEncryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' },
	});
	expect(run.error?.message).toContain('LiveKit does not know Media Encryption');
	expect(descriptionOf(run)).toContain('Update the LiveKit server');
});
