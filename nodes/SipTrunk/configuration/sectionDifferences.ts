import { Comparison } from './comparison';
import { kindOf, type Entry, type OwnSection } from './configuration';
import type { Differences, Situation } from './item';
import type { Present } from './port';
import { copiesAmong, toldCopies } from './rivals';

/** The differences of one section whose entries belong to the trunk, which are added to `result`. */
export function sectionDifferences(
	situation: Situation,
	section: OwnSection,
	result: Differences,
): void {
	const comparison = new Comparison(situation, section, result);
	if (!comparison.port.rules.read && situation.live !== undefined) {
		addUnreadable(comparison);
		return;
	}
	for (const { entry, sharedIn } of comparison.shared) {
		result.shared.push({ section, name: comparison.keyOf(entry), sharedIn });
	}
	const added = comparison.wanted.flatMap((entry) => {
		const key = comparison.keyOf(entry);
		const present = comparison.with(comparison.own, key) ?? comparison.with(comparison.shared, key);
		if (present === undefined) return newEntry(comparison, entry);
		change(comparison, present, entry);
		return [];
	});
	const leaving = removals(comparison, added.length);
	const taken = comparison.own.length + comparison.shared.length - leaving.length;
	const adopted: Present[] = [];
	for (const entry of withinLimit(comparison, added, taken)) {
		const name = comparison.keyOf(entry);
		const loose = comparison.with(comparison.loose, name);
		result.changes.push({ action: 'add', about: section, name, entry, loose });
		if (loose !== undefined) adopted.push(loose);
		setPasswordAnew(comparison, entry, loose);
	}
	const leftovers = comparison.loose.filter((present) => !adopted.includes(present));
	for (const present of [...leaving, ...leftovers]) {
		const name = comparison.keyOf(present.entry);
		const before = { ...present.entry };
		result.changes.push({ action: 'remove', about: section, name, present, before });
	}
	refuseEqualNames(comparison);
	noteIfOpen(comparison, leaving, added);
	if (comparison.port.rules.remove === false) {
		result.notes.push(...toldCopies(situation.port, section, comparison.own));
	}
}

/** They are sent for a trunk that this run has made, and for another only if the user says so. */
function addUnreadable(comparison: Comparison): void {
	const { situation, section, wanted, result } = comparison;
	const { isNew, sent, options } = situation;
	const isOpen = isNew || options.addUnreadable;
	if (!isOpen && wanted.length > 0) result.notReadable.push(section);
	for (const entry of isOpen ? wanted.flatMap((one) => newEntry(comparison, one)) : []) {
		const name = comparison.keyOf(entry);
		if (sent.has(`${section} ${name}`)) continue;
		result.changes.push({ action: 'add', about: section, name, entry });
	}
}

/** The entry as far as the provider can hold it; none where it cannot. */
function newEntry(comparison: Comparison, entry: Entry): Entry[] {
	const { situation, port, section } = comparison;
	const name = comparison.keyOf(entry);
	const conflict = situation.conflicts.find(
		(one) => one.what === kindOf(section).one && one.name === name,
	);
	if (conflict !== undefined) {
		comparison.result.notSupported.push(conflict);
		return [];
	}
	const kept: Entry = {};
	for (const [key, value] of Object.entries(entry)) {
		const rules = port.rules.keys[key];
		if (rules?.field !== undefined) kept[key] = value;
		else if (rules?.fixed !== value) {
			const reason =
				rules?.fixed === undefined
					? `${situation.port.providerName} has no ${key} here.`
					: `At ${situation.port.providerName} it is always ${String(rules.fixed)}.`;
			comparison.refuse(name, { [key]: value }, { [key]: rules?.fixed ?? null }, reason);
		}
	}
	return [kept];
}

function change(comparison: Comparison, present: Present, wanted: Entry): void {
	const { situation, port, section, result } = comparison;
	const name = comparison.keyOf(wanted);
	const changes: Entry = {};
	for (const [key, value] of Object.entries(wanted)) {
		const now = present.entry[key] ?? port.rules.keys[key]?.fixed;
		if (now === value) continue;
		if (present.sharedIn === undefined && port.rules.keys[key]?.change) changes[key] = value;
		else {
			const reason =
				present.sharedIn === undefined
					? `${situation.port.providerName} cannot change its ${key}.`
					: `It is in ${present.sharedIn}, which other trunks may use.`;
			comparison.refuse(name, { [key]: value }, { [key]: now ?? null }, reason);
		}
	}
	if (Object.keys(changes).length > 0) {
		const before = { ...present.entry };
		result.changes.push({ action: 'change', about: section, name, present, before, changes });
	}
	setPasswordAnew(comparison, wanted, present);
}

/**
 * If the options say so. Where no password can be changed, a new user name is refused as well: the same sent again after
 * a fault would be.
 *
 * @param present undefined for a new user name, which gets its password as it is made
 */
