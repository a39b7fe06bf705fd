import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { addressBlock, type AddressBlock } from '../../validation/network';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { bySid, textField } from './fields';
import { accountList, accountPath, crud, sendForRow } from './requests';

/** IP addresses of an IP access control list: https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource */

const listId = pickerField('ipAccessControlList', bySid('AL'));

const name = textField('Name', {
	required: true,
	placeholder: 'Main PBX',
	description: 'What this address is called, up to 255 characters, new in the list',
	sentAs: 'FriendlyName',
	check: text({ max: 255 }),
});

const ipAddress = textField('IP Address', {
	required: true,
	placeholder: '198.51.100.7 or 198.51.100.0/28',
	description:
		'The address from which calls are accepted, or a block in CIDR form; IPv4 only. A wide block lets strangers call at your expense.',
	sentAs: null,
	shownAs: 'cidr',
	check: addressBlock(),
});

const createFields = [listId, name, ipAddress] as const;
const updateFields = [collection('updateFields', forUpdate([name, ipAddress]))] as const;

/** Twilio takes the address and the length of its prefix apart; the length is always sent. */
const addressBody = (block: AddressBlock | undefined): IDataObject =>
	block === undefined ? {} : { IpAddress: block.address, CidrPrefixLength: block.prefixLength };

const addressesPath = (client: ProviderClient, list: string) =>
	accountPath(client) + path`/SIP/IpAccessControlLists/${list}/IpAddresses`;
const list = (client: ProviderClient, values: { ipAccessControlListId: string }) =>
	accountList(
		client,
		`${addressesPath(client, values.ipAccessControlListId)}.json`,
		'ip_addresses',
	);

/** Null where Twilio does not report both parts: a prefix length is never guessed. */
const cidr = ({ ip_address: address, cidr_prefix_length: length }: IDataObject) =>
	typeof address === 'string' && typeof length === 'number' ? `${address}/${length}` : null;

export async function createIpAccessControlEntry(
	client: ProviderClient,
	values: ValuesOf<typeof createFields>,
) {
	const { ipAccessControlListId, name: called, ipAddress: block } = values;
	return await sendForRow(client, {
		method: 'POST',
		host: 'account',
		path: `${addressesPath(client, ipAccessControlListId)}.json`,
		body: { ...requestBody(createFields, values), ...addressBody(block) },
		recovery: {
			identity: [block.cidr],
			unique: true,
			conflictCodes: ['21235'],
			find: () =>
				filtered(
					list(client, values),
					(row) => row.friendly_name === called && cidr(row) === block.cidr,
				),
			createdAt: (row) => row.date_created,
			howToLook: `Look in the IP access control list for ${block.cidr}`,
		},
	});
}

export const ipAccessControlEntries = crud({
	value: 'ipAccessControlEntry',
	above: [listId],
	one: pickerField('ipAccessControlEntry', bySid('IP')),
	list,
	at: (client, { ipAccessControlListId, ipAccessControlEntryId }) => ({
		host: 'account',
		path: addressesPath(client, ipAccessControlListId) + path`/${`${ipAccessControlEntryId}.json`}`,
	}),
	simplify: (row) =>
		ipAccessControlEntryRow({
			name: row.friendly_name,
			cidr: cidr(row),
			ipAccessControlListId: row.ip_access_control_list_sid,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	entry: (row) => ({
		name: String(row.friendly_name || row.ip_address),
		description: cidr(row) ?? String(row.ip_address ?? ''),
	}),
	get: { description: 'Retrieve one address of an IP access control list' },
	getAll: { description: 'Retrieve the addresses of an IP access control list' },
	update: {
		description: 'Change the name or the address of an entry, effective at once',
		fields: updateFields,
		body: (values) => ({
			...requestBody(updateFields, values),
			...addressBody(values.updateFields.ipAddress),
		}),
	},
	delete: {
		description: 'No longer allow calls from an address; calls from it are refused at once',
	},
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Allow calls from an address, at once on every trunk that uses the list. Twilio calls it IP address.',
			fields: createFields,
			run: createIpAccessControlEntry,
		}),
	],
});
