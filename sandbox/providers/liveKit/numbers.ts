/** A number as the service compares it; what does not look like one stays as it is. */
export function normalized(number: string): string {
	if (!/^\+?[\d\- ()]+$/.test(number)) return number;
	const digits = number.replace(/[ ()-]/g, '');
	return digits.startsWith('+') ? digits : `+${digits}`;
}

/** Whether two lists of numbers have one in common, however it is written. */
export function shareNumber(left: readonly string[], right: readonly string[]): boolean {
	const known = new Set(left.map(normalized));
	return right.some((number) => known.has(normalized(number)));
}
