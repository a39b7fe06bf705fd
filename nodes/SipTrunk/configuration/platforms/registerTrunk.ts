import type { Registration, RegistrationFacts } from './registration';
import {
	carrierAddresses,
	known,
	optional,
	outboundHost,
	passwordOf,
	perNumber,
	request,
	required,
} from './requests';

/** The requests of platforms at which a trunk, or the whole account, is registered. */

export function liveKit(facts: RegistrationFacts): Registration[] {
	const { name, phoneNumbers, username, target, preset } = facts;
	const address = outboundHost(facts);
	const url = (method: string) => `https://<project>.livekit.cloud/twirp/livekit.SIP/${method}`;
	const host = required({ at: 'url', what: 'The host of the project, as in its WebSocket URL' });
	const keyHeader = { name: 'Authorization', value: 'Bearer <token with the grant sip.admin>' };
	const numbers = phoneNumbers.length === 0 ? undefined : [...phoneNumbers];
	const numbersIn = (at: string) =>
		numbers === undefined ? [required({ at, what: 'The numbers in E.164' })] : [];
	const media =
		preset.transport === 'tls' ? { media: { encryption: 'SIP_MEDIA_ENCRYPT_ALLOW' } } : {};
	const inbound = request({
		url: url('CreateSIPInboundTrunk'),
		keyHeader,
		body: { trunk: known({ name, numbers, ...media }) },
		fillIn: [
			host,
			...numbersIn('trunk.numbers'),
			optional({
				at: 'trunk.allowed_addresses',
				what: `${carrierAddresses.what}; without them anyone may call in`,
			}),
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
			...(numbers === undefined
				? [optional({ at: 'dispatch_rule.numbers', what: 'The numbers; without them, all calls' })]
				: []),
			optional({
				at: 'dispatch_rule.room_config.agents',
				what: 'The agent: [{"agent_name": "..."}]',
			}),
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

/** What Bolna calls the carriers; a label only. */
const BOLNA_PRESETS = ['twilio', 'vobiz', 'plivo', 'telnyx'];

export function bolna(facts: RegistrationFacts): Registration[] {
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
			required({ at: 'ip_acls', ...carrierAddresses }),
			...(host === null ? [] : passwordOf(facts, 'auth_password')),
			optional({ at: 'default_inbound_agent_id', what: 'The agent that answers' }),
		],
	});
	const numbers = perNumber(facts, 'e164', (number, fillIn) =>
		request({
			url: `${url}/<trunk ID>/numbers`,
			body: known({ e164: number }),
			fillIn: [
				required({ at: 'url', what: 'The ID in the answer to the first request' }),
				...fillIn,
				optional({ at: 'agent_id', what: 'The agent that answers' }),
			],
		}),
	);
	return [trunk, ...numbers];
}

export const cartesia = ({ name }: RegistrationFacts): Registration[] => [
	request({
		url: 'https://api.cartesia.ai/agents/phone-numbers/providers',
		headers: { 'Cartesia-Version': '2026-03-01' },
		keyHeader: { name: 'X-API-Key', value: '<API key>' },
		body: { type: 'sip_trunk', label: name, inbound: { media_encryption: 'allowed' } },
	}),
];

export const ultravox = ({ inputs }: RegistrationFacts): Registration[] => [
	request({
		method: 'PATCH',
		url: 'https://api.ultravox.ai/api/sip',
		keyHeader: { name: 'X-API-Key', value: '<API key>' },
		body: { allowedAgents: [known({ agentId: inputs.agentId })] },
		fillIn: [
			required({ at: 'allowedCidrRanges', what: `${carrierAddresses.what}, as IPv4 blocks` }),
		],
	}),
];
