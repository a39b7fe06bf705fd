import type { IDataObject } from 'n8n-workflow';
import { collection, nameContains, statusIs } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { RequestFailure } from '../../http/errors';
import { filtered } from '../../http/lookup';
import { mayBe, textOrNull } from '../../rows/reported';
import { trunkRow } from '../../rows/trunk';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { choiceField, switchField, trunkId } from './fields';
import { placeOf, type Query } from './requests';
import { createFields, ofDirection, updateFields } from './trunkFields';

/** Trunks: https://www.plivo.com/docs/sip-trunking/api/trunks */

const place = placeOf('trunk');

const filters = collection('filters', [
	nameContains,
	statusIs,
	choiceField('Direction', {
		...ofDirection,
		default: 'inbound',
		description: 'Only trunks for calls of this direction',
		sentAs: 'trunk_direction',
	}),
	switchField('Secure', {
		default: true,
		description: 'Whether to return only trunks with encryption, or only those without',
	}),
]);

const listFields = [filters] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>;

const trunkStatus = (enabled: boolean | undefined) =>
	enabled === undefined ? {} : { trunk_status: enabled ? 'enabled' : 'disabled' };

/** Names need not be unique, so a trunk is known by its name, what it uses and the time of its creation. */
export async function createTrunk(client: ProviderClient, values: Create): Promise<IDataObject> {
	const { name, direction } = values;
	return await place.create(client, {
		body: {
			...requestBody(createFields, values),
			...trunkStatus(values.additionalFields.enabled),
		},
		recovery: {
			identity: [name],
			find: () =>
				filtered(
					place.list(client, { trunk_direction: direction }),
					(row) =>
						row.name === name &&
						mayBe(row.trunk_direction, direction, Object.keys(ofDirection.choices)),
				),
			howToLook: `Look in the list of trunks for the name "${name}"`,
		},
	});
}

/**
 * The request of an update: the changes, and the direction as it is, without which Plivo refuses it.
 *
 * @param current the trunk as it is
 */
function updateBody(current: IDataObject, values: Changes): IDataObject {
	const direction = textOrNull(current.trunk_direction);
	if (direction === null) {
		throw new RequestFailure(
			'Plivo does not tell the direction of the trunk, which it wants with every change, so nothing was changed.',
			{ cause: 'refused', advice: 'Change the trunk in the Plivo Console.' },
		);
	}
	return {
		...requestBody(updateFields, values),
		...trunkStatus(values.updateFields.enabled),
		trunk_direction: direction,
	};
}

/** Whether a trunk carries calls; undefined for a word that nobody knows. */
export const isEnabled = ({ trunk_status: word }: IDataObject): boolean | undefined =>
	word === 'enabled' ? true : word === 'disabled' ? false : undefined;

const STATUS = new Map([
	[true, 'active'],
	[false, 'inactive'],
]);

const list = (client: ProviderClient, query?: Query) => place.list(client, query);

export const trunks = place.crud({
	value: 'trunk',
	one: trunkId,
	list: (client) => list(client),
	at: (client, { trunkId: id }) => place.at(client, id),
	simplify: (row) =>
		trunkRow({
			name: row.name,
			status: STATUS.get(isEnabled(row) as boolean),
			direction: row.trunk_direction,
			sipDomain: row.trunk_domain,
			secure: row.secure,
			authentication: [
				...(row.ipacl_uuid ? ['ip'] : []),
				...(row.credential_uuid ? ['credentials'] : []),
			],
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.name || row.trunk_id),
		description: [
			textOrNull(row.trunk_direction),
			textOrNull(row.trunk_domain),
			isEnabled(row) === false && 'disabled',
		]
			.filter(Boolean)
			.join(', '),
	}),
	get: { description: 'Retrieve one trunk' },
	getAll: { description: 'Retrieve a list of trunks' },
	update: {
		description: 'Change settings of a trunk, or what it uses. What is not named keeps its value.',
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(current, values),
	},
	delete: {
		description:
			'Remove a trunk for good: its calls stop, and its numbers ring nowhere until they are assigned anew',
		one: {
			description:
				'The trunk to remove. Its SIP domain goes down and its numbers ring nowhere until they are assigned anew. Credentials, IP entries and URIs stay.',
		},
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk for one direction. Its origination URI, or credential or IP entry, must be there first.',
			fields: createFields,
			touches: ({ name }) => [`name ${name}`],
			run: createTrunk,
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of trunks',
			fields: listFields,
			run: (client, values) => list(client, requestBody(listFields, values) as Query),
		}),
	],
});
