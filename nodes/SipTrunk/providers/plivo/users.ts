import type { IDataObject } from 'n8n-workflow';
import { RESOURCES } from '../../contract/resources';
import type { ProviderClient } from '../../contract/request';
import { fieldsSentAs } from '../../fields/factories';
import { RequestFailure } from '../../http/errors';
import { placeOf } from './requests';

/** The trunks that use something of the account: several trunks may name the same. */

/** The keys of a trunk's row, by resource. A list of trunks can be filtered by each. */
export const SLOTS = {
	originationUri: ['primary_uri_uuid', 'fallback_uri_uuid'],
	sipCredential: ['credential_uuid'],
	ipAccessControlEntry: ['ipacl_uuid'],
} as const;

export type Named = keyof typeof SLOTS;

const trunk = placeOf('trunk');

/** The trunks that name something. Each row is checked, because a filter that is ignored lists every trunk. */
export async function trunksUsing(
	client: ProviderClient,
	resource: Named,
	id: string,
): Promise<IDataObject[]> {
	const found = new Map<string | undefined, IDataObject>();
	for (const slot of SLOTS[resource]) {
		const rows = trunk.list(client, { [slot]: id }, { isSearched: true });
		for await (const row of rows) if (row[slot] === id) found.set(trunk.idOf(row), row);
	}
	return [...found.values()];
}

const MOST_NAMED = 5;

const nameOf = (row: IDataObject) =>
	typeof row.name === 'string' && row.name !== '' ? `"${row.name}"` : String(trunk.idOf(row));

export const deleteIfInUse = (own: { description: string }) =>
	fieldsSentAs().switchField('Delete If in Use', {
		...own,
		name: 'deleteIfInUse',
		default: false,
	});

/**
 * Refuses to delete what trunks use.
 *
 * @param mayBeUsed the user has turned on Delete If in Use
 * @throws RequestFailure with the code `in_use`, or where the trunks cannot be listed
 */
export async function refuseIfUsed(
	client: ProviderClient,
	resource: Named,
	id: string,
	mayBeUsed: boolean,
): Promise<void> {
	const users = await trunksUsing(client, resource, id);
	if (users.length === 0 || mayBeUsed) return;
	const names = users.slice(0, MOST_NAMED).map(nameOf);
	const others = users.length - names.length;
	const trunks = [...names, ...(others > 0 ? [`${others} more`] : [])].join(', ');
	throw new RequestFailure(
		`The ${RESOURCES[resource].singular} is used by trunk ${trunks}, so it was not deleted.`,
		{
			cause: 'refused',
			status: 409,
			code: 'in_use',
			advice:
				"Give the trunk another one first. To delete it all the same, turn on 'Delete If in Use'.",
		},
	);
}
