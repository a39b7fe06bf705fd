import type { IDataObject } from 'n8n-workflow';
import { type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { listOf } from '../../validation/choices';
import { integer } from '../../validation/numbers';
import { e164 } from '../../validation/phoneNumber';
import { webUrl } from '../../validation/network';
import { sipHost } from '../../validation/sip';
import {
	choices,
	collection,
	pickerField,
	nameContains,
	nameField,
	statusIs,
} from '../../fields/common';
import { path } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { trunkRow } from '../../rows/trunk';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { trunkList } from './api';
import { operation } from '../../contract/verbs';

/** Trunks: https://api-livekit-vyom.indusnettechnologies.com/documentation/api/sip/create */

const onlyFor = (trunkType: 'twilio' | 'exotel', fields: Field[]) =>
	fields.map((field): Field => ({ ...field, showWhen: { trunkType: [trunkType] } }));

const trunkFields: Field[] = [
	nameField({
		placeholder: 'Berlin office',
		description: "The trunk's name at Vyom, up to 100 characters; several trunks may have the same",
		sentAs: 'trunk_name',
		check: text({ max: 100 }),
	}),
	{
		displayName: 'Trunk Type',
		name: 'trunkType',
		type: 'options',
		options: choices({
			exotel: ['Exotel', 'Calls go out through your virtual number at Exotel'],
			twilio: ['Twilio', 'Calls go out through an Elastic SIP trunk of your Twilio account'],
		}),
		default: 'twilio',
		required: true,
		description: 'The carrier that Vyom sends the calls to',
		sentAs: 'trunk_type',
	},
];

const twilioFields = onlyFor('twilio', [
	{
		displayName: 'Address',
		name: 'address',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. example.pstn.twilio.com',
		description: 'The termination domain of your Twilio trunk, up to 100 characters',
		sentAs: 'address',
		check: sipHost({ max: 100, example: 'example.pstn.twilio.com' }),
	},
	{
		displayName: 'Phone Numbers',
		name: 'phoneNumbers',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +14155550100, +14155550101',
		description:
			'The numbers of your Twilio trunk in E.164 form, separated by commas, or a list. Vyom does not check that they belong to you.',
		sentAs: 'numbers',
		check: listOf(e164),
	},
	{
		displayName: 'SIP Username',
		name: 'username',
		type: 'string',
		default: '',
		required: true,
		description:
			'The user name with which Vyom signs in to the Twilio trunk, up to 100 characters. Better a user of a Twilio credential list than what one page of Vyom asks for, the Account SID: with the Auth Token as password it opens the whole Twilio account.',
		sentAs: 'username',
		check: text({ max: 100 }),
	},
	{
		displayName: 'SIP Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description:
			'The password to the SIP user name, up to 100 characters. Vyom does not try it when the trunk is made.',
		sentAs: 'password',
		check: text({ max: 100, keepSpaces: true, secret: true }),
	},
]);

/** A number with the country code, or as it is dialled inside India; Vyom passes it on as it is sent. */
const exotelNumber: Check = (value, label) => {
	const entered = text({
		max: 20,
		pattern: /^(?:\+[1-9]|\(?0)[\d ().-]*\d$/,
		mustBe: 'be a phone number that starts with a plus sign and the country code, or with 0',
		example: '+910055500121',
	})(value, label) as string | undefined;
	return entered?.startsWith('+') ? e164(entered, label) : entered?.replace(/[ ().-]/g, '');
};

const exotelFields = onlyFor('exotel', [
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +910055500121',
		description:
			'Your virtual number at Exotel, which called people see: with +91 or with a leading 0, up to 20 characters (exotel_number)',
		sentAs: 'exotel_number',
		check: exotelNumber,
	},
	{
		displayName: 'SIP Host',
		name: 'sipHost',
		type: 'string',
		default: '',
		placeholder: 'e.g. pstn.in1.exotel.com',
		description: "The host of Exotel to which calls are sent; without it Vyom's own setting counts",
		sentAs: 'sip_host',
		check: sipHost({ example: 'pstn.in1.exotel.com' }),
	},
	{
		displayName: 'SIP Port',
		name: 'sipPort',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5070',
		description: "The port of the SIP host; without it Vyom's own setting counts, usually 5070",
		sentAs: 'sip_port',
		check: integer({ min: 1, max: 65535, example: '5070' }),
	},
	{
		displayName: 'SIP Domain',
		name: 'sipDomain',
		type: 'string',
		default: '',
		placeholder: 'e.g. example.exotel.com',
		description: "The SIP domain (realm) at Exotel; without it Vyom's own setting counts",
		sentAs: 'sip_domain',
		check: sipHost({ example: 'example.exotel.com' }),
	},
]);

const additionalFields = collection('additionalFields', [
	{
		displayName: 'Passthrough Mode',
		name: 'passthroughMode',
		type: 'boolean',
		default: false,
		description:
			'Whether the trunk carries calls between people instead of calls of an AI agent. It cannot be changed later, and an older Vyom server ignores it without a word.',
		sentAs: 'passthrough_mode',
	},
	{
		displayName: 'Passthrough Webhook URL',
		name: 'passthroughWebhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/hooks/trunk',
		description:
			'The address that is told about the end of every passthrough call. Its requests are not signed, so choose one that is hard to guess.',
		sentAs: 'passthrough_webhook_url',
		check: webUrl(),
	},
]);

const CONFIGURATION: Record<string, Field[]> = { twilio: twilioFields, exotel: exotelFields };

/** Only the keys of the chosen type: Vyom takes the shape of `trunk_config` from the keys that it finds. */
export function createBody(values: Values): IDataObject {
	return {
		...requestBody([...trunkFields, additionalFields], values),
		trunk_config: requestBody(CONFIGURATION[String(values.trunkType)], values),
	};
}

/** The answer to a create names the ID only; the name and the type that were sent make it a row. */
export function createdRow(answer: IDataObject, { name, trunkType }: Values): IDataObject {
	const sent = { trunk_name: name as string, trunk_type: trunkType as string };
	return { ...sent, ...((answer.data ?? answer) as IDataObject) };
}

/**
 * Names are not unique, and a Twilio trunk is made in LiveKit before it is stored, so that after an error there may be
 * one that the list does not show: the request is never repeated.
 */
export function recovery(client: ProviderClient, { name }: Values): Recovery {
	return {
		identity: [name],
		unique: false,
		mayBeHidden: true,
		find: () => filtered(trunkList(client), (row) => row.trunk_name === name),
		createdAt: (row) => row.trunk_created_at,
		howToLook: `Look in the list of trunks for the name "${String(name)}", and ask Vyom whether there is one that the list does not show,`,
	};
}

const trunkId = pickerField('trunk', { placeholder: 'ST_a1b2c3d4e5f6' });

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			provider: 'vyom',
			id: row.trunk_id,
			name: row.trunk_name,
			// Deactivated trunks are in no answer.
			status: 'active',
			direction: 'outbound',
			createdAt: row.trunk_created_at,
		}),
	picker: {
		rows: trunkList,
		entry: (row) => ({
			value: String(row.trunk_id),
			name: String(row.trunk_name || row.trunk_id),
			description: [row.trunk_type, row.trunk_id].filter(Boolean).join(', '),
		}),
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create an outbound trunk to Twilio or Exotel. Vyom does not try the connection or the password then.',
			fields: [...trunkFields, ...twilioFields, ...exotelFields, additionalFields],
			run: async (client, values) =>
				createdRow(
					await client.send({
						method: 'POST',
						path: '/sip/create-outbound-trunk',
						body: createBody(values),
						recovery: recovery(client, values),
					}),
					values,
				),
		}),
		operation('trunk', 'deactivate', {
			description:
				'Switch a trunk off for good: its calls fail from then on, and there is no way to switch it on again',
			fields: [
				{
					...trunkId,
					description: 'The trunk to switch off; it disappears from the list as well',
				},
				ignoreIfMissing,
			],
			async run(client, values) {
				const id = values.trunkId as string;
				const request = { path: path`/sip/deactivate/${id}` };
				const { deleted, ...told } = await remove(client, values, 'vyom', { id }, request);
				return { ...told, deactivated: deleted };
			},
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk that is not deactivated, found by its ID in the list of all',
			fields: [trunkId],
			run: async (client, values) =>
				await firstOf(
					trunkList(client),
					(row) => row.trunk_id === values.trunkId,
					`Vyom has no active trunk with the ID "${String(values.trunkId)}".`,
				),
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of the trunks that are not deactivated',
			fields: [collection('filters', [nameContains, statusIs])],
			run: trunkList,
		}),
	],
};
