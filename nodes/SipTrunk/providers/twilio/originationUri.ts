import { text } from '../../validation/text';
import { sipUri } from '../../validation/sip';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { originationUriRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { bySid, numberField, switchField, textField, trunkId } from './fields';
import { crud, sendForRow, trunkingList } from './requests';

/** Origination URLs: https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */

const name = textField('Name', {
	required: true,
	placeholder: 'Main PBX',
	description: 'What this address is called in the Twilio Console, up to 64 characters',
	sentAs: 'FriendlyName',
	check: text({ max: 64 }),
});

const uri = textField('SIP URI', {
	required: true,
	placeholder: 'sip:pbx.example.com:5060',
	description:
		'Where incoming calls are sent; it starts with sip: (sips: is not supported). Parameters such as ;transport=tls or ;edge=frankfurt are kept.',
	sentAs: 'SipUrl',
	check: sipUri({ slashes: true }),
});

const settings = [
	switchField('Enabled', {
		default: true,
		description: 'Whether calls are sent to this address',
	}),
	numberField('Priority', {
		min: 0,
		max: 65535,
		default: 10,
		description: 'The address with the lowest number is tried first, 0 to 65535',
	}),
	numberField('Weight', {
		// Twilio's specification says 1, its own tests and accounts have 0.
		min: 0,
		max: 65535,
		default: 10,
		description: 'Share of the calls among addresses of the same priority, 0 to 65535',
	}),
];

const createFields = [trunkId, name, uri, collection('additionalFields', settings)] as const;

/** All five are required by Twilio, so what is not set is sent with the values that its own text names. */
const DEFAULTS = { Priority: 10, Weight: 10, Enabled: true };

const listPath = (trunk: string) => path`/v1/Trunks/${trunk}/OriginationUrls`;
const list = (client: ProviderClient, values: { trunkId: string }) =>
	trunkingList(client, listPath(values.trunkId), 'origination_urls');

export async function createOriginationUri(
	client: ProviderClient,
	values: ValuesOf<typeof createFields>,
) {
	const { trunkId: trunk, name: called, sipUri: address } = values;
	return await sendForRow(client, {
		method: 'POST',
		path: listPath(trunk),
		body: { ...DEFAULTS, ...requestBody(createFields, values) },
		recovery: {
			identity: [address, called],
			unique: false,
			find: () =>
				filtered(
					list(client, values),
					(row) => row.sip_url === address && row.friendly_name === called,
				),
			createdAt: (row) => row.date_created,
			howToLook: `Look in the trunk's origination URIs for "${address}"`,
		},
	});
}

export const originationUris = crud({
	value: 'originationUri',
	above: [trunkId],
	one: pickerField('originationUri', bySid('OU')),
	list,
	at: (_, { trunkId: trunk, originationUriId }) => ({
		path: listPath(trunk) + path`/${originationUriId}`,
	}),
	simplify: (row) =>
		originationUriRow({
			name: row.friendly_name,
			sipUri: row.sip_url,
			priority: row.priority,
			weight: row.weight,
			enabled: row.enabled,
			trunkId: row.trunk_sid,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	entry: (row) => ({
		name: String(row.friendly_name || row.sip_url),
		description: String(row.sip_url),
	}),
	get: { description: 'Retrieve one address of a trunk' },
	getAll: { description: 'Retrieve the addresses to which the calls of a trunk are sent' },
	update: {
		description: 'Change an address of a trunk; what is not named keeps its value',
		fields: [collection('updateFields', forUpdate([name, uri, ...settings]))],
	},
	delete: {
		description:
			'Remove an address from a trunk at once. With the last one gone, incoming calls fail.',
	},
	operations: [
		operation('originationUri', 'create', {
			description:
				'Add an address to which the calls of a trunk are sent at once. Twilio calls it origination URL.',
			fields: createFields,
			run: createOriginationUri,
		}),
	],
});
