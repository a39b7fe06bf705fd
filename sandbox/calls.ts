import { isAddress, isPublicAddress } from './publicAddresses.cjs';

export { isAddress, isPublicAddress } from './publicAddresses.cjs';

/**
 * Whether calls over a trunk would go through, as far as the documentation says what they need. Nothing is simulated:
 * this is read from the state alone. Where the documentation is silent, calls go through.
 */
export interface CallModel<State> {
	/** Why no call from the telephone network reaches the customer's system over this trunk, or null if one does. */
	incoming(state: State, trunkId: string): string | null;
	/** Why no call from the customer's system reaches the telephone network over this trunk, or null if one does. */
	outgoing(state: State, trunkId: string): string | null;
}

/** Where a call would be sent, and how. */
export interface CallTarget {
	uri: string;
	/** Set where the trunk's settings say it, and not the URI. */
	transport?: string;
	/** Where the URI names none; default: 5061 for TLS, else 5060. */
	missingPort?: number;
	/** The trunk encrypts media, so that it also demands TLS. Undefined: the provider has no such setting. */
	encrypts?: boolean;
}

const localName = /^[^.]+$|\.(?:local|localhost|internal|lan|test|invalid|example)$/i;

/** What platforms demand of calls, as they document it. */
const platforms: Array<{
	host: RegExp;
	transports: string[];
	port?: Record<string, number>;
	/** SRTP: `must` or `never`; either way where nothing stands. */
	media?: 'must' | 'never';
	user?: RegExp;
}> = [
	{
		host: /^sip(?:-eu)?\.api\.openai\.com$/,
		transports: ['tls'],
		port: { tls: 5061 },
		media: 'must',
		user: /^proj_/,
	},
	{ host: /^sip\.voice\.x\.ai$/, transports: ['tls'] },
	{ host: /^sip\.cartesia\.ai$/, transports: ['tcp', 'tls'] },
	{ host: /^trunk\.bolna\.ai$/, transports: ['udp', 'tcp'], media: 'never' },
	{
		host: /^sip\.rtc\.elevenlabs\.io$/,
		transports: ['udp', 'tcp', 'tls'],
		port: { tcp: 5060, tls: 5061 },
	},
	{ host: /\.sip\.vapi\.ai$/, transports: ['udp', 'tls'] },
	// Given up by Retell on 2026-09-30.
	{ host: /^5t4n6j0wnrl\.sip\.livekit\.cloud$/, transports: [] },
];

const sipUri = /^(sips?):(?:\/\/)?(?:([^@]*)@)?(\[[^\]]+\]|[^:;?]+)(?::(\d+))?(;[^?]*)?/i;

/** Why a call cannot get to a target, or null. */
export function obstacleTo({ uri, transport, missingPort, encrypts }: CallTarget): string | null {
	const match = sipUri.exec(uri);
	if (match === null) return `${uri} is no SIP URI`;
	const [, scheme, user = '', written, port, parameters = ''] = match;
	const host = written.replace(/^\[|\]$/g, '').toLowerCase();
	const named = /;transport=([a-z]+)/i.exec(parameters)?.[1]?.toLowerCase();
	const over = transport ?? (scheme.toLowerCase() === 'sips' ? 'tls' : (named ?? 'udp'));
	if (isAddress(host) ? !isPublicAddress(host) : localName.test(host)) {
		return `${host} cannot be reached from the internet`;
	}
	if (encrypts === true && over !== 'tls') return `${uri} is not reached over TLS`;
	const at = port === undefined ? (missingPort ?? (over === 'tls' ? 5061 : 5060)) : Number(port);
	if (over === 'tls' && port === undefined && at === 5060) return `${uri} is sent to port 5060`;
	const platform = platforms.find((one) => one.host.test(host));
	if (platform === undefined) return null;
	if (!platform.transports.includes(over)) return `${host} takes no calls over ${over}`;
	const wanted = platform.port?.[over];
	if (wanted !== undefined && wanted !== at) return `${host} takes calls at port ${wanted}`;
	if (platform.media === 'must' && encrypts !== true) return `${host} takes encrypted calls only`;
	if (platform.media === 'never' && encrypts === true) return `${host} takes no encrypted calls`;
	if (platform.user?.test(user) === false) return `${host} does not know the user "${user}"`;
	return null;
}

/** Why a call gets to none of several targets, or null if it gets to one. */
export function obstacleToAll(targets: CallTarget[]): string | null {
	if (targets.length === 0) return 'there is no address to which calls go';
	const obstacles = targets.map(obstacleTo);
	return obstacles.every((obstacle) => obstacle !== null) ? obstacles.join('; ') : null;
}
