import { hasAny, inEffect } from '../../configuration/checks/entries';
import type { CheckRules, FindingKind, UnjudgedTrunk } from '../../configuration/checks/finding';
import { isObject } from '../../rows/reported';
import { typeOf } from './trunkTypes';

/** What calls need at Telnyx: https://developers.telnyx.com/docs/voice/sip-trunking/sip-response-codes */

type Row = Pick<UnjudgedTrunk, 'live'>;

const outboundOf = ({ live: { row } }: Row) => (isObject(row.outbound) ? row.outbound : {});

const profileOf = (trunk: Row): unknown => outboundOf(trunk).outbound_voice_profile_id;

const hasProfile = (trunk: Row) => Boolean(profileOf(trunk));

const isOfType = (trunk: Row, type: string) => typeOf(trunk.live.row) === type;

const chooseProfile = [
	{ resource: 'trunkConfiguration', operation: 'apply', field: 'outboundVoiceProfileId' },
	{ resource: 'trunk', operation: 'update', field: 'outboundVoiceProfileId' },
];

const noProfile: FindingKind = {
	id: 'noProfile',
	level: 'info',
	calls: 'outgoing',
	meaning: 'No outbound voice profile is on the trunk, so that it can place no calls.',
	needs: [],
	find: (trunk) =>
		hasProfile(trunk)
			? []
			: [{ says: 'There is no outbound voice profile on the trunk, so it can place no calls.' }],
	remedies: chooseProfile,
	byHand: 'Choose an outbound voice profile for the trunk, if it is to place calls.',
};

const profileNotSeen: FindingKind = {
	id: 'profileNotSeen',
	level: 'unknown',
	calls: 'outgoing',
	meaning:
		'An outbound voice profile is on the trunk. Whether it is enabled, which countries it allows, and who may sign in on an FQDN trunk is not looked at.',
	needs: [],
	find: (trunk) =>
		hasProfile(trunk)
			? [
					{
						says: `Outgoing calls depend on the outbound voice profile ${String(profileOf(trunk))}: it must be enabled, and allow the country that is called.`,
						about: 'outboundVoiceProfileId',
					},
				]
			: [],
	remedies: [{ resource: 'outboundVoiceProfile', operation: 'update' }],
	byHand: 'Look at the profile in the Telnyx portal.',
};

/** Whoever sends the token needs no address to place calls. */
const signsInByToken = (trunk: Row) => outboundOf(trunk).ip_authentication_method === 'token';

const noAddress: FindingKind = {
	id: 'noAddress',
	level: 'fail',
	calls: 'both',
	meaning:
		'A trunk of the type IP has no address, so that incoming calls go nowhere and outgoing calls are refused.',
	needs: [],
	find: (trunk) => {
		if (!isOfType(trunk, 'ip') || hasAny(trunk, 'allowedAddresses')) return [];
		const { incoming, outgoing } = trunk.purpose;
		const harm = [
			...(incoming ? ['incoming calls go nowhere'] : []),
			...(outgoing && !signsInByToken(trunk) ? ['outgoing calls are refused'] : []),
		];
		return harm.length === 0
			? []
			: [{ says: `There is no address on the trunk, so ${harm.join(' and ')}.` }];
	},
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'allowedAddresses' },
		{ resource: 'ipAccessControlEntry', operation: 'create' },
	],
	byHand: 'Add the address of the telephone system to the trunk.',
};

const addressPort: FindingKind = {
	id: 'addressPort',
	level: 'warning',
	calls: 'incoming',
	meaning:
		'Calls go to an address of a trunk of the type IP over TLS at port 5060, where systems expect calls without encryption.',
	needs: [],
	find: (trunk) =>
		trunk.purpose.incoming && trunk.row.transport === 'tls'
			? (inEffect(trunk, 'allowedAddresses') ?? [])
					.filter(({ row }) => row.port === 5060)
					.map(({ entry }) => ({
						says: `Calls go to ${String(entry.address)} over TLS at port 5060, where systems expect calls without encryption.`,
						about: String(entry.address),
					}))
			: [],
	remedies: [{ resource: 'ipAccessControlEntry', operation: 'update', field: 'port' }],
	byHand: 'Set the port of the address to 5061.',
};

const registrationNotSeen: FindingKind = {
	id: 'registrationNotSeen',
	level: 'unknown',
	calls: 'incoming',
	meaning:
		'Incoming calls of a trunk of the type Credential go to the telephone system that has registered. Whether one has is not looked at.',
	needs: [],
	find: (trunk) =>
		isOfType(trunk, 'credential') && trunk.purpose.incoming
			? [
					{
						says: 'Incoming calls go to the telephone system that is registered with the user name of the trunk, and whether one is registered is not looked at.',
					},
				]
			: [],
	remedies: [],
	byHand: 'Look in the Telnyx portal whether the telephone system is registered.',
};

export const telnyxRules: CheckRules = {
	has: [
		'allowedAddresses',
		'originationUris',
		'phoneNumbers',
		'secure',
		'sipCredentials',
		'status',
	],
	/** What an IP trunk and a Credential trunk have is for calls in both directions. */
	purpose: (trunk) => ({
		incoming:
			hasAny(trunk, 'originationUris') || hasAny(trunk, 'phoneNumbers') || !hasProfile(trunk),
		outgoing: hasProfile(trunk),
	}),
	/** An IP trunk without an address is told as a whole, and how callers sign in on an FQDN trunk is not looked at. */
	signInBy: (trunk) => (isOfType(trunk, 'credential') ? ['sipCredentials'] : []),
	numberTrouble: ({ status }) =>
		typeof status === 'string' && status !== 'active' ? status : undefined,
	findings: [noAddress, addressPort, noProfile, profileNotSeen, registrationNotSeen],
};
