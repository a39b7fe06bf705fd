import type { IDataObject } from 'n8n-workflow';
import { addressBlock } from '../../validation/network';
import { collection } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { trunkPath } from './api';
import { textField, trunkField } from './fields';

/**
 * Addresses from which a trunk accepts calls: https://docs.tryvox.io/sip-trunking/ip-acl
 *
 * There is a documented route to add one, and no other.
 */

const createFields = [
	trunkField({ description: 'A trunk whose authentication is "IP Address"' }),
	textField('IP Address', {
		required: true,
		placeholder: '198.51.100.7 or 198.51.100.0/28',
		description:
			'The address from which calls are accepted, or a block in CIDR form; IPv4 or IPv6. A wide block lets strangers call at your expense.',
		sentAs: null,
		check: addressBlock({ ipv6: true }),
	}),
	collection('additionalFields', [
		textField('Description', {
			placeholder: 'Main PBX',
			description: 'What this address is, for people',
		}),
	]),
] as const;

export async function createIpAccessControlEntry(
	client: ProviderClient,
	values: ValuesOf<typeof createFields>,
) {
	const { trunkId, ipAddress: block } = values;
	return await client.send({
		method: 'POST',
		path: `${trunkPath(client, trunkId)}/ip-acl`,
		// The mask is always sent: TryVox would take 32 for an IPv6 address too, which would let in a huge network.
		body: { ip: block.address, mask: block.prefixLength, ...requestBody(createFields, values) },
		recovery: {
			identity: [block.cidr],
			unique: false,
			// There is no list in which the entry could be found again.
			mayBeHidden: true,
			find: async function* () {
				yield* [];
			},
			howToLook: `Look in the TryVox dashboard whether the trunk accepts calls from ${block.cidr}`,
		},
	});
}

function cidr({ cidr: written, ip, mask }: IDataObject): unknown {
	return written ?? (ip === undefined || mask === undefined ? undefined : `${ip}/${mask}`);
}

export const ipAccessControlEntry: Resource = {
	value: 'ipAccessControlEntry',
	simplify: (row) =>
		ipAccessControlEntryRow({
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
			fields: createFields,
			run: createIpAccessControlEntry,
		}),
	],
};
