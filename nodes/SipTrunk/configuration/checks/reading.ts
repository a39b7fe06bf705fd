import type { IDataObject } from 'n8n-workflow';
import type { CarrierForm } from '../../contract/carrier';
import type { Field } from '../../contract/provider';
import type { SimplifiedTrunk } from '../../rows/trunk';
import type { ItemWork } from '../account';
import { SECTION_NAMES, type SectionName } from '../configuration';
import { settingsIn } from '../differences';
import type { ConfigurationPort, Live, Present, RoutedNumber, Scope, Work } from '../port';
import type { CheckedTrunk, CheckRules } from './finding';

/** What Check has to know of a trunk, read from the provider. */

/** What a provider tells of a trunk. */
export interface ToldParts<Parts> extends Pick<Live<Parts>, 'present' | 'parts'> {
	/** Sections that the provider tells of other trunks, and not of this one. */
	hidden?: readonly SectionName[];
}

/** How a provider's trunks are checked. */
export interface CheckPort<Parts = unknown> {
	rules: CheckRules<Parts>;
	/**
	 * In place of the configuration's own `read`, where Check can do with fewer requests, or with less than is wanted.
	 *
	 * @param trunkCount how many trunks the run checks; undefined where one was chosen
	 */
	read?(work: Work, row: IDataObject, trunkCount: number | undefined): Promise<ToldParts<Parts>>;
	/** The provider's own test of a trunk. */
	test?: {
		/** The switch with which a user asks for it. */
		field: Field;
		run(work: Work, trunkId: string): Promise<unknown>;
	};
}

/** The provider whose trunks are checked. */
export interface CheckContext {
	port: ConfigurationPort;
	check: CheckPort;
	form?: CarrierForm;
}

/** The scope of Check: everything is read and nothing is changed. */
export const TO_CHECK: Scope = {
	sections: SECTION_NAMES,
	looseToo: () => true,
	isNew: false,
	readsOnly: true,
};

const onTrunk = (numbers: RoutedNumber[], id: string): Present[] =>
	numbers
		.filter(({ route }) => route.trunkId === id)
		.map(({ phoneNumber, row }) => ({ entry: { phoneNumber }, row }));

/**
 * Reads a trunk with everything that Check looks at.
 *
 * @param row of the trunk
 * @param trunkCount how many trunks the run checks, so that what they share is read once; undefined where one was chosen
 */
export async function readToCheck(
	{ port, check, form }: CheckContext,
	work: ItemWork,
	row: IDataObject,
	trunkCount: number | undefined,
): Promise<CheckedTrunk> {
	const { account } = work;
	const id = account.idOf(row);
	const [{ present: told, parts, hidden = [] }, numbers] = await Promise.all([
		check.read?.(work, row, trunkCount) ??
			(port.read(work, row, TO_CHECK) as Promise<ToldParts<unknown>>),
		account.numbers(work),
	]);
	const { settings, notTold } = settingsIn(port, row);
	const present: Partial<Record<SectionName, Present[]>> = {};
	const notReadable = [...notTold];
	const lacking: readonly SectionName[] = port.lacks?.(row) ?? [];
	for (const section of SECTION_NAMES.filter((one) => !lacking.includes(one))) {
		if (section === 'phoneNumbers') {
			if (port.numbers !== undefined) present.phoneNumbers = onTrunk(numbers, id);
		} else if (port.sections[section]?.rules.read === true && !hidden.includes(section)) {
			present[section] = told[section] ?? [];
		} else if (port.sections[section] !== undefined) notReadable.push(section);
	}
	const live = { id, row, parts, present: told, target: {} };
	const trunk = {
		providerName: port.providerName,
		row: port.trunk.simplify(row) as unknown as SimplifiedTrunk,
		settings,
		live,
		present,
		notReadable,
		harmOfRemoval: (await port.refuseRemoval?.(work, live)) ?? [],
		form,
		rules: check.rules,
	};
	return { ...trunk, purpose: check.rules.purpose(trunk) };
}
