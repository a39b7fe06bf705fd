import type { CarrierForm } from '../../contract/carrier';
import { transportInUri, uriWithTransport } from '../../configuration/platforms/sipUri';

/**
 * TryVox takes SIP URIs. It documents TLS for calls to it (port 5061) and says nothing of TLS for the calls that it
 * sends, nor of encrypted media at all: https://docs.tryvox.io/sip-trunking/credentials
 */
export const carrier: CarrierForm = {
	calls: 'incoming',
	transports: ['udp', 'tcp', 'tls'],
	encryptsMedia: false,
	uri: uriWithTransport,
	settings: () => ({}),
	transportOf: transportInUri,
	// Whether entries and sign-in by user name may be combined is not documented.
	takesAddresses: ({ authType }) => authType === 'ip',
	notes: ({ transport }) =>
		transport === 'tls'
			? ['TryVox does not document TLS for the calls that it sends: place a test call.']
			: [],
};
