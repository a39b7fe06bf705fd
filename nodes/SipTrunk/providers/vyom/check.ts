import type { CheckRules, FindingKind } from '../../configuration/checks/finding';

/**
 * What can be said of trunks at Vyom: that they are there.
 * https://api-livekit-vyom.indusnettechnologies.com/documentation/api/sip/list
 */

const nothingTold: FindingKind = {
	id: 'nothingTold',
	level: 'unknown',
	calls: 'outgoing',
	meaning:
		'Vyom tells the name of a trunk and nothing of its settings, so that nobody can say whether calls go through.',
	needs: [],
	find: () => [
		{
			says: 'Vyom tells nothing but the name of the trunk: look at the carrier whether its address, user name and numbers are right.',
		},
	],
	remedies: [],
	byHand: 'Look at the trunk of the carrier, at Twilio or Exotel.',
};

export const vyomRules: CheckRules = {
	has: [],
	purpose: () => ({ incoming: false, outgoing: true }),
	findings: [nothingTold],
};
