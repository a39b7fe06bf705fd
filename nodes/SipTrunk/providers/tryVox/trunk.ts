import { type Check } from '../../validation/inputError';
import { listOf } from '../../validation/choices';
import { sameSipUri, sipUri } from '../../validation/sip';
import { collection, forUpdate, nameContains, statusIs } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { filtered } from '../../http/lookup';
import { crudFor } from '../../operations/crud';
import { mayBe } from '../../rows/reported';
import { trunkRow } from '../../rows/trunk';
import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { plainList, trunkPath, trunksPath, tryVoxApi } from './api';
import { choiceField, numberField, textField, trunkId } from './fields';

/** Trunks: https://docs.tryvox.io/sip-trunking/create-trunk */

export const anySipUri = sipUri({ schemes: ['sip', 'sips'] });

/** An empty text is an empty list, which an update may send. */
const originationUris: Check<string[]> = (value, label) =>
	listOf(anySipUri, { sameAs: sameSipUri })(value, label) ?? [];

const name = textField('Name', {
	required: true,
	placeholder: 'Berlin office',
	description: 'A label for the trunk in the TryVox dashboard',
});

const authentication = choiceField('Authentication', {
	name: 'authType',
	choices: {
		credential: ['Credential', 'It signs in with the user name and password of a SIP credential'],
		ip: ['IP Address', 'Its calls come from the address in an IP access control entry'],
	},
	default: 'ip',
	required: true,
	description:
		'How TryVox knows your telephone system. Add the SIP credential or the IP access control entry afterwards, otherwise calls are refused.',
	shownAs: 'authentication',
});

const settings = [
	numberField('Max Concurrent Calls', {
		min: 0,
		default: 0,
		description: 'How many calls the trunk carries at a time; 0 means unlimited (max_channels)',
		sentAs: 'max_channels',
	}),
	textField('Origination URIs', {
		placeholder: 'sip:pbx1.example.com:5060, sip:pbx2.example.com:5060',
		description: 'SIP URIs for the routing of incoming calls, separated by commas, or a list',
		check: originationUris,
	}),
	textField('Termination URI', {
		placeholder: 'sip:pbx.example.com:5060',
		description:
			"The SIP URI for the routing of outgoing calls; TryVox's own example is the address of a customer's telephone system",
		check: anySipUri,
	}),
];

export const createFields = [
	name,
	authentication,
	collection('additionalFields', settings),
] as const;

/** What the user has set and nothing else is sent, as in TryVox's example of an update. */
export const updateFields = [
	collection('updateFields', forUpdate([name, authentication, ...settings], ['originationUris'])),
] as const;

const list = (client: ProviderClient) => plainList(client, trunksPath(client));

/** Creates a trunk. Names are not unique, so it is known by its name and the time of its creation. */
export async function createTrunk(client: ProviderClient, values: ValuesOf<typeof createFields>) {
	const { name: called, authType } = values;
	return await client.send({
		method: 'POST',
		path: trunksPath(client),
		body: requestBody(createFields, values),
		recovery: {
			identity: [called],
			unique: false,
			find: () =>
				filtered(
					list(client),
					(row) =>
						row.name === called && mayBe(row.auth_type, authType, Object.keys(AUTHENTICATION)),
				),
			createdAt: (row) => row.created_at,
			howToLook: `Look in the list of trunks for the name "${called}"`,
		},
	});
}

/** TryVox's own test of a trunk, a SIP OPTIONS ping and a check of the routing: the answer is `diagnosis`. */
export const test = async (client: ProviderClient, { trunkId: trunk }: { trunkId: string }) => ({
	id: trunk,
	diagnosis: (await client.sendForAny({
		method: 'POST',
		path: `${trunkPath(client, trunk)}/test`,
		readsOnly: true,
		answersEmpty: true,
	})) as IDataObject,
});

const AUTHENTICATION: Record<string, string[]> = { ip: ['ip'], credential: ['credentials'] };

export const trunks = crudFor({ idOf: tryVoxApi.idOf, idKey: 'id', method: 'PUT' })({
	value: 'trunk',
	one: trunkId,
	list,
	at: (client, { trunkId: trunk }) => ({ path: trunkPath(client, trunk) }),
	simplify: (row) =>
		trunkRow({
			name: row.name,
			status: row.status,
			sipDomain: row.sip_domain,
			maxConcurrentCalls: row.max_channels,
			authentication: AUTHENTICATION[String(row.auth_type)],
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.name || row.id),
		description: String(row.sip_domain ?? ''),
	}),
	get: { description: 'Retrieve one trunk' },
	getAll: { description: 'Retrieve a list of trunks', filters: [nameContains, statusIs] },
	update: {
		description: 'Change settings of a trunk; only what is named is sent to TryVox',
		fields: updateFields,
	},
	delete: {
		description:
			'Remove a trunk at once and for good: its calls stop. What becomes of its numbers is not documented.',
		one: {
			description:
				'The trunk to remove. What becomes of its numbers, SIP credentials and IP access control entries is not documented, so move its numbers first.',
		},
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs a SIP credential or IP entry, for incoming ones also a number.',
			fields: createFields,
			run: createTrunk,
		}),
		operation('trunk', 'test', {
			description:
				'Let TryVox ping the telephone system (SIP OPTIONS) and check the routing, and return its diagnosis',
			fields: [trunkId],
			run: test,
		}),
	],
});
