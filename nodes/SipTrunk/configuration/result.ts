import type { IDataObject } from 'n8n-workflow';
import { shownChange, type Change } from './changes';
import {
	keyOf,
	kindOf,
	SECTION_NAMES,
	shownConfiguration,
	type Configuration,
	type Entry,
	type SectionName,
} from './configuration';
import { settingsIn } from './differences';
import type { Bystander, Differences } from './item';
import type { ConfigurationPort, Live, RoutedNumber } from './port';
import { summaryOf } from './summary';

/** The rows that leave the node. */

/** The trunk as it is, as a configuration with these sections. `numbers` are all of the account. */
export function configurationOf(
	port: ConfigurationPort,
	live: Live,
	numbers: RoutedNumber[],
	sections: SectionName[],
): Configuration {
	const { settings, notTold } = settingsIn(port, live.row);
	const result: Configuration = {
		provider: port.provider,
		id: live.id,
		settings,
		sections: {},
		notReadable: notTold,
	};
	const lacking: readonly SectionName[] = port.lacks?.(live.row) ?? [];
	for (const section of sections.filter((one) => !lacking.includes(one))) {
		if (section === 'phoneNumbers') {
			if (port.numbers === undefined) continue;
			result.sections.phoneNumbers = numbers
				.filter(({ route }) => route.trunkId === live.id)
				.map(({ phoneNumber }) => ({ phoneNumber }));
		} else if (port.sections[section]?.rules.read === true) {
			result.sections[section] = (live.present[section] ?? [])
				.filter(({ isLoose }) => !isLoose)
				.map(({ entry }) => entry)
				.filter((entry, index, all) => {
					const isSame = (other: Entry) => keyOf(section, other) === keyOf(section, entry);
					return all.findIndex(isSame) === index;
				});
		} else if (port.sections[section] !== undefined) result.notReadable.push(section);
	}
	return result;
}

/** The part of a configuration that is managed, which can be applied to go back. */
export function managedPart(
	configuration: Configuration,
	settings: string[],
	sections: SectionName[],
): Configuration {
	const isManaged = ([name]: [string, unknown]) => settings.includes(name);
	return {
		...configuration,
		settings: Object.fromEntries(Object.entries(configuration.settings).filter(isManaged)),
		sections: Object.fromEntries(
			SECTION_NAMES.filter((section) => sections.includes(section)).flatMap((section) => {
				const entries = configuration.sections[section];
				return entries === undefined ? [] : [[section, entries]];
			}),
		),
		notReadable: configuration.notReadable.filter(
			(name) => settings.includes(name) || sections.includes(name as SectionName),
		),
	};
}

const shownBystander = ({ section, name, sharedIn }: Bystander): IDataObject => ({
	what: kindOf(section).one,
	name,
	...(sharedIn === undefined ? {} : { in: sharedIn }),
});

/** The row that Plan puts out; the rows of Apply and Delete begin with the same keys. */
export function planRow(
	{ provider, providerName }: ConfigurationPort,
	trunk: { id: string | null; name: string | null },
	differences: Differences,
	more: { digest: string; configuration: Configuration },
): IDataObject {
	const { changes, notSupported, notReadable, shared, unnamed, notes } = differences;
	const name = trunk.name ?? trunk.id ?? providerName;
	return {
		provider,
		id: trunk.id,
		name: trunk.name,
		summary: summaryOf(name, changes, notes),
		changes: changes.map(shownChange),
		notSupported: notSupported.map((one) => ({ ...one }) as IDataObject),
		notReadable,
		shared: shared.map(shownBystander),
		unmanaged: unnamed.map(shownBystander),
		digest: more.digest,
		configuration: shownConfiguration(more.configuration),
	};
}

/** Changes in one text, for the message of a failure. */
export const summarized = (changes: Change[]): string =>
	changes.map((change) => JSON.stringify(shownChange(change))).join('; ');
