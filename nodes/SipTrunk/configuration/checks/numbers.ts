import { entriesOf, inEffect } from './entries';
import type { FindingKind } from './finding';

/** The numbers of a trunk. */

const remedies = [
	{ resource: 'trunkConfiguration', operation: 'apply', field: 'phoneNumbers' },
	{ resource: 'phoneNumber', operation: 'assign', field: 'phoneNumber' },
];

export const noNumber: FindingKind = {
	id: 'noNumber',
	level: 'fail',
	calls: 'incoming',
	meaning:
		'The trunk is meant for incoming calls and has no number. A warning where it carries outgoing calls as well.',
	needs: ['phoneNumbers'],
	find: (trunk) =>
		trunk.purpose.incoming && entriesOf(trunk, 'phoneNumbers')?.length === 0
			? [
					{
						says: 'There is no number on the trunk, so no incoming call comes this way.',
						level: trunk.purpose.outgoing ? 'warning' : 'fail',
					},
				]
			: [],
	remedies,
	byHand: 'Route a number to the trunk.',
};

export const numberNotInService: FindingKind = {
	id: 'numberNotInService',
	level: 'fail',
	calls: 'incoming',
	meaning: 'A number of the trunk is pending, suspended, blocked or given up.',
	needs: ['phoneNumbers'],
	find: (trunk) =>
		(inEffect(trunk, 'phoneNumbers') ?? []).flatMap(({ entry, row }) => {
			const word = trunk.rules.numberTrouble?.(row);
			const number = String(entry.phoneNumber);
			return word === undefined
				? []
				: [{ says: `${number} is not in service: its status is "${word}".`, about: number }];
		}),
	remedies: [],
	byHand: 'Ask the provider what the number lacks.',
};
