import { collection, forUpdate } from '../../fields/common';
import {
	DIGITS,
	LOWER_CASE,
	passwordFields,
	UPPER_CASE,
	type PasswordRule,
} from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { listOf, oneOf } from '../../validation/choices';
import { webUrl } from '../../validation/network';
import { e164 } from '../../validation/phoneNumber';
import { text, userName } from '../../validation/text';
import { choiceField, ID_EXAMPLE, numberField, switchField, tags, textField } from './fields';
import { moreSettings } from './moreSettings';
import { trunkSettings } from './trunkSettings';

/** The settings of a trunk: https://developers.telnyx.com/api/connections/list-connections */

const name = textField('Name', {
	required: true,
	placeholder: 'Berlin office',
	description: "The trunk's name in the Telnyx portal (connection name)",
	sentAs: 'connection_name',
	check: text(),
});

const trunkType = choiceField('Trunk Type', {
	choices: {
		credential: ['Credential', 'Your telephone system registers with a user name and a password'],
		fqdn: ['FQDN', 'Calls go to host names, such as those of voice-AI platforms'],
		ip: ['IP', 'Calls come from IP addresses, and go to them'],
	},
	default: 'fqdn',
	required: true,
	description: 'How your telephone system is reached; it cannot be changed later',
	sentAs: null,
});

const username = textField('User Name', {
	name: 'username',
	placeholder: 'acme1002',
	description:
		'With which your telephone system signs in: 4 to 32 letters and digits, one of the first five a letter',
	sentAs: 'user_name',
	check: userName({
		min: 4,
		max: 32,
		pattern: /^(?=.{0,4}[A-Za-z])[A-Za-z0-9]+$/,
		mustBe: 'consist of letters and digits, with a letter among the first five',
		example: 'acme1002',
	}),
});

export const PASSWORD_RULE: PasswordRule = {
	length: 24,
	alphabets: [DIGITS, LOWER_CASE, UPPER_CASE],
};

const checkPassword = text({ min: 8, max: 128, keepSpaces: true, secret: true });

const password = textField('Password', {
	secret: true,
	description: 'To the user name, 8 to 128 characters',
	check: checkPassword,
});

const ifCredential = { trunkType: ['credential'] };

const [generatePassword, ownPassword] = passwordFields({
	check: checkPassword,
	description: 'To the user name, 8 to 128 characters',
});

const CODECS = ['G722', 'G711U', 'G711A', 'G729', 'OPUS', 'H.264'] as const;

const limit = (direction: 'Inbound' | 'Outbound', kind: string) =>
	numberField(`${direction} Max Concurrent Calls`, {
		min: 0,
		default: 10,
		description: `How many ${kind} calls there may be at a time`,
		sentAs: `${direction.toLowerCase()}.channel_limit`,
	});

