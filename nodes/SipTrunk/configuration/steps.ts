import { isAboutSection, type Change, type CreateChange } from './changes';
import { kindOf, SECTION_NAMES, type OwnSection, type SectionName } from './configuration';
import type { ConfigurationPort } from './port';

/**
 * The order in which changes are made: make before break. What must exist comes first, what has no effect before what
 * has, then what ties it to the trunk, then the numbers, which is the moment when calls move, and what goes goes last.
 */

export type Step =
	| { kind: 'change'; change: Change }
	/** Looks for a trunk that another run has made at the same time, where the provider would take both. */
	| { kind: 'giveWay' }
	/** All changes of settings, in one request. */
	| { kind: 'settings'; changes: Change[] }
	/** Ties the entries that were made to the trunk, and writes the sections that are written as a whole. */
	| { kind: 'settle'; sections: SectionName[]; changes: Change[] }
	/** Looks for a copy of an entry that the provider takes twice. */
	| { kind: 'lookAgain'; section: SectionName }
	/** Removes all entries of a section at once. */
	| { kind: 'clear'; section: SectionName; changes: Change[] }
	/** Removes the trunk, with what goes with it. */
	| { kind: 'removeTrunk'; name: string; changes: Change[] };

const OWN_SECTIONS = SECTION_NAMES.filter((name): name is OwnSection => name !== 'phoneNumbers');

const single = (change: Change): Step => ({ kind: 'change', change });

/**
 * The steps that make and change entries, those first of which the provider would take a second one: whoever then makes
 * something that is unique would find out that somebody else is at work. Where nothing unique follows, one looks again.
 */
function making(
	{ sections }: ConfigurationPort,
	changes: Change[],
	isUnsure: (section: SectionName) => boolean,
): Step[] {
	const ofSection = (section: OwnSection) =>
		changes.filter(
			(change) =>
				change.about === section &&
				['add', 'change', 'setPassword'].includes(change.action) &&
				(change.action !== 'add' || sections[section]?.add !== undefined || change.loose),
		);
	const isAdded = (section: OwnSection) =>
		ofSection(section).some((change) => change.action === 'add' && !change.loose);
	const isUnique = (section: OwnSection) => sections[section]?.rules.isUnique === true;
	const repeatable = OWN_SECTIONS.filter((section) => !isUnique(section));
	const unique = OWN_SECTIONS.filter(isUnique);
	const isNoticed = unique.some(isAdded);
	const looks = repeatable.filter(
		(section) =>
			sections[section]?.again !== undefined &&
			(isUnsure(section) || (isAdded(section) && !isNoticed)),
	);
	return [
		...repeatable.flatMap((section) => ofSection(section).map(single)),
		...looks.map((section): Step => ({ kind: 'lookAgain', section })),
		...unique.flatMap((section) => ofSection(section).map(single)),
	];
}

/** The removals of one section, each alone or all at once. */
function removing(
	{ sections }: ConfigurationPort,
	section: OwnSection,
	changes: Change[],
	own: number,
): Step[] {
	const port = sections[section];
	const going = changes.filter((change) => change.about === section && change.action === 'remove');
	if (going.length === 0) return [];
	const isAdded = changes.some(({ about, action }) => about === section && action === 'add');
	if (port?.clear !== undefined && going.length === own && !isAdded) {
		return [{ kind: 'clear', section, changes: going }];
	}
	// Without a removal of their own they are gone with what settles the section.
	return port?.remove === undefined ? [] : going.map(single);
}

function creating(port: ConfigurationPort, change: CreateChange): Step[] {
	const isUnique = port.unique !== undefined && change.settings[port.unique] !== undefined;
	// What cannot be removed cannot give way either: the next Apply names both.
	const mayGiveWay = !isUnique && port.remove !== undefined;
	return [single(change), ...(mayGiveWay ? [{ kind: 'giveWay' } as const] : [])];
}

/**
 * The steps that make the changes, in their order.
 *
 * @param own how many entries of its own the trunk has now in a section, loose ones as well
 * @param isUnsure an earlier plan of this run has added entries there, and met something that another run has made
 */
