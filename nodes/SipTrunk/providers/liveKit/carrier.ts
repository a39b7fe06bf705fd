import type { CallTarget, CarrierForm, Transport } from '../../contract/carrier';
import { TRANSPORTS } from '../../contract/carrier';
import { PRESETS } from '../../configuration/platforms/presets';
import { usualPort } from '../../configuration/platforms/sipUri';
import { ENCRYPTION } from './otherSettings';

/**
 * An outbound trunk of LiveKit sends its calls to one address, `host` or `host:port`, of a carrier or of a platform. The
 * transport is a setting, and the user is the number that is dialled. https://docs.livekit.io/telephony/making-calls/outbound-trunk/
 */

/** With the port of TLS, because a host alone may be taken for one at 5060. */
function written({ host, port, transport }: CallTarget): string {
	const needed = port ?? (transport === 'tls' ? usualPort(transport) : null);
	return needed === null ? host : `${host}:${needed}`;
}

/**
 * A trunk has one target, so that what the former one demanded does not bind the next. Without TLS the keys of encrypted
 * media would be sent in clear.
 */
function encryptionFor({ encryptMedia, transport }: CallTarget): Record<string, string> {
	if (encryptMedia) return { mediaEncryption: ENCRYPTION.require };
	return transport === 'tls' ? {} : { mediaEncryption: ENCRYPTION.disable };
}

const addresses = PRESETS.find(({ id }) => id === 'livekit')?.addresses ?? [];

export const carrier: CarrierForm = {
	calls: 'outgoing',
	targetSetting: 'address',
	transports: TRANSPORTS,
	encryptsMedia: true,
	reachesUsers: false,
	uri: written,
	asSipUri: (address) => `sip:${address}`,
	settings: (target) => ({
		direction: 'outbound',
		transport: target.transport,
		...encryptionFor(target),
	}),
	transportOf: (_address, { transport }) =>
		TRANSPORTS.find((known): known is Transport => known === transport),
	demandsEncryption: ({ mediaEncryption }) =>
		mediaEncryption === ENCRYPTION.allow ? undefined : mediaEncryption === ENCRYPTION.require,
	takesAddresses: () => false,
	notes: () => [
		'Which number LiveKit dials is said with each call: it must be one that the platform knows.',
		`The platform must know LiveKit as the caller: by the user name and password of the trunk, or by the addresses of LiveKit Cloud, which some regions have (${addresses.join(', ')}).`,
	],
};
