import type { CarrierForm, Transport } from '../../contract/carrier';
import { TRANSPORTS } from '../../contract/carrier';
import { uriWithPort } from '../../configuration/platforms/sipUri';

/**
 * Vobiz holds the transport in the trunk, takes a missing port for 5060, and has one direction per trunk: incoming
 * calls need an inbound one, on which nobody signs in and no source address is asked for.
 * https://www.vobiz.ai/docs/trunks/create-trunk
 */
export const carrier: CarrierForm = {
	calls: 'incoming',
	transports: ['udp', 'tcp', 'tls'],
	encryptsMedia: true,
	uri: uriWithPort,
	assumedPort: 5060,
	settings: ({ transport, encryptMedia }) => ({
		direction: 'inbound',
		transport,
		...(encryptMedia && { secure: true }),
	}),
	transportOf: (_uri, { transport }) =>
		TRANSPORTS.find((known): known is Transport => known === transport),
	takesAddresses: () => false,
};
