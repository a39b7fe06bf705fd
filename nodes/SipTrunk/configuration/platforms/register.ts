import type { IDataObject } from 'n8n-workflow';
import type { PlatformId } from './preset';
import type { FillIn, Registration, RegistrationFacts } from './registration';

/** The requests that register a trunk or its numbers, per platform, from the platforms' documentation. */

const bearer = { name: 'Authorization', value: 'Bearer <API key>' };
const required = (at: string, what: string): FillIn => ({ at, what, required: true });
const optional = (at: string, what: string): FillIn => ({ at, what, required: false });

const request = (
	own: Pick<Registration, 'url' | 'body'> & Partial<Registration>,
): Registration => ({ method: 'POST', headers: {}, keyHeader: bearer, fillIn: [], ...own });

/** Keys with their values, without those that are undefined. */
const known = (entries: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(entries).filter(([, value]) => value !== undefined && value !== null),
	) as IDataObject;

/** One request per number, or one in which the number must be filled in. */
const perNumber = (
	{ phoneNumbers }: RegistrationFacts,
	key: string,
	one: (number: string | undefined, fillIn: FillIn[]) => Registration,
): Registration[] =>
	phoneNumbers.length === 0
		? [one(undefined, [required(key, 'The number in E.164')])]
		: phoneNumbers.map((number) => one(number, []));

const passwordOf = ({ username }: RegistrationFacts, at: string): FillIn[] =>
	username === undefined ? [] : [required(at, `The password of the SIP credential ${username}`)];

/** Where the platform sends the calls that it places; null where the trunk takes none. */
const outboundHost = ({ preset, takesCalls, sipDomain }: RegistrationFacts) =>
	takesCalls && !preset.inboundOnly ? sipDomain : null;

const CARRIER_ADDRESSES = 'The addresses from which the carrier sends calls';

function liveKit(facts: RegistrationFacts): Registration[] {
	const { name, phoneNumbers, username, target, preset } = facts;
	const address = outboundHost(facts);
	const url = (method: string) => `https://<project>.livekit.cloud/twirp/livekit.SIP/${method}`;
	const host = required('url', 'The host of the project, as in its WebSocket URL');
	const keyHeader = { name: 'Authorization', value: 'Bearer <token with the grant sip.admin>' };
	const numbers = phoneNumbers.length === 0 ? undefined : [...phoneNumbers];
	const numbersIn = (at: string) =>
		numbers === undefined ? [required(at, 'The numbers in E.164')] : [];
	const media =
		preset.transport === 'tls' ? { media: { encryption: 'SIP_MEDIA_ENCRYPT_ALLOW' } } : {};
	const inbound = request({
		url: url('CreateSIPInboundTrunk'),
		keyHeader,
		body: { trunk: known({ name, numbers, ...media }) },
		fillIn: [
			host,
			...numbersIn('trunk.numbers'),
			optional('trunk.allowed_addresses', `${CARRIER_ADDRESSES}; without them anyone may call in`),
		],
	});
	const rule = request({
		url: url('CreateSIPDispatchRule'),
		keyHeader,
		body: {
			dispatch_rule: known({
				name,
				numbers,
				rule: { dispatch_rule_individual: { room_prefix: 'call-' } },
			}),
		},
		fillIn: [
			host,
			optional('dispatch_rule.room_config.agents', 'The agent: [{"agent_name": "..."}]'),
		],
	});
	if (address === null) return [inbound, rule];
	const outbound = request({
		url: url('CreateSIPOutboundTrunk'),
		keyHeader,
		body: {
			trunk: known({
				name,
				address,
				transport: `SIP_TRANSPORT_${target.transport.toUpperCase()}`,
				numbers,
				auth_username: username,
				...media,
			}),
		},
		fillIn: [host, ...numbersIn('trunk.numbers'), ...passwordOf(facts, 'trunk.auth_password')],
	});
	return [inbound, rule, outbound];
}

const vapi = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'number', (number, fillIn) =>
		request({
			url: `https://api.${facts.preset.id === 'vapi-eu' ? 'eu.' : ''}vapi.ai/phone-number`,
			body: known({
				provider: 'byo-phone-number',
				name: facts.name.slice(0, 40),
				number,
				credentialId: facts.inputs.vapiCredentialId,
			}),
			fillIn: [...fillIn, optional('assistantId', 'The assistant that answers')],
		}),
	);

