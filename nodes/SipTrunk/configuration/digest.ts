import { createHash } from 'node:crypto';
import { shownChange, type Change, type PasswordChange } from './changes';
import { SECTION_NAMES, shownEntry } from './configuration';
import type { ApplyOptions, Wanted } from './wanted';

/**
 * What a person approves, in one text: `wanted.trunk.change-change`. One hash of the wanted values and options, which
 * trunk, and a short hash for each change. There are no IDs of things to be made in it, no dates, no order, no secret.
 */

type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

/** The same text for the same values, whatever the order of their keys. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value as Record<string, Plain>)
		.filter(([, one]) => one !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

const hash = (value: unknown, length: number) =>
	createHash('sha256').update(canonical(value)).digest('hex').slice(0, length);

const WANTED_LENGTH = 16;
const CHANGE_LENGTH = 10;
const NEW_TRUNK = 'new';

const changeHash = (change: Change) => hash(shownChange(change), CHANGE_LENGTH);

function wantedHash(wanted: Wanted, options: ApplyOptions): string {
	const sections = Object.fromEntries(
		SECTION_NAMES.map((section) => [
			section,
			wanted.sections[section]?.map((entry) => canonical(shownEntry(section, entry))).sort(),
		]),
	);
	const { moveNumbers, setPasswordsAnew, ignoreNotSupported, addUnreadable } = options;
	return hash(
		{
			settings: wanted.settings,
			sections,
			foreign: wanted.foreign,
			removeUnnamed: [...options.removeUnnamed].sort(),
			moveNumbers,
			setPasswordsAnew,
			ignoreNotSupported,
			addUnreadable,
		},
		WANTED_LENGTH,
	);
}

/**
 * Whoever approved that a user name is added, and that those that are there get new passwords, approved this as well:
 * a run that ended half-way has added it already.
 */
const madeAnew = ({ about, name, present }: PasswordChange): Change => ({
	action: 'add',
	about,
	name,
	entry: present.entry,
});

export interface Proposal {
	wanted: Wanted;
	options: ApplyOptions;
	/** The ID of the trunk; undefined for one that is still to be made. */
	trunkId: string | undefined;
	changes: Change[];
}

/** The digest of what is proposed, in the form above. */
export function digestOf({ wanted, options, trunkId, changes }: Proposal): string {
	const trunk = trunkId === undefined ? NEW_TRUNK : hash(trunkId, CHANGE_LENGTH);
	const each = [...new Set(changes.map(changeHash))].sort();
	return [wantedHash(wanted, options), trunk, ...(each.length > 0 ? [each.join('-')] : [])].join(
		'.',
	);
}

/** Why something was not approved: other values, another trunk, or changes beyond those that were. */
export type Excess = 'wanted' | 'trunk' | Change[];

/**
 * What is proposed now beyond what was approved, or undefined where all of it was. What has been done meanwhile counts as
 * done, so that a trunk that was to be made may be there.
 *
 * @param approved a digest
 */
export function beyond(approved: string, now: Proposal): Excess | undefined {
	const [wanted, trunk, changes = ''] = approved.trim().split('.');
	if (wanted !== wantedHash(now.wanted, now.options)) return 'wanted';
	if (trunk !== NEW_TRUNK) {
		if (now.trunkId === undefined || trunk !== hash(now.trunkId, CHANGE_LENGTH)) return 'trunk';
	}
	const known = changes.split('-');
	const isKnown = (change: Change) =>
		known.includes(changeHash(change)) ||
		(change.action === 'setPassword' && known.includes(changeHash(madeAnew(change))));
	const more = now.changes.filter((change) => !isKnown(change));
	return more.length === 0 ? undefined : more;
}
