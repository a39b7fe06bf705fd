import type { EntryState, OwnSection } from '../../../facts/configuration';
import type { Bearings } from './bearings';

/** The entries that random trials have. */

/** So many of each section, so that the same one is often in several places. */
export const DIFFERENT = 3;

/** An entry of a section by its number; the same number is the same entry. */
export function entryOf(
	{ port, facts }: Bearings,
	section: OwnSection,
	number: number,
	variant: number,
): EntryState {
	if (facts.entry !== undefined) return facts.entry(section, number, variant);
	const keys = port.sections[section]?.rules.keys ?? {};
	const all: EntryState = {
		uri: `sip:pbx-${number}.example.com`,
		username: `pbx${number}`,
		address: `11.22.33.${number + 1}/32`,
		name:
			section === 'allowedAddresses'
				? `Office ${(number + variant) % DIFFERENT}`
				: `PBX ${variant}`,
		priority: 10 + variant,
		weight: 20 + variant,
		enabled: variant % 2 === 0,
	};
	return Object.fromEntries(Object.entries(all).filter(([key]) => keys[key]?.field !== undefined));
}
