import type { IDataObject } from 'n8n-workflow';
import type { FieldOf } from '../../contract/values';
import { sipHost } from '../../validation/sip';
import { InputError, isBlank, type Check } from '../../validation/inputError';
import { country } from './checks';
import type { Direction } from './direction';
import {
	anyObject,
	duration,
	flag,
	list,
	map,
	object,
	parsed,
	positive,
	textWith,
	word,
	type Keys,
} from './json';

/**
 * Settings that few need, in one field: as JSON with LiveKit's own names. Each is checked all the same, because LiveKit
 * ignores what it does not know without a word. https://docs.livekit.io/reference/telephony/sip-api/
 */

const LONGEST_MEDIA_TIMEOUT = 600;

export const ENCRYPTION = {
	disable: 'SIP_MEDIA_ENCRYPT_DISABLE',
	allow: 'SIP_MEDIA_ENCRYPT_ALLOW',
	require: 'SIP_MEDIA_ENCRYPT_REQUIRE',
} as const;

const codecName = textWith((name) =>
	/^[^\s/]+$/.test(name) ? undefined : 'must be the name of a codec, without its rate',
);

const media = object({
	codecs: list(object({ name: codecName, rate: positive })),
	encryption: word(...Object.values(ENCRYPTION)),
	media_timeout: duration(LONGEST_MEDIA_TIMEOUT),
	only_listed_codecs: flag,
});

/** A token of RFC 3261. */
const HEADER = /^[A-Za-z0-9.!%*_+`'~-]{1,255}$/;

/** Headers that LiveKit sets itself, with their one-letter forms. */
const RESERVED =
	/^(?:accept.*|allow.*|call-id|contact|content-.*|cseq|event|expires|from|max-forwards|record-route|refer-to|reply-to|[klmortuv])$/i;

const LONGEST_VALUE = 1024;

const problemOfHeader = (name: string) =>
	HEADER.test(name) ? undefined : 'has a name that no header can have';

const header = textWith(problemOfHeader);

const sentHeader = textWith((name) =>
	RESERVED.test(name) ? 'names a header that LiveKit sets itself' : problemOfHeader(name),
);

const headerValue = textWith((value) =>
	value.length > LONGEST_VALUE ? `must not be longer than ${LONGEST_VALUE} characters` : undefined,
);

const attribute = textWith((name) => (name === '' ? 'has an empty name' : undefined));

const ofTrunks: Keys = {
	attributes_to_headers: map(attribute, header),
	headers: map(sentHeader, headerValue),
	headers_to_attributes: map(header, attribute),
	include_headers: word('SIP_NO_HEADERS', 'SIP_X_HEADERS', 'SIP_ALL_HEADERS'),
	media,
};

const ofInboundTrunks: Keys = {
	auth_realm: textWith(),
	krisp_enabled: flag,
	max_call_duration: duration(),
	ringing_timeout: duration(),
};

const ofOutboundTrunks: Keys = {
	destination_country: country,
	from_host: sipHost(),
};

const ofRules: Keys = {
	attributes: map(attribute, textWith()),
	hide_phone_number: flag,
	krisp_enabled: flag,
	media,
	room_config: anyObject,
	room_preset: textWith(),
};

const EXAMPLE = '{"media":{"only_listed_codecs":true}}';

const settings =
	(keys: Keys): Check<IDataObject> =>
	(value, label) => {
		if (isBlank(value)) return undefined;
		const result = object(keys)(parsed(value, label, EXAMPLE), label) ?? {};
		if (Object.keys(result).length > 0) return result;
		throw new InputError(label, 'has no settings in it.', EXAMPLE);
	};

const LABEL = 'Other Settings';

const field = (keys: Keys) =>
	({
		displayName: LABEL,
		name: 'otherSettings',
		type: 'json',
		default: '',
		placeholder: `e.g. ${EXAMPLE}`,
		description: `As JSON, with LiveKit's names: ${Object.keys(keys).join(', ')}`,
		check: settings(keys),
	}) as unknown as FieldOf<'json', 'otherSettings', { check: Check<IDataObject> }>;

export const otherTrunkSettings = field({ ...ofTrunks, ...ofInboundTrunks, ...ofOutboundTrunks });
export const otherRuleSettings = field(ofRules);

const OF_OTHERS: Record<Direction, Keys> = {
	inbound: ofOutboundTrunks,
	outbound: ofInboundTrunks,
};

/** @throws InputError for settings that only trunks of the other direction have */
export function refuseOtherDirection(direction: Direction, other: IDataObject): void {
	const key = Object.keys(other).find((name) => name in OF_OTHERS[direction]);
	if (key === undefined) return;
	throw new InputError(LABEL, `has ${key}, which ${direction} trunks do not have.`);
}
