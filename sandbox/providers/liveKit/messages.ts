import type { Field, Message } from './protojson';

/**
 * The messages of `livekit.SIP`, field by field in the order of their definition.
 *
 * @see https://github.com/livekit/protocol/blob/main/protobufs/livekit_sip.proto
 */

const text: Field = { type: 'text' };
const flag: Field = { type: 'flag' };
const number: Field = { type: 'number' };
const texts: Field = { type: 'texts' };
const map: Field = { type: 'map' };
const duration: Field = { type: 'duration' };
const time: Field = { type: 'time' };
const message = (fields: Message): Field => ({ type: { message: fields } });
const listOf = (fields: Message): Field => ({ type: { list: fields } });
const optional = (field: Field): Field => ({ ...field, optional: true });
const oneof = (name: string, field: Field): Field => ({ ...field, oneof: name });

const transport: Field = {
	type: ['SIP_TRANSPORT_AUTO', 'SIP_TRANSPORT_UDP', 'SIP_TRANSPORT_TCP', 'SIP_TRANSPORT_TLS'],
};
const includeHeaders: Field = { type: ['SIP_NO_HEADERS', 'SIP_X_HEADERS', 'SIP_ALL_HEADERS'] };
const encryption: Field = {
	type: ['SIP_MEDIA_ENCRYPT_DISABLE', 'SIP_MEDIA_ENCRYPT_ALLOW', 'SIP_MEDIA_ENCRYPT_REQUIRE'],
};

export const mediaConfig: Message = {
	only_listed_codecs: flag,
	codecs: listOf({ name: text, rate: number }),
	encryption: optional(encryption),
	media_timeout: optional(duration),
};

const listUpdate: Message = { set: texts, add: texts, remove: texts, clear: flag };

export const inboundTrunk: Message = {
	sip_trunk_id: text,
	name: text,
	metadata: text,
	numbers: texts,
	allowed_addresses: texts,
	allowed_numbers: texts,
	auth_username: text,
	auth_password: text,
	auth_realm: text,
	headers: map,
	headers_to_attributes: map,
	attributes_to_headers: map,
	include_headers: includeHeaders,
	ringing_timeout: duration,
	max_call_duration: duration,
	krisp_enabled: flag,
	media_encryption: encryption,
	media: message(mediaConfig),
	created_at: time,
	updated_at: time,
};

export const inboundTrunkUpdate: Message = {
	numbers: message(listUpdate),
	allowed_addresses: message(listUpdate),
	allowed_numbers: message(listUpdate),
	auth_username: optional(text),
	auth_password: optional(text),
	auth_realm: optional(text),
	name: optional(text),
	metadata: optional(text),
	media_encryption: optional(encryption),
	media: message(mediaConfig),
};

export const outboundTrunk: Message = {
	sip_trunk_id: text,
	name: text,
	metadata: text,
	address: text,
	destination_country: text,
	transport,
	numbers: texts,
	auth_username: text,
	auth_password: text,
	headers: map,
	headers_to_attributes: map,
	attributes_to_headers: map,
	include_headers: includeHeaders,
	media_encryption: encryption,
	media: message(mediaConfig),
	from_host: text,
	created_at: time,
	updated_at: time,
};

export const outboundTrunkUpdate: Message = {
	address: optional(text),
	transport: optional(transport),
	destination_country: optional(text),
	numbers: message(listUpdate),
	auth_username: optional(text),
	auth_password: optional(text),
	name: optional(text),
	metadata: optional(text),
	media_encryption: optional(encryption),
	media: message(mediaConfig),
	from_host: optional(text),
};

/** What a deleted trunk is answered as: the shape from before trunks had a direction. */
export const legacyTrunk: Message = {
	sip_trunk_id: text,
	kind: { type: ['TRUNK_LEGACY', 'TRUNK_INBOUND', 'TRUNK_OUTBOUND'] },
	inbound_addresses: texts,
	outbound_address: text,
	outbound_number: text,
	transport,
	inbound_numbers_regex: texts,
	inbound_numbers: texts,
	inbound_username: text,
	inbound_password: text,
	outbound_username: text,
	outbound_password: text,
	name: text,
	metadata: text,
};

export const branches: Message = {
	dispatch_rule_direct: oneof('rule', message({ room_name: text, pin: text })),
	dispatch_rule_individual: oneof(
		'rule',
		message({ room_prefix: text, pin: text, no_randomness: flag }),
	),
	dispatch_rule_callee: oneof('rule', message({ room_prefix: text, pin: text, randomize: flag })),
};

/** A message of the Room service; recordings (`egress`) are left out. */
export const roomConfiguration: Message = {
	name: text,
	empty_timeout: number,
	departure_timeout: number,
	max_participants: number,
	metadata: text,
	min_playout_delay: number,
	max_playout_delay: number,
	sync_streams: flag,
	agents: listOf({
		agent_name: text,
		metadata: text,
		restart_policy: { type: ['JRP_ON_FAILURE', 'JRP_NEVER'] },
		deployment: text,
		attributes: map,
	}),
	tags: map,
};

export const dispatchRule: Message = {
	sip_dispatch_rule_id: text,
	rule: message(branches),
	trunk_ids: texts,
	hide_phone_number: flag,
	inbound_numbers: texts,
	numbers: texts,
	name: text,
	metadata: text,
	attributes: map,
	room_preset: text,
	room_config: message(roomConfiguration),
	media: message(mediaConfig),
	krisp_enabled: flag,
	media_encryption: encryption,
	created_at: time,
	updated_at: time,
};

export const dispatchRuleUpdate: Message = {
	trunk_ids: message(listUpdate),
	rule: message(branches),
	name: optional(text),
	metadata: optional(text),
	attributes: map,
	media_encryption: optional(encryption),
	media: message(mediaConfig),
};

/** The newer form has everything in `dispatch_rule`; the rest is the older one. */
export const createDispatchRuleRequest: Message = {
	dispatch_rule: message(dispatchRule),
	rule: message(branches),
	trunk_ids: texts,
	hide_phone_number: flag,
	inbound_numbers: texts,
	name: text,
	metadata: text,
	attributes: map,
	room_preset: text,
	room_config: message(roomConfiguration),
};

const page = message({ after_id: text, limit: number });

export const listTrunksRequest: Message = { page, trunk_ids: texts, numbers: texts };
export const listDispatchRulesRequest: Message = {
	page,
	dispatch_rule_ids: texts,
	trunk_ids: texts,
};

export const trunkIdRequest: Message = { sip_trunk_id: text };
export const dispatchRuleIdRequest: Message = { sip_dispatch_rule_id: text };
export const wrapped = (trunk: Message): Message => ({ trunk: message(trunk) });
export const items = (row: Message): Message => ({ items: listOf(row) });

/** An update replaces the whole object or changes some of its fields, never both. */
export const updateRequest = (id: Message, whole: Message, some: Message): Message => ({
	...id,
	replace: oneof('action', message(whole)),
	update: oneof('action', message(some)),
});