function setPasswordAnew(comparison: Comparison, wanted: Entry, present?: Present): void {
	const { situation, section, port, result } = comparison;
	const name = comparison.keyOf(wanted);
	if (section !== 'sipCredentials' || !situation.options.setPasswordsAnew) return;
	if (situation.passwordKnown.has(name)) return;
	const sharedIn = present?.sharedIn;
	if (sharedIn === undefined && port.setPassword !== undefined) {
		if (present !== undefined) {
			result.changes.push({ action: 'setPassword', about: 'sipCredentials', name, present });
		}
		return;
	}
	const reason =
		sharedIn === undefined
			? `${situation.port.providerName} cannot change a password. Set 'Passwords' to Keep.`
			: `It is in ${sharedIn}, which other trunks may use.`;
	comparison.refuse(name, 'new password', 'its password', reason);
}

/** The trunk's own entries that go: those that are not named, and second ones with the same key. */
function removals(comparison: Comparison, added: number): Present[] {
	const { situation, section, port, own, result } = comparison;
	// The same ones as every other run finds: of two runs that each removed another copy none would be left.
	const keys = own.map(({ entry }) => comparison.keyOf(entry));
	const copies = copiesAmong(section, own, keys);
	const unnamed = own.filter(
		(present) => !comparison.isWanted(present) || copies.includes(present),
	);
	if (!situation.options.removeUnnamed.includes(section)) {
		for (const { entry } of unnamed)
			result.unnamed.push({ section, name: comparison.keyOf(entry) });
		return [];
	}
	const most = { true: Infinity, false: 0, replace: added }[String(port.rules.remove)] ?? 0;
	for (const { entry } of unnamed.slice(most)) {
		const reason =
			port.rules.remove === 'replace'
				? `At ${situation.port.providerName} it can only be replaced by another.`
				: `${situation.port.providerName} cannot remove it.`;
		comparison.refuse(comparison.keyOf(entry), null, entry, reason);
	}
	return unnamed.slice(0, most);
}

/** As many of the new entries as there is room for. */
function withinLimit(comparison: Comparison, added: Entry[], taken: number): Entry[] {
	const { situation, section, port, own, shared } = comparison;
	const { most = Infinity } = port.rules;
	const room = Math.max(0, most - taken);
	const { singular, plural, name: title } = kindOf(section);
	for (const entry of added.slice(room)) {
		const there = [...own, ...shared]
			.map((present) => `"${comparison.keyOf(present.entry)}"`)
			.join(' and ');
		const limit = `A trunk of ${situation.port.providerName} has at most ${most} ${most === 1 ? singular : plural}`;
		const reason =
			taken === 0
				? `${limit}.`
				: `${limit}, and it has ${there}. To replace what is not named, choose ${title} in 'Remove What Is Not Named'.`;
		comparison.refuse(comparison.keyOf(entry), entry, null, reason);
	}
	return added.slice(0, room);
}

/** Where the provider wants different names, a wanted one may be that of an entry that stays. */
function refuseEqualNames(comparison: Comparison): void {
	const { port, section, result, own } = comparison;
	for (const [key, { isDistinct }] of Object.entries(port.rules.keys)) {
		if (!isDistinct) continue;
		const ofSection = result.changes.filter(({ about }) => about === section);
		const leaving = ofSection.flatMap((one) =>
			one.action === 'remove' && 'present' in one ? [one.present] : [],
		);
		const values = new Map<unknown, string>();
		for (const present of own.filter((one) => !leaving.includes(one))) {
			const changed = ofSection.find(
				(one) => one.action === 'change' && 'present' in one && one.present === present,
			);
			const after = changed && 'changes' in changed ? changed.changes[key] : undefined;
			if (after === undefined) values.set(present.entry[key], comparison.keyOf(present.entry));
		}
		for (const one of ofSection) {
			const value =
				one.action === 'add' && 'entry' in one
					? one.entry[key]
					: one.action === 'change' && 'changes' in one
						? one.changes[key]
						: undefined;
			if (value === undefined) continue;
			const other = values.get(value);
			values.set(value, one.name);
			if (other === undefined) continue;
			result.changes.splice(result.changes.indexOf(one), 1);
			const reason = `${kindOf(section).singular} "${other}" of the trunk has the same ${key}.`;
			comparison.refuse(one.name, { [key]: value }, null, reason);
		}
	}
}

/** What limits who may call limits nobody any more once the last of it is gone. */
function noteIfOpen(comparison: Comparison, leaving: Present[], added: Entry[]): void {
	const { section, own, shared, result } = comparison;
	const { limitsCallers, plural } = kindOf(section);
	const left = own.length + shared.length - leaving.length + added.length;
	if (!limitsCallers || leaving.length === 0 || left > 0) return;
	result.notes.push(`No ${plural} are left then, so that more callers may get in.`);
}
