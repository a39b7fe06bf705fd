import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Belongings } from '../../facts/account';
import type { ProviderName } from '../../sandbox/index';
import type { Answer } from '../support/answers';
import { byId } from './support';

/**
 * Inputs that people who do this job have reported as going wrong in other programs, turned into inputs for the node,
 * each with what has to become of it.
 */

export interface ReportedInput {
	id: string;
	what: string;
	provider: ProviderName;
	place: { resource: string; operation: string };
	parameters(account: Belongings): INodeParameters;
	item?: IDataObject;
	/** More inputs of the same kind: parameters that take the place of those above. */
	also?: INodeParameters[];
	/** Replaces the sandbox. */
	answers?: Answer[];
	/** What differs in the credential. */
	credential?: IDataObject;
	/** What a model fills in, where the node runs as its tool. */
	toolAnswers?(account: Belongings): IDataObject;
	wanted: Wanted;
}

type Wanted =
	/** Before any request, in words that name the field. */
	| { refused: RegExp }
	/** The requests that change something, and what their bodies have and have not. */
	| { changes: Array<{ line: RegExp; has?: IDataObject; hasNot?: string[] }>; row?: IDataObject }
	/** After at most so many requests, none of which changes anything. */
	| { failed: RegExp; requests: number }
	| { testFails: RegExp };

const trunk = (operation: string) => ({ resource: 'trunk', operation });
const originationUri = { resource: 'originationUri', operation: 'create' };
const someTrunk = { trunkId: byId(`TK${'a'.repeat(32)}`) };
const someList = { ipAccessControlListId: byId(`AL${'d'.repeat(32)}`) };
const uri = { ...someTrunk, name: 'o' };
const exotel = { name: 'ex', trunkType: 'exotel', phoneNumber: '+918047112345' };
const viaTwilio = {
	name: 'n',
	trunkType: 'twilio',
	address: 'x.pstn.twilio.com',
	username: 'u',
	password: 'p',
};

const foreignTrunk = { sid: `TK${'a'.repeat(32)}`, account_sid: `AC${'f'.repeat(32)}` };

const whereNothingIs = ['undefined', 'null', 'NaN', '[object Object]', 'true'].map((text) => ({
	trunkId: byId(text),
}));

