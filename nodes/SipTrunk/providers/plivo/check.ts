import { entriesOf, hasAny } from '../../configuration/checks/entries';
import type { CheckRules, FindingKind, UnjudgedTrunk } from '../../configuration/checks/finding';
import type { Parts } from './configuration/parts';
import { doubtsAbout } from './uris';

/** What calls need at Plivo: https://www.plivo.com/docs/sip-trunking/api/trunks */

const directionOf = ({ row }: Pick<UnjudgedTrunk, 'row'>) => row.direction;

const numberOnOutbound: FindingKind<Parts> = {
	id: 'numberOnOutbound',
	level: 'fail',
	calls: 'incoming',
	meaning: 'A number is on a trunk for outgoing calls, where it stops answering.',
	needs: [],
	find: (trunk) =>
		directionOf(trunk) === 'outbound'
			? (entriesOf(trunk, 'phoneNumbers') ?? []).map(({ phoneNumber }) => ({
					says: `The trunk is for outgoing calls, and ${String(phoneNumber)} is on it: calls to it are not answered.`,
					about: String(phoneNumber),
				}))
			: [],
	remedies: [{ resource: 'phoneNumber', operation: 'assign', field: 'trunkId' }],
	byHand: 'Assign the number to an inbound trunk.',
};

const doubtfulUri: FindingKind<Parts> = {
	id: 'doubtfulUri',
	level: 'warning',
	calls: 'incoming',
	meaning:
		'An origination URI names no transport, another parameter, port 5061 without TLS, or a host that ends in a dot.',
	needs: [],
	find: (trunk) =>
		(entriesOf(trunk, 'originationUris') ?? []).flatMap(({ uri }) =>
			doubtsAbout([uri]).map((says) => ({ says, about: String(uri) })),
		),
	remedies: [{ resource: 'originationUri', operation: 'update', field: 'sipUri' }],
	byHand: 'Write the URI as host:port;transport=tcp.',
};

export const plivoRules: CheckRules<Parts> = {
	has: [
		'originationUris',
		'sipCredentials',
		'allowedAddresses',
		'phoneNumbers',
		'direction',
		'secure',
		'sipDomain',
		'status',
	],
	encryptsIncoming: false,
	purpose: (trunk) => {
		const direction = directionOf(trunk);
		if (direction === 'inbound') return { incoming: true, outgoing: false };
		if (direction === 'outbound') return { incoming: false, outgoing: true };
		return {
			incoming: hasAny(trunk, 'originationUris') || hasAny(trunk, 'phoneNumbers'),
			outgoing: hasAny(trunk, 'sipCredentials') || hasAny(trunk, 'allowedAddresses'),
		};
	},
	findings: [numberOnOutbound, doubtfulUri],
};
