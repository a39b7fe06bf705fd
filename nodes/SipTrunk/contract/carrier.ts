/**
 * How a provider is pointed at a platform to which it sends calls.
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

/** What a provider does with an address to which it sends calls. Pure functions. */
export interface CarrierForm {
	/** Which calls of a trunk go to the platform. */
	calls: 'incoming' | 'outgoing';
	/** The setting that holds the target, by parameter name: a trunk has one. Default: its origination URIs hold it. */
	targetSetting?: string;
	/** With which transports the provider can reach a target. */
	transports: readonly Transport[];
	/** Whether the provider documents a way to encrypt media. */
	encryptsMedia: boolean;
	/** Whether calls can be for a user whom the platform names. Default: they can. */
	reachesUsers?: false;
	/** The target, as the provider writes it. */
	uri(target: CallTarget): string;
	/** One of its targets as a SIP URI, where the provider leaves out the scheme. */
	asSipUri?(uri: string): string;
	/** The port that it takes where a URI names none, whatever the transport. Default: the transport's own. */
	assumedPort?: number;
	/** Settings of the trunk that the target needs, without the one that holds it. */
	settings(target: CallTarget): Record<string, string | boolean>;
	/** With which transport the provider sends calls to one of its targets; undefined where nobody can tell. */
	transportOf(uri: string, settings: Settings): Transport | undefined;
	/** Whether media must be encrypted; undefined where either is taken. Default: what the setting `secure` says. */
	demandsEncryption?(settings: Settings): boolean | undefined;
	/** Whether the trunk takes the addresses from which a platform places calls. */
	takesAddresses(settings: Settings): boolean;
	/** What a person must know of this way of sending calls, and what nobody has documented about it, as sentences. */
	notes?(target: CallTarget): string[];
}