export const reportedInputs: ReportedInput[] = [
	{
		id: 'P01',
		what: 'a switch whose expression finds nothing: the trunk would not be encrypted',
		provider: 'twilio',
		place: trunk('create'),
		parameters: () => ({ name: 'S1', additionalFields: { secure: '={{ $json.secur }}' } }),
		item: { secure: true },
		wanted: { refused: /^'Secure Trunking' has nothing in it/ },
	},
	{
		id: 'P03',
		what: 'a spreadsheet that hands out null for a cell that holds 0',
		provider: 'twilio',
		place: originationUri,
		parameters: () => ({
			...uri,
			sipUri: 'sip:a.example.com',
			additionalFields: { priority: '={{ $json.priority }}', enabled: '={{ $json.enabled }}' },
		}),
		item: { priority: null, enabled: null },
		wanted: { refused: /^'(?:Priority|Enabled)' has nothing in it/ },
	},
	{
		id: 'P05',
		what: 'a domain that an expression does not find: the trunk could not be called',
		provider: 'twilio',
		place: trunk('create'),
		parameters: () => ({ name: 'D', domainName: '={{ $json.domain }}' }),
		wanted: { refused: /^'Domain Name' has nothing in it/ },
	},
	{
		id: 'P06',
		what: 'a host that an expression does not find, in a trunk that cannot be changed',
		provider: 'vyom',
		place: trunk('create'),
		parameters: () => ({ ...exotel, sipHost: '={{ $json.h }}', sipPort: '={{ $json.p }}' }),
		wanted: { refused: /^'SIP (?:Host|Port)' has nothing in it/ },
	},
	{
		id: 'P07',
		what: 'the text "undefined" as an ID, with Ignore If Missing',
		provider: 'vobiz',
		place: trunk('delete'),
		parameters: () => ({ trunkId: byId('={{ `${$json.id}` }}'), ignoreIfMissing: true }),
		item: { trunkId: 'the right key is another' },
		also: [
			...whereNothingIs,
			...['={{ "" + $json.id }}', '={{ String($json.id) }}', '={{ `${$json}` }}'].map((value) => ({
				trunkId: byId(value),
			})),
		],
		wanted: { refused: /^'Trunk' is / },
	},
	{
		id: 'P09',
		what: 'the same elsewhere',
		provider: 'tryVox',
		place: trunk('delete'),
		parameters: () => ({ trunkId: byId('undefined'), ignoreIfMissing: true }),
		also: whereNothingIs,
		wanted: { refused: /^'Trunk' is / },
	},
	{
		id: 'P12',
		what: 'a model that answers with an empty text for what it has nothing for',
		provider: 'twilio',
		place: trunk('update'),
		parameters: () => ({
			trunkId: byId("={{ $fromAI('Trunk', '', 'string') }}"),
			updateFields: {
				name: "={{ $fromAI('Name', '', 'string') }}",
				disasterRecoveryUrl: "={{ $fromAI('Disaster_Recovery_URL', '', 'string') }}",
				secure: "={{ $fromAI('Secure_Trunking', '', 'boolean') }}",
			},
		}),
		toolAnswers: (account) => ({
			Trunk: account.trunkId(0, 0),
			Name: 'Acme 2',
			Disaster_Recovery_URL: '',
			Secure_Trunking: true,
		}),
		wanted: {
			changes: [
				{
					line: /^POST \/v1\/Trunks\/TK\w+$/,
					has: { FriendlyName: 'Acme 2', Secure: 'true' },
					hasNot: ['DisasterRecoveryUrl'],
				},
			],
		},
	},
	{
		id: 'P14',
		what: 'a row of a spreadsheet whose cells are blank',
		provider: 'twilio',
		place: trunk('update'),
		parameters: (account) => ({
			trunkId: byId(account.trunkId(0, 0)),
			updateFields: { name: '={{ $json.name }}', disasterRecoveryUrl: '={{ $json.dr }}' },
		}),
		item: { name: '', dr: '' },
		wanted: { refused: /^'Update Fields' needs at least one field with a value/ },
	},
	{
		id: 'P15',
		what: 'a prefix of 0, which is stored as one address that no caller has',
		provider: 'twilio',
		place: { resource: 'ipAccessControlEntry', operation: 'create' },
		parameters: () => ({ ...someList, name: 'All', ipAddress: '0.0.0.0/0' }),
		also: ['0.0.0.0', '203.0.113.4/0', '203.0.113.4/000'].map((ipAddress) => ({ ipAddress })),
		wanted: { refused: /^'IP Address' must not be .* all addresses/ },
	},
	{
		id: 'P17',
		what: 'a prefix that begins with 0',
		provider: 'twilio',
		place: { resource: 'ipAccessControlEntry', operation: 'create' },
		parameters: () => ({ ...someList, name: 'typo', ipAddress: '203.0.113.4/00' }),
		also: ['203.0.113.4/032', '203.0.113.4/08'].map((ipAddress) => ({ ipAddress })),
		wanted: { refused: /^'IP Address' must / },
	},
	...['getAll', 'get'].map(
		(operation): ReportedInput => ({
			id: `P19 ${operation}`,
			what: 'a key of another account: its trunks',
			provider: 'twilio',
			place: trunk(operation),
			parameters: () => (operation === 'get' ? someTrunk : { returnAll: true }),
			answers: [
				{ path: /Trunks\/TK/, body: foreignTrunk },
				{ body: { trunks: [foreignTrunk], meta: { next_page_url: null } } },
			],
			wanted: { failed: /account/, requests: 1 },
		}),
	),
	{
		id: 'P21',
		what: 'the SID of a key as Account SID, in the test of the credential',
		provider: 'twilio',
		place: trunk('getAll'),
		parameters: () => ({}),
		credential: { accountSid: `SK${'0b'.repeat(16)}` },
		wanted: { testFails: /Account SID/ },
	},
	{
		id: 'P23',
		what: 'the SID of another account, in the test of the credential',
		provider: 'twilio',
		place: trunk('getAll'),
		parameters: () => ({}),
		credential: { accountSid: `AC${'f'.repeat(32)}` },
		wanted: { testFails: /account/ },
	},
	{
		id: 'P24',
		what: 'two slashes in the address',
		provider: 'vobiz',
		place: trunk('getAll'),
		parameters: () => ({ limit: 1 }),
		answers: [
			{
				path: /^\/api\/v1\/Account\/[^/]+\/trunks$/,
				body: {
					objects: [{ trunk_id: '11112222-3333-4444-5555-666677778888' }],
					meta: { total: 1 },
				},
			},
			{ status: 404, body: { error: { code: 'NOT_FOUND', message: 'Not Found' } } },
		],
		credential: { baseUrl: '<address>//api/v1' },
		wanted: { changes: [], row: { id: '11112222-3333-4444-5555-666677778888' } },
	},
	{
		id: 'P26',
		what: 'the national zero in brackets with the area code',
		provider: 'vyom',
		place: trunk('create'),
		parameters: () => ({ ...viaTwilio, phoneNumbers: '+49 (030) 123456' }),
		also: ['+44 (020) 7946 0958', '+61(043)1234567', '+49 (0)30 123456', '+353 (01) 234 5678'].map(
			(phoneNumbers) => ({ phoneNumbers }),
		),
		wanted: { refused: /^'Phone Numbers' must be in E\.164 form: leave out the / },
	},
	...['+1\ufe0d{}', '+1\ufe0e{}', '\ufeff+1\u2212{}\u200b', '+1\u00a0{}\u2060'].map(
		(written, index): ReportedInput => ({
			id: `P29.${index + 1}`,
			what: 'characters in a number that nobody sees',
			provider: 'twilio',
			place: { resource: 'phoneNumber', operation: 'assign' },
			parameters: (account) => ({
				trunkId: byId(account.trunkId(0, 0)),
				phoneNumber: { __rl: true, mode: 'number', value: written.replace('{}', '<number>') },
				moveIfAssigned: true,
			}),
			wanted: { changes: [{ line: /^POST \/v1\/Trunks\/TK\w+\/PhoneNumbers$/ }] },
		}),
	),
	{
		id: 'P37',
		what: 'the same number twice, written in two ways',
		provider: 'vyom',
		place: trunk('create'),
		parameters: () => ({ ...viaTwilio, phoneNumbers: '+14155550100,+1 415 555 0100' }),
		also: [
			{ phoneNumbers: '["+14155550100","+1 415 555 0100"]' },
			{ phoneNumbers: "={{ ['+14155550100', '+1 (415) 555-0100'] }}" },
		],
		wanted: {
			changes: [
				{
					line: /^POST \/sip\/create-outbound-trunk$/,
					has: { trunk_config: { numbers: ['+14155550100'] } },
				},
			],
		},
	},
	{
		id: 'P38',
		what: '00 in place of the plus sign',
		provider: 'vyom',
		place: trunk('create'),
		parameters: () => ({ ...exotel, phoneNumber: '00918047112345' }),
		also: [
			'00',
			'01',
			'0000000000',
			'080471123456789012',
			'0091\u00a08047112345',
			'0804711234',
		].map((phoneNumber) => ({ phoneNumber })),
		wanted: { refused: /^'Phone Number' must / },
	},
	{
		id: 'P40',
		what: 'a port behind the host although there is a field for it',
		provider: 'vyom',
		place: trunk('create'),
		parameters: () => ({ ...exotel, sipHost: 'pstn.in1.exotel.com:5070', sipPort: '5070' }),
		also: [{ sipHost: '', sipDomain: 'acme.exotel.com:5060' }],
		wanted: { refused: /^'SIP (?:Host|Domain)' must be a host without a port/ },
	},
	{
		id: 'P41',
		what: 'a user name with a character that nobody sees',
		provider: 'twilio',
		place: { resource: 'sipCredential', operation: 'create' },
		parameters: (account) => ({
			credentialListId: byId(account.credentialListId(0, 0)),
			username: 'pbx-main\u200b',
			generatePassword: false,
			password: 'Abcdefgh1234',
		}),
		also: ['pbx\u2060', '\ufeffpbx', 'p\u00adbx', 'pbx\ufe0f'].map((username) => ({ username })),
		wanted: { refused: /^'User Name' contains a character that cannot be seen, U\+/ },
	},
	{
		id: 'P43',
		what: 'a name of nothing that can be seen',
		provider: 'twilio',
		place: trunk('create'),
		parameters: () => ({ name: '\u200b' }),
		also: ['\ufeff', '\u00ad \u2060', '\u3164'].map((name) => ({ name })),
		wanted: { refused: /^'Name' is required/ },
	},
	{
		id: 'P47',
		what: 'parameters of a SIP URI joined by the wrong sign: calls would not be encrypted',
		provider: 'twilio',
		place: originationUri,
		parameters: () => ({ ...uri, sipUri: 'sip:pbx.example.com?transport=tls' }),
		also: ['sip:pbx.example.com&transport=tls', 'sip:pbx.example.com;edge=a&amp;transport=tls'].map(
			(sipUri) => ({ sipUri }),
		),
		wanted: {
			refused: /^'SIP URI' must have a ; before each parameter: write "sip:.*;transport=tls"/,
		},
	},
	{
		id: 'P49',
		what: 'an unknown, empty or doubled transport, an empty parameter',
		provider: 'twilio',
		place: originationUri,
		parameters: () => ({ ...uri, sipUri: 'sip:sip.example.com;transport=sctp' }),
		also: [';transport=', ';transport=tcp;transport=udp', ';', ';;transport=tls'].map((tail) => ({
			sipUri: `sip:sip.example.com${tail}`,
		})),
		wanted: { refused: /^'SIP URI' (?:must have|has) / },
	},
	{
		id: 'P51',
		what: 'a domain that no host name can be',
		provider: 'twilio',
		place: trunk('create'),
		parameters: () => ({ name: 'd', domainName: '-acme.pstn.twilio.com' }),
		also: [`${'a'.repeat(64)}.pstn.twilio.com`, 'acme-.pstn.twilio.com', 'a..pstn.twilio.com'].map(
			(domainName) => ({ domainName }),
		),
		wanted: { refused: /^'Domain Name' / },
	},
	{
		id: 'P54',
		what: 'a host with a transport, without a scheme',
		provider: 'miniVoice',
		place: trunk('create'),
		parameters: () => ({ name: 'm', proxy: 'sip.example.net;transport=tls' }),
		wanted: { refused: /^'Proxy' .*"sip:sip\.example\.net;transport=tls"/ },
	},
	...(['tryVox', 'vobiz', 'vyom', 'twilio'] as const).flatMap((provider) =>
		['null', 'OK', 'true', '[]', '"ok"'].map(
			(body): ReportedInput => ({
				id: `P60 ${provider} ${body}`,
				what: `a removal that is answered with ${body}`,
				provider,
				place: trunk(provider === 'vyom' ? 'deactivate' : 'delete'),
				parameters: () => ({
					trunkId: byId(provider === 'twilio' ? `TK${'a'.repeat(32)}` : 't1'),
					options: { maxRetries: 1, maxWait: 1 },
				}),
				answers: [{ method: 'DELETE', body }, { body: { trunks: [], meta: {} } }],
				wanted: {
					changes: [{ line: /^DELETE / }],
					row: provider === 'vyom' ? { deactivated: true } : { deleted: true },
				},
			}),
		),
	),
	{
		id: 'P80',
		what: 'a priority below 0',
		provider: 'vobiz',
		place: originationUri,
		parameters: () => ({ name: 'n', sipUri: 'sip:pbx.example.com', priority: -5 }),
		also: [{ priority: 0 }, { priority: '={{ -1 }}' }],
		wanted: { refused: /^'Priority' must be 1 or more/ },
	},
];
