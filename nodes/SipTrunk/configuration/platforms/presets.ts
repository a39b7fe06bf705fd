import type { Preset } from './preset';

/**
 * Where voice-AI platforms take calls, as they document it. These are facts that change without this code: every entry
 * says where it comes from and when it was compared.
 */

const LIVEKIT = {
	platform: 'liveKit',
	accepts: ['udp', 'tcp', 'tls'],
	user: 'number',
	addresses: ['143.223.88.0/21', '161.115.160.0/19', '153.57.128.0/18'],
	notes: [
		'The subdomain is the project ID without "p_", not the name in the WebSocket URL.',
		'LiveKit rejects calls until a dispatch rule exists for the number.',
	],
	source: 'https://docs.livekit.io/telephony/start/sip-trunk-setup',
} as const;

const VAPI = {
	platform: 'vapi',
	port: 5060,
	transport: 'udp',
	accepts: ['udp', 'tls'],
	user: 'number',
	mediaEncryption: 'optional',
	notes: [
		'The SIP trunk credential at Vapi must name every signalling address of the carrier as a gateway with inbound calls enabled; otherwise Vapi answers 401. There a gateway must be an IPv4 address: a host name is taken for outbound calls only.',
	],
	source: 'https://docs.vapi.ai/advanced/sip/sip-trunk',
	checked: '2026-10-08',
} as const;

const ELEVENLABS = {
	platform: 'elevenLabs',
	user: 'number',
	accepts: ['udp', 'tcp', 'tls'],
	addresses: [],
	notes: [
		'The number must be imported at ElevenLabs in the form in which the carrier sends it, with the plus sign or without; otherwise calls end with 404.',
		'ElevenLabs places calls from changing addresses, so the carrier must know it by user name and password.',
	],
	source: 'https://elevenlabs.io/docs/eleven-agents/phone-numbers/sip-trunking',
	checked: '2026-10-08',
} as const;

const RETELL = {
	platform: 'retell',
	host: 'sip.retellai.com',
	port: null,
	accepts: ['udp', 'tcp', 'tls'],
	user: 'number',
	addresses: [
		'18.98.16.120/30',
		'3.42.144.0/23',
		'153.57.128.0/18',
		'143.223.88.0/21',
		'161.115.160.0/19',
	],
	notes: [
		'Retell does not change the trunk of an imported number reliably: delete the number there and import it again.',
	],
	source: 'https://docs.retellai.com/deploy/custom-telephony',
	checked: '2026-10-08',
} as const;

const OPENAI = {
	platform: 'openAi',
	port: 5061,
	transport: 'tls',
	accepts: ['tls'],
	user: '<projectId>',
	mediaEncryption: 'required',
	addresses: [],
	mediaAddresses: ['13.79.45.80/28', '23.98.140.64/28', '40.67.149.176/28', '40.83.204.240/28'],
	notes: [
		'OpenAI has no request that registers a number: set a webhook for incoming calls in the settings of the project, and accept each call from there.',
	],
	source: 'https://developers.openai.com/api/docs/guides/realtime-sip',
	checked: '2026-10-05',
} as const;

