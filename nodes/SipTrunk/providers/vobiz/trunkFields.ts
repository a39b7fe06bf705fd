import { type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { listOf } from '../../validation/choices';
import { webUrl } from '../../validation/network';
import { sipHost, sipUri } from '../../validation/sip';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { choiceField, numberField, switchField, textField } from './fields';

/** The settings of a trunk: https://www.vobiz.ai/docs/trunks/create-trunk */

/** Entries as one text with commas; a list is accepted too. */
const commaSeparated: Check<string> = (value, label) => {
	const entries = listOf(text())(value, label) ?? [];
	return entries.length === 0 ? undefined : entries.join(',');
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hostOrUri = sipUri({ bareHost: true, publicHost: true, max: 255 });

/** A SIP host, a SIP URI, or the ID of an origination URI. */
const destination: Check<string> = (value, label) =>
	typeof value === 'string' && UUID.test(value.trim()) ? value.trim() : hostOrUri(value, label);

const name = textField('Name', {
	required: true,
	placeholder: 'Mumbai office',
	description:
		"The trunk's name in the Vobiz Console. Some of Vobiz's documents allow 255 characters, others only 100.",
	check: text({ max: 255 }),
});

const direction = choiceField('Direction', {
	choices: {
		inbound: [
			'Inbound',
			'Calls from the telephone network to you, which need a Primary Origination URI and a number',
		],
		outbound: [
			'Outbound',
			'Calls from you to the telephone network, which need a SIP Credential or IP Access Control Entry',
		],
	},
	default: 'outbound',
	required: true,
	description: 'Which calls the trunk is for. Vobiz may report "both" all the same.',
	sentAs: 'trunk_direction',
});

const maxConcurrentCalls = numberField('Max Concurrent Calls', {
	min: 0,
	max: 1000,
	default: 10,
	required: true,
	description:
		'How many calls the trunk is meant for at a time, from 0 to 1000. Vobiz only stores it: what it enforces is the limit of the account.',
	sentAs: 'concurrent_calls_limit',
});

const settings = [
	numberField('Calls per Second', {
		min: 0,
		max: 100,
		default: 2,
		description:
			'How many calls may start each second, from 0 to 100. Vobiz only stores it: what it enforces is the limit of the account.',
		sentAs: 'cps_limit',
	}),
	textField('Description', {
		description: 'A note about the trunk, up to 500 characters',
		check: text({ max: 500 }),
	}),
	textField('Domain Name', {
		description:
			'The SIP domain of the trunk, up to 255 characters (trunk domain). Vobiz makes one if it is left out.',
		sentAs: 'trunk_domain',
		shownAs: 'sipDomain',
		check: sipHost({ max: 255, port: false }),
	}),
	switchField('Enable Transcription', {
		default: false,
		description: 'Whether to write down what is said in recorded calls; it needs Recording',
	}),
	switchField('Enabled', {
		default: true,
		description:
			'Whether the trunk carries calls. A disabled trunk rejects traffic and keeps its configuration.',
		sentAs: null,
		shownAs: 'status',
	}),
	pickerField('originationUri', {
		name: 'fallbackOriginationUriId',
		displayName: 'Fallback Origination URI',
		description: 'The address to use if the primary one cannot be reached',
		sentAs: 'fallback_uri_uuid',
		required: false,
	}),
	textField('Inbound Destination', {
		placeholder: 'sip:office@pbx.example.com',
		description:
			'Where incoming calls go: a SIP host, a SIP URI or the ID of an origination URI, up to 255 characters',
		check: destination,
	}),
	pickerField('ipAccessControlEntry', {
		description:
			'The address or block from which the trunk accepts calls (IP ACL). It takes the place of the "ip_whitelist" of older workflows, which Vobiz is giving up.',
		sentAs: 'ipacl_uuid',
		required: false,
	}),
	textField('PII Entity Types', {
		description:
			'Which kinds of personal data to remove, separated by commas; Vobiz does not document which there are',
		check: commaSeparated,
	}),
	switchField('PII Redaction', {
		default: false,
		description: 'Whether to remove personal data from what is written down of calls',
	}),
	pickerField('originationUri', {
		name: 'primaryOriginationUriId',
		displayName: 'Primary Origination URI',
		description: 'The address that is tried first',
		sentAs: 'primary_uri_uuid',
		required: false,
	}),
	switchField('Recording', {
		default: false,
		description: 'Whether to record the calls of the trunk',
	}),
	switchField('Recording Webhook Enabled', {
		default: false,
		description: 'Whether to tell the webhook URL when a recording is complete',
	}),
	switchField('Secure', {
		default: false,
		description: 'Whether calls are encrypted: TLS for signalling and SRTP for media',
	}),
	pickerField('sipCredential', {
		description:
			'The user name and password with which a telephone system signs in to the trunk. It takes the place of the "username" and "password" of older workflows, which Vobiz is giving up.',
		sentAs: 'credential_uuid',
		required: false,
	}),
	choiceField('Transport', {
		choices: {
			tcp: ['TCP', 'Not encrypted, over a connection that also takes long messages'],
			tls: ['TLS', 'Encrypted, over a connection'],
			udp: ['UDP', 'Not encrypted, in single packets: the usual choice'],
		},
		default: 'udp',
		description: 'How SIP messages travel',
	}),
	choiceField('Webhook Method', {
		choices: { GET: 'GET', POST: 'POST' },
		default: 'POST',
		description: 'The HTTP method with which Vobiz calls the webhook URL',
	}),
	textField('Webhook URL', {
		placeholder: 'https://example.com/hooks/trunk',
		description:
			'A public address that Vobiz calls when a call of the trunk begins and ends, up to 500 characters; private addresses are refused',
		check: webUrl({ max: 500 }),
	}),
];

export const createFields = [
	name,
	direction,
	maxConcurrentCalls,
	collection('additionalFields', settings),
] as const;

/** An empty description is a value like any other; how to clear anything else is not documented. */
const CLEARABLE = ['description'];

export const updateFields = [
	collection(
		'updateFields',
		forUpdate([name, direction, maxConcurrentCalls, ...settings], CLEARABLE),
	),
] as const;
