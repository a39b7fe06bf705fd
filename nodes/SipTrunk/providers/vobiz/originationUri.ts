import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { sipUri } from '../../validation/sip';
import { collection, forUpdate, nameContains, nameField, pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { originationUriRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { accountList, accountPath, nameToSend, replace } from './api';
import { operation } from '../../contract/verbs';

/** Origination URIs of the account: https://docs.vobiz.ai/trunks/origination-uri/create-origination-uri */

const originationUriId = pickerField('originationUri', {
	placeholder: 'cccc3333-4444-5555-6666-777788889999',
});

const name: Field = nameField({
	placeholder: 'Primary SBC',
	description: 'What this address is called; Vobiz shows it as the description',
	sentAs: 'name',
	check: text(),
});

const sipUriField: Field = {
	displayName: 'SIP URI',
	name: 'sipUri',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. sip:sbc1.example.com:5060',
	description:
		'The public address of a telephone system. It starts with sip: and may name a user and a port (5060 if left out). It cannot be changed later.',
	sentAs: 'sip_uri',
	check: sipUri(),
};

const priorityField: Field = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	default: 1,
	required: true,
	description:
		'The address with the lowest number is tried first: 1 for the primary one, 2 or more for those that step in',
	sentAs: 'priority',
};

const createFields: Field[] = [name, sipUriField, priorityField];
const updateFields: Field[] = [
	{
		...originationUriId,
		description:
			'The address to change. For another SIP URI create a new one; weight and state are changed in the Vobiz Console.',
	},
	collection('updateFields', forUpdate([name, priorityField])),
];

/** The request of a create, from checked values. */
export const createBody = (values: Values): IDataObject => requestBody(createFields, values);

/**
 * The request of an update: always both, because Vobiz replaces them.
 *
 * @param current the origination URI as it is
 */
export const updateBody = (current: IDataObject, changes: Values): IDataObject => ({
	name: nameToSend(changes, current),
	priority: (changes.priority ?? current.priority) as number,
});

/** Listed below the trunks, but not made, changed or deleted there. */
const list = (client: ProviderClient) =>
	accountList(client, `${accountPath(client)}/trunks/origination-uris`);
const createPath = (client: ProviderClient) => `${accountPath(client)}/origination-uris`;
const itemPath = (client: ProviderClient, { originationUriId: id }: Values) =>
	createPath(client) + path`/${id as string}`;

/** There is no route for one of them. */
const read = async (client: ProviderClient, { originationUriId: id }: Values) =>
	await firstOf(
		list(client),
		(row) => row.id === id,
		`The Vobiz account has no origination URI with the ID ${String(id)}.`,
	);

/** The same address may be entered twice, so it is known by what it holds and the time of its creation. */
const recovery = (client: ProviderClient, { name, sipUri: uri, priority }: Values): Recovery => ({
	identity: [uri, name, priority],
	unique: false,
	find: () =>
		filtered(
			list(client),
			(row) => row.uri === uri && row.description === name && row.priority === priority,
		),
	createdAt: (row) => row.created_at,
	howToLook: `Look in the list of origination URIs for "${String(uri)}"`,
});

const describe = ({ uri, priority, enabled }: IDataObject) =>
	`${String(uri)}, priority ${String(priority)}${enabled === false ? ', disabled' : ''}`;

export const originationUri: Resource = {
	value: 'originationUri',
	simplify: (row) =>
		originationUriRow({
			provider: 'vobiz',
			id: row.id,
			name: row.description,
			sipUri: row.uri,
			priority: row.priority,
			weight: row.weight,
			enabled: row.enabled,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: list,
		entry: (row) => ({
			value: String(row.id),
			name: String(row.description || row.uri),
			description: describe(row),
		}),
	},
	operations: [
		operation('originationUri', 'create', {
			description:
				'Create an address of a telephone system. It has no effect until a trunk names it as an Origination URI.',
			fields: createFields,
			run: async (client, values) =>
				await client.send({
					method: 'POST',
					path: createPath(client),
					body: createBody(values),
					recovery: recovery(client, values),
				}),
		}),
		operation('originationUri', 'delete', {
			description:
				'Remove an address for good from every trunk that uses it. A trunk without another cannot be routed.',
			fields: [originationUriId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'vobiz',
					{ id: values.originationUriId as string },
					{ path: itemPath(client, values) },
				),
		}),
		operation('originationUri', 'get', {
			description: 'Retrieve one address of the account',
			fields: [originationUriId],
			run: read,
		}),
		operation('originationUri', 'getAll', {
			description: 'Retrieve the addresses of telephone systems in the account',
			fields: [collection('filters', [nameContains])],
			run: list,
		}),
		operation('originationUri', 'update', {
			description: 'Change the name or the priority of an address, on every trunk that uses it',
			fields: updateFields,
			run: async (client, values) => {
				const body = updateBody(await read(client, values), values.updateFields as Values);
				return await replace(
					client,
					itemPath(client, values),
					body,
					async () => await read(client, values),
					{ id: values.originationUriId as string },
				);
			},
		}),
	],
};
