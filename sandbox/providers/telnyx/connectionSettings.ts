import {
	choice,
	flag,
	group,
	orNull,
	text,
	textOrNull,
	texts,
	whole,
	type Setting,
	type Settings,
} from './settings';

/**
 * The fields of the three kinds of connections, with their limits and initial values.
 *
 * @see https://developers.telnyx.com/api/connections/list-connections
 */

const anchorSites = [
	'Latency',
	'Chicago, IL',
	'Ashburn, VA',
	'San Jose, CA',
	'Sydney, Australia',
	'Amsterdam, Netherlands',
	'London, UK',
	'Toronto, Canada',
	'Vancouver, Canada',
	'Frankfurt, Germany',
];

const codecs = ['G722', 'G711U', 'G711A', 'G729', 'OPUS', 'H.264'];
const url = { pattern: '^https?://', maxLength: 2000 };
const encryptedMedia = choice(null, ['SRTP', null]);
const noiseEngines = [
	'denoiser',
	'deep_filter_net',
	'deep_filter_net_large',
	'krisp_viva_tel',
	'krisp_viva_tel_lite',
	'krisp_viva_promodel',
	'krisp_viva_ss',
	'quail_voice_focus',
];

const general: Settings = {
	connection_name: text(null),
	active: flag(true),
	anchorsite_override: choice('Latency', anchorSites),
	encrypted_media: encryptedMedia,
	dtmf_type: choice('RFC 2833', ['RFC 2833', 'Inband', 'SIP INFO']),
	encode_contact_header_enabled: flag(),
	onnet_t38_passthrough_enabled: flag(),
	default_on_hold_comfort_noise_enabled: flag(true),
	call_cost_in_webhooks: flag(),
	tags: texts(),
	webhook_event_url: text(null, url),
	webhook_event_failover_url: textOrNull(url),
	webhook_api_version: choice('1', ['1', '2']),
	webhook_timeout_secs: orNull(whole(null, 0, 30)),
	android_push_credential_id: textOrNull(),
	ios_push_credential_id: textOrNull(),
	rtcp_settings: group({
		port: choice('rtp+1', ['rtp+1', 'rtcp-mux']),
		capture_enabled: flag(),
		report_frequency_secs: whole(5, 5, 3000),
	}),
	jitter_buffer: group({
		enable_jitter_buffer: flag(),
		jitterbuffer_msec_min: whole(60, 40, 400),
		jitterbuffer_msec_max: whole(200, 40, 400),
	}),
	noise_suppression: choice('disabled', ['inbound', 'outbound', 'both', 'disabled']),
	noise_suppression_details: group({
		engine: choice('denoiser', noiseEngines),
		attenuation_limit: {
			schema: { type: 'integer', minimum: 0, maximum: 100, multipleOf: 10 },
			initial: 0,
		},
	}),
	conversation_persistence: { ...flag(), only: 'update' },
};

const inbound: Settings = {
	ani_number_format: choice('E.164-national', [
		'+E.164',
		'E.164',
		'+E.164-national',
		'E.164-national',
	]),
	dnis_number_format: choice('e164', ['+e164', 'e164', 'national', 'sip_username']),
	codecs: { schema: { type: 'array', items: { enum: codecs } }, initial: codecs },
	channel_limit: whole(null, 0),
	default_routing_method: choice(null, ['sequential', 'round-robin']),
	generate_ringback_tone: flag(),
	isup_headers_enabled: flag(),
	prack_enabled: flag(),
	shaken_stir_enabled: flag(),
	sip_compact_headers_enabled: flag(true),
	timeout_1xx_secs: whole(3, 1, 120),
	timeout_2xx_secs: whole(90, 1, 600),
};

const inboundWithRegion: Settings = {
	...inbound,
	sip_region: choice('US', ['US', 'Europe', 'Australia']),
	sip_subdomain: text(null),
	sip_subdomain_receive_settings: choice('from_anyone', ['only_my_connections', 'from_anyone']),
};

