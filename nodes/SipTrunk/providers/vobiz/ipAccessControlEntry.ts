import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { addressBlock, type AddressBlock } from '../../validation/network';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { filtered } from '../../http/lookup';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { textField } from './fields';
import { crud, idOf, nameToSend, placeOf } from './requests';

/** IP ACL entries of the account: https://docs.vobiz.ai/trunks/ip-acl/create-ip-acl */

const name = textField('Name', {
	sentAs: null,
	required: true,
	placeholder: 'Office PBX',
	description: 'What this address is called; Vobiz shows it as the description',
	check: text(),
});

const ipAddress = textField('IP Address', {
	sentAs: null,
	required: true,
	placeholder: '8.8.4.4 or 8.8.4.0/28',
	description:
		'The public address from which calls are accepted, or a block in CIDR form; IPv4 only. Vobiz refuses the ranges that are reserved for documentation. A wide block lets strangers call at your expense.',
	shownAs: 'cidr',
	check: addressBlock(),
});

const createFields = [name, ipAddress] as const;
const updateFields = [collection('updateFields', forUpdate([name, ipAddress]))] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>['updateFields'];

const { list, createPath, itemPath, find } = placeOf('ipAccessControlEntry', 'ip-acl');

/** A single address is sent and reported without its prefix length. */
const addressText = ({ address, prefixLength, cidr }: AddressBlock) =>
	prefixLength === 32 ? address : cidr;

function cidrOf({ ip_address: address }: IDataObject): string | null {
	if (typeof address !== 'string' || address === '') return null;
	return address.includes('/') ? address : `${address}/32`;
}

/** Creates an entry. Vobiz takes the same address twice, so it is known by its values and the time of its creation. */
export async function createIpAccessControlEntry(
	client: ProviderClient,
	{ name: called, ipAddress: block }: Create,
) {
	return await client.send({
		method: 'POST',
		path: createPath(client),
		body: { name: called, ip_address: addressText(block) },
		recovery: {
			idOf,
			identity: [block.cidr, called],
			unique: false,
			find: () =>
				filtered(list(client), (row) => row.description === called && cidrOf(row) === block.cidr),
			createdAt: (row) => row.created_at,
			howToLook: `Look in the list of IP access control entries for ${block.cidr}`,
		},
	});
}

/** The body of a change: address and name, because Vobiz replaces the entry. */
export const updateBody = (current: IDataObject, changes: Changes): IDataObject => ({
	name: nameToSend(changes, current),
	ip_address: changes.ipAddress === undefined ? current.ip_address : addressText(changes.ipAddress),
});

export const ipAccessControlEntries = crud({
	value: 'ipAccessControlEntry',
	one: pickerField('ipAccessControlEntry', { placeholder: 'bbbb2222-3333-4444-5555-666677778888' }),
	list,
	at: (client, { ipAccessControlEntryId: id }) => ({ path: itemPath(client, id) }),
	find: async (client, { ipAccessControlEntryId: id }) => await find(client, id),
	simplify: (row) =>
		ipAccessControlEntryRow({
			name: row.description,
			cidr: cidrOf(row),
			enabled: row.enabled,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.description || row.ip_address),
		description: [cidrOf(row), ...(row.enabled === false ? ['disabled'] : [])].join(', '),
	}),
	get: { description: 'Retrieve one address from which calls are accepted (IP ACL)' },
	getAll: { description: 'Retrieve the addresses from which calls are accepted (IP ACL)' },
	update: {
		description: 'Change the name or the address of an entry (IP ACL), on every trunk that uses it',
		one: { description: 'The entry to change. It can be disabled only in the Vobiz Console.' },
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(current, values.updateFields),
	},
	delete: {
		description:
			'Remove an address for good; trunks that use the entry refuse calls from it (IP ACL)',
	},
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Create an address from which calls are accepted (IP ACL). It has no effect until a trunk names it.',
			fields: createFields,
			run: createIpAccessControlEntry,
		}),
	],
});
