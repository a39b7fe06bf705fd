import { keyOf, type SectionName } from './configuration';
import type { Item } from './item';
import type { ConfigurationPort } from './port';

/** What the items of one run have in common, so that those that change the same run one after another. Pure. */

type Choice = Pick<Item, 'port' | 'wanted' | 'options'>;

const takesFree = ({ options }: Choice, section: SectionName) =>
	section === 'phoneNumbers' && options.freeNumbers !== undefined;

const isAbout = (item: Choice, section: SectionName) =>
	item.wanted.sections[section] !== undefined || takesFree(item, section);

/**
 * The sections of the account in which an item may change what it does not name: it takes free numbers, or removes what
 * others want. What that is depends on all other items, so those that are about the section run in their order.
 */
export const sectionsInOrder = (
	{ accountWide = [] }: Pick<ConfigurationPort, 'accountWide'>,
	items: Choice[],
): SectionName[] => {
	const ofAccount: SectionName[] = ['phoneNumbers', ...accountWide];
	return ofAccount.filter((section) =>
		items.some(
			(item) =>
				takesFree(item, section) ||
				(isAbout(item, section) && item.options.removeUnnamed.includes(section)),
		),
	);
};

/**
 * Names of what an item changes, whatever the trunk turns out to be.
 *
 * @param inOrder the `sectionsInOrder` of the run
 */
export function touchedBy(
	item: Choice,
	trunkId: string | undefined,
	inOrder: SectionName[],
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
		...inOrder.filter((section) => isAbout(item, section)).map((section) => `all ${section}`),
		...(port.accountWide ?? []).flatMap((section) =>
			(wanted.sections[section] ?? []).map((entry) => `${section} ${keyOf(section, entry)}`),
		),
	];
}
