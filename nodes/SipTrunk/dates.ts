/** Any date a provider writes (ISO 8601, RFC 2822, ISO without zone, which is UTC) as ISO 8601 in UTC. */
export function isoDateOrNull(value: unknown): string | null {
	if (typeof value !== 'string' || value === '') return null;
	const withZone = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(value) ? `${value}Z` : value;
	const time = Date.parse(withZone);
	return Number.isNaN(time) ? null : new Date(time).toISOString();
}
