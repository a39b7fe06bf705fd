import { text } from '../../validation/text';
import { sipUri } from '../../validation/sip';
import { collection, forUpdate, nameContains, nameField, pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { originationUriRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { postToTrunks, sid, trunkId, trunkingList, update } from './api';
import { operation } from '../../contract/verbs';

/** Origination URLs: https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */

const name: Field = nameField({
	placeholder: 'Main PBX',
	description: 'What this address is called in the Twilio Console, up to 64 characters',
	sentAs: 'FriendlyName',
	check: text({ max: 64 }),
});

const sipUriField: Field = {
	displayName: 'SIP URI',
	name: 'sipUri',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. sip:pbx.example.com:5060',
	description:
		'Where incoming calls are sent; it starts with sip: (sips: is not supported). Parameters such as ;transport=tls or ;edge=frankfurt are kept.',
	sentAs: 'SipUrl',
	check: sipUri(),
};

const settings: Field[] = [
	{
		displayName: 'Enabled',
		name: 'enabled',
		type: 'boolean',
		default: true,
		description: 'Whether calls are sent to this address',
		sentAs: 'Enabled',
	},
	{
		displayName: 'Priority',
		name: 'priority',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 65535 },
		default: 10,
		description: 'The address with the lowest number is tried first, 0 to 65535',
		sentAs: 'Priority',
	},
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65535 },
		default: 10,
		description: 'Share of the calls among addresses of the same priority, 1 to 65535',
		sentAs: 'Weight',
	},
];

const originationUriId = pickerField('originationUri', {
	check: sid('OU'),
	placeholder: 'OU0123456789abcdef0123456789abcdef',
});

const createFields = [trunkId, name, sipUriField, collection('additionalFields', settings)];
const updateFields = [
	trunkId,
	originationUriId,
	collection('updateFields', forUpdate([name, sipUriField, ...settings])),
];

/** All five are required by Twilio, so what is not set is sent with the values that its own text names. */
const DEFAULTS = { Priority: 10, Weight: 10, Enabled: true };

const listPath = (values: Values) => path`/v1/Trunks/${values.trunkId as string}/OriginationUrls`;
const itemPath = (values: Values) => listPath(values) + path`/${values.originationUriId as string}`;
const list = (client: ProviderClient, values: Values) =>
	trunkingList(client, listPath(values), 'origination_urls');

export const originationUri: Resource = {
	value: 'originationUri',
	simplify: (row) =>
		originationUriRow({
			provider: 'twilio',
			id: row.sid,
			name: row.friendly_name,
			sipUri: row.sip_url,
			priority: row.priority,
			weight: row.weight,
			enabled: row.enabled,
			trunkId: row.trunk_sid,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	picker: {
		below: 'trunk',
		rows: list,
		entry: (row) => ({
			value: String(row.sid),
			name: String(row.friendly_name || row.sip_url),
			description: String(row.sip_url),
		}),
	},
	operations: [
		operation('originationUri', 'create', {
			description:
				'Add an address to which the calls of a trunk are sent at once. Twilio calls it origination URL.',
			fields: createFields,
			run: async (client, values) =>
				await postToTrunks(client, {
					path: listPath(values),
					body: { ...DEFAULTS, ...requestBody(createFields, values) },
					recovery: {
						identity: [values.sipUri, values.name],
						unique: false,
						find: () =>
							filtered(
								list(client, values),
								(row) => row.sip_url === values.sipUri && row.friendly_name === values.name,
							),
						createdAt: (row) => row.date_created,
						howToLook: `Look in the trunk's origination URIs for "${String(values.sipUri)}"`,
					},
				}),
		}),
		operation('originationUri', 'delete', {
			description:
				'Remove an address from a trunk at once. With the last one gone, incoming calls fail.',
			fields: [trunkId, originationUriId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'twilio',
					{ id: values.originationUriId as string, trunkId: values.trunkId as string },
					{ path: itemPath(values) },
				),
		}),
		operation('originationUri', 'get', {
			description: 'Retrieve one address of a trunk',
			fields: [trunkId, originationUriId],
			run: async (client, values) => await client.send({ method: 'GET', path: itemPath(values) }),
		}),
		operation('originationUri', 'getAll', {
			description: 'Retrieve the addresses to which the calls of a trunk are sent',
			fields: [trunkId, collection('filters', [nameContains])],
			run: list,
		}),
		operation('originationUri', 'update', {
			description: 'Change an address of a trunk; what is not named keeps its value',
			fields: updateFields,
			run: async (client, values) =>
				await update(client, { path: itemPath(values) }, requestBody(updateFields, values), {
					sid: values.originationUriId as string,
				}),
		}),
	],
};
