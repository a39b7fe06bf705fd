/**
 * Orders texts by the alphabet, whatever their case. For the English words of the form it does what `localeCompare`
 * does, without the language data that n8n would have to load for it at every start.
 */
export function alphabetical(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}
