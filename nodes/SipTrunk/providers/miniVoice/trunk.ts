import type { IDataObject } from 'n8n-workflow';
import { singleAddress } from '../../validation/network';
import { sipHost, sipUri } from '../../validation/sip';
import { userName } from '../../validation/text';
import { collection, nameContains, statusIs } from '../../fields/common';
import { fieldsSentAs, snakeCase } from '../../fields/factories';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered, firstOf } from '../../http/lookup';
import { trunkRow } from '../../rows/trunk';
import type { Resource } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { trunkList } from './api';

/**
 * Trunks: https://doc.minivoice.eu/docs/trunks/create-trunk and https://doc.minivoice.eu/docs/trunks/byoc
 *
 * There are routes to create trunks and to list them, and no others.
 */

const { textField, switchField } = fieldsSentAs(snakeCase);

export const createFields = [
	textField('Name', {
		required: true,
		placeholder: 'Berlin office',
		description: "The trunk's name at MiniVoice",
	}),
	textField('Proxy', {
		required: true,
		placeholder: 'sip.example.net',
		description:
			"The SIP host of your carrier, to which MiniVoice sends outgoing calls: a host name or IP address. A port (sip.example.net:5060) or a SIP URI is passed on as it is, but MiniVoice's documentation shows host names only.",
		check: sipUri({ bareHost: true }),
	}),
	textField('Gateway Name', {
		placeholder: 'berlin-office',
		description:
			'A name that only one trunk can have. Strongly recommended: trunks cannot be deleted through the API, and only this name keeps a repeated request from making a second one.',
	}),
	collection('additionalFields', [
		switchField('Enabled', {
			default: true,
			description:
				'Whether calls may use the trunk; what holds without this field is not documented',
			sentAs: 'is_active',
		}),
		textField('From Domain', {
			placeholder: 'sip.example.net',
			description: 'The domain in the From header of outgoing calls, if your carrier demands one',
			check: sipHost({ port: false }),
		}),
		textField('Inbound IP', {
			placeholder: '198.51.100.7',
			description:
				'The address from which your carrier sends incoming calls. Only one trunk can have it.',
			// Blocks are not documented.
			check: singleAddress,
		}),
		textField('Password', {
			secret: true,
			description: 'The password with which MiniVoice signs in to your carrier (digest password)',
		}),
		textField('Realm', {
			placeholder: 'sip.example.net',
			description: 'The realm for which user name and password are valid (digest realm)',
		}),
		textField('User Name', {
			name: 'username',
			description: 'The user name with which MiniVoice signs in to your carrier (digest user)',
			check: userName(),
		}),
	]),
] as const;

type Create = ValuesOf<typeof createFields>;

/** MiniVoice may write a host in another way than it was sent: with the port that goes without saying, or parameters. */
export const hostIn = (proxy: unknown) =>
	String(proxy)
		.toLowerCase()
		.replace(/^sips?:/, '')
		.replace(/;.*$/, '')
		.replace(/:506[01]$/, '');

/** When a trunk was made. The list does not say so, but IDs of one of the two documented forms begin with the time. */
export function madeAt({ created_at: createdAt, id }: IDataObject): unknown {
	const [, ...parts] = /^trunk_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\./.exec(String(id)) ?? [];
	if (createdAt || parts.length === 0) return createdAt;
	const [year, month, day, hours, minutes, seconds] = parts;
	return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`;
}

/** Whether a row can be what was sent: rows do not show everything, and what they show must agree. */
const agrees = (row: IDataObject, sent: IDataObject) =>
	(!row.proxy || hostIn(row.proxy) === hostIn(sent.proxy)) &&
	(!row.username || row.username === sent.username);

/**
 * How a create is looked for whose answer was lost. A gateway name is unique: a trunk that has it is the one that was
 * asked for if everything else that shows agrees, and its ID does not say that it is older. Without a gateway name, a
 * trunk of the same name proves nothing.
 */
export function recovery(client: ProviderClient, values: Create): Recovery {
	const sent = requestBody(createFields, values);
	const { gateway_name: gatewayName, name } = sent;
	return {
		identity: [name, gatewayName],
		unique: gatewayName !== undefined,
		conflictCodes: ['gateway_name_exists', 'inbound_ip_exists'],
		find: () =>
			filtered(
				trunkList(client),
				(row) =>
					row.name === name &&
					(gatewayName === undefined || (row.gateway_name === gatewayName && agrees(row, sent))),
			),
		createdAt: gatewayName === undefined ? (row) => row.created_at : madeAt,
		// Shown without what is the usual about it.
		mayDiffer: (key) => key === 'proxy',
		howToLook:
			gatewayName === undefined
				? `Look in the list of trunks for the name "${String(name)}"`
				: `Look in the list of trunks for the gateway name "${String(gatewayName)}"`,
	};
}

export const createTrunk = async (client: ProviderClient, values: Create) =>
	await client.send({
		method: 'POST',
		path: '/v1/trunks',
		body: requestBody(createFields, values),
		recovery: recovery(client, values),
	});

function status({ is_active: isActive }: IDataObject): string | undefined {
	if (typeof isActive !== 'boolean') return undefined;
	return isActive ? 'active' : 'inactive';
}

/** Rows name what is set, and not all of it, so that an absent field says nothing. */
function authentication({ username, inbound_ip: inboundIp }: IDataObject): string[] | null {
	const kinds = [...(inboundIp ? ['ip'] : []), ...(username ? ['credentials'] : [])];
	return kinds.length === 0 ? null : kinds;
}

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			name: row.name,
			status: status(row),
			direction: row.direction,
			authentication: authentication(row),
			registration: row.registration_status,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: trunkList,
		entry: (row) => ({
			name: String(row.name || row.gateway_name || row.id),
			description: [row.proxy, row.gateway_name].filter(Boolean).join(', '),
		}),
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Connect a SIP carrier of your own (BYOC), for good: the API cannot change or delete it afterwards',
			fields: createFields,
			run: createTrunk,
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk, found by its ID in the list of all',
			fields: [pickerField('trunk', { placeholder: 'trunk_20260529T120000.000000000' })],
			run: async (client, { trunkId }) =>
				await firstOf(
					trunkList(client),
					(row) => row.id === trunkId,
					`MiniVoice has no trunk with the ID "${trunkId}".`,
				),
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of trunks',
			fields: [collection('filters', [nameContains, statusIs])],
			run: trunkList,
		}),
	],
};
