/** One thing that must be so, and whether it was. */
export interface Finding {
	what: string;
	/** Undefined where it was so. */
	failure: string | undefined;
}

/** @param otherwise what was seen instead */
export const finding = (what: string, isSo: boolean, otherwise: string): Finding => ({
	what,
	failure: isSo ? undefined : otherwise,
});

/** `['a', 'b', 'a']` -> `2 x a, 1 x b`. */
export function tally(words: string[]): string {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].map(([word, count]) => `${count} x ${word}`).join(', ');
}
