import type { IDataObject } from 'n8n-workflow';

/**
 * How a provider is pointed at a platform to which it sends incoming calls.
 */

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

/** What a provider does with an address to which it sends incoming calls. Pure functions. */
export interface CarrierForm {
	/** With which transports the provider can reach a target. */
	transports: readonly Transport[];
	/** Whether the provider documents a way to encrypt media. */
	encryptsMedia: boolean;
	/** The origination URI, as the provider writes it. */
	uri(target: CallTarget): string;
	/** Settings of the trunk that the target needs, by parameter name. */
	settings(target: CallTarget): IDataObject;
	/**
	 * With which transport the provider sends calls to one of its origination URIs; undefined where nobody can tell.
	 *
	 * @param settings the trunk's, by parameter name
	 */
	transportOf(uri: string, settings: IDataObject): Transport | undefined;
	/**
	 * Whether the trunk takes the addresses from which a platform places calls.
	 *
	 * @param settings the trunk's, by parameter name
	 */
	takesAddresses(settings: IDataObject): boolean;
	/** What nobody has documented about this way of sending calls, as sentences for a person. */
	doubts?(target: CallTarget): string[];
}