export function stepsOf(
	port: ConfigurationPort,
	changes: Change[],
	own: (section: SectionName) => number,
	isUnsure: (section: SectionName) => boolean,
): Step[] {
	const settings = changes.filter(({ about }) => about === 'setting');
	const isLoose = (change: Change) =>
		change.action === 'remove' && change.about !== 'trunk' && change.present.isLoose === true;
	const remains = (section: OwnSection) =>
		own(section) >
		changes.filter((change) => change.about === section && change.action === 'remove').length;
	// What would come into effect with the rest must be gone before.
	const isInTheWay = (change: Change) =>
		isLoose(change) &&
		(remains(change.about as OwnSection) ||
			changes.some((other) => other.about === change.about && other.action === 'add'));
	const settled = OWN_SECTIONS.filter((section) =>
		changes.some((change) => change.about === section && isAboutSection(change)),
	);
	const later = changes.filter((change) => !isInTheWay(change));
	const inTheWay = changes.filter(isInTheWay);
	// Without the last credential more callers might get in, so those go last.
	const lastOnes: OwnSection[] = OWN_SECTIONS.filter((section) => section === 'sipCredentials');
	const order = [...OWN_SECTIONS.filter((section) => !lastOnes.includes(section)), ...lastOnes];
	const made = making(port, changes, isUnsure);
	const removed = order.flatMap((section) => removing(port, section, later, own(section)));
	const withOwnStep = [...made, ...removed].flatMap(changesOf).concat(inTheWay);
	const asWhole = changes.filter(
		(change) => isAboutSection(change) && !withOwnStep.includes(change),
	);
	const created = changes.flatMap((change) =>
		change.action === 'create' ? creating(port, change) : [],
	);
	const entries = [...inTheWay.map(single), ...made];
	return [
		...(port.draft === undefined ? [] : created.length > 0 ? entries : []),
		...created,
		...(settings.length > 0 ? [{ kind: 'settings', changes: settings } as const] : []),
		...(port.draft !== undefined && created.length > 0 ? [] : entries),
		...(port.settle !== undefined && settled.length > 0
			? [{ kind: 'settle', sections: settled, changes: asWhole } as const]
			: []),
		...changes.filter(({ action }) => action === 'assign').map(single),
		...changes.filter(({ action }) => action === 'unassign').map(single),
		...removed,
	];
}

/** The steps that remove a trunk. What it is found by goes last, so that the same Delete sent again goes on. */
export function removalSteps(
	port: ConfigurationPort,
	name: string,
	changes: Change[],
	own: (section: SectionName) => number,
): Step[] {
	const stays = (section: OwnSection) => port.sections[section]?.rules.goWithTrunk !== true;
	const before = OWN_SECTIONS.filter(stays).flatMap((section) =>
		removing(port, section, changes, own(section)),
	);
	const numbers = changes.filter(({ action }) => action === 'unassign').map(single);
	const done = [...numbers, ...before].flatMap(changesOf);
	const rest = changes.filter((change) => !done.includes(change));
	return [...numbers, ...before, { kind: 'removeTrunk', name, changes: rest }];
}

/** The changes that a step makes. */
export function changesOf(step: Step): Change[] {
	if (step.kind === 'change') return [step.change];
	return 'changes' in step ? step.changes : [];
}

/** A step as its failure names it: `add origination URI sip:pbx.example.com`. */
export function nameOf(step: Step): string {
	switch (step.kind) {
		case 'settings':
			return `change ${step.changes.map(({ name }) => name).join(', ')}`;
		case 'settle':
			return `tie ${step.sections.map((section) => kindOf(section).plural).join(' and ')} to the trunk`;
		case 'giveWay':
			return 'look for a second trunk of the name';
		case 'lookAgain':
			return `look at the ${kindOf(step.section).plural} again`;
		case 'removeTrunk':
			return `remove trunk "${step.name}"`;
		case 'clear':
			return `remove all ${kindOf(step.section).plural}`;
		case 'change': {
			const { action, about, name } = step.change;
			if (about === 'trunk') return `${action} trunk "${name}"`;
			if (action === 'setPassword') return `set a new password for ${name}`;
			return `${action} ${about === 'setting' ? 'setting' : kindOf(about).singular} ${name}`;
		}
	}
}
