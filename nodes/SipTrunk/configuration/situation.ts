import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../validation/inputError';
import type { Field } from '../contract/provider';
import { isShown } from '../fields/values';
import { SECTION_NAMES, type SectionName, type Sections } from './configuration';
import { findTrunk } from './find';
import { withFreeNumbers } from './freeNumbers';
import type { Item, Situation } from './item';
import type { Live, Scope } from './port';
import type { Progress } from './progress';

/** The row of the trunk that is meant, if there is one, and the IDs of the trunks among which it was looked for. */
export interface Located {
	row?: IDataObject;
	known: ReadonlySet<string>;
}

/** Finds the trunk that an item is about, and fails as `findTrunk` does. */
export async function locate({ port, work, wanted }: Item): Promise<Located> {
	const { trunkId, settings } = wanted;
	const { unique } = port;
	const { account } = work;
	const rows = trunkId === undefined ? account.trunks(work) : account.trunksFor(work, trunkId);
	const known = (await rows).map((row) => {
		return {
			row,
			id: account.idOf(row),
			name: port.trunk.simplify(row).name as string | null,
			...(unique === undefined ? {} : { unique: port.settings[unique].read(row) }),
		};
	});
	const found = findTrunk(
		{
			trunkId,
			name: settings.name,
			unique: unique === undefined ? undefined : settings[unique],
		},
		known,
		port.providerName,
	);
	const ids = new Set(known.map(({ id }) => id));
	if (found.trunk !== undefined) return { row: found.trunk.row, known: ids };
	if (found.onlyIfEmpty === undefined) return { known: ids };
	const { row } = found.onlyIfEmpty;
	return (await isEmpty({ port, work }, row)) ? { row, known: ids } : { known: ids };
}

const everything: Scope = { sections: SECTION_NAMES, looseToo: () => false, isNew: false };

async function isEmpty({ port, work }: Pick<Item, 'port' | 'work'>, row: IDataObject) {
	const { present } = await readTrunk({ port, work }, row, everything);
	const id = work.account.idOf(row);
	const numbers = await work.account.numbers(work);
	return (
		Object.values(present).every((entries) => entries.length === 0) &&
		!numbers.some(({ route }) => route.trunkId === id)
	);
}

/** Reads what belongs to a trunk, given its row. */
export async function readTrunk(
	{ port, work }: Pick<Item, 'port' | 'work'>,
	row: IDataObject,
	scope: Scope,
): Promise<Live> {
	const read = await port.read(work, row, scope);
	return { id: work.account.idOf(row), row, target: {}, ...read };
}

/** Of each section what is managed and could be written. */
const managed = ({ wanted }: Item): SectionName[] =>
	SECTION_NAMES.filter((section) => wanted.sections[section] !== undefined);

/** On what it depends whether a field is there: `trunkType must be exotel`. */
const deciders = ({ showWhen = {} }: Field) =>
	Object.entries(showWhen)
		.map(([name, values]) => `${name} must be ${values.join(' or ')}`)
		.join(' and ');

/** @throws InputError for what a trunk cannot be made without, and for settings that contradict each other */
function refuseIncomplete({ port, wanted, options }: Item): void {
	const { settings } = wanted;
	const refuse = ({ displayName, placeholder }: Field, where: string): never => {
		throw new InputError(
			displayName,
			`is needed to make a trunk at ${port.providerName} (${where}).`,
			placeholder?.replace(/^e\.g\. /, ''),
		);
	};
	for (const [key, { isRequired, field }] of Object.entries(port.settings)) {
		const isNeeded = typeof isRequired === 'function' ? isRequired(settings) : isRequired === true;
		if (isNeeded && settings[key] === undefined) refuse(field, `"${key}" in JSON`);
		if (settings[key] !== undefined && !isShown(field, settings)) {
			throw new InputError(
				field.displayName,
				`does not go with the other settings: ${deciders(field)}. Leave it out.`,
			);
		}
	}
	for (const field of port.secrets ?? []) {
		const isNeeded = field.required === true && isShown(field, settings);
		if (isNeeded && options.secrets[field.name] === undefined) {
			refuse(field, "in 'Configuration Options'");
		}
	}
}

/** The trunk before it is there, where its entries come first. */
async function draftFor(item: Item): Promise<Live | undefined> {
	const { port, work, wanted } = item;
	const read = await port.draft?.(work, wanted.settings, {
		sections: managed(item),
		looseToo: () => true,
		isNew: false,
		wanted: wanted.sections,
	});
	return read && { id: '', row: {}, target: {}, ...read };
}

/**
 * Reads all that has to be known before anything is changed.
 *
 * @throws InputError for a new trunk that lacks what it cannot be made without
 */
export async function situationOf(
	item: Item,
	progress: Pick<Progress, 'madeTrunk'> & Pick<Situation, 'sent' | 'passwordKnown'>,
): Promise<Situation> {
	const { port, work, options } = item;
	const { row, known: knownTrunks } = await locate(item);
	if (row === undefined) refuseIncomplete(item);
	const wantsAny = (sections: Sections, section: SectionName) =>
		(sections[section]?.length ?? 0) > 0 || options.removeUnnamed.includes(section);
	const live =
		row &&
		(await readTrunk(item, row, {
			sections: managed(item),
			looseToo: (section) => wantsAny(item.wanted.sections, section),
			isNew: false,
			wanted: item.wanted.sections,
			settings: item.wanted.settings,
		}));
	const draft = row === undefined ? await draftFor(item) : undefined;
	const isAboutNumbers =
		item.wanted.sections.phoneNumbers !== undefined || options.freeNumbers !== undefined;
	const numbers = isAboutNumbers ? await work.account.numbers(work) : [];
	const wanted = withFreeNumbers(item, numbers, live?.id);
	const conflicts = (await port.refuse?.(work, live, wanted.sections, wanted.settings)) ?? [];
	const notes = (await port.foretell?.(work, wanted.settings)) ?? [];
	const isNew = live !== undefined && live.id === progress.madeTrunk;
	const { sent, passwordKnown } = progress;
	return {
		port,
		live,
		draft,
		knownTrunks,
		wanted,
		options,
		numbers,
		conflicts,
		notes,
		isNew,
		sent,
		passwordKnown,
	};
}
