import { webUrl } from '../../validation/network';
import { id } from '../../validation/text';
import { flag, one, whole, words, type SettingRule, type SettingRules } from './moreSettings';
import type { TrunkType } from './trunkTypes';

/** The settings of a trunk without a field of their own: https://developers.telnyx.com/api/connections/list-connections */

const FQDN = { only: ['fqdn'] } as const;
const CREDENTIAL = { only: ['credential'] } as const;
const nullable = (rule: SettingRule): SettingRule => ({ ...rule, mayBeNull: true });

const STEPS = Array.from({ length: 11 }, (_, step) => step * 10);

/** Targets exist only once the trunk does. */
const target = (kind: 'fqdn' | 'ip'): SettingRule => ({
	check: id(),
	only: [kind],
	on: 'update',
	...(kind === 'fqdn' && { mayBeNull: true }),
});

export const trunkSettings = {
	call_cost_in_webhooks: flag,
	default_on_hold_comfort_noise_enabled: flag,
	dtmf_type: one('RFC 2833', 'Inband', 'SIP INFO'),
	encode_contact_header_enabled: flag,
	'inbound.default_primary_fqdn_id': target('fqdn'),
	'inbound.default_primary_ip_id': target('ip'),
	'inbound.default_secondary_fqdn_id': target('fqdn'),
	'inbound.default_secondary_ip_id': target('ip'),
	'inbound.default_tertiary_fqdn_id': target('fqdn'),
	'inbound.default_tertiary_ip_id': target('ip'),
	'inbound.generate_ringback_tone': flag,
	'inbound.isup_headers_enabled': flag,
	'inbound.prack_enabled': flag,
	'inbound.shaken_stir_enabled': flag,
	'inbound.simultaneous_ringing': { ...one('disabled', 'enabled'), ...CREDENTIAL },
	'inbound.sip_compact_headers_enabled': flag,
	'inbound.sip_subdomain_receive_settings': {
		...one('only_my_connections', 'from_anyone'),
		only: ['fqdn', 'ip'],
	},
	'inbound.timeout_1xx_secs': whole(1, 120),
	'inbound.timeout_2xx_secs': whole(1, 600),
	'jitter_buffer.enable_jitter_buffer': flag,
	'jitter_buffer.jitterbuffer_msec_max': whole(40, 400),
	'jitter_buffer.jitterbuffer_msec_min': whole(40, 400),
	microsoft_teams_sbc: { ...flag, ...FQDN, on: 'create' },
	noise_suppression: one('inbound', 'outbound', 'both', 'disabled'),
	'noise_suppression_details.attenuation_limit': one(...STEPS),
	'noise_suppression_details.engine': one(
		'denoiser',
		'deep_filter_net',
		'deep_filter_net_large',
		'krisp_viva_tel',
		'krisp_viva_tel_lite',
		'krisp_viva_promodel',
		'krisp_viva_ss',
		'quail_voice_focus',
	),
	onnet_t38_passthrough_enabled: flag,
	'outbound.ani_override_type': one('always', 'normal', 'emergency'),
	'outbound.call_parking_enabled': nullable(flag),
	'outbound.encrypted_media': nullable({ ...one('SRTP'), ...FQDN }),
	'outbound.generate_ringback_tone': flag,
	'outbound.instant_ringback_enabled': flag,
	'outbound.localization': words({ pattern: /^[A-Z]{2}$/, mustBe: 'be two capital letters' }),
	'outbound.t38_reinvite_source': one(
		'telnyx',
		'customer',
		'disabled',
		'passthru',
		'caller-passthru',
		'callee-passthru',
	),
	'outbound.timeout_1xx_secs': { ...whole(1, 120), ...FQDN },
	'outbound.timeout_2xx_secs': { ...whole(1, 600), ...FQDN },
	'rtcp_settings.capture_enabled': flag,
	'rtcp_settings.port': one('rtp+1', 'rtcp-mux'),
	'rtcp_settings.report_frequency_secs': whole(5, 3000),
	sip_uri_calling_preference: { ...one('disabled', 'unrestricted', 'internal'), ...CREDENTIAL },
	webhook_api_version: one('1', '2'),
	webhook_event_failover_url: nullable({ check: webUrl({ max: 2000 }) }),
	webhook_timeout_secs: nullable(whole(0, 30)),
} as SettingRules<TrunkType>;
