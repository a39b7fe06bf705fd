import { isPublicAddress, obstacleToAll, type CallModel, type CallTarget } from '../../calls';
import type { Connection, TelnyxState, Target } from './state';

const inService = 'active';

/**
 * Where calls of a connection go. SRTP is counted where it goes together with TLS: over other transports no platform
 * asks for it.
 */
function targetsOf(state: TelnyxState, connection: Connection, user: unknown): CallTarget[] {
	const over = String(connection.transport_protocol).toLowerCase();
	const isEncrypted = connection.encrypted_media === 'SRTP';
	const sent = { transport: over, encrypts: isEncrypted ? over === 'tls' || undefined : false };
	const before = typeof user === 'string' && user !== '' ? `${user}@` : '';
	const uriOf = ({ ip_address, fqdn, port }: Target) =>
		`sip:${before}${String(ip_address ?? fqdn)}${port === null ? '' : `:${port}`}`;
	return [...state.ips.all(), ...state.fqdns.all()]
		.filter((target) => target.connection_id === connection.id)
		.map((target) => ({ uri: uriOf(target), ...sent }));
}

/** Who signs in on a connection: a user name, an address, or a host name that is resolved. */
function hasCaller(state: TelnyxState, connection: Connection): boolean {
	const { outbound } = connection;
	if (connection.record_type === 'credential_connection') return true;
	if (outbound.ip_authentication_method === 'credential-authentication') {
		return Boolean(connection.user_name) && Boolean(connection.password);
	}
	const own = (target: Target) => target.connection_id === connection.id;
	const addresses = state.ips.filter(own).map(({ ip_address }) => String(ip_address));
	const byToken = outbound.ip_authentication_method === 'token';
	return byToken
		? Boolean(outbound.ip_authentication_token)
		: addresses.some(isPublicAddress) || state.fqdns.find(own) !== undefined;
}

/**
 * What calls need at Telnyx: an active connection.
 *
 * Outgoing: an enabled outbound voice profile with a country to which calls may go, and somebody who can sign in.
 * Incoming: a number in service on the connection, and an IP or FQDN; whoever has a user name may register instead.
 *
 * @see https://developers.telnyx.com/docs/voice/sip-trunking/sip-response-codes (D10 to D38)
 */
export const telnyxCalls: CallModel<TelnyxState> = {
	incoming(state, id) {
		const connection = state.connections.get(id);
		if (connection === undefined) return 'there is no such trunk';
		if (!connection.active) return 'the connection is not active';
		const number = state.numbers.find(
			({ connection_id: on, status }) => on === id && status === inService,
		);
		if (number === undefined) return 'no number in service is on the connection';
		if (connection.record_type === 'credential_connection') return null;
		const user = state.voiceSettings.get(number.id)?.translated_number;
		return obstacleToAll(targetsOf(state, connection, user));
	},
	outgoing(state, id) {
		const connection = state.connections.get(id);
		if (connection === undefined) return 'there is no such trunk';
		if (!connection.active) return 'the connection is not active';
		const profile = state.profiles.get(connection.outbound.outbound_voice_profile_id ?? '');
		if (profile === undefined) return 'the connection has no outbound voice profile';
		if (profile.enabled !== true) return 'the outbound voice profile is not enabled';
		const countries = profile.whitelisted_destinations as string[];
		if (countries.length === 0) return 'the outbound voice profile allows no country';
		return hasCaller(state, connection) ? null : 'nobody can sign in on the connection';
	},
};
