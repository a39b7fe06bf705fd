import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { operation } from '../../contract/verbs';
import { nameContains, statusIs } from '../../fields/common';
import { passwordFrom } from '../../fields/password';
import { RequestFailure } from '../../http/errors';
import { filtered } from '../../http/lookup';
import { crudFor } from '../../operations/crud';
import { trunkRow } from '../../rows/trunk';
import { trunkId } from './fields';
import { telnyxApi } from './api';
import { listed, nameFilter } from './requests';
import { createBody, updateBody, type Create } from './trunkBody';
import { createFields, PASSWORD_RULE, updateFields } from './trunkFields';
import { listPath, placeOf, TRUNK_TYPES, TYPE_NAMES, typeOf, type TrunkType } from './trunkTypes';

/** Trunks: https://developers.telnyx.com/api/connections/list-connections */

export const trunksOfType = (client: ProviderClient, type: TrunkType, query = {}) =>
	listed(client, listPath(type), { sort: 'created_at', ...query });

/** All types one after another: the list of every connection says little of each. */
async function* list(client: ProviderClient) {
	for (const type of TRUNK_TYPES) yield* trunksOfType(client, type);
}

/** How an FQDN trunk gets a user name is not in the published API, so the answer must show it. */
async function send(client: ProviderClient, request: ProviderRequest): Promise<IDataObject> {
	const row = await client.send(request);
	const { user_name: sent } = request.body ?? {};
	if (sent === undefined || row.user_name === undefined || row.user_name === sent) return row;
	throw new RequestFailure('Telnyx has not stored the user name that was sent.', {
		cause: 'refused',
		effect: 'made',
		advice: 'Set it in the Telnyx portal: without it nobody can sign in on the trunk.',
	});
}

/** Creates a trunk. Names are not unique, so it is known by its name and the time of its creation. */
export async function createTrunk(client: ProviderClient, values: Create): Promise<IDataObject> {
	const { name: called, trunkType: type } = values;
	const password = type === 'credential' ? passwordFrom(client, values, PASSWORD_RULE) : undefined;
	return await send(client, {
		method: 'POST',
		path: listPath(type),
		body: createBody(values, password),
		recovery: {
			identity: [type, called],
			unique: false,
			find: () =>
				filtered(
					trunksOfType(client, type, nameFilter('connection_name', called)),
					(one) => one.connection_name === called,
				),
			createdAt: (one) => one.created_at,
			howToLook: `Look in the list of trunks for the name "${called}"`,
		},
	});
}

/** How callers sign in. */
function authentication(row: IDataObject): string[] {
	const { ip_authentication_method: method } = (row.outbound ?? {}) as IDataObject;
	const byPassword = typeOf(row) === 'credential' || method === 'credential-authentication';
	return [byPassword ? 'credentials' : 'ip'];
}

export const trunks = crudFor({ idOf: telnyxApi.idOf, idKey: 'id', method: 'PATCH', send })({
	value: 'trunk',
	one: trunkId,
	list,
	rowsToChoose: (client) =>
		filtered(
			listed(client, '/connections', { sort: 'created_at' }),
			(row) => typeOf(row) !== undefined,
		),
	at: async (client, { trunkId: id }, current) => await placeOf(client, id, current),
	simplify: (row) =>
		trunkRow({
			name: row.connection_name,
			status: typeof row.active === 'boolean' ? (row.active ? 'active' : 'inactive') : undefined,
			transport: row.transport_protocol,
			secure: row.encrypted_media === undefined ? null : row.encrypted_media === 'SRTP',
			authentication: authentication(row),
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => {
		const type = typeOf(row);
		return {
			name: String(row.connection_name || row.id),
			description: [
				...(type === undefined ? [] : [TYPE_NAMES[type]]),
				...(row.active === false ? ['disabled'] : []),
			].join(', '),
		};
	},
	get: { description: 'Retrieve one trunk (connection)' },
	getAll: {
		description: 'Retrieve the trunks: connections of the types Credential, FQDN and IP',
		filters: [nameContains, statusIs],
	},
	update: {
		description: 'Change settings of a trunk at once; what is not named keeps its value',
		fields: updateFields,
		replaces: true,
		body: (values, { client, current }) => updateBody(values, current, client),
	},
	delete: {
		description: 'Remove a trunk for good: its calls stop. Unassign its numbers first.',
		one: {
			description:
				'The trunk to remove. What becomes of its numbers and addresses is not documented, so unassign and delete them first.',
		},
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs an outbound voice profile, addresses and numbers.',
			fields: createFields,
			// Two with the same user name must not both take the one trunk that comes of it for theirs.
			touches: ({ name, username }) => [
				`name ${name}`,
				...(username === undefined ? [] : [`username ${username}`]),
			],
			run: createTrunk,
		}),
	],
});
