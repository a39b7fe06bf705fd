import { text, userName } from '../../validation/text';
import { sipHost } from '../../validation/sip';
import { collection, forUpdate } from '../../fields/common';
import { callerIds, numbers, sources } from './checks';
import { choiceField, metadata, name, textField } from './fields';
import { otherTrunkSettings } from './otherSettings';

/** The settings of a trunk: https://docs.livekit.io/reference/telephony/sip-api/ */

const ifInbound = { direction: ['inbound'] };
const ifOutbound = { direction: ['outbound'] };

export const direction = choiceField('Direction', {
	choices: {
		inbound: ['Inbound', 'From a carrier to LiveKit, where a dispatch rule says into which room'],
		outbound: ['Outbound', 'From LiveKit through a carrier to the telephone network'],
	},
	default: 'inbound',
	required: true,
	description: 'Which calls the trunk is for. It cannot be changed later.',
	sentAs: null,
});

/** The direction as a filter of Get Many. */
export const directionFilter = {
	...direction,
	required: undefined,
	description: 'Only those for these calls',
};

const calledNumbers = textField('Phone Numbers', {
	placeholder: '+14155550100, +14155550101',
	description:
		'The called numbers that reach the trunk, separated by commas, or a list; without any, all',
	sentAs: 'numbers',
	check: numbers,
	showWhen: ifInbound,
});

const shownNumbers = textField('Phone Numbers', {
	required: true,
	placeholder: '+14155550100, +14155550101',
	description: 'The numbers that callers may show, separated by commas, or a list; * is any',
	sentAs: 'numbers',
	check: callerIds,
	showWhen: ifOutbound,
});

export const phoneNumbers = textField('Phone Numbers', {
	placeholder: '+14155550100, +14155550101',
	description: 'All numbers of the trunk, separated by commas, or a list',
	sentAs: 'numbers',
	check: callerIds,
});

const allowedAddresses = textField('Allowed Addresses', {
	placeholder: '198.51.100.7, 198.51.100.0/28',
	description:
		'All addresses, blocks or host names of the carrier, separated by commas, or a list. Without any, everybody can call.',
	check: sources,
	showWhen: ifInbound,
});

const address = textField('Address', {
	required: true,
	placeholder: 'example.pstn.twilio.com',
	description: "The carrier's SIP host, with its port if it is not the usual one",
	check: sipHost({ example: 'example.pstn.twilio.com' }),
	showWhen: ifOutbound,
});

const settings = [
	textField('Allowed Numbers', {
		placeholder: '+4930123456',
		description: 'Callers that are accepted, separated by commas, or a list; without any, all',
		check: numbers,
		showWhen: ifInbound,
	}),
	choiceField('Media Encryption', {
		choices: {
			SIP_MEDIA_ENCRYPT_ALLOW: 'Allow',
			SIP_MEDIA_ENCRYPT_DISABLE: 'Disable',
			SIP_MEDIA_ENCRYPT_REQUIRE: 'Require',
		},
		default: 'SIP_MEDIA_ENCRYPT_REQUIRE',
		description: 'Whether media are encrypted (SRTP); with Require, other calls are refused',
		sentAs: 'media.encryption',
	}),
	metadata,
	otherTrunkSettings,
	textField('Password', {
		secret: true,
		description: 'The password that goes with the user name',
		sentAs: 'auth_password',
		check: text({ keepSpaces: true, secret: true }),
	}),
	choiceField('Transport', {
		choices: {
			tcp: ['TCP', 'Not encrypted, over a connection that also takes long messages'],
			tls: ['TLS', 'Encrypted, over a connection'],
			udp: ['UDP', 'Not encrypted, in single packets: the usual choice'],
		},
		default: 'udp',
		description: 'How SIP messages travel. How LiveKit chooses without it is not documented.',
		showWhen: ifOutbound,
	}),
	textField('User Name', {
		name: 'username',
		description:
			'With which the carrier signs in to an inbound trunk (Twilio cannot), or LiveKit to the carrier of an outbound one',
		sentAs: 'auth_username',
		check: userName(),
	}),
];

export const createFields = [
	name,
	direction,
	address,
	calledNumbers,
	shownNumbers,
	allowedAddresses,
	collection('additionalFields', settings),
] as const;

const CLEARABLE = [
	...['allowedAddresses', 'allowedNumbers', 'metadata', 'password', 'phoneNumbers', 'username'],
];

export const updateFields = [
	direction,
	collection(
		'updateFields',
		forUpdate([name, address, phoneNumbers, allowedAddresses, ...settings], CLEARABLE),
	),
] as const;