/** Where calls go first, second and third: ids of the connection's own IPs or FQDNs. */
const targets = (kind: string, setting: Setting): Settings =>
	Object.fromEntries(
		['primary', 'secondary', 'tertiary'].map((rank) => [`default_${rank}_${kind}_id`, setting]),
	);

const outbound: Settings = {
	outbound_voice_profile_id: text(null),
	channel_limit: whole(null, 0),
	ani_override: text(),
	ani_override_type: choice('always', ['always', 'normal', 'emergency']),
	call_parking_enabled: orNull(flag()),
	generate_ringback_tone: flag(),
	instant_ringback_enabled: flag(true),
	localization: text('US'),
	t38_reinvite_source: choice('customer', [
		'telnyx',
		'customer',
		'disabled',
		'passthru',
		'caller-passthru',
		'callee-passthru',
	]),
};

const outboundWithToken: Settings = {
	...outbound,
	ip_authentication_token: text(null, { pattern: '^[A-Za-z0-9-]{12,48}$' }),
	tech_prefix: text('', { pattern: '^\\d{4}$' }),
};

export const userName = text(null, {
	pattern: '^(?=.{0,4}[A-Za-z])[A-Za-z0-9]{4,32}$',
});
export const password = text(null, { minLength: 8, maxLength: 128 });
const transport = choice('UDP', ['UDP', 'TCP', 'TLS']);

export const credentialSettings: Settings = {
	...general,
	default_on_hold_comfort_noise_enabled: flag(),
	user_name: userName,
	password,
	sip_uri_calling_preference: choice('disabled', ['disabled', 'unrestricted', 'internal']),
	inbound: group({ ...inbound, simultaneous_ringing: choice('disabled', ['disabled', 'enabled']) }),
	outbound: group({
		...outbound,
		t38_reinvite_source: { ...outbound.t38_reinvite_source, initial: 'telnyx' },
	}),
};

/** On create alone, and only together with call parking. */
export const texmlVersion = choice('1', ['1', '2', 'texml']);

export const ipSettings: Settings = {
	...general,
	transport_protocol: transport,
	inbound: group({ ...inboundWithRegion, ...targets('ip', { ...text(null), only: 'update' }) }),
	outbound: group({
		...outboundWithToken,
		localization: text(null),
		ip_authentication_method: choice('tech-prefixp-charge-info', [
			'tech-prefixp-charge-info',
			'token',
		]),
	}),
};

export const fqdnSettings: Settings = {
	...general,
	transport_protocol: transport,
	microsoft_teams_sbc: { ...flag(), only: 'create' },
	// Taken on create and on update, although no published request has them.
	user_name: { ...userName, initial: '' },
	password: { ...password, initial: '' },
	inbound: group({
		...inboundWithRegion,
		channel_limit: orNull(whole(null, 0)),
		default_routing_method: choice('sequential', ['sequential', 'round-robin', null]),
		sip_subdomain: textOrNull(),
		...targets('fqdn', textOrNull()),
	}),
	outbound: group({
		...outboundWithToken,
		instant_ringback_enabled: flag(),
		encrypted_media: encryptedMedia,
		timeout_1xx_secs: whole(3, 1, 120),
		timeout_2xx_secs: whole(90, 1, 600),
		ip_authentication_method: choice('ip-authentication', [
			'credential-authentication',
			'ip-authentication',
		]),
	}),
};

/** In answers alone. */
export const fqdnExtras = {
	third_party_control_enabled: false,
	adjust_dtmf_timestamp: false,
	call_cost_enabled: false,
	ignore_dtmf_duration: false,
	ignore_mark_bit: false,
	rtp_pass_codecs_on_stream_change: false,
	send_normalized_timestamps: false,
	txt_name: '',
	txt_ttl: 0,
	txt_value: '',
};
