import type { CallTarget, CarrierForm } from '../../contract/carrier';
import { transportInUri, uriWithTransport } from '../../configuration/platforms/sipUri';
import { asSipUri } from './uris';

/** Without `sip:`, unless there is a user before the host. */
const written = (target: CallTarget) => {
	const uri = uriWithTransport(target);
	return target.user === null ? uri.replace(/^sip:/, '') : uri;
};

/**
 * Plivo reads the transport in the URI and documents no default. Incoming calls need an inbound trunk, on which nobody
 * signs in. https://www.plivo.com/docs/sip-trunking/api/origination-uris
 */
export const carrier: CarrierForm = {
	calls: 'incoming',
	transports: ['udp', 'tcp', 'tls'],
	encryptsMedia: true,
	uri: written,
	asSipUri,
	settings: ({ encryptMedia }) => ({
		direction: 'inbound',
		...(encryptMedia && { secure: true }),
	}),
	transportOf: (uri) => (/;transport=/i.test(uri) ? transportInUri(asSipUri(uri)) : undefined),
	takesAddresses: () => false,
	notes: ({ encryptMedia }) =>
		encryptMedia
			? [
					'Plivo documents encrypted media for outgoing calls only. Try a call before you rely on it.',
				]
			: [],
};
