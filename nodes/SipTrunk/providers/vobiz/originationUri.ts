import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { sipUri } from '../../validation/sip';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered } from '../../http/lookup';
import { originationUriRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { numberField, textField } from './fields';
import { crud, idOf, nameToSend, placeOf } from './requests';

/** Origination URIs of the account: https://docs.vobiz.ai/trunks/origination-uri/create-origination-uri */

const name = textField('Name', {
	required: true,
	placeholder: 'Primary SBC',
	description: 'What this address is called; Vobiz shows it as the description',
	check: text(),
});

const uri = textField('SIP URI', {
	required: true,
	placeholder: 'sip:sbc1.example.com:5060',
	description:
		'The public address of a telephone system. It starts with sip: and may name a user and a port (5060 if left out). It cannot be changed later.',
	check: sipUri({ publicHost: true }),
});

const priority = numberField('Priority', {
	required: true,
	min: 1,
	default: 1,
	description:
		'The address with the lowest number is tried first: 1 for the primary one, 2 or more for those that step in',
});

const createFields = [name, uri, priority] as const;
const updateFields = [collection('updateFields', forUpdate([name, priority]))] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>['updateFields'];

const { list, createPath, itemPath, find } = placeOf('originationUri', 'origination-uris');

/** Creates a URI. Vobiz takes the same one twice, so it is known by its values and the time of its creation. */
export async function createOriginationUri(client: ProviderClient, values: Create) {
	const { name: called, sipUri: address, priority: rank } = values;
	return await client.send({
		method: 'POST',
		path: createPath(client),
		body: requestBody(createFields, values),
		recovery: {
			idOf,
			identity: [address, called, rank],
			unique: false,
			find: () =>
				filtered(
					list(client),
					(row) => row.uri === address && row.description === called && row.priority === rank,
				),
			createdAt: (row) => row.created_at,
			howToLook: `Look in the list of origination URIs for "${address}"`,
		},
	});
}

/** The body of a change: name and priority, because Vobiz replaces both. */
export const updateBody = (current: IDataObject, changes: Changes): IDataObject => ({
	name: nameToSend(changes, current),
	priority: changes.priority ?? current.priority,
});

export const originationUris = crud({
	value: 'originationUri',
	one: pickerField('originationUri', { placeholder: 'cccc3333-4444-5555-6666-777788889999' }),
	list,
	at: (client, { originationUriId: id }) => ({ path: itemPath(client, id) }),
	find: async (client, { originationUriId: id }) => await find(client, id),
	simplify: (row) =>
		originationUriRow({
			name: row.description,
			sipUri: row.uri,
			priority: row.priority,
			weight: row.weight,
			enabled: row.enabled,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: ({ description, uri: address, priority: rank, enabled }) => ({
		name: String(description || address),
		description: `${String(address)}, priority ${String(rank)}${enabled === false ? ', disabled' : ''}`,
	}),
	get: { description: 'Retrieve one address of the account' },
	getAll: { description: 'Retrieve the addresses of telephone systems in the account' },
	update: {
		description: 'Change the name or the priority of an address, on every trunk that uses it',
		one: {
			description:
				'The address to change. For another SIP URI create a new one; weight and state are changed in the Vobiz Console.',
		},
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(current, values.updateFields),
	},
	delete: {
		description:
			'Remove an address for good from every trunk that uses it. A trunk without another cannot be routed.',
	},
	operations: [
		operation('originationUri', 'create', {
			description:
				'Create an address of a telephone system. It has no effect until a trunk names it as an Origination URI.',
			fields: createFields,
			run: createOriginationUri,
		}),
	],
});
