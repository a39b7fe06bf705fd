const ISO_8601 =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
const RFC_2822 =
	/^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|Z)$/;

/** As most providers write it, on a day that every month has: surely a date, and already in UTC. */
const IN_UTC =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/**
 * Any date a provider writes (ISO 8601, also with a space in the middle; RFC 2822) as ISO 8601 in UTC; without a zone
 * it means UTC. Anything else is null, because `Date.parse` finds a date in almost any text.
 */
export function isoDateOrNull(value: unknown): string | null {
	if (typeof value !== 'string') return null;
	// Lists have many of them, and taking a date apart costs as much as all else of its row.
	if (IN_UTC.test(value)) return value.length === 20 ? `${value.slice(0, -1)}.000Z` : value;
	const iso = ISO_8601.exec(value);
	if (!iso && !RFC_2822.test(value)) return null;
	const [, day, time = '00:00', zone = 'Z'] = iso ?? [];
	const parsed = Date.parse(iso ? `${day}T${time}${zone}` : value);
	return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}
