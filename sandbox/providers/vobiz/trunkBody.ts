import { violationsOf, type Violation } from '../../validation';
import type { VobizTrunk } from './state';

/** The fields of both documented generations; most trunks are described by some of each. */
export interface TrunkBody {
	name: string;
	trunk_type?: 'INBOUND' | 'OUTBOUND';
	max_concurrent_calls?: number;
	enabled?: boolean;
	trunk_direction?: 'inbound' | 'outbound';
	trunk_status?: 'enabled' | 'disabled';
	secure?: boolean;
	trunk_domain?: string;
	transport?: string;
	inbound_destination?: string;
	description?: string;
	concurrent_calls_limit?: number;
	cps_limit?: number;
	credential_uuid?: string;
	ipacl_uuid?: string;
	primary_uri_uuid?: string;
	fallback_uri_uuid?: string;
	recording?: boolean;
	enable_transcription?: boolean;
	pii_redaction?: boolean;
	pii_entity_types?: string;
	webhook_url?: string;
	webhook_method?: string;
	recording_webhook_enabled?: boolean;
}

const flag = { type: 'boolean' };
const text = (maxLength: number) => ({ type: 'string', maxLength });
const calls = { type: 'integer', minimum: 0, maximum: 1000 };

const properties = {
	name: { type: 'string', minLength: 1, maxLength: 100 },
	trunk_type: { type: 'string', enum: ['INBOUND', 'OUTBOUND'] },
	max_concurrent_calls: calls,
	enabled: flag,
	trunk_direction: { type: 'string', enum: ['inbound', 'outbound'] },
	trunk_status: { type: 'string', enum: ['enabled', 'disabled'] },
	secure: flag,
	trunk_domain: text(255),
	transport: { type: 'string', enum: ['udp', 'tcp', 'tls'] },
	inbound_destination: text(255),
	description: text(500),
	concurrent_calls_limit: calls,
	cps_limit: { type: 'integer', minimum: 0, maximum: 100 },
	credential_uuid: text(100),
	ipacl_uuid: text(100),
	primary_uri_uuid: text(100),
	fallback_uri_uuid: text(100),
	recording: flag,
	enable_transcription: flag,
	pii_redaction: flag,
	pii_entity_types: text(500),
	webhook_url: text(500),
	webhook_method: { type: 'string', enum: ['POST', 'GET'] },
	recording_webhook_enabled: flag,
};

/** Deprecated and still accepted on create; they leave no trace in any answer. */
const deprecated = {
	username: text(100),
	password: text(100),
	ip_whitelist: { type: 'array', items: { type: 'string' } },
};

const schemaViolations = violationsOf({
	type: 'object',
	properties: { ...properties, ...deprecated },
	required: ['name'],
});

export const changedTrunkViolations = violationsOf({ type: 'object', properties });

/** A PUT replaces the trunk as far as these go, so none of them may be left out. */
export const requiredOnUpdate = ['name', 'max_concurrent_calls', 'enabled'] as const;

const ownFields = [
	'name',
	'secure',
	'trunk_direction',
	'trunk_domain',
	'cps_limit',
	'description',
	'transport',
	'recording',
	'enable_transcription',
	'pii_redaction',
	'webhook_method',
	'recording_webhook_enabled',
] as const;

/** Absent from answers unless they hold something. */
const optionalFields = [
	'credential_uuid',
	'ipacl_uuid',
	'primary_uri_uuid',
	'fallback_uri_uuid',
	'inbound_destination',
	'pii_entity_types',
	'webhook_url',
] as const;

/** One generation requires the type and the limit, the other has other names for them. */
function missingOnCreate(body: TrunkBody): Violation[] {
	const pairs = [
		['trunk_type', 'trunk_direction'],
		['max_concurrent_calls', 'concurrent_calls_limit'],
	] as const;
	return pairs
		.filter(([older, newer]) => body[older] === undefined && body[newer] === undefined)
		.map(([older]) => ({
			path: [older],
			keyword: 'required',
			message: 'is required',
			value: undefined,
		}));
}

/** Everything that is wrong with the body of a create request. */
export function newTrunkViolations(body: TrunkBody): Violation[] {
	return [...schemaViolations(body), ...missingOnCreate(body)];
}

export function change(trunk: VobizTrunk, body: TrunkBody): void {
	const given = body as unknown as Record<string, unknown>;
	const changes = Object.fromEntries(
		[...ownFields, ...optionalFields]
			.filter((field) => given[field] !== undefined)
			.map((field) => [field, given[field]]),
	);
	Object.assign(trunk, changes);
	for (const field of optionalFields) if (trunk[field] === '') delete trunk[field];

	const limit = body.concurrent_calls_limit ?? body.max_concurrent_calls;
	trunk.concurrent_calls_limit = limit ?? trunk.concurrent_calls_limit;
	const enabled = body.trunk_status === undefined ? body.enabled : body.trunk_status === 'enabled';
	if (enabled !== undefined) trunk.trunk_status = enabled ? 'active' : 'inactive';
}