export const PRESETS: readonly Preset[] = [
	{
		...LIVEKIT,
		id: 'livekit',
		label: 'LiveKit Cloud',
		host: '<projectSubdomain>.sip.livekit.cloud',
		port: null,
		transport: 'tcp',
		mediaEncryption: 'optional',
		encrypted: 'livekit-tls',
		checked: '2026-10-08',
	},
	{
		...LIVEKIT,
		id: 'livekit-tls',
		label: 'LiveKit Cloud (TLS)',
		host: '<projectSubdomain>.sip.livekit.cloud',
		port: 5061,
		transport: 'tls',
		mediaEncryption: 'recommended',
		checked: '2026-10-08',
	},
	{
		...LIVEKIT,
		id: 'livekit-region',
		label: 'LiveKit Cloud, One Region',
		host: '<projectSubdomain>.<platformRegion>.sip.livekit.cloud',
		port: null,
		transport: 'tcp',
		mediaEncryption: 'optional',
		regions: ['us', 'eu', 'uk', 'india', 'japan', 'aus', 'canada', 'sa'],
		regionsWithAddresses: ['us', 'eu', 'india', 'japan', 'canada'],
		encrypted: 'livekit-tls',
		source: 'https://docs.livekit.io/deploy/admin/regions/endpoints',
		checked: '2026-08-24',
	},
	{
		...VAPI,
		id: 'vapi-us',
		label: 'Vapi (US)',
		host: '<vapiCredentialId>.sip.vapi.ai',
		addresses: ['44.229.228.186/32', '44.238.177.138/32'],
	},
	{
		...VAPI,
		id: 'vapi-eu',
		label: 'Vapi (EU)',
		host: '<vapiCredentialId>.sip.eu.vapi.ai',
		addresses: ['63.182.83.170/32'],
	},
	{
		...ELEVENLABS,
		id: 'elevenlabs',
		label: 'ElevenLabs',
		host: 'sip.rtc.elevenlabs.io',
		port: 5060,
		transport: 'tcp',
		mediaEncryption: 'optional',
		encrypted: 'elevenlabs-tls',
	},
	{
		...ELEVENLABS,
		id: 'elevenlabs-tls',
		label: 'ElevenLabs (TLS)',
		host: 'sip.rtc.elevenlabs.io',
		port: 5061,
		transport: 'tls',
		mediaEncryption: 'recommended',
	},
	{
		...ELEVENLABS,
		id: 'elevenlabs-in',
		label: 'ElevenLabs (India Residency)',
		host: 'sip.rtc.in.residency.elevenlabs.io',
		port: 5060,
		transport: 'tcp',
		accepts: ['tcp', 'tls'],
		mediaEncryption: 'optional',
	},
	{
		...RETELL,
		id: 'retell',
		label: 'Retell',
		transport: 'tcp',
		mediaEncryption: 'no',
		encrypted: 'retell-tls',
	},
	{
		...RETELL,
		id: 'retell-tls',
		label: 'Retell (TLS)',
		transport: 'tls',
		mediaEncryption: 'optional',
	},
	{
		id: 'bolna',
		label: 'Bolna',
		platform: 'bolna',
		host: 'trunk.bolna.ai',
		port: 5060,
		transport: 'udp',
		accepts: ['udp', 'tcp'],
		user: 'number',
		mediaEncryption: 'no',
		addresses: ['15.252.21.46/32', '13.206.230.198/32'],
		notes: [
			'Bolna takes calls from the addresses in the IP list of its trunk only: every signalling address of the carrier must be there; otherwise calls end with 403.',
			'Bolna asks to read its addresses from GET https://api.bolna.ai/trunk/pop, because they may change.',
		],
		source: 'https://www.bolna.ai/docs/sip-trunking/connect-carrier',
		checked: '2026-10',
	},
	{
		id: 'bolna-legacy',
		label: 'Bolna (Legacy Trunks)',
		platform: 'bolna',
		host: 'sip.bolna.ai',
		port: 5060,
		transport: 'udp',
		accepts: ['udp', 'tcp', 'tls'],
		user: 'number',
		mediaEncryption: 'no',
		addresses: ['13.200.45.61/32'],
		notes: ['For trunks that exist already at Bolna; new ones are made for the preset Bolna.'],
		source: 'https://www.bolna.ai/docs/migrating-to-sip-trunks/overview',
		checked: '2026-10',
	},
	{ ...OPENAI, id: 'openai', label: 'OpenAI Realtime', host: 'sip.api.openai.com' },
	{ ...OPENAI, id: 'openai-eu', label: 'OpenAI Realtime (EU)', host: 'sip-eu.api.openai.com' },
	{
		id: 'xai',
		label: 'xAI Grok Voice',
		platform: 'xAi',
		host: 'sip.voice.x.ai',
		port: null,
		transport: 'tls',
		accepts: ['tls'],
		user: 'number',
		mediaEncryption: 'unknown',
		addresses: [],
		inboundOnly: true,
		notes: [
			'xAI shows the secret with which it signs its webhooks once, when the number is registered.',
		],
		source: 'https://docs.x.ai/developers/model-capabilities/audio/voice-agent/sip',
		checked: '2026-10-05',
	},
	{
		id: 'cartesia',
		label: 'Cartesia Line',
		platform: 'cartesia',
		host: 'sip.cartesia.ai',
		port: null,
		transport: 'tls',
		accepts: ['tcp', 'tls'],
		user: 'number',
		mediaEncryption: 'optional',
		addresses: [],
		notes: [
			'The carrier must send the number with its plus sign; without it calls vanish without a record.',
			'After the provider is registered at Cartesia, import the number there and give it an agent.',
		],
		source: 'https://docs.cartesia.ai/line/integrations/telephony/sip-trunking',
		checked: '2026-10',
	},
	{
		id: 'ultravox',
		label: 'Ultravox',
		platform: 'ultravox',
		host: '<accountSipDomain>',
		port: null,
		transport: 'udp',
		accepts: ['udp', 'tcp', 'tls'],
		user: '<agentId>',
		mediaEncryption: 'unknown',
		addresses: [],
		notes: [
			'GET https://api.ultravox.ai/api/sip shows the SIP domain of the account.',
			'The request sets the whole list of allowed agents: read the one that is there first, and keep what is in it.',
		],
		source: 'https://docs.ultravox.ai/telephony/sip',
		checked: '2026-10-05',
	},
];

/** Hosts that platforms have given up, or give up. */
export const RETIRED_HOSTS: ReadonlyArray<{
	host: string;
	platform: string;
	instead: string;
	source: string;
	checked: string;
}> = [
	{
		host: '5t4n6j0wnrl.sip.livekit.cloud',
		platform: 'Retell',
		instead: 'sip.retellai.com',
		source: 'https://docs.retellai.com/deprecation-notice/2026/09-30_sip_legacy_endpoint',
		checked: '2026-10-08',
	},
];
