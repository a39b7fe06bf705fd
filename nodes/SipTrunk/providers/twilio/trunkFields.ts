import { InputError, shown, type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { isHostName, webUrl } from '../../validation/network';
import { collection, forUpdate, statusIs } from '../../fields/common';
import { choiceField, switchField, textField } from './fields';

/** The settings of a trunk: https://www.twilio.com/docs/sip-trunking/api/trunk-resource */

const DOMAIN_SUFFIX = '.pstn.twilio.com';

/** Twilio's termination domain, in lower case. */
const terminationDomain: Check<string> = (value, label) => {
	const example = `acme-east${DOMAIN_SUFFIX}`;
	const domain = text({ max: 253, example, unseen: 'refused' })(value, label);
	if (domain === undefined) return undefined;
	const name = domain.toLowerCase();
	if (!/^(?:[a-z0-9-]+\.)+pstn\.twilio\.com$/.test(name)) {
		throw new InputError(
			label,
			`must consist of letters, digits and hyphens and end in ${DOMAIN_SUFFIX}, but it is ${shown(domain)}.`,
			example,
		);
	}
	if (!isHostName(name)) {
		throw new InputError(
			label,
			`must have 1 to 63 characters between its dots, and no hyphen beside a dot or at the beginning, but it is ${shown(domain)}.`,
			example,
		);
	}
	return name;
};

const name = textField('Name', {
	required: true,
	placeholder: 'Berlin office',
	description: "The trunk's name in the Twilio Console, up to 64 characters (friendly name)",
	sentAs: 'FriendlyName',
	check: text({ max: 64 }),
});

const domainName = textField('Domain Name', {
	placeholder: `acme-east${DOMAIN_SUFFIX}`,
	description:
		'The termination URI to which your telephone system sends outgoing calls: a name of your choice before .pstn.twilio.com, unique at Twilio. Without it the trunk can only receive calls. Outgoing calls also need a credential list or an IP access control list on the trunk.',
	shownAs: 'sipDomain',
	check: terminationDomain,
});

const settings = [
	switchField('CNAM Lookup Enabled', {
		default: false,
		description:
			'Whether to look up the caller name of incoming calls from the United States and Canada, which Twilio may bill',
	}),
	choiceField('Disaster Recovery Method', {
		choices: { GET: 'GET', POST: 'POST' },
		default: 'POST',
		description: 'The HTTP method with which Twilio calls the disaster recovery URL',
	}),
	textField('Disaster Recovery URL', {
		placeholder: 'https://example.com/fallback',
		description:
			'The address that Twilio calls if it cannot deliver an incoming call to any origination URL; it must answer with TwiML',
		check: webUrl(),
	}),
	switchField('Secure Trunking', {
		name: 'secure',
		default: false,
		description:
			'Whether calls must be encrypted: TLS for signalling and SRTP for media. Calls without encryption are then refused.',
	}),
	choiceField('Transfer Caller ID', {
		choices: {
			'from-transferee': 'From Transferee',
			'from-transferor': 'From Transferor',
		},
		default: 'from-transferee',
		description: 'The number that the target of a call transfer sees as the caller',
	}),
	choiceField('Transfer Mode', {
		choices: {
			'disable-all': 'Disable All',
			'enable-all': 'Enable All',
			'sip-only': 'SIP Only',
		},
		default: 'disable-all',
		description:
			'Whether calls may be transferred with SIP REFER: not at all, to SIP addresses only, or to phone numbers too',
	}),
];

export const createFields = [name, domainName, collection('additionalFields', settings)] as const;

/** Sent empty, these are cleared; the domain name is not documented to be. */
const CLEARABLE = ['name', 'disasterRecoveryUrl', 'disasterRecoveryMethod'];

export const updateFields = [
	collection('updateFields', forUpdate([name, domainName, ...settings], CLEARABLE)),
] as const;

/** The status as a filter of Get Many, with the one status that Twilio's trunks have. */
export const statusFilter = {
	...statusIs,
	default: 'unknown',
	description:
		'Only those with this status. Twilio does not report one: every trunk counts as Unknown, and none as Active or Inactive.',
};
