import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { addressBlock, type AddressBlock } from '../../validation/network';
import { collection, forUpdate, nameContains, nameField, pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { accountList, accountPath, sid, update } from './api';
import { operation } from '../../contract/verbs';

/** IP addresses of an IP access control list: https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource */

const listId = pickerField('ipAccessControlList', {
	check: sid('AL'),
	placeholder: 'AL0123456789abcdef0123456789abcdef',
});
const entryId = pickerField('ipAccessControlEntry', {
	check: sid('IP'),
	placeholder: 'IP0123456789abcdef0123456789abcdef',
});

const name: Field = nameField({
	placeholder: 'Main PBX',
	description: 'What this address is called, up to 255 characters, new in the list',
	sentAs: 'FriendlyName',
	check: text({ max: 255 }),
});

const ipAddress: Field = {
	displayName: 'IP Address',
	name: 'ipAddress',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 198.51.100.7 or 198.51.100.0/28',
	description:
		'The address from which calls are accepted, or a block in CIDR form; IPv4 only. A wide block lets strangers call at your expense.',
	shownAs: 'cidr',
	check: addressBlock(),
};

const createFields = [listId, name, ipAddress];
const updateFields = [listId, entryId, collection('updateFields', forUpdate([name, ipAddress]))];

/** Twilio takes the address and the length of its prefix apart; the length is always sent. */
export function addressBody(block: AddressBlock | undefined): IDataObject {
	return block === undefined
		? {}
		: { IpAddress: block.address, CidrPrefixLength: block.prefixLength };
}

const listPath = ({ accountId }: ProviderClient, values: Values) =>
	accountPath(accountId) +
	path`/SIP/IpAccessControlLists/${values.ipAccessControlListId as string}/IpAddresses.json`;
const itemPath = ({ accountId }: ProviderClient, values: Values) =>
	accountPath(accountId) +
	path`/SIP/IpAccessControlLists/${values.ipAccessControlListId as string}/IpAddresses/${`${String(values.ipAccessControlEntryId)}.json`}`;
const list = (client: ProviderClient, values: Values) =>
	accountList(client, listPath(client, values), 'ip_addresses');

/** Null where Twilio does not report both parts: a prefix length is never guessed. */
const cidr = ({ ip_address: address, cidr_prefix_length: length }: IDataObject) =>
	typeof address === 'string' && typeof length === 'number' ? `${address}/${length}` : null;

export const ipAccessControlEntry: Resource = {
	value: 'ipAccessControlEntry',
	simplify: (row) =>
		ipAccessControlEntryRow({
			provider: 'twilio',
			id: row.sid,
			name: row.friendly_name,
			cidr: cidr(row),
			ipAccessControlListId: row.ip_access_control_list_sid,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	picker: {
		below: 'ipAccessControlList',
		rows: list,
		entry: (row) => ({
			value: String(row.sid),
			name: String(row.friendly_name || row.ip_address),
			description: cidr(row) ?? String(row.ip_address ?? ''),
		}),
	},
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Allow calls from an address, at once on every trunk that uses the list. Twilio calls it IP address.',
			fields: createFields,
			run: async (client, values) => {
				const block = values.ipAddress as AddressBlock;
				return await client.send({
					method: 'POST',
					host: 'account',
					path: listPath(client, values),
					body: { ...requestBody(createFields, values), ...addressBody(block) },
					recovery: {
						identity: [block.cidr],
						unique: true,
						conflictCodes: ['21235'],
						find: () =>
							filtered(
								list(client, values),
								(row) => row.friendly_name === values.name && cidr(row) === block.cidr,
							),
						createdAt: (row) => row.date_created,
						howToLook: `Look in the IP access control list for ${block.cidr}`,
					},
				});
			},
		}),
		operation('ipAccessControlEntry', 'delete', {
			description: 'No longer allow calls from an address; calls from it are refused at once',
			fields: [listId, entryId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'twilio',
					{
						id: values.ipAccessControlEntryId as string,
						ipAccessControlListId: values.ipAccessControlListId as string,
					},
					{ host: 'account', path: itemPath(client, values) },
				),
		}),
		operation('ipAccessControlEntry', 'get', {
			description: 'Retrieve one address of an IP access control list',
			fields: [listId, entryId],
			run: async (client, values) =>
				await client.send({ method: 'GET', host: 'account', path: itemPath(client, values) }),
		}),
		operation('ipAccessControlEntry', 'getAll', {
			description: 'Retrieve the addresses of an IP access control list',
			fields: [listId, collection('filters', [nameContains])],
			run: list,
		}),
		operation('ipAccessControlEntry', 'update', {
			description: 'Change the name or the address of an entry, effective at once',
			fields: updateFields,
			run: async (client, values) => {
				const { ipAddress: block } = values.updateFields as { ipAddress?: AddressBlock };
				return await update(
					client,
					{ host: 'account', path: itemPath(client, values) },
					{ ...requestBody(updateFields, values), ...addressBody(block) },
					{ sid: values.ipAccessControlEntryId as string },
				);
			},
		}),
	],
};
