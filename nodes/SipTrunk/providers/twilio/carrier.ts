import type { CarrierForm } from '../../contract/carrier';
import { transportInUri, uriWithTransport } from '../../configuration/platforms/sipUri';

/**
 * Twilio reads the transport in the origination URI. Secure Trunking means TLS and SRTP for every call of the trunk.
 * https://www.twilio.com/docs/sip-trunking/api/trunk-resource
 */
export const carrier: CarrierForm = {
	calls: 'incoming',
	transports: ['udp', 'tcp', 'tls'],
	encryptsMedia: true,
	uri: uriWithTransport,
	settings: ({ encryptMedia }) => ({ ...(encryptMedia && { secure: true }) }),
	transportOf: transportInUri,
	takesAddresses: () => true,
};
