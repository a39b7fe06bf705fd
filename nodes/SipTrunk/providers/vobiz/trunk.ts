import type { IDataObject } from 'n8n-workflow';
import { InputError, type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { listOf } from '../../validation/choices';
import { webUrl } from '../../validation/network';
import {
	choices,
	collection,
	forUpdate,
	pickerField,
	nameContains,
	nameField,
	statusIs,
} from '../../fields/common';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { textOrNull } from '../../rows/reported';
import { trunkRow } from '../../rows/trunk';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { accountList, accountPath, identified, replace } from './api';
import { operation } from '../../contract/verbs';

/**
 * Trunks: https://www.vobiz.ai/docs/trunks/create-trunk
 *
 * Vobiz documents two families of names for the same settings (`trunk_type` and `trunk_direction`,
 * `max_concurrent_calls` and `concurrent_calls_limit`, `enabled` and `trunk_status`). Both are sent, with equal values.
 */

/** Entries as one text with commas; a list is accepted too. */
const commaSeparated: Check = (value, label) => {
	const entries = (listOf(text())(value, label) ?? []) as string[];
	return entries.length === 0 ? undefined : entries.join(',');
};

const name: Field = nameField({
	placeholder: 'Mumbai office',
	description:
		"The trunk's name in the Vobiz Console. Some of Vobiz's documents allow 255 characters, others only 100.",
	sentAs: 'name',
	check: text({ max: 255 }),
});

const directionField: Field = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: choices({
		inbound: [
			'Inbound',
			'Calls from the telephone network to you, which need a Primary Origination URI and a number',
		],
		outbound: [
			'Outbound',
			'Calls from you to the telephone network, which need a SIP Credential or IP Access Control Entry',
		],
	}),
	default: 'outbound',
	required: true,
	description: 'Which calls the trunk is for. Vobiz may report "both" all the same.',
	sentAs: 'trunk_direction',
};

const maxConcurrentCallsField: Field = {
	displayName: 'Max Concurrent Calls',
	name: 'maxConcurrentCalls',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: 10,
	required: true,
	description:
		'How many calls the trunk is meant for at a time, from 0 to 1000. Vobiz only stores it: what it enforces is the limit of the account.',
	sentAs: 'concurrent_calls_limit',
};

