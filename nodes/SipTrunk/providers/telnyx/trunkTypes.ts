import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../../contract/request';
import { path } from '../../http/address';
import { RequestFailure } from '../../http/errors';

/**
 * A trunk is a connection of one of three types. The type is fixed when it is made, and a part of every path:
 * https://developers.telnyx.com/api/connections/list-connections
 */

export const TRUNK_TYPES = ['credential', 'fqdn', 'ip'] as const;
export type TrunkType = (typeof TRUNK_TYPES)[number];

/** The types as the portal names them. */
export const TYPE_NAMES: Record<TrunkType, string> = {
	credential: 'Credential',
	fqdn: 'FQDN',
	ip: 'IP',
};

const recordTypeOf = (type: TrunkType) => `${type}_connection`;

/** The type in a connection's row; undefined for what is no trunk, such as an application. */
export const typeOf = ({ record_type: named }: { record_type?: unknown }): TrunkType | undefined =>
	TRUNK_TYPES.find((type) => recordTypeOf(type) === named);

/** A row out of a list, or an answer, in which all trunks have this type. */
export const asType = (type: TrunkType, row: IDataObject): IDataObject => ({
	...row,
	record_type: recordTypeOf(type),
});

/**
 * Whether a connection is a trunk. One over which Telnyx signs in at a telephone system is a trunk too, though the node
 * does not manage it.
 */
export const isTrunk = (recordType: unknown): boolean =>
	recordType === 'uac_connection' || typeOf({ record_type: recordType }) !== undefined;

export const listPath = (type: TrunkType) => `/${recordTypeOf(type)}s`;

/** Reads one connection of any type, in a short form that says little more than the type. */
export const anyConnection = async (client: ProviderClient, id: string): Promise<IDataObject> =>
	await client.send({
		method: 'GET',
		path: path`/connections/${id}`,
		about: { id, idOf: ({ id: own }) => (own === undefined ? undefined : String(own)) },
	});

/**
 * The path of a trunk, which depends on its type.
 *
 * @param known its row, if it was read before; without it Telnyx is asked for the type
 * @throws RequestFailure for a connection that is no trunk
 */
export async function placeOf(
	client: ProviderClient,
	id: string,
	known: IDataObject = {},
): Promise<{ path: string }> {
	const type = typeOf(known) ?? (await typeAt(client, id));
	return { path: listPath(type) + path`/${id}` };
}

async function typeAt(client: ProviderClient, id: string): Promise<TrunkType> {
	const row = await anyConnection(client, id);
	const type = typeOf(row);
	if (type !== undefined) return type;
	const kind = String(row.record_type ?? 'something else').replace(/_/g, ' ');
	throw new RequestFailure(
		`${id} is no trunk: it is a connection of the type "${kind}" at Telnyx.`,
		{
			cause: 'refused',
			advice: 'Choose a trunk: a connection of the type Credential, FQDN or IP.',
		},
	);
}
