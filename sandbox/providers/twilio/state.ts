import { twilioAccount } from './account';

import { CursorCollection } from './cursorCollection';

/** A resource that knows when it was made and last changed. */
interface Dated {
	readonly sid: string;
	created: Date;
	updated: Date;
}

/** Fields of a resource by their names in answers. */
export type Settings = Record<string, string | number | boolean | null>;

export interface Trunk extends Dated {
	settings: Settings & { friendly_name: string; domain_name: string | null };
	recording: { mode: string; trim: string };
	originationUrls: CursorCollection<OriginationUrl>;
	/** Associations carry the SID of the list that they refer to. */
	credentialLists: CursorCollection<Dated>;
	ipAccessControlLists: CursorCollection<Dated>;
}

export interface OriginationUrl extends Dated {
	settings: Settings;
}

export interface CredentialList extends Dated {
	friendlyName: string;
	credentials: CursorCollection<Credential>;
}

export interface Credential extends Dated {
	readonly username: string;
	/** SHA-256 of the password: enough to see that it was changed, useless otherwise. */
	passwordDigest: string;
}

export interface IpAccessControlList extends Dated {
	friendlyName: string;
	addresses: CursorCollection<IpAddress>;
}

export interface IpAddress extends Dated {
	friendlyName: string;
	ipAddress: string;
	cidrPrefixLength: number;
}

export interface IncomingPhoneNumber extends Dated {
	/** E.164. */
	readonly phoneNumber: string;
	trunkSid: string | null;
	/** Empty if there is none, as Twilio's answers have it. */
	voiceApplicationSid: string;
	settings: Settings;
}

/** What the 2010-04-01 API keeps per account. */
export interface Account {
	readonly sid: string;
	readonly ownerSid: string;
	readonly friendlyName: string;
	readonly created: Date;
	credentialLists: CursorCollection<CredentialList>;
	ipAccessControlLists: CursorCollection<IpAccessControlList>;
	incomingPhoneNumbers: CursorCollection<IncomingPhoneNumber>;
}

export interface Domain {
	/** The own trunk that has it; undefined for another customer's and for a reserved name. */
	trunkSid?: string;
	/** Until when nobody may take it again; undefined: as long as it is in use. */
	reservedUntil?: Date;
	/** How many own trunks have a domain name directly below this one. */
	subdomains: number;
}

/**
 * How many there may be of a thing, `null` for any number. None is enforced unless a test sets it:
 * Twilio's figures stand in the way of benchmarks, and for some of them the documentation disagrees.
 */
interface Limits {
	/** Twilio: 100, trial accounts 1. */
	trunkLimit: number | null;
	originationUrlLimit: number | null;
	credentialListLimit: number | null;
	credentialLimit: number | null;
	ipAccessControlListLimit: number | null;
	ipAddressLimit: number | null;
}

export interface TwilioState extends Limits {
	/** By account SID: the main account and one sub-account. */
	accounts: Record<string, Account>;
	/** Of the main account; nothing on the trunking host reaches a sub-account with its credentials. */
	trunks: CursorCollection<Trunk>;
	/** By domain name in lower case. */
	domains: Record<string, Domain>;
}

/**
 * A sub-account. With the main account's SID and auth token its SID works in 2010-04-01 paths, while
 * the trunking paths stay with the main account.
 *
 * @see https://www.twilio.com/docs/iam/api/subaccounts
 */
export const subAccountSid = `AC${'5b'.repeat(16)}`;

/** A domain name that belongs to another customer. */
export const takenDomainName = 'taken.pstn.twilio.com';

const accountCreated = new Date('2024-01-02T03:04:05Z');

const numberSettings: Settings = {
	address_requirements: 'none',
	address_sid: '',
	api_version: '2010-04-01',
	beta: false,
	bundle_sid: '',
	emergency_address_sid: '',
	emergency_address_status: 'unregistered',
	emergency_status: 'Inactive',
	identity_sid: '',
	origin: 'twilio',
	sms_application_sid: '',
	sms_fallback_method: 'POST',
	sms_fallback_url: '',
	sms_method: 'POST',
	sms_url: '',
	status: 'in-use',
	status_callback: '',
	status_callback_method: 'POST',
	type: 'local',
	voice_caller_id_lookup: false,
	voice_fallback_method: 'POST',
	voice_fallback_url: null,
	voice_method: 'POST',
	voice_receive_mode: 'voice',
	voice_url: null,
};

/** Numbers of the North American plan's fictional range; one of them serves a voice application. */
const seededNumbers = [
	{ lastDigits: '0101', voiceApplicationSid: '' },
	{ lastDigits: '0102', voiceApplicationSid: `AP${'0c'.repeat(16)}` },
	{ lastDigits: '0103', voiceApplicationSid: '' },
	{ lastDigits: '0104', voiceApplicationSid: '' },
	{ lastDigits: '0105', voiceApplicationSid: '' },
];

function seededNumber({ lastDigits, voiceApplicationSid }: (typeof seededNumbers)[number]) {
	return {
		sid: `PN${lastDigits.padStart(32, '0')}`,
		phoneNumber: `+1555555${lastDigits}`,
		trunkSid: null,
		voiceApplicationSid,
		settings: { ...numberSettings, friendly_name: `(555) 555-${lastDigits}` },
		created: accountCreated,
		updated: accountCreated,
	};
}

function createAccount(sid: string, friendlyName: string): Account {
	return {
		sid,
		ownerSid: twilioAccount.accountSid,
		friendlyName,
		created: accountCreated,
		credentialLists: new CursorCollection(),
		ipAccessControlLists: new CursorCollection(),
		incomingPhoneNumbers: new CursorCollection(),
	};
}

export function createState(): TwilioState {
	const main = createAccount(twilioAccount.accountSid, 'Sandbox');
	for (const number of seededNumbers) main.incomingPhoneNumbers.add(seededNumber(number));
	return {
		accounts: {
			[main.sid]: main,
			[subAccountSid]: createAccount(subAccountSid, 'Sandbox sub-account'),
		},
		trunks: new CursorCollection(),
		domains: { [takenDomainName]: { subdomains: 0 } },
		trunkLimit: null,
		originationUrlLimit: null,
		credentialListLimit: null,
		credentialLimit: null,
		ipAccessControlListLimit: null,
		ipAddressLimit: null,
	};
}