const optionalFields: Field[] = [
	{
		displayName: 'Calls per Second',
		name: 'callsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 2,
		description:
			'How many calls may start each second, from 0 to 100. Vobiz only stores it: what it enforces is the limit of the account.',
		sentAs: 'cps_limit',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'A note about the trunk, up to 500 characters',
		sentAs: 'description',
		check: text({ max: 500 }),
	},
	{
		displayName: 'Domain Name',
		name: 'domainName',
		type: 'string',
		default: '',
		description:
			'The SIP domain of the trunk, up to 255 characters (trunk domain). Vobiz makes one if it is left out.',
		sentAs: 'trunk_domain',
		shownAs: 'sipDomain',
		check: text({ max: 255 }),
	},
	{
		displayName: 'Enable Transcription',
		name: 'enableTranscription',
		type: 'boolean',
		default: false,
		description: 'Whether to write down what is said in recorded calls; it needs Recording',
		sentAs: 'enable_transcription',
	},
	{
		displayName: 'Enabled',
		name: 'enabled',
		type: 'boolean',
		default: true,
		description:
			'Whether the trunk carries calls. A disabled trunk rejects traffic and keeps its configuration.',
		shownAs: 'status',
	},
	pickerField('originationUri', {
		name: 'fallbackOriginationUriId',
		displayName: 'Fallback Origination URI',
		description: 'The address to use if the primary one cannot be reached',
		sentAs: 'fallback_uri_uuid',
		required: false,
	}),
	{
		displayName: 'Inbound Destination',
		name: 'inboundDestination',
		type: 'string',
		default: '',
		placeholder: 'e.g. sip:office@pbx.example.com',
		description:
			'Where incoming calls go: a SIP host, a SIP URI or the ID of an origination URI, up to 255 characters',
		sentAs: 'inbound_destination',
		check: text({ max: 255 }),
	},
	pickerField('ipAccessControlEntry', {
		description:
			'The address or block from which the trunk accepts calls (IP ACL). It takes the place of the "ip_whitelist" of older workflows, which Vobiz is giving up.',
		sentAs: 'ipacl_uuid',
		required: false,
	}),
	{
		displayName: 'PII Entity Types',
		name: 'piiEntityTypes',
		type: 'string',
		default: '',
		description:
			'Which kinds of personal data to remove, separated by commas; Vobiz does not document which there are',
		sentAs: 'pii_entity_types',
		check: commaSeparated,
	},
	{
		displayName: 'PII Redaction',
		name: 'piiRedaction',
		type: 'boolean',
		default: false,
		description: 'Whether to remove personal data from what is written down of calls',
		sentAs: 'pii_redaction',
	},
	pickerField('originationUri', {
		name: 'primaryOriginationUriId',
		displayName: 'Primary Origination URI',
		description: 'The address that is tried first',
		sentAs: 'primary_uri_uuid',
		required: false,
	}),
	{
		displayName: 'Recording',
		name: 'recording',
		type: 'boolean',
		default: false,
		description: 'Whether to record the calls of the trunk',
		sentAs: 'recording',
	},
	{
		displayName: 'Recording Webhook Enabled',
		name: 'recordingWebhookEnabled',
		type: 'boolean',
		default: false,
		description: 'Whether to tell the webhook URL when a recording is complete',
		sentAs: 'recording_webhook_enabled',
	},
	{
		displayName: 'Secure',
		name: 'secure',
		type: 'boolean',
		default: false,
		description: 'Whether calls are encrypted: TLS for signalling and SRTP for media',
		sentAs: 'secure',
	},
	pickerField('sipCredential', {
		description:
			'The user name and password with which a telephone system signs in to the trunk. It takes the place of the "username" and "password" of older workflows, which Vobiz is giving up.',
		sentAs: 'credential_uuid',
		required: false,
	}),
	{
		displayName: 'Transport',
		name: 'transport',
		type: 'options',
		options: choices({
			tcp: ['TCP', 'Not encrypted, over a connection that also takes long messages'],
			tls: ['TLS', 'Encrypted, over a connection'],
			udp: ['UDP', 'Not encrypted, in single packets: the usual choice'],
		}),
		default: 'udp',
		description: 'How SIP messages travel',
		sentAs: 'transport',
	},
	{
		displayName: 'Webhook Method',
		name: 'webhookMethod',
		type: 'options',
		options: choices({ GET: 'GET', POST: 'POST' }),
		default: 'POST',
		description: 'The HTTP method with which Vobiz calls the webhook URL',
		sentAs: 'webhook_method',
	},
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/hooks/trunk',
		description:
			'A public address that Vobiz calls when a call of the trunk begins and ends, up to 500 characters; private addresses are refused',
		sentAs: 'webhook_url',
		check: webUrl({ max: 500 }),
	},
];

const createFields: Field[] = [
	name,
	directionField,
	maxConcurrentCallsField,
	collection('additionalFields', optionalFields),
];

export const trunkId = pickerField('trunk', {
	placeholder: '11112222-3333-4444-5555-666677778888',
});

/** Says under the picker what goes with the trunk, because the dropdown has room for a part of it only. */
const trunkToDelete: Field = {
	...trunkId,
	description:
		'The trunk to remove. Its SIP domain goes down and its calls stop. What becomes of its numbers is not documented, so unassign them first.',
	hint: 'According to Vobiz, its SIP credential, IP access control entry and origination URIs are deleted too, even where other trunks use them. Unassign its numbers first.',
};

/** An empty description is a value like any other; how to clear anything else is not documented. */
const CLEARABLE = ['description'];

const updateFields: Field[] = [
	trunkId,
	collection(
		'updateFields',
		forUpdate([name, directionField, maxConcurrentCallsField, ...optionalFields], CLEARABLE),
	),
];

const trunkStatus = (enabled: boolean) => (enabled ? 'enabled' : 'disabled');

function refuseTranscriptionAlone(enableTranscription: unknown, recording: unknown): void {
	if (enableTranscription !== true || recording === true) return;
	throw new InputError(
		'Enable Transcription',
		"needs 'Recording' to be on, because only recorded calls are written down.",
	);
}

