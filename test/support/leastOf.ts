/**
 * The least of a few tries. What a rate limiter and a clock do depends on the machine: one that does something else as well
 * sends in bursts, and is refused more often. A node that does not do what is tested does not do it in any try.
 *
 * @param enough the first figure that is not above it ends the tries
 * @returns the smallest figure
 */
export async function leastOf(
	enough: number,
	attempt: (nth: number) => Promise<number>,
	tries = 3,
): Promise<number> {
	let least = Number.POSITIVE_INFINITY;
	for (let nth = 0; nth < tries && least > enough; nth += 1) {
		least = Math.min(least, await attempt(nth));
	}
	return least;
}
