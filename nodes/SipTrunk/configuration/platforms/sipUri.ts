import { TRANSPORTS, type CallTarget, type Transport } from '../../contract/carrier';

/** SIP URIs of call targets: written, and read again. */

export interface SipUriParts {
	scheme: 'sip' | 'sips';
	user: string | null;
	/** In lower case, without brackets. */
	host: string;
	port: number | null;
	/** The transport that the URI names; undefined where it names none, or one that is not known. */
	transport: Transport | undefined;
}

const URI =
	/^(sips?):(?:\/\/)?(?:([^@]*)@)?(\[[^\]]*\]|[^:;?]*)(?::(\d+))?((?:;[^?]*)?)(?:\?.*)?$/i;

/** The parts of a SIP URI, or undefined where it is none. */
export function sipUriParts(uri: string): SipUriParts | undefined {
	const match = URI.exec(uri.trim());
	if (!match || match[3] === '') return undefined;
	const [, scheme, user, host, port, parameters] = match;
	const named = /;transport=([^;]*)/i.exec(parameters)?.[1].toLowerCase();
	return {
		scheme: scheme.toLowerCase() as SipUriParts['scheme'],
		user: user ?? null,
		host: host.replace(/^\[|\]$/g, '').toLowerCase(),
		port: port === undefined ? null : Number(port),
		transport: TRANSPORTS.find((transport) => transport === named),
	};
}

const address = ({ user, host, port }: Pick<CallTarget, 'user' | 'host' | 'port'>) =>
	`sip:${user === null ? '' : `${user}@`}${host}${port === null ? '' : `:${port}`}`;

/** `sip:user@host:port;transport=tcp`, for carriers that read the transport in the URI. */
export const uriWithTransport = (target: CallTarget): string =>
	`${address(target)};transport=${target.transport}`;

export const usualPort = (transport: Transport): number => (transport === 'tls' ? 5061 : 5060);

/** `sip:user@host:port`, for carriers that hold the transport in a setting and take a missing port for 5060. */
export const uriWithPort = (target: CallTarget): string =>
	address({ ...target, port: target.port ?? usualPort(target.transport) });

/** The transport of a URI (RFC 3261 §19.1.2): UDP if none is named, TLS for `sips:`, undefined if unknown. */
export function transportInUri(uri: string): Transport | undefined {
	const parts = sipUriParts(uri);
	if (parts === undefined) return undefined;
	if (parts.transport !== undefined) return parts.scheme === 'sips' ? 'tls' : parts.transport;
	if (/;transport=/i.test(uri)) return undefined;
	return parts.scheme === 'sips' ? 'tls' : 'udp';
}