/** The request of a create, from checked values. Throws InputError for transcription without recording. */
export function createBody(values: Values): IDataObject {
	const { enabled, enableTranscription, recording } = (values.additionalFields ?? {}) as Values;
	refuseTranscriptionAlone(enableTranscription, recording);
	const body = requestBody(createFields, values);
	return {
		...body,
		trunk_type: String(body.trunk_direction).toUpperCase(),
		max_concurrent_calls: body.concurrent_calls_limit,
		...(enabled === undefined ? {} : { trunk_status: trunkStatus(enabled === true) }),
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
function isActive({ trunk_status: word, enabled }: IDataObject): boolean | undefined {
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
 * The request of an update. Vobiz documents it both as a change and as a replacement, so name, limit and status are
 * always sent, from the trunk as it is where the user did not set them. A status or limit that is not known is left
 * out, so that it stays what it is. Throws InputError for transcription without recording.
 *
 * @param current the trunk as it is
 */
export function updateBody(current: IDataObject, values: Values): IDataObject {
	const changes = (values.updateFields ?? {}) as Values;
	refuseTranscriptionAlone(changes.enableTranscription, changes.recording ?? current.recording);
	const body = requestBody(updateFields, values);
	const limit = body.concurrent_calls_limit ?? current.concurrent_calls_limit;
	const enabled = changes.enabled ?? isActive(current);
	return {
		...body,
		...known({
			name: body.name ?? current.name,
			max_concurrent_calls: limit,
			concurrent_calls_limit: limit,
		}),
		...(enabled === undefined ? {} : { enabled, trunk_status: trunkStatus(enabled === true) }),
	};
}

const listPath = (client: ProviderClient) => `${accountPath(client)}/trunks`;
const itemPath = (client: ProviderClient, values: Values) =>
	listPath(client) + path`/${values.trunkId as string}`;
const list = (client: ProviderClient) => accountList(client, listPath(client));

/** One trunk as it is. Throws RequestFailure if there is none with the ID. */
export const readTrunk = async (client: ProviderClient, values: Values) =>
	identified(await client.send({ method: 'GET', path: itemPath(client, values) }));

/** Names of trunks need not be unique, so a trunk is known by its name and the time of its creation. */
const recovery = (client: ProviderClient, { name }: Values): Recovery => ({
	identity: [name],
	unique: false,
	find: () => filtered(list(client), (row) => row.name === name),
	createdAt: (row) => row.created_at,
	howToLook: `Look in the list of trunks for the name "${String(name)}"`,
});

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			provider: 'vobiz',
			id: row.trunk_id ?? row.id,
			name: row.name,
			status: statusOf(row),
			direction: row.trunk_direction ?? row.trunk_type,
			sipDomain: row.trunk_domain ?? row.sip_domain,
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
	picker: {
		rows: list,
		entry: (row) => {
			const id = String(row.trunk_id ?? row.id);
			const direction = textOrNull(row.trunk_direction ?? row.trunk_type)?.toLowerCase();
			const domain = textOrNull(row.trunk_domain ?? row.sip_domain);
			return {
				value: id,
				name: String(row.name || id),
				description: [direction, domain, isActive(row) === false && 'disabled']
					.filter(Boolean)
					.join(', '),
			};
		},
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs a SIP credential or IP entry, or an origination URI and a number.',
			fields: createFields,
			touches: ({ name }) => [`name ${String(name)}`],
			run: async (client, values) =>
				await client.send({
					method: 'POST',
					path: listPath(client),
					body: createBody(values),
					recovery: recovery(client, values),
				}),
		}),
		operation('trunk', 'delete', {
			description:
				'Remove a trunk for good: its calls stop. Its SIP credential, IP entry and URIs go too, even shared ones.',
			fields: [trunkToDelete, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'vobiz',
					{ id: values.trunkId as string },
					{ path: itemPath(client, values) },
				),
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk',
			fields: [trunkId],
			run: readTrunk,
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of trunks',
			fields: [collection('filters', [nameContains, statusIs])],
			run: list,
		}),
		operation('trunk', 'update', {
			description: 'Change settings of a trunk; what is not named keeps its value',
			fields: updateFields,
			run: async (client, values) => {
				const body = updateBody(await readTrunk(client, values), values);
				return await replace(
					client,
					itemPath(client, values),
					body,
					async () => await readTrunk(client, values),
					{ trunk_id: values.trunkId as string },
				);
			},
		}),
	],
};
