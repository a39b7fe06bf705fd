import type { IDataObject } from 'n8n-workflow';
import { collection, nameContains, statusIs } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { trunkRow } from '../../rows/trunk';
import type { Resource } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { trunkList } from './api';
import {
	additionalFields,
	createFields,
	exotelFields,
	trunkFields,
	twilioFields,
} from './trunkFields';

/** Trunks: https://api-livekit-vyom.indusnettechnologies.com/documentation/api/sip/create */

type Create = ValuesOf<typeof createFields>;

const CONFIGURATION = { twilio: twilioFields, exotel: exotelFields };

/** The body of a create, with the keys of the chosen type alone: Vyom takes the shape of `trunk_config` from them. */
export function createBody(values: Create): IDataObject {
	return {
		...requestBody([...trunkFields, additionalFields], values),
		trunk_config: requestBody(CONFIGURATION[values.trunkType], values),
	};
}

/**
 * How a create is looked for whose answer was lost. Names are not unique, and a Twilio trunk is made in LiveKit before it
 * is stored, so that there may be one that the list does not show: the request is never repeated.
 */
export function recovery(client: ProviderClient, { name }: Create): Recovery {
	return {
		identity: [name],
		unique: false,
		mayBeHidden: true,
		find: () => filtered(trunkList(client), (row) => row.trunk_name === name),
		createdAt: (row) => row.trunk_created_at,
		howToLook: `Look in the list of trunks for the name "${name}", and ask Vyom whether there is one that the list does not show,`,
	};
}

/** Creates a trunk. The answer holds the ID alone, so the row has the name and the type that were sent. */
export async function createTrunk(client: ProviderClient, values: Create): Promise<IDataObject> {
	const row = await client.send({
		method: 'POST',
		path: '/sip/create-outbound-trunk',
		body: createBody(values),
		recovery: recovery(client, values),
	});
	return { trunk_name: values.name, trunk_type: values.trunkType, ...row };
}

export async function deactivateTrunk(
	client: ProviderClient,
	values: { trunkId: string; ignoreIfMissing?: boolean },
): Promise<IDataObject> {
	const { trunkId: id } = values;
	const place = { path: path`/sip/deactivate/${id}` };
	const { deleted, ...told } = await remove(client, values, { id }, place);
	return { ...told, deactivated: deleted };
}

const trunkId = pickerField('trunk', { placeholder: 'ST_a1b2c3d4e5f6' });

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			name: row.trunk_name,
			// Deactivated trunks are in no answer.
			status: 'active',
			direction: 'outbound',
			createdAt: row.trunk_created_at,
		}),
	picker: {
		rows: trunkList,
		entry: (row) => ({
			name: String(row.trunk_name || row.trunk_id),
			description: [row.trunk_type, row.trunk_id].filter(Boolean).join(', '),
		}),
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create an outbound trunk to Twilio or Exotel. Vyom does not try the connection or the password then.',
			fields: createFields,
			run: createTrunk,
		}),
		operation('trunk', 'deactivate', {
			description:
				'Switch a trunk off for good: its calls fail from then on, and there is no way to switch it on again',
			fields: [
				{
					...trunkId,
					description: 'The trunk to switch off; it disappears from the list as well',
				},
				ignoreIfMissing,
			],
			run: deactivateTrunk,
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk that is not deactivated, found by its ID in the list of all',
			fields: [trunkId],
			run: async (client, { trunkId: id }) =>
				await firstOf(
					trunkList(client),
					(row) => row.trunk_id === id,
					`Vyom has no active trunk with the ID "${id}".`,
				),
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of the trunks that are not deactivated',
			fields: [collection('filters', [nameContains, statusIs])],
			run: trunkList,
		}),
	],
};
