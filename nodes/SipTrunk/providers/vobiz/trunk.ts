import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { nameContains, statusIs } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { crudFor } from '../../operations/crud';
import { textOrNull } from '../../rows/reported';
import { trunkRow } from '../../rows/trunk';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { vobizApi } from './api';
import { trunkId } from './fields';
import { accountList, accountPath } from './requests';
import { createFields, updateFields } from './trunkFields';

/**
 * Trunks: https://www.vobiz.ai/docs/trunks/create-trunk
 *
 * Vobiz documents two families of names for the same settings (`trunk_type` and `trunk_direction`,
 * `max_concurrent_calls` and `concurrent_calls_limit`, `enabled` and `trunk_status`). Both are sent, with equal values.
 */

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>;

const trunkStatus = (enabled: boolean) => (enabled ? 'enabled' : 'disabled');

function refuseTranscriptionAlone(enableTranscription: unknown, recording: unknown): void {
	if (enableTranscription !== true || recording === true) return;
	throw new InputError(
		'Enable Transcription',
		"needs 'Recording' to be on, because only recorded calls are written down.",
	);
}

/**
 * The body of a create.
 *
 * @throws InputError for transcription without recording
 */
export function createBody(values: Create): IDataObject {
	const { enabled, enableTranscription, recording } = values.additionalFields;
	refuseTranscriptionAlone(enableTranscription, recording);
	const body = requestBody(createFields, values);
	return {
		...body,
		trunk_type: values.direction.toUpperCase(),
		max_concurrent_calls: body.concurrent_calls_limit,
		...(enabled === undefined ? {} : { trunk_status: trunkStatus(enabled) }),
	};
}

/** Vobiz's four words for whether a trunk carries calls. */
const IS_ACTIVE = new Map([
	['active', true],
	['enabled', true],
	['inactive', false],
	['disabled', false],
]);

/** Whether a trunk carries calls, from its status or the older `enabled`; undefined for any other word. */
export function isActive({ trunk_status: word, enabled }: IDataObject): boolean | undefined {
	if (typeof word === 'string') return IS_ACTIVE.get(word.toLowerCase());
	return typeof enabled === 'boolean' ? enabled : undefined;
}

/** In the words of the simplified trunk. */
function statusOf(row: IDataObject): 'active' | 'inactive' | undefined {
	const active = isActive(row);
	return active === undefined ? undefined : active ? 'active' : 'inactive';
}

const known = (entries: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(entries).filter(([, value]) => value !== undefined && value !== null),
	);

/**
 * The body of an update. Vobiz documents it both as a change and as a replacement, so name, limit and status are always
 * sent, from the trunk as it is now where the user did not set them. A status or limit that is not known is left out, so
 * that it stays what it is.
 *
 * @param current the trunk as it is now
 * @throws InputError for transcription without recording
 */
export function updateBody(current: IDataObject, values: Changes): IDataObject {
	const { enableTranscription, recording, enabled: wanted } = values.updateFields;
	refuseTranscriptionAlone(enableTranscription, recording ?? current.recording);
	const body = requestBody(updateFields, values);
	const limit = body.concurrent_calls_limit ?? current.concurrent_calls_limit;
	const enabled = wanted ?? isActive(current);
	return {
		...body,
		...known({
			name: body.name ?? current.name,
			max_concurrent_calls: limit,
			concurrent_calls_limit: limit,
		}),
		...(enabled === undefined ? {} : { enabled, trunk_status: trunkStatus(enabled) }),
	};
}

const listPath = (client: ProviderClient) => `${accountPath(client)}/trunks`;
const list = (client: ProviderClient) => accountList(client, listPath(client));

/** Vobiz reports "both" for either direction, and a status in one of four words. */
const mayDiffer = (key: string, told: unknown) =>
	key === 'trunk_status' ||
	(['trunk_direction', 'trunk_type'].includes(key) && String(told).toLowerCase() === 'both');

/** Creates a trunk. Names are not unique, so it is known by its name and the time of its creation. */
export const createTrunk = async (client: ProviderClient, values: Create) =>
	await client.send({
		method: 'POST',
		path: listPath(client),
		body: createBody(values),
		recovery: {
			identity: [values.name],
			unique: false,
			find: () => filtered(list(client), (row) => row.name === values.name),
			createdAt: (row) => row.created_at,
			mayDiffer,
			howToLook: `Look in the list of trunks for the name "${values.name}"`,
		},
	});

const directionOf = (row: IDataObject) => textOrNull(row.trunk_direction ?? row.trunk_type);
const domainOf = (row: IDataObject) => textOrNull(row.trunk_domain ?? row.sip_domain);

export const trunks = crudFor({ idOf: vobizApi.idOf, idKey: 'trunk_id', method: 'PUT' })({
	value: 'trunk',
	one: trunkId,
	list,
	at: (client, { trunkId: trunk }) => ({ path: listPath(client) + path`/${trunk}` }),
	simplify: (row) =>
		trunkRow({
			name: row.name,
			status: statusOf(row),
			direction: directionOf(row),
			sipDomain: domainOf(row),
			transport: row.transport,
			secure: row.secure,
			maxConcurrentCalls: row.concurrent_calls_limit,
			callsPerSecond: row.cps_limit,
			authentication: [
				...(row.ipacl_uuid ? ['ip'] : []),
				...(row.credential_uuid ? ['credentials'] : []),
			],
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.name || (row.trunk_id ?? row.id)),
		description: [
			directionOf(row)?.toLowerCase(),
			domainOf(row),
			isActive(row) === false && 'disabled',
		]
			.filter(Boolean)
			.join(', '),
	}),
	get: { description: 'Retrieve one trunk' },
	getAll: { description: 'Retrieve a list of trunks', filters: [nameContains, statusIs] },
	update: {
		description: 'Change settings of a trunk; what is not named keeps its value',
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(current, values),
	},
	delete: {
		description:
			'Remove a trunk for good: its calls stop. Its SIP credential, IP entry and URIs go too, even shared ones.',
		// Under the picker, because the dropdown has room for a part of it only.
		one: {
			description:
				'The trunk to remove. Its SIP domain goes down and its calls stop. What becomes of its numbers is not documented, so unassign them first.',
			hint: 'According to Vobiz, its SIP credential, IP access control entry and origination URIs are deleted too, even where other trunks use them. Unassign its numbers first.',
		},
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs a SIP credential or IP entry, or an origination URI and a number.',
			fields: createFields,
			touches: ({ name }) => [`name ${name}`],
			run: createTrunk,
		}),
	],
});
