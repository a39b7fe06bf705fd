import { targets } from './entries';
import type { FindingKind, Remedy } from './finding';

/** Encryption: TLS for signalling and SRTP for media. */

const needs = ['originationUris'] as const;
const uris: Remedy[] = [
	{ resource: 'trunkConfiguration', operation: 'apply', field: 'originationUriRows' },
	{ resource: 'originationUri', operation: 'update' },
	{ resource: 'trunk', operation: 'update', field: 'originationUris' },
];
const setting: Remedy[] = [
	{ resource: 'trunkConfiguration', operation: 'apply', field: 'secure' },
	{ resource: 'trunk', operation: 'update', field: 'secure' },
];

export const encryptionWithoutTls: FindingKind = {
	id: 'encryptionWithoutTls',
	level: 'fail',
	calls: 'incoming',
	meaning: 'The trunk demands encryption, and an origination URI is reached without TLS.',
	needs: ['originationUris', 'secure'],
	find: (trunk) =>
		trunk.row.secure === true
			? targets(trunk)
					.filter(({ transport }) => transport !== undefined && transport !== 'tls')
					.map(({ uri, transport }) => ({
						says: `The trunk demands encryption, and ${uri} is reached over ${String(transport).toUpperCase()}.`,
						about: uri,
					}))
			: [],
	remedies: uris,
	byHand: 'Use TLS, or turn encryption off.',
};

export const tlsWithoutEncryption: FindingKind = {
	id: 'tlsWithoutEncryption',
	level: 'warning',
	calls: 'incoming',
	meaning:
		'An origination URI is reached over TLS, and the trunk does not encrypt: the media of its calls are not protected.',
	needs: ['originationUris', 'secure'],
	find: (trunk) =>
		trunk.row.secure === false
			? targets(trunk)
					.filter(({ transport }) => transport === 'tls')
					.map(({ uri }) => ({
						says: `${uri} is reached over TLS, and the trunk does not encrypt media: what is said is not protected.`,
						about: uri,
					}))
			: [],
	remedies: setting,
	byHand: 'Turn encryption on, or use TCP.',
};

export const tlsPort: FindingKind = {
	id: 'tlsPort',
	level: 'fail',
	calls: 'incoming',
	meaning:
		'An origination URI is reached over TLS at port 5060, where systems expect calls without encryption. A warning where the port is written out.',
	needs,
	find: (trunk) =>
		targets(trunk)
			.filter(({ transport, port }) => transport === 'tls' && port === 5060)
			.map(({ uri, parts }) =>
				parts.port === null
					? {
							says: `${uri} names no port, which ${trunk.providerName} takes for 5060; TLS is expected at 5061. Write the port.`,
							about: uri,
						}
					: {
							says: `${uri} is reached over TLS at port 5060; TLS is expected at 5061.`,
							about: uri,
							level: 'warning' as const,
						},
			),
	remedies: uris,
	byHand: 'Write port 5061 in the origination URI.',
};
