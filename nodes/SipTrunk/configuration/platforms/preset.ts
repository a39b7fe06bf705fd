import type { Transport } from '../../contract/carrier';

/** A platform to which a carrier's calls can be sent, as data. */

export type PlatformId =
	| 'bolna'
	| 'cartesia'
	| 'elevenLabs'
	| 'liveKit'
	| 'openAi'
	| 'retell'
	| 'ultravox'
	| 'vapi'
	| 'xAi';

/** What a person must be asked before a preset can be used; the names of the parameters. */
export type PlatformInput =
	| 'accountSipDomain'
	| 'agentId'
	| 'platformRegion'
	| 'projectId'
	| 'projectSubdomain'
	| 'vapiCredentialId';

/** Whether the media of calls is encrypted (SRTP), as the platform documents it. */
export type MediaEncryption = 'no' | 'optional' | 'recommended' | 'required' | 'unknown';

export interface Preset {
	/** The value of Connect To, which workflows store. */
	id: string;
	label: string;
	platform: PlatformId;
	/** Host of the target; `<name>` stands for what was asked for. */
	host: string;
	/** Further hosts at which the same platform takes calls, `<name>` for any label. */
	otherHosts?: readonly string[];
	/** Null where the platform names none. */
	port: number | null;
	/** The transport that the preset chooses. */
	transport: Transport;
	/** All transports with which the platform takes calls at this host. */
	accepts: readonly Transport[];
	/** `number`: the carrier sends the dialled number; else a fixed user part, with `<name>` for what was asked for. */
	user: 'number' | string;
	mediaEncryption: MediaEncryption;
	/** Blocks from which the platform places calls, in CIDR form; empty where it publishes none. */
	addresses: readonly string[];
	/** Blocks from which media come, if not from `addresses`. For firewalls, not for the carrier. */
	mediaAddresses?: readonly string[];
	/** What the region may be; the preset then asks for it. */
	regions?: readonly string[];
	/** The regions whose calls come from `addresses`; those of the others have no fixed ones. */
	regionsWithAddresses?: readonly string[];
	/** The platform takes calls and places none. */
	inboundOnly?: true;
	/** The ID of another preset of the same platform, which encrypts. */
	encrypted?: string;
	/** What people get wrong with it, as sentences. */
	notes: readonly string[];
	/** The same about the calls that the platform places. */
	notesOnItsCalls?: readonly string[];
	/** Where the values are documented. */
	source: string;
	/** The day, or the month, on which they were compared with the source: `2026-10-08`, `2026-10`. */
	checked: string;
}
