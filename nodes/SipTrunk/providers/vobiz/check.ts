import { kindOf } from '../../configuration/configuration';
import { entriesOf, hasAny } from '../../configuration/checks/entries';
import type { CheckRules, FindingKind, UnjudgedTrunk } from '../../configuration/checks/finding';

/** What calls need at Vobiz: https://www.vobiz.ai/docs/trunks/create-trunk */

const destinationOf = ({ live }: UnjudgedTrunk) =>
	typeof live.row.inbound_destination === 'string' ? live.row.inbound_destination : '';

const isHostOrUri = (destination: string) => /^sip:|\./i.test(destination);

const entered = (
	trunk: UnjudgedTrunk,
	sections: ReadonlyArray<'allowedAddresses' | 'originationUris' | 'sipCredentials'>,
) => sections.filter((section) => hasAny(trunk, section));

const directionContradicts: FindingKind = {
	id: 'directionContradicts',
	level: 'warning',
	calls: 'both',
	meaning:
		'Something is on the trunk that calls of its direction do not need. It fails where that is a number: a trunk for outgoing calls takes none to it.',
	needs: [],
	find: (trunk) => {
		const { direction } = trunk.row;
		if (direction === 'inbound') {
			return entered(trunk, ['sipCredentials', 'allowedAddresses']).map((section) => ({
				says: `The trunk is for incoming calls, for which its ${kindOf(section).singular} has no effect.`,
				about: section,
			}));
		}
		if (direction !== 'outbound') return [];
		return [
			...(entriesOf(trunk, 'phoneNumbers') ?? []).map(({ phoneNumber }) => ({
				says: `The trunk is for outgoing calls, and ${phoneNumber} is on it: calls to it are lost.`,
				about: String(phoneNumber),
				level: 'fail' as const,
			})),
			...entered(trunk, ['originationUris']).map((section) => ({
				says: `The trunk is for outgoing calls, for which its ${kindOf(section).singular} has no effect.`,
				about: section,
			})),
		];
	},
	remedies: [{ resource: 'trunk', operation: 'update', field: 'direction' }],
	byHand: 'Set the direction of the trunk to that of its calls.',
};

export const vobizRules: CheckRules = {
	has: [
		'originationUris',
		'sipCredentials',
		'allowedAddresses',
		'phoneNumbers',
		'direction',
		'limits',
		'secure',
		'sipDomain',
		'status',
	],
	purpose: (trunk) => {
		const { direction } = trunk.row;
		if (direction === 'inbound') return { incoming: true, outgoing: false };
		if (direction === 'outbound') return { incoming: false, outgoing: true };
		return {
			incoming:
				hasAny(trunk, 'originationUris') ||
				hasAny(trunk, 'phoneNumbers') ||
				destinationOf(trunk) !== '',
			outgoing: entered(trunk, ['sipCredentials', 'allowedAddresses']).length > 0,
		};
	},
	numberTrouble: ({ status, is_blocked: isBlocked }) => {
		if (isBlocked === true) return 'blocked';
		return typeof status === 'string' && status.toLowerCase() !== 'active' ? status : undefined;
	},
	otherUris: (trunk) => {
		const destination = destinationOf(trunk);
		if (!isHostOrUri(destination)) return [];
		return [/^sip:/i.test(destination) ? destination : `sip:${destination}`];
	},
	unseenTarget: (trunk) =>
		destinationOf(trunk) === '' || isHostOrUri(destinationOf(trunk))
			? undefined
			: `Calls go to the inbound destination ${destinationOf(trunk)}, of which the trunk says no more.`,
	findings: [directionContradicts],
};
