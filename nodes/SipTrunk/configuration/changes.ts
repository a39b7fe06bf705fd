import type { IDataObject } from 'n8n-workflow';
import { kindOf, shownEntry, type Entry, type SectionName, type Settings } from './configuration';
import type { Present, RoutedNumber } from './port';
import { isFree, routeInWords, type NumberRoute } from '../operations/numberRoute';

/** One difference between what is and what is wanted: what a person approves, and what a step does. */

export interface CreateChange {
	action: 'create';
	about: 'trunk';
	name: string;
	settings: Settings;
}

interface RemoveTrunkChange {
	action: 'remove';
	about: 'trunk';
	name: string;
	settings: Settings;
}

interface SettingChange {
	action: 'change';
	about: 'setting';
	/** The setting's key. */
	name: string;
	before: Settings[string] | undefined;
	after: Settings[string];
}

export interface AddChange {
	action: 'add';
	about: SectionName;
	name: string;
	entry: Entry;
	/** The same entry, made by a run that ended half-way. It only has to be tied to the trunk. */
	loose?: Present;
}

interface EntryChange {
	action: 'change';
	about: SectionName;
	name: string;
	present: Present;
	/** As it was when this was planned. */
	before: Entry;
	/** The keys that change, with their new values. */
	changes: Entry;
}

interface RemoveChange {
	action: 'remove';
	about: SectionName;
	name: string;
	present: Present;
	/** As it was when this was planned. */
	before: Entry;
}

export interface PasswordChange {
	action: 'setPassword';
	about: 'sipCredentials';
	name: string;
	present: Present;
}

interface NumberChange {
	action: 'assign' | 'unassign';
	about: 'phoneNumbers';
	name: string;
	number: RoutedNumber;
}

export type Change =
	| CreateChange
	| RemoveTrunkChange
	| SettingChange
	| AddChange
	| EntryChange
	| RemoveChange
	| PasswordChange
	| NumberChange;

export const isAboutSection = (
	change: Change,
): change is AddChange | EntryChange | RemoveChange | PasswordChange =>
	change.about !== 'trunk' && change.about !== 'setting' && change.about !== 'phoneNumbers';

/** Where a number's calls go now: null where it is free. */
function shownRoute(route: NumberRoute): IDataObject | string | null {
	const { trunkId, applicationId, webhookHost } = route;
	if (isFree(route)) return null;
	if (trunkId !== null) return { trunkId };
	if (applicationId !== null) return { applicationId };
	return webhookHost ? { webhookHost } : routeInWords(route);
}

/** The values of these keys, null where there is none. */
const picked = (entry: Entry, keys: string[]): IDataObject =>
	Object.fromEntries(keys.map((key) => [key, entry[key] ?? null]));

function beforeAndAfter(change: Change): { before: unknown; after: unknown } {
	switch (change.action) {
		case 'create':
			return { before: null, after: change.settings };
		case 'add':
			return { before: null, after: shownEntry(change.about, change.entry) };
		case 'assign':
			return { before: shownRoute(change.number.route), after: 'this trunk' };
		case 'unassign':
			return { before: 'this trunk', after: null };
		case 'setPassword':
			return { before: null, after: 'new password' };
		case 'remove':
			return change.about === 'trunk'
				? { before: change.settings, after: null }
				: { before: shownEntry(change.about, change.before), after: null };
		case 'change':
			if (change.about === 'setting') {
				return { before: change.before ?? null, after: change.after };
			}
			return {
				before: picked(change.before, Object.keys(change.changes)),
				after: change.changes,
			};
	}
}

/** What a change is about, in one word: `trunk`, `setting`, `originationUri`. */
export const wordFor = (about: Change['about']): string =>
	about === 'trunk' || about === 'setting' ? about : kindOf(about).one;

/** A change as it leaves the node: no IDs of things to be made, no dates, no secret. */
export const shownChange = (change: Change): IDataObject => ({
	action: change.action,
	what: wordFor(change.about),
	name: change.name,
	...(beforeAndAfter(change) as IDataObject),
});
