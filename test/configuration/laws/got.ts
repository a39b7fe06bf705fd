import { SECTIONS } from '../../../nodes/SipTrunk/configuration/configuration';
import type { Outcome, Place } from './place';
import { notRepeated, type Asked } from './told';
import { areEnoughFree, missingIn, takenIn, wrongFreeNumbers } from './toldNumbers';

/** What may become of an Apply of what Get has put out: no more than the options ask for besides. */

const CHOSEN_OF_FREE = 'assign';

/** What has changed beside what the options ask for, and what they ask for and has not changed. */
export function changedBesides(place: Place, asked: Asked, applied: Outcome): string[] {
	const taken = takenIn(asked.wanted, applied);
	const missing = missingIn(asked);
	return [
		...notRepeated(place, asked, applied, ({ action }) => action === CHOSEN_OF_FREE),
		...wrongFreeNumbers(asked, applied),
		...(taken.length === missing ? [] : [`${taken.length} numbers were taken, not ${missing}`]),
	];
}

const ANY = Object.values(SECTIONS)
	.map(({ one }) => one)
	.join('|');

/** Of what a refusal speaks: `trunk`, or one of a section. */
const refusedIn = (error: string): string[] =>
	[...error.matchAll(new RegExp(`(?:^| )(trunk|${ANY}) \\S+: `, 'g'))].map(([, what]) => what);

/** Whether the options ask for what cannot be had: free numbers where none are left, or new passwords. */
export function isRefusedRightly(place: Place, asked: Asked, error: string): boolean {
	if (/free ones, so nothing was changed/.test(error)) return !areEnoughFree(place, asked);
	const refused = refusedIn(error);
	return (
		asked.options.passwords === 'setAnew' &&
		refused.length > 0 &&
		refused.every((what) => what === SECTIONS.sipCredentials.one)
	);
}
