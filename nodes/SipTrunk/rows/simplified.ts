import type { IDataObject } from 'n8n-workflow';
import type { Provider, Resource } from '../contract/provider';

/** What identifies a row, as text; undefined where it has no ID. */
export const idOf = ({ api }: Pick<Provider, 'api'>, resource: Resource, row: IDataObject) =>
	(resource.idOf ?? api.idOf)(row);

/** A row in the shape that is the same at every provider: whose it is, what identifies it, and the rest. */
export const simplified = (
	provider: Pick<Provider, 'value' | 'api'>,
	resource: Resource,
	row: IDataObject,
): IDataObject => ({
	provider: provider.value,
	[resource.idShownAs ?? 'id']: idOf(provider, resource, row) ?? '',
	...resource.simplify(row),
});
