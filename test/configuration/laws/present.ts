import type {
	EntryState,
	EntryStates,
	OwnSection,
	PresentTrunk,
} from '../../../facts/configuration';
import { keyOf, type Entry } from '../../../nodes/SipTrunk/configuration/configuration';
import type { Bearings } from './bearings';

/** What is there, without that of which more than one place may rightly be the owner. */

const sectionsThat = (entries: EntryStates, stays: (section: string) => boolean): EntryStates =>
	Object.fromEntries(Object.entries(entries).filter(([section]) => stays(section)));

/** Without what is tied to no trunk and bears no trunk's mark: it belongs to whoever names it. */
export const withoutOwnerless = (
	{ port: { accountWide = [] } }: Bearings,
	trunk: PresentTrunk,
): PresentTrunk =>
	trunk.isHalfMade
		? {
				...trunk,
				entries: sectionsThat(
					trunk.entries,
					(section) => !accountWide.includes(section as OwnSection),
				),
			}
		: trunk;

const keyIn = (section: string, entry: EntryState) =>
	`${section} ${keyOf(section as OwnSection, entry as Entry)}`;

/**
 * Without what is a trunk's own and shared, or somebody else's, as well: once the own one is gone the other one counts,
 * so that it is not made anew.
 */
export function withoutTwins(present: PresentTrunk[]): PresentTrunk[] {
	const own = new Set(
		present.flatMap(({ entries }) =>
			Object.entries(entries).flatMap(([section, all]) => all.map((one) => keyIn(section, one))),
		),
	);
	const others = (entries: EntryStates): EntryStates =>
		Object.fromEntries(
			Object.entries(entries).map(([section, all]) => [
				section,
				all.filter((one) => !own.has(keyIn(section, one))),
			]),
		);
	return present.map((trunk) => ({
		...trunk,
		shared: others(trunk.shared),
		foreign: others(trunk.foreign),
	}));
}
