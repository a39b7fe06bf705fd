import { isFree, routeInWords } from '../operations/numberRoute';
import type { Change } from './changes';
import { kindOf, type SectionName } from './configuration';

/** What changes, as one sentence for a person who is to approve it. */

/** "a", "a and b", "a, b and c"; of many only the first are named. */
function listed(names: string[], most = 5): string {
	const told =
		names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
	return told.length < 2
		? told.join('')
		: `${told.slice(0, -1).join(', ')} and ${told[told.length - 1]}`;
}

const ADDED: Partial<Record<SectionName, (names: string) => string>> = {
	originationUris: (names) => `sends its calls to ${names}`,
	sipCredentials: (names) => `lets ${names} sign in`,
	allowedAddresses: (names) => `accepts calls from ${names}`,
};

const namesOf = (changes: Change[]) => changes.map(({ name }) => name);

const valueOf = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** All changes of one kind as one part of the sentence. */
type Phrase = (changes: Change[], section: SectionName) => string;

const PHRASES: Record<Exclude<Change['action'], 'create'>, Phrase> = {
	add: (changes, section) => {
		const { singular } = kindOf(section);
		const phrase = ADDED[section] ?? ((names: string) => `adds ${singular} ${names}`);
		return phrase(listed(namesOf(changes)));
	},
	change: (changes, section) =>
		`changes ${listed(
			changes.map((change) => {
				if (change.action !== 'change') return change.name;
				if (change.about === 'setting') {
					return `${change.name} from ${valueOf(change.before)} to ${valueOf(change.after)}`;
				}
				const keys = listed(Object.keys(change.changes));
				return `${keys} of ${kindOf(section).singular} ${change.name}`;
			}),
		)}`,
	setPassword: (changes) => `sets a new password for ${listed(namesOf(changes))}`,
	assign: (changes) =>
		`assigns ${listed(
			changes.map((change) =>
				change.action !== 'assign' || isFree(change.number.route)
					? change.name
					: `${change.name} (now ${routeInWords(change.number.route)})`,
			),
		)}`,
	unassign: (changes) => `takes ${listed(namesOf(changes))} off the trunk`,
	remove: (changes, section) =>
		changes[0].about === 'trunk'
			? 'removes the trunk'
			: `removes ${changes.length === 1 ? kindOf(section).singular : kindOf(section).plural} ${listed(namesOf(changes))}`,
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The sentence, as `Trunk "Berlin": sends its calls to sip:pbx.example.com.`
 *
 * @param trunk its name
 * @param notes sentences that follow
 */
export function summaryOf(trunk: string, changes: Change[], notes: string[]): string {
	if (changes.length === 0) {
		const known = notes.length === 0 ? '' : ', as far as anybody can tell';
		return [`Nothing to do: trunk "${trunk}" is as described${known}.`, ...notes].join(' ');
	}
	const groups = new Map<string, Change[]>();
	for (const change of changes) {
		const key = `${change.action} ${change.about}`;
		groups.set(key, [...(groups.get(key) ?? []), change]);
	}
	const phrases = [...groups.values()].map((group) => {
		const [{ action, about }] = group;
		return action === 'create'
			? `creates trunk "${trunk}"`
			: PHRASES[action](group, about as SectionName);
	});
	const isNew = changes.some(({ action }) => action === 'create');
	const sentence = isNew ? phrases.join(', ') : `trunk "${trunk}": ${phrases.join(', ')}`;
	return [`${capital(sentence)}.`, ...notes].join(' ');
}
