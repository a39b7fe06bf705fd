import type { Change } from './changes';
import { SECTION_NAMES, type Entry, type Sections } from './configuration';
import type { Differences, Situation } from './item';

/** The trunk's own entries as they will be in effect when all is done, for what is written as a whole. Pure. */
export function targetOf({ live, wanted }: Situation, { changes }: Differences): Sections {
	const target: Sections = {};
	for (const section of SECTION_NAMES) {
		if (section === 'phoneNumbers' || wanted.sections[section] === undefined) continue;
		const own = (live?.present[section] ?? []).filter(
			({ sharedIn, isLoose }) => sharedIn === undefined && !isLoose,
		);
		const about = changes.filter((change) => change.about === section);
		const stays = own.filter((present) => !about.some((change) => isRemoval(change, present)));
		target[section] = [
			...stays.map((present): Entry => {
				const change = about.find(
					(one) => one.action === 'change' && 'present' in one && one.present === present,
				);
				return { ...present.entry, ...(change && 'changes' in change ? change.changes : {}) };
			}),
			...about.flatMap((change) =>
				change.action === 'add' ? [{ ...change.loose?.entry, ...change.entry }] : [],
			),
		];
	}
	return target;
}

const isRemoval = (change: Change, present: unknown) =>
	change.action === 'remove' && 'present' in change && change.present === present;