const elevenLabs = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'phone_number', (number, fillIn) => {
		const { username, target, name } = facts;
		const address = outboundHost(facts);
		const encryption = { media_encryption: 'allowed' };
		const outbound = address !== null && {
			outbound_trunk_config: known({
				address,
				transport: target.transport,
				...encryption,
				credentials: username === undefined ? undefined : { username },
			}),
		};
		return request({
			url: 'https://api.elevenlabs.io/v1/convai/phone-numbers',
			keyHeader: { name: 'xi-api-key', value: '<API key>' },
			body: known({
				provider: 'sip_trunk',
				label: name,
				phone_number: number,
				inbound_trunk_config: encryption,
				...outbound,
			}),
			fillIn: [
				...fillIn,
				...(outbound ? passwordOf(facts, 'outbound_trunk_config.credentials.password') : []),
				optional('agent_id', 'The agent that answers'),
			],
		});
	});

const retell = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'phone_number', (number, fillIn) => {
		const { sipDomain, username, target, name } = facts;
		return request({
			url: 'https://api.retellai.com/import-phone-number',
			body: known({
				phone_number: number,
				termination_uri: sipDomain,
				sip_trunk_auth_username: username,
				transport: target.transport.toUpperCase(),
				nickname: name,
			}),
			fillIn: [
				...fillIn,
				...(sipDomain === null ? [required('termination_uri', "The carrier's SIP host")] : []),
				...passwordOf(facts, 'sip_trunk_auth_password'),
				optional('inbound_agents', 'The agents that answer: [{"agent_id": "...", "weight": 1}]'),
			],
		});
	});

/** What Bolna calls the carriers; a label only. */
const BOLNA_PRESETS = ['twilio', 'vobiz', 'plivo', 'telnyx'];

function bolna(facts: RegistrationFacts): Registration[] {
	const { preset, carrier, name, username, target } = facts;
	// Legacy trunks exist already, and no new ones are made.
	if (preset.id === 'bolna-legacy') return [];
	const url = 'https://api.bolna.ai/trunk/trunks';
	const host = outboundHost(facts);
	const trunk = request({
		url,
		body: known({
			name: name.slice(0, 100),
			preset: BOLNA_PRESETS.includes(carrier) ? carrier : 'custom',
			transport: target.transport,
			inbound_enabled: true,
			outbound_enabled: host !== null,
			gateways: host === null ? undefined : [{ host, port: 5060, priority: 1 }],
			auth_username: host === null ? undefined : username,
		}),
		fillIn: [
			required('ip_acls', CARRIER_ADDRESSES),
			...(host === null ? [] : passwordOf(facts, 'auth_password')),
			optional('default_inbound_agent_id', 'The agent that answers'),
		],
	});
	const numbers = perNumber(facts, 'e164', (number, fillIn) =>
		request({
			url: `${url}/<trunk ID>/numbers`,
			body: known({ e164: number }),
			fillIn: [
				required('url', 'The ID in the answer to the first request'),
				...fillIn,
				optional('agent_id', 'The agent that answers'),
			],
		}),
	);
	return [trunk, ...numbers];
}

const xAi = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'phone_number', (number, fillIn) =>
		request({
			url: 'https://api.x.ai/v2/phone-numbers',
			body: known({ origin: 'byo_trunk', name: facts.name, phone_number: number }),
			fillIn: [
				...fillIn,
				required('webhook', 'Where xAI announces calls: {"name": "...", "url": "https://..."}'),
				required('sip_auth.allowed_addresses', CARRIER_ADDRESSES),
			],
		}),
	);

const cartesia = ({ name }: RegistrationFacts): Registration[] => [
	request({
		url: 'https://api.cartesia.ai/agents/phone-numbers/providers',
		headers: { 'Cartesia-Version': '2026-03-01' },
		keyHeader: { name: 'X-API-Key', value: '<API key>' },
		body: { type: 'sip_trunk', label: name, inbound: { media_encryption: 'allowed' } },
	}),
];

const ultravox = ({ inputs }: RegistrationFacts): Registration[] => [
	request({
		method: 'PATCH',
		url: 'https://api.ultravox.ai/api/sip',
		keyHeader: { name: 'X-API-Key', value: '<API key>' },
		body: { allowedAgents: [known({ agentId: inputs.agentId })] },
		fillIn: [required('allowedCidrRanges', `${CARRIER_ADDRESSES}, as IPv4 blocks`)],
	}),
];

const REGISTRATIONS: Record<PlatformId, (facts: RegistrationFacts) => Registration[]> = {
	bolna,
	cartesia,
	elevenLabs,
	liveKit,
	// Its webhook is set in the settings of the project.
	openAi: () => [],
	retell,
	ultravox,
	vapi,
	xAi,
};

/** The requests in the order in which they are sent; none where the platform has no such request. */
export const registrations = (facts: RegistrationFacts): Registration[] =>
	REGISTRATIONS[facts.preset.platform](facts);
