import { keyOf } from './configuration';
import type { Item } from './item';

/** What the items of one run have in common, so that those that change the same run one after another. Pure. */

type Choice = Pick<Item, 'port' | 'wanted' | 'options'>;

const isAboutNumbers = ({ wanted, options }: Choice) =>
	wanted.sections.phoneNumbers !== undefined || options.freeNumbers !== undefined;

/** Whether it may assign numbers that it does not name, or take them off: which ones, depends on all other items. */
export const changesUnnamedNumbers = (item: Choice): boolean =>
	item.options.freeNumbers !== undefined ||
	(isAboutNumbers(item) && item.options.removeUnnamed.includes('phoneNumbers'));

/**
 * Names of what an item changes, whatever the trunk turns out to be.
 *
 * @param areNumbersInOrder an item of the run changes numbers that it does not name
 */
export function touchedBy(
	item: Choice,
	trunkId: string | undefined,
	{ areNumbersInOrder }: { areNumbersInOrder: boolean },
): string[] {
	const { port, wanted } = item;
	const { name } = wanted.settings;
	const unique = port.unique === undefined ? undefined : wanted.settings[port.unique];
	const numbers = wanted.sections.phoneNumbers ?? [];
	return [
		...(trunkId === undefined ? [] : [`trunk ${trunkId}`]),
		...(name === undefined ? [] : [`name ${String(name)}`]),
		...(unique === undefined ? [] : [`unique ${String(unique)}`]),
		...numbers.map(({ phoneNumber }) => `number ${String(phoneNumber)}`),
		...(areNumbersInOrder && isAboutNumbers(item) ? ['all numbers'] : []),
		...(port.accountWide ?? []).flatMap((section) =>
			(wanted.sections[section] ?? []).map((entry) => `${section} ${keyOf(section, entry)}`),
		),
	];
}
