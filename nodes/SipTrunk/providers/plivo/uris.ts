import { sipUriParts } from '../../configuration/platforms/sipUri';

/** Origination URIs as Plivo writes them: a host needs no `sip:`. Pure. */

/** The URI with its scheme. */
export const asSipUri = (uri: string): string => (/^sips?:/i.test(uri) ? uri : `sip:${uri}`);

/** What is rarely meant, although Plivo takes it, as a sentence. */
function doubtAbout(uri: string): string | undefined {
	const parts = sipUriParts(asSipUri(uri));
	if (parts === undefined) return undefined;
	const { transport, port, host } = parts;
	if (transport === undefined) {
		return `${uri} names no transport, and Plivo documents no default: incoming calls often go nowhere then. Add ;transport=udp, tcp or tls.`;
	}
	if (port === 5061 && transport !== 'tls') {
		return `${uri} names port 5061, where TLS is expected, and the transport ${transport}.`;
	}
	if (/;(?!transport=)/i.test(uri)) {
		return `${uri} has another parameter than transport, and Plivo documents none.`;
	}
	return host.endsWith('.') ? `${uri} has a host that ends in a dot.` : undefined;
}

/** A sentence for each URI that may not work. */
export const doubtsAbout = (entered: unknown[]): string[] => [
	...new Set(
		entered.flatMap((uri) => {
			const doubt = typeof uri === 'string' ? doubtAbout(uri) : undefined;
			return doubt === undefined ? [] : [doubt];
		}),
	),
];
