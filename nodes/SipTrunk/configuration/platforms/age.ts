import type { Preset } from './preset';

/** How old a platform's data are. */

const DAY = 24 * 60 * 60 * 1000;
const OLDEST_DAYS = 90;

/**
 * Whole days since the data were compared with their source; a month counts from its first day.
 *
 * @param now in milliseconds since 1970
 */
export const ageInDays = ({ checked }: Pick<Preset, 'checked'>, now: number): number =>
	Math.floor((now - Date.parse(checked)) / DAY);

/** A sentence about data that are older than 90 days; undefined for newer ones. */
export function staleHint(preset: Preset, now: number): string | undefined {
	const days = ageInDays(preset, now);
	if (days <= OLDEST_DAYS) return undefined;
	return `The data for ${preset.label} were last compared with its documentation on ${preset.checked}, ${days} days ago. Check them there before calls depend on it: ${preset.source}`;
}
