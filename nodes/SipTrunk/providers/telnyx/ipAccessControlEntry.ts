import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { advising } from '../../http/advice';
import { filtered } from '../../http/lookup';
import { ipAccessControlEntryRow } from '../../rows/others';
import { singleAddress } from '../../validation/network';
import { ID_EXAMPLE, numberField, onTrunk, textField, toTrunk, trunkId } from './fields';
import { crud, listed } from './requests';

/** Addresses of an IP trunk: https://developers.telnyx.com/api/connections/list-ips */

const ipAddress = textField('IP Address', {
	required: true,
	placeholder: '198.51.100.7',
	description:
		'From which calls are accepted, and to which calls are sent: one address; a block is entered address by address',
	shownAs: 'cidr',
	check: singleAddress,
});

const USUAL_PORT = 5060;

const port = numberField('Port', {
	min: 1,
	max: 65535,
	default: USUAL_PORT,
	description: 'The port to which calls are sent',
});

const createFields = [trunkId, ipAddress, collection('additionalFields', [port])] as const;
const updateFields = [collection('updateFields', forUpdate([ipAddress, port, toTrunk]))] as const;

type Create = ValuesOf<typeof createFields>;

export const ips = (client: ProviderClient, trunk?: string, more: Record<string, string> = {}) =>
	listed(client, '/ips', {
		...(trunk === undefined ? {} : { 'filter[connection_id]': trunk }),
		...more,
	});

export const cidrOf = ({ ip_address: address }: IDataObject): string | null => {
	if (typeof address !== 'string' || address === '') return null;
	if (address.includes('/')) return address;
	return `${address}/${address.includes(':') ? 128 : 32}`;
};

const WRONG_TYPE =
	'Change what the message names. If that is the connection: only a trunk of the type IP takes addresses.';

/** Creates an entry. Telnyx takes the same address twice, so it is known by its values and the time of its creation. */
export async function createIpAccessControlEntry(
	client: ProviderClient,
	values: Create,
): Promise<IDataObject> {
	const { trunkId: trunk, ipAddress: address, additionalFields } = values;
	const sentTo = additionalFields.port ?? USUAL_PORT;
	const send = async () =>
		await client.send({
			method: 'POST',
			path: '/ips',
			body: { connection_id: trunk, ip_address: address, port: sentTo },
			recovery: {
				identity: [trunk, address, sentTo],
				unique: false,
				find: () =>
					filtered(
						ips(client, trunk, { 'filter[ip_address]': address }),
						(row) => row.port === sentTo,
					),
				createdAt: (row) => row.created_at,
				howToLook: `Look in the trunk's IP access control entries for ${address}`,
			},
		});
	return await advising({ 10015: WRONG_TYPE }, send);
}

export const ipAccessControlEntries = crud({
	value: 'ipAccessControlEntry',
	one: pickerField('ipAccessControlEntry', { placeholder: ID_EXAMPLE }),
	list: (client, { trunkId: trunk }: { trunkId?: string }) => ips(client, trunk),
	at: (_, { ipAccessControlEntryId: id }) => ({ path: path`/ips/${id}` }),
	simplify: (row) =>
		ipAccessControlEntryRow({
			cidr: cidrOf(row),
			trunkId: row.connection_id,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.ip_address),
		description: [
			`port ${String(row.port)}`,
			row.connection_id ? `on trunk ${String(row.connection_id)}` : 'on no trunk',
		].join(', '),
	}),
	get: { description: 'Retrieve one address of a trunk of the type IP' },
	getAll: {
		description: 'Retrieve the addresses of trunks of the type IP, of one trunk or of all',
		filters: [],
		within: onTrunk('addresses'),
	},
	update: {
		description: 'Change an address of a trunk of the type IP at once',
		fields: updateFields,
		replaces: true,
		// Telnyx demands the address with every change.
		body: (values, { current }) => ({
			ip_address: current.ip_address,
			...requestBody(updateFields, values),
		}),
	},
	delete: {
		description:
			'Remove an address from its trunk at once: calls from it are refused, none go to it',
	},
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Add an address to a trunk of the type IP at once: calls from it are accepted, incoming calls go to it',
			fields: createFields,
			run: createIpAccessControlEntry,
		}),
	],
});
