import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { addressBlock, type AddressBlock } from '../../validation/network';
import { collection, forUpdate, nameContains, nameField, pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { accountList, accountPath, nameToSend, replace } from './api';
import { operation } from '../../contract/verbs';

/** IP ACL entries of the account: https://docs.vobiz.ai/trunks/ip-acl/create-ip-acl */

const entryId = pickerField('ipAccessControlEntry', {
	placeholder: 'bbbb2222-3333-4444-5555-666677778888',
});

const name: Field = nameField({
	placeholder: 'Office PBX',
	description: 'What this address is called; Vobiz shows it as the description',
	check: text(),
});

const ipAddressField: Field = {
	displayName: 'IP Address',
	name: 'ipAddress',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 8.8.4.4 or 8.8.4.0/28',
	description:
		'The public address from which calls are accepted, or a block in CIDR form; IPv4 only. Vobiz refuses the ranges that are reserved for documentation. A wide block lets strangers call at your expense.',
	shownAs: 'cidr',
	check: addressBlock(),
};

const createFields: Field[] = [name, ipAddressField];
const updateFields: Field[] = [
	{
		...entryId,
		description: 'The entry to change. It can be disabled only in the Vobiz Console.',
	},
	collection('updateFields', forUpdate([name, ipAddressField])),
];

/** A single address is sent and reported without its prefix length. */
const addressText = ({ address, prefixLength, cidr }: AddressBlock) =>
	prefixLength === 32 ? address : cidr;

function cidrOf({ ip_address: address }: IDataObject): string | null {
	if (typeof address !== 'string' || address === '') return null;
	return address.includes('/') ? address : `${address}/32`;
}

/** The request of a create, from checked values. */
export const createBody = ({ name, ipAddress }: Values): IDataObject => ({
	name: name as string,
	ip_address: addressText(ipAddress as AddressBlock),
});

/**
 * The request of an update: always both, because Vobiz replaces the entry.
 *
 * @param current the entry as it is
 */
export function updateBody(current: IDataObject, changes: Values): IDataObject {
	const block = changes.ipAddress as AddressBlock | undefined;
	return {
		name: nameToSend(changes, current),
		ip_address: block === undefined ? current.ip_address : addressText(block),
	};
}

/** Listed below the trunks, but not made, changed or deleted there. */
const list = (client: ProviderClient) =>
	accountList(client, `${accountPath(client)}/trunks/ip-acl`);
const createPath = (client: ProviderClient) => `${accountPath(client)}/ip-acl`;
const itemPath = (client: ProviderClient, { ipAccessControlEntryId: id }: Values) =>
	createPath(client) + path`/${id as string}`;

/** There is no route for one of them. */
const read = async (client: ProviderClient, { ipAccessControlEntryId: id }: Values) =>
	await firstOf(
		list(client),
		(row) => row.id === id,
		`The Vobiz account has no IP access control entry with the ID ${String(id)}.`,
	);

/** The same address may be entered twice, so an entry is known by what it holds and the time of its creation. */
function recovery(client: ProviderClient, { name, ipAddress }: Values): Recovery {
	const { cidr } = ipAddress as AddressBlock;
	return {
		identity: [cidr, name],
		unique: false,
		find: () => filtered(list(client), (row) => row.description === name && cidrOf(row) === cidr),
		createdAt: (row) => row.created_at,
		howToLook: `Look in the list of IP access control entries for ${cidr}`,
	};
}

export const ipAccessControlEntry: Resource = {
	value: 'ipAccessControlEntry',
	simplify: (row) =>
		ipAccessControlEntryRow({
			provider: 'vobiz',
			id: row.id,
			name: row.description,
			cidr: cidrOf(row),
			enabled: row.enabled,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: list,
		entry: (row) => ({
			value: String(row.id),
			name: String(row.description || row.ip_address),
			description: [cidrOf(row), ...(row.enabled === false ? ['disabled'] : [])].join(', '),
		}),
	},
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Create an address from which calls are accepted (IP ACL). It has no effect until a trunk names it.',
			fields: createFields,
			run: async (client, values) =>
				await client.send({
					method: 'POST',
					path: createPath(client),
					body: createBody(values),
					recovery: recovery(client, values),
				}),
		}),
		operation('ipAccessControlEntry', 'delete', {
			description:
				'Remove an address for good; trunks that use the entry refuse calls from it (IP ACL)',
			fields: [entryId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'vobiz',
					{ id: values.ipAccessControlEntryId as string },
					{ path: itemPath(client, values) },
				),
		}),
		operation('ipAccessControlEntry', 'get', {
			description: 'Retrieve one address from which calls are accepted (IP ACL)',
			fields: [entryId],
			run: read,
		}),
		operation('ipAccessControlEntry', 'getAll', {
			description: 'Retrieve the addresses from which calls are accepted (IP ACL)',
			fields: [collection('filters', [nameContains])],
			run: list,
		}),
		operation('ipAccessControlEntry', 'update', {
			description:
				'Change the name or the address of an entry (IP ACL), on every trunk that uses it',
			fields: updateFields,
			run: async (client, values) => {
				const body = updateBody(await read(client, values), values.updateFields as Values);
				return await replace(
					client,
					itemPath(client, values),
					body,
					async () => await read(client, values),
					{ id: values.ipAccessControlEntryId as string },
				);
			},
		}),
	],
};
