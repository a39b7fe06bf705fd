import type { CarrierForm, Transport } from '../../contract/carrier';
import { TRANSPORTS } from '../../contract/carrier';
import { uriWithPort } from '../../configuration/platforms/sipUri';
import { USUAL_PORT } from './originationUri';

/**
 * Telnyx holds the transport in the trunk, sends the dialled number to a host name, and writes numbers without their plus
 * sign unless it is told otherwise. https://developers.telnyx.com/api/connections/list-fqdns
 */
export const carrier: CarrierForm = {
	calls: 'incoming',
	transports: ['udp', 'tcp', 'tls'],
	encryptsMedia: true,
	uri: (target) => uriWithPort({ ...target, user: null }),
	assumedPort: USUAL_PORT,
	settings: ({ transport, encryptMedia }) => ({
		calledNumberFormat: '+e164',
		callerNumberFormat: '+E.164',
		transport,
		...(encryptMedia && { secure: true }),
	}),
	transportOf: (_uri, { transport }) =>
		TRANSPORTS.find((known): known is Transport => known === transport),
	takesAddresses: () => false,
	notes: ({ user }) =>
		user === null
			? []
			: [
					`Telnyx sends the dialled number to the platform, which wants ${user}. Set ${user} as the translated number of every phone number of the trunk, under its voice settings in the Telnyx portal.`,
				],
};
