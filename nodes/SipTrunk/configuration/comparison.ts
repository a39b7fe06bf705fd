import { keyOf, kindOf, type Entry, type OwnSection } from './configuration';
import type { Differences, Situation } from './item';
import type { Present, SectionPort } from './port';

/** One section of a trunk: the entries that are there, and those that are wanted. */
export class Comparison {
	readonly port: SectionPort;
	readonly wanted: Entry[];
	/** The trunk's own entries that are in effect. */
	readonly own: Present[];
	readonly shared: Present[];
	/** Entries made for the trunk that are not tied to it and have no effect yet. */
	readonly loose: Present[];

	constructor(
		readonly situation: Situation,
		readonly section: OwnSection,
		readonly result: Differences,
	) {
		this.port = situation.port.sections[section] as SectionPort;
		this.wanted = situation.wanted.sections[section] as Entry[];
		const present = (situation.live ?? situation.draft)?.present[section] ?? [];
		this.shared = present.filter(({ sharedIn }) => sharedIn !== undefined);
		this.loose = present.filter(({ isLoose }) => isLoose);
		this.own = present.filter(({ sharedIn, isLoose }) => sharedIn === undefined && !isLoose);
	}

	keyOf(entry: Entry): string {
		return keyOf(this.section, entry);
	}

	with(entries: Present[], key: string): Present | undefined {
		return entries.find(({ entry }) => this.keyOf(entry) === key);
	}

	isWanted({ entry }: Present): boolean {
		return this.wanted.some((one) => this.keyOf(one) === this.keyOf(entry));
	}

	refuse(name: string, wanted: unknown, present: unknown, reason: string): void {
		const { one } = kindOf(this.section);
		this.result.notSupported.push({ what: one, name, wanted, present, reason });
	}
}
