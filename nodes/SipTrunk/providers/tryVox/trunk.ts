import type { IDataObject } from 'n8n-workflow';
import { type Check } from '../../validation/inputError';
import { listOf } from '../../validation/choices';
import { sipUri } from '../../validation/sip';
import {
	choices,
	collection,
	forUpdate,
	pickerField,
	nameContains,
	nameField,
	statusIs,
} from '../../fields/common';
import { filtered, readBack } from '../../http/lookup';
import { trunkRow } from '../../rows/trunk';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { plainList, trunkPath, trunksPath, unwrapped } from './api';
import { operation } from '../../contract/verbs';

/** Trunks: https://docs.tryvox.io/sip-trunking/create-trunk */

const anySipUri = sipUri({ schemes: ['sip', 'sips'] });

/** An empty text is an empty list, which an update may send. */
const originationUris: Check = (value, label) => listOf(anySipUri)(value, label) ?? [];

const requiredFields: Field[] = [
	nameField({
		placeholder: 'Berlin office',
		description: 'A label for the trunk in the TryVox dashboard',
		sentAs: 'name',
	}),
	{
		displayName: 'Authentication',
		name: 'authType',
		type: 'options',
		options: choices({
			credential: ['Credential', 'It signs in with the user name and password of a SIP credential'],
			ip: ['IP Address', 'Its calls come from the address in an IP access control entry'],
		}),
		default: 'ip',
		required: true,
		description:
			'How TryVox knows your telephone system. Add the SIP credential or the IP access control entry afterwards, otherwise calls are refused.',
		sentAs: 'auth_type',
		shownAs: 'authentication',
	},
];

const optionalFields: Field[] = [
	{
		displayName: 'Max Concurrent Calls',
		name: 'maxConcurrentCalls',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many calls the trunk carries at a time; 0 means unlimited (max_channels)',
		sentAs: 'max_channels',
	},
	{
		displayName: 'Origination URIs',
		name: 'originationUris',
		type: 'string',
		default: '',
		placeholder: 'e.g. sip:pbx1.example.com:5060, sip:pbx2.example.com:5060',
		description: 'SIP URIs for the routing of incoming calls, separated by commas, or a list',
		sentAs: 'origination_uris',
		check: originationUris,
	},
	{
		displayName: 'Termination URI',
		name: 'terminationUri',
		type: 'string',
		default: '',
		placeholder: 'e.g. sip:pbx.example.com:5060',
		description:
			"The SIP URI for the routing of outgoing calls; TryVox's own example is the address of a customer's telephone system",
		sentAs: 'termination_uri',
		check: anySipUri,
	},
];

const trunkId = pickerField('trunk', { placeholder: 'trunk_4x5y6z' });

const createFields: Field[] = [...requiredFields, collection('additionalFields', optionalFields)];

const updateFields: Field[] = [
	trunkId,
	collection(
		'updateFields',
		forUpdate([...requiredFields, ...optionalFields], ['originationUris']),
	),
];

export const createBody = (values: Values): IDataObject => requestBody(createFields, values);

/** What the user has set and nothing else, as in TryVox's example of an update. */
export const updateBody = (values: Values): IDataObject => requestBody(updateFields, values);

const list = (client: ProviderClient) => plainList(client, trunksPath(client));

const read = async (client: ProviderClient, id: unknown) =>
	unwrapped(await client.send({ method: 'GET', path: trunkPath(client, id) }));

/** Names need not be unique, so only a trunk made since then is taken for the one that was asked for. */
export function recovery(client: ProviderClient, { name, authType }: Values): Recovery {
	return {
		identity: [name],
		unique: false,
		find: () => filtered(list(client), (row) => row.name === name && row.auth_type === authType),
		createdAt: (row) => row.created_at,
		howToLook: `Look in the list of trunks for the name "${String(name)}"`,
	};
}

const AUTHENTICATION: Record<string, string[]> = { ip: ['ip'], credential: ['credentials'] };

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			provider: 'tryVox',
			id: row.id,
			name: row.name,
			status: row.status,
			sipDomain: row.sip_domain,
			maxConcurrentCalls: row.max_channels,
			authentication: AUTHENTICATION[String(row.auth_type)],
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: list,
		entry: (row) => ({
			value: String(row.id),
			name: String(row.name || row.id),
			description: String(row.sip_domain ?? ''),
		}),
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs a SIP credential or IP entry, for incoming ones also a number.',
			fields: createFields,
			run: async (client, values) =>
				unwrapped(
					await client.send({
						method: 'POST',
						path: trunksPath(client),
						body: createBody(values),
						recovery: recovery(client, values),
					}),
				),
		}),
		operation('trunk', 'delete', {
			description:
				'Remove a trunk at once and for good: its calls stop. What becomes of its numbers is not documented.',
			fields: [
				{
					...trunkId,
					description:
						'The trunk to remove. What becomes of its numbers, SIP credentials and IP access control entries is not documented, so move its numbers first.',
				},
				ignoreIfMissing,
			],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'tryVox',
					{ id: values.trunkId as string },
					{ path: trunkPath(client, values.trunkId) },
				),
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk',
			fields: [trunkId],
			run: async (client, values) => await read(client, values.trunkId),
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of trunks',
			fields: [collection('filters', [nameContains, statusIs])],
			run: list,
		}),
		operation('trunk', 'test', {
			description:
				'Let TryVox ping the telephone system (SIP OPTIONS) and check the routing, and return its diagnosis',
			fields: [trunkId],
			run: async (client, values) => ({
				provider: 'tryVox',
				id: values.trunkId as string,
				diagnosis: (await client.sendForAny({
					method: 'POST',
					path: `${trunkPath(client, values.trunkId)}/test`,
					readsOnly: true,
				})) as IDataObject,
			}),
		}),
		operation('trunk', 'update', {
			description: 'Change settings of a trunk; only what is named is sent to TryVox',
			fields: updateFields,
			run: async (client, values) => {
				const answer = await client.send({
					method: 'PUT',
					path: trunkPath(client, values.trunkId),
					body: updateBody(values),
				});
				const row = unwrapped(answer);
				// What an update answers is not documented; without the trunk in it the trunk is read.
				return row.id === undefined
					? await readBack(async () => await read(client, values.trunkId), {
							id: values.trunkId as string,
						})
					: row;
			},
		}),
	],
};
