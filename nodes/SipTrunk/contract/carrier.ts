/**
 * How a provider is pointed at a platform to which it sends incoming calls.
 */

/** How SIP is carried, as the parameter `transport` of a SIP URI says it. */
export const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Where calls shall go, before it is written in a provider's own form. */
export interface CallTarget {
	/** User part of the URI; null where the provider sends the dialled number. */
	user: string | null;
	/** Host name or IP address, without port. */
	host: string;
	/** Null where the platform names none, so that the transport's usual port is meant. */
	port: number | null;
	transport: Transport;
	/** Whether the media of the calls shall be encrypted (SRTP). */
	encryptMedia: boolean;
}

/** Settings of a trunk, by parameter name. */
type Settings = Readonly<Record<string, unknown>>;

/** What a provider does with an address to which it sends incoming calls. Pure functions. */
export interface CarrierForm {
	/** With which transports the provider can reach a target. */
	transports: readonly Transport[];
	/** Whether the provider documents a way to encrypt media. */
	encryptsMedia: boolean;
	/** The origination URI, as the provider writes it. */
	uri(target: CallTarget): string;
	/** One of its origination URIs as a SIP URI, where the provider leaves out the scheme. */
	asSipUri?(uri: string): string;
	/** The port that it takes where a URI names none, whatever the transport. Default: the transport's own. */
	assumedPort?: number;
	/** Settings of the trunk that the target needs. */
	settings(target: CallTarget): Record<string, string | boolean>;
	/** With which transport the provider sends calls to one of its origination URIs; undefined where nobody can tell. */
	transportOf(uri: string, settings: Settings): Transport | undefined;
	/** Whether the trunk takes the addresses from which a platform places calls. */
	takesAddresses(settings: Settings): boolean;
	/** What nobody has documented about this way of sending calls, as sentences for a person. */
	doubts?(target: CallTarget): string[];
}
