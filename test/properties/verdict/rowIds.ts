import type { IDataObject } from 'n8n-workflow';
import type { Choice } from '../scenario/index';

/** Which thing a row of the output is about. */

/** All that may tell what a row is about: with Simplify off it has the provider's own keys. */
export const idsOf = ({ provider, resource }: Choice, row: IDataObject): string[] =>
	[
		...[row.id, row.sid, row.trunk_id, row.e164, row.phoneNumber, row.phone_number, row.trunkId],
		(resource.idOf ?? provider.api.idOf)(row),
	]
		.filter((id) => typeof id === 'string' && id !== '')
		.map(String);
