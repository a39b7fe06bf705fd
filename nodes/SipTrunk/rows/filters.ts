import type { IDataObject } from 'n8n-workflow';

/** The filters that work the same at every provider, on the simplified row. */

export interface Filters {
	nameContains?: string;
	status?: string;
}

export const hasFilters = ({ nameContains, status }: Filters): boolean =>
	nameContains !== undefined || status !== undefined;

export function matches(row: IDataObject, { nameContains, status }: Filters): boolean {
	const name = String(row.name ?? '').toLowerCase();
	return (
		(nameContains === undefined || name.includes(nameContains.toLowerCase())) &&
		(status === undefined || row.status === status)
	);
}