const settings = [
	choiceField('Anchor Site', {
		choices: Object.fromEntries(
			[
				'Latency',
				'Amsterdam, Netherlands',
				'Ashburn, VA',
				'Chicago, IL',
				'Frankfurt, Germany',
				'London, UK',
				'San Jose, CA',
				'Sydney, Australia',
				'Toronto, Canada',
				'Vancouver, Canada',
			].map((site) => [site, site]),
		),
		default: 'Latency',
		description: 'Where the media of calls go through; Latency means the nearest site',
		sentAs: 'anchorsite_override',
	}),
	choiceField('Authentication Method', {
		choices: {
			'credential-authentication': 'FQDN: User Name and Password',
			'ip-authentication': 'FQDN: Address',
			'tech-prefixp-charge-info': 'IP: Address',
			token: 'IP: Token',
		},
		default: 'ip-authentication',
		description: 'How your telephone system is known when it places calls',
		sentAs: 'outbound.ip_authentication_method',
	}),
	textField('Authentication Token', {
		secret: true,
		description: 'For X-Telnyx-Token: 12 to 48 letters, digits and hyphens, unique at Telnyx',
		sentAs: 'outbound.ip_authentication_token',
		check: text({
			min: 12,
			max: 48,
			secret: true,
			pattern: /^[A-Za-z0-9-]+$/,
			mustBe: 'consist of letters, digits and hyphens',
		}),
	}),
	choiceField('Called Number Format', {
		choices: {
			'+e164': '+E.164',
			e164: 'E.164',
			national: 'National',
			sip_username: 'SIP User Name',
		},
		default: 'e164',
		description: 'How the called number is written in incoming calls; platforms want the plus sign',
		sentAs: 'inbound.dnis_number_format',
	}),
	textField('Caller ID Override', {
		placeholder: '+12025550141',
		description: 'The number that is shown in place of the caller’s',
		sentAs: 'outbound.ani_override',
		check: e164,
	}),
	choiceField('Caller Number Format', {
		choices: {
			'+E.164': '+E.164',
			'+E.164-national': '+E.164, National',
			'E.164': 'E.164',
			'E.164-national': 'E.164, National',
		},
		default: 'E.164-national',
		description: 'How the caller’s number is written in incoming calls',
		sentAs: 'inbound.ani_number_format',
	}),
	textField('Codecs', {
		placeholder: 'G711U, G722',
		description: `For incoming calls, best first, of ${CODECS.join(', ')}; the last two need TCP or TLS`,
		sentAs: 'inbound.codecs',
		check: listOf(oneOf(CODECS)),
	}),
	switchField('Enabled', {
		default: true,
		description: 'Whether the trunk carries calls',
		sentAs: 'active',
		shownAs: 'status',
	}),
	limit('Inbound', 'incoming'),
	moreSettings(trunkSettings, '{ "dtmf_type": "Inband" }', 'docs/telnyx.md'),
	limit('Outbound', 'outgoing'),
	pickerField('outboundVoiceProfile', {
		required: false,
		placeholder: ID_EXAMPLE,
		description: 'Which countries may be called and for how much. Without it no call goes out.',
		sentAs: 'outbound.outbound_voice_profile_id',
	}),
	choiceField('Routing Method', {
		choices: { 'round-robin': 'Round Robin', sequential: 'Sequential' },
		default: 'sequential',
		description: 'In which order the addresses of the trunk are tried',
		sentAs: 'inbound.default_routing_method',
	}),
	switchField('Secure', {
		default: false,
		description: 'Whether media are encrypted (SRTP); for TLS set Transport',
		sentAs: 'encrypted_media',
	}),
	choiceField('SIP Region', {
		choices: { Australia: 'Australia', Europe: 'Europe', US: 'US' },
		default: 'US',
		description: 'From where incoming calls are sent',
		sentAs: 'inbound.sip_region',
	}),
	textField('SIP Subdomain', {
		placeholder: 'acme',
		description: 'The part before .sip.telnyx.com, for calls by SIP URI',
		sentAs: 'inbound.sip_subdomain',
		check: text(),
	}),
	tags,
	textField('Tech Prefix', {
		placeholder: '1234',
		description: 'Four digits before dialled numbers that tell whose call it is',
		sentAs: 'outbound.tech_prefix',
		check: text({ pattern: /^\d{4}$/, mustBe: 'be exactly four digits', example: '1234' }),
	}),
	choiceField('Transport', {
		choices: {
			tcp: ['TCP', 'Not encrypted, over a connection that also takes long messages'],
			tls: ['TLS', 'Encrypted, over a connection'],
			udp: ['UDP', 'Not encrypted, in single packets: the usual choice'],
		},
		default: 'udp',
		description: 'How SIP messages travel, to all addresses of the trunk',
		sentAs: 'transport_protocol',
	}),
	textField('Webhook URL', {
		placeholder: 'https://example.com/hooks/trunk',
		description: 'The address that Telnyx calls about calls, up to 2000 characters',
		sentAs: 'webhook_event_url',
		check: webUrl({ max: 2000 }),
	}),
	username,
	password,
];

export const createFields = [
	name,
	trunkType,
	{ ...username, required: true, showWhen: ifCredential },
	{ ...generatePassword, showWhen: ifCredential },
	{ ...ownPassword, showWhen: { ...ifCredential, generatePassword: [false] } },
	collection('additionalFields', settings),
] as const;

/** What Telnyx documents to take nothing. */
const CLEARABLE = ['callerIdOverride', 'tags'];

export const updateFields = [
	collection('updateFields', forUpdate([name, ...settings, generatePassword], CLEARABLE)),
] as const;
