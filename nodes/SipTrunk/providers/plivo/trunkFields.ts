import { text } from '../../validation/text';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { choiceField, switchField, textField, UUID_EXAMPLE } from './fields';

/** The settings of a trunk: https://www.plivo.com/docs/sip-trunking/api/trunks */

const name = textField('Name', {
	required: true,
	placeholder: 'Berlin office',
	description: "The trunk's name in the Plivo Console",
	check: text(),
});

export const ofDirection = {
	choices: {
		inbound: ['Inbound', 'Calls from the telephone network to you'],
		outbound: ['Outbound', 'Calls from you to the telephone network'],
	},
} as const;

const direction = choiceField('Direction', {
	...ofDirection,
	default: 'outbound',
	required: true,
	description: 'Which calls the trunk is for; it cannot be changed. For both, create two trunks.',
	sentAs: 'trunk_direction',
});

const enabled = switchField('Enabled', {
	default: true,
	description: 'Whether the trunk carries calls',
	sentAs: null,
	shownAs: 'status',
});

const secure = switchField('Secure', {
	default: false,
	description:
		'Whether calls to Plivo are encrypted (TLS and SRTP), at an extra charge per minute. For incoming calls TLS is chosen in the origination URI.',
});

const ofPrimary = {
	name: 'primaryOriginationUriId',
	displayName: 'Primary Origination URI',
	placeholder: UUID_EXAMPLE,
	description: 'The address to which incoming calls are sent first',
	sentAs: 'primary_uri_uuid',
} as const;

const primary = pickerField('originationUri', ofPrimary);
const otherPrimary = pickerField('originationUri', { ...ofPrimary, required: false });

const fallback = pickerField('originationUri', {
	name: 'fallbackOriginationUriId',
	displayName: 'Fallback Origination URI',
	description: 'Tried when the primary one cannot be reached or answers an error; for inbound',
	sentAs: 'fallback_uri_uuid',
	required: false,
});

const credential = pickerField('sipCredential', {
	description: 'With which your telephone system signs in; for outbound',
	sentAs: 'credential_uuid',
	required: false,
});

const entry = pickerField('ipAccessControlEntry', {
	description: 'The list of addresses from which calls are accepted; for outbound',
	sentAs: 'ipacl_uuid',
	required: false,
});

const authType = choiceField('Auth Type', {
	choices: {
		both: ['Both', 'A user name and password, and the addresses as well'],
		credential: ['Credential', 'It signs in with a user name and password'],
		ip: ['IP Address', 'Its calls come from the addresses of an IP entry'],
	},
	default: 'credential',
	required: true,
	description: 'By what your telephone system is let in',
	sentAs: null,
	showWhen: { direction: ['outbound'] },
});

const ifInbound = { showWhen: { direction: ['inbound'] } } as const;

const ifAuthType = (one: 'credential' | 'ip') =>
	({ required: true, showWhen: { direction: ['outbound'], authType: ['both', one] } }) as const;

export const createFields = [
	name,
	direction,
	{ ...primary, ...ifInbound },
	{ ...fallback, ...ifInbound },
	authType,
	{ ...credential, ...ifAuthType('credential') },
	{ ...entry, ...ifAuthType('ip') },
	collection('additionalFields', [enabled, secure]),
] as const;

/** How anything is taken off a trunk is not documented, so it can only be replaced. */
export const updateFields = [
	collection('updateFields', [
		...forUpdate([name]),
		...forUpdate([enabled, secure]),
		otherPrimary,
		fallback,
		credential,
		entry,
	]),
] as const;
