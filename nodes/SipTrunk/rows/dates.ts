const ISO_8601 =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
const RFC_2822 =
	/^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|Z)$/;

/**
 * Any date a provider writes (ISO 8601, also with a space in the middle; RFC 2822) as ISO 8601 in UTC; without a zone
 * it means UTC. Anything else is null, because `Date.parse` finds a date in almost any text.
 */
export function isoDateOrNull(value: unknown): string | null {
	if (typeof value !== 'string') return null;
	const iso = ISO_8601.exec(value);
	if (!iso && !RFC_2822.test(value)) return null;
	const [, day, time = '00:00', zone = 'Z'] = iso ?? [];
	const parsed = Date.parse(iso ? `${day}T${time}${zone}` : value);
	return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}
