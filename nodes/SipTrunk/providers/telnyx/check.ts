import { hasAny } from '../../configuration/checks/entries';
import type { CheckRules, FindingKind, UnjudgedTrunk } from '../../configuration/checks/finding';
import { isObject } from '../../rows/reported';

/** What calls need at Telnyx: https://developers.telnyx.com/docs/voice/sip-trunking/sip-response-codes */

const profileOf = ({ live }: Pick<UnjudgedTrunk, 'live'>): unknown => {
	const { outbound } = live.row;
	return isObject(outbound) ? outbound.outbound_voice_profile_id : undefined;
};

const hasProfile = (trunk: Pick<UnjudgedTrunk, 'live'>) => Boolean(profileOf(trunk));

const profileNotSeen: FindingKind = {
	id: 'profileNotSeen',
	level: 'unknown',
	calls: 'outgoing',
	meaning:
		'An outbound voice profile is on the trunk. Whether it is enabled, which countries it allows, and who may sign in is not looked at.',
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

export const telnyxRules: CheckRules = {
	has: ['originationUris', 'phoneNumbers', 'secure', 'status'],
	purpose: (trunk) => ({
		incoming:
			hasAny(trunk, 'originationUris') || hasAny(trunk, 'phoneNumbers') || !hasProfile(trunk),
		outgoing: hasProfile(trunk),
	}),
	numberTrouble: ({ status }) =>
		typeof status === 'string' && status !== 'active' ? status : undefined,
	findings: [profileNotSeen],
};
