import { createHash } from 'node:crypto';

const shortest = 16;

/**
 * A source of hexadecimal identifiers: never the same twice, and the same sequence for the same
 * seed. Lengths up to 64.
 */
export function hexSource(seed: string): (length: number) => string {
	const issued = new Set<string>();
	let count = 0;

	return (length) => {
		for (;;) {
			count += 1;
			const digits = createHash('sha256').update(`${seed}:${count}`).digest('hex').slice(0, length);
			// Longer ones do not repeat, and remembering 100,000 of them would only cost memory.
			if (length >= shortest) return digits;
			if (!issued.has(digits)) {
				issued.add(digits);
				return digits;
			}
		}
	};
}

/** 32 hexadecimal digits in the form of a version 4 UUID. */
export function toUuid(digits: string): string {
	return [
		digits.slice(0, 8),
		digits.slice(8, 12),
		`4${digits.slice(13, 16)}`,
		`a${digits.slice(17, 20)}`,
		digits.slice(20, 32),
	].join('-');
}
