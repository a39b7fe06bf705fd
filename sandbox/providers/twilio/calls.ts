import { isPublicAddress, obstacleToAll, type CallModel } from '../../calls';
import { twilioAccount } from './account';
import type { TwilioState } from './state';

/**
 * What calls need at Twilio.
 *
 * Outgoing: a domain name and at least one list on the trunk; with an IP access control list the caller's address must be
 * in one of them, with a credential list its user name; with both kinds both are asked for.
 * Incoming: a number on the trunk and an enabled origination URL; with secure trunking it must be reached over TLS.
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/trunk-resource (auth_type)
 * @see https://www.twilio.com/docs/api/errors/32010, 32201 and 32202
 */
export const twilioCalls: CallModel<TwilioState> = {
	incoming(state, sid) {
		const trunk = state.trunks.get(sid);
		if (trunk === undefined) return 'there is no such trunk';
		const account = state.accounts[twilioAccount.accountSid];
		if (!account.incomingPhoneNumbers.some(({ trunkSid }) => trunkSid === sid)) {
			return 'no number is on the trunk';
		}
		return obstacleToAll(
			[...trunk.originationUrls]
				.filter(({ settings }) => settings.enabled === true)
				.map(({ settings }) => ({
					uri: String(settings.sip_url),
					encrypts: trunk.settings.secure === true,
				})),
		);
	},
	outgoing(state, sid) {
		const trunk = state.trunks.get(sid);
		if (trunk === undefined) return 'there is no such trunk';
		if (!trunk.settings.domain_name) return 'the trunk has no domain name';
		const account = state.accounts[twilioAccount.accountSid];
		const addressLists = [...trunk.ipAccessControlLists];
		const credentialLists = [...trunk.credentialLists];
		if (addressLists.length + credentialLists.length === 0) return 'no list is on the trunk';
		const isAddressIn = ({ sid: list }: { sid: string }) =>
			[...(account.ipAccessControlLists.get(list)?.addresses ?? [])].some(({ ipAddress }) =>
				isPublicAddress(ipAddress),
			);
		const isUserIn = ({ sid: list }: { sid: string }) =>
			(account.credentialLists.get(list)?.credentials.size ?? 0) > 0;
		if (addressLists.length > 0 && !addressLists.some(isAddressIn)) {
			return 'no address can be in a list of the trunk';
		}
		if (credentialLists.length > 0 && !credentialLists.some(isUserIn)) {
			return 'no user name is in a list of the trunk';
		}
		return null;
	},
};
