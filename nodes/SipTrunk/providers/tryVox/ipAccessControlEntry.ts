import type { IDataObject } from 'n8n-workflow';
import { addressBlock, type AddressBlock } from '../../validation/network';
import { collection, pickerField } from '../../fields/common';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { trunkPath, unwrapped } from './api';
import { operation } from '../../contract/verbs';

/**
 * Addresses from which a trunk accepts calls: https://docs.tryvox.io/sip-trunking/ip-acl
 *
 * There is a documented route to add one, and no other.
 */

const fields: Field[] = [
	pickerField('trunk', {
		placeholder: 'trunk_4x5y6z',
		description: 'A trunk whose authentication is "IP Address"',
	}),
	{
		displayName: 'IP Address',
		name: 'ipAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 198.51.100.7 or 198.51.100.0/28',
		description:
			'The address from which calls are accepted, or a block in CIDR form; IPv4 or IPv6. A wide block lets strangers call at your expense.',
		check: addressBlock({ ipv6: true }),
	},
	collection('additionalFields', [
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Main PBX',
			description: 'What this address is, for people',
			sentAs: 'description',
		},
	]),
];

/** The mask is always sent: TryVox would take 32 for an IPv6 address too, which would let in a huge network. */
export function createBody(values: Values): IDataObject {
	const { address, prefixLength } = values.ipAddress as AddressBlock;
	return { ip: address, mask: prefixLength, ...requestBody(fields, values) };
}

/** There is no list in which the entry could be found again. */
export function recovery({ ipAddress }: Values): Recovery {
	return {
		identity: [(ipAddress as AddressBlock).cidr],
		unique: false,
		mayBeHidden: true,
		find: async function* () {
			yield* [];
		},
		howToLook: `Look in the TryVox dashboard whether the trunk accepts calls from ${(ipAddress as AddressBlock).cidr}`,
	};
}

function cidr({ cidr: written, ip, mask }: IDataObject): unknown {
	return written ?? (ip === undefined || mask === undefined ? undefined : `${ip}/${mask}`);
}

export const ipAccessControlEntry: Resource = {
	value: 'ipAccessControlEntry',
	simplify: (row) =>
		ipAccessControlEntryRow({
			provider: 'tryVox',
			id: row.id,
			name: row.description,
			cidr: cidr(row),
			trunkId: row.trunk_id,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Allow calls from an address; the API cannot change or delete it afterwards. TryVox calls it IP ACL entry.',
			fields,
			run: async (client, values) =>
				unwrapped(
					await client.send({
						method: 'POST',
						path: `${trunkPath(client, values.trunkId)}/ip-acl`,
						body: createBody(values),
						recovery: recovery(values),
					}),
				),
		}),
	],
};
