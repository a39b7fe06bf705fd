import { kindOf, SECTION_NAMES, type SectionName, type Settings } from './configuration';
import type { Differences, Situation } from './item';
import { numberDifferences } from './numberDifferences';
import type { ConfigurationPort, Live } from './port';
import { sectionDifferences } from './sectionDifferences';

/** What has to change so that a trunk becomes as it is wanted, and what cannot. Pure. */

/** The settings in a provider's row, and the keys of those that the row does not tell. */
export function settingsIn(
	{ settings: rules }: ConfigurationPort,
	row: Live['row'],
): { settings: Settings; notTold: string[] } {
	const settings: Settings = {};
	const notTold: string[] = [];
	for (const [key, { read }] of Object.entries(rules)) {
		const value = read(row);
		if (value === null) notTold.push(key);
		else if (value !== undefined) settings[key] = value;
	}
	return { settings, notTold };
}

const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Without those that contradict the trunk, which are told as conflicts. */
const possibleSettings = ({ wanted, conflicts }: Situation) =>
	Object.entries(wanted.settings).filter(
		([key]) => !conflicts.some(({ what, name }) => what === 'trunk' && name === key),
	);

function settingDifferences(situation: Situation, row: Live['row'], result: Differences): void {
	const { port, live } = situation;
	const { settings: present, notTold } = settingsIn(port, row);
	for (const [name, after] of possibleSettings(situation)) {
		const before = present[name];
		const { change, isReadOnly, isSame } = port.settings[name];
		if (notTold.includes(name)) result.notReadable.push(name);
		else if ((isSame ?? equal)(before, after)) continue;
		else if (change) {
			result.changes.push({ action: 'change', about: 'setting', name, before, after });
		} else {
			result.notSupported.push({
				what: 'trunk',
				name,
				wanted: after,
				present: before ?? null,
				reason: isReadOnly
					? setsItself(port)
					: `${port.providerName} cannot change it on a trunk that exists (${live?.id}).`,
			});
		}
	}
}

const setsItself = ({ providerName }: ConfigurationPort) => `${providerName} sets it itself.`;

function newTrunk(situation: Situation, result: Differences): void {
	const { port } = situation;
	const settings: Settings = {};
	for (const [name, value] of possibleSettings(situation)) {
		if (port.settings[name].isReadOnly !== true) settings[name] = value;
		else {
			const reason = setsItself(port);
			result.notSupported.push({ what: 'trunk', name, wanted: value, present: null, reason });
		}
	}
	const name = String(settings.name ?? '');
	result.changes.push({ action: 'create', about: 'trunk', name, settings });
}

const isNothing = (value: unknown) =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);

function foreignDifferences({ port, wanted }: Situation, result: Differences): void {
	for (const [name, value] of Object.entries(wanted.foreign)) {
		if (isNothing(value)) continue;
		result.notSupported.push({
			what: 'trunk',
			name,
			wanted: value,
			present: null,
			reason: `${port.providerName} has nothing of the kind.`,
		});
	}
}

/** What nobody can compare may be different from what is described, and a person has to know. */
function noteUnreadable(
	{ providerName }: ConfigurationPort,
	{ notReadable, notes }: Differences,
): void {
	if (notReadable.length === 0) return;
	const names = notReadable.map((name) => (isSection(name) ? kindOf(name).plural : name));
	notes.push(
		`${providerName} does not tell the trunk's ${names.join(', ')}, so nothing is changed there.`,
	);
	if (notReadable.some(isSection)) {
		notes.push("To add what is wanted all the same, turn on 'Add Unreadable Entries'.");
	}
}

const isSection = (name: string): name is SectionName =>
	SECTION_NAMES.some((section) => section === name);

export function differencesOf(situation: Situation): Differences {
	const { port, live, wanted } = situation;
	const result: Differences = {
		changes: [],
		notSupported: [],
		notReadable: [],
		shared: [],
		unnamed: [],
		notes: [...situation.notes],
	};
	if (live === undefined) newTrunk(situation, result);
	else settingDifferences(situation, live.row, result);
	foreignDifferences(situation, result);
	result.notSupported.push(...situation.conflicts.filter(({ what }) => what === 'trunk'));
	for (const section of SECTION_NAMES) {
		if (wanted.sections[section] === undefined) continue;
		if (section === 'phoneNumbers') numberDifferences(situation, result);
		else sectionDifferences(situation, section, result);
	}
	noteUnreadable(port, result);
	return result;
}
