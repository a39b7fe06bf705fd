import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { listOf } from '../../validation/choices';
import { blockIn } from '../../validation/ipAddress';
import { addressBlock, type AddressBlock } from '../../validation/network';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { RequestFailure } from '../../http/errors';
import { filtered } from '../../http/lookup';
import { ipAccessControlEntryRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { textField, UUID_EXAMPLE } from './fields';
import { placeOf } from './requests';
import { deleteIfInUse, refuseIfUsed } from './users';

/**
 * IP access control lists of the account, one entry of which is a named list of addresses:
 * https://www.plivo.com/docs/sip-trunking/api/ip-access-control-lists
 */

const place = placeOf('ipAccessControlEntry');

const name = textField('Name', {
	required: true,
	placeholder: 'Office PBX',
	description: 'What the list of addresses is called',
	check: text(),
});

const addresses = {
	sentAs: null,
	placeholder: '198.51.100.7, 198.51.100.0/28',
	shownAs: 'cidr',
	check: listOf(addressBlock({ ipv6: true })),
};

const ipAddresses = textField('IP Addresses', {
	...addresses,
	name: 'ipAddresses',
	required: true,
	description:
		'The addresses from which calls are accepted, or blocks in CIDR form, separated by commas, or a list; IPv4 and IPv6. A wide block lets strangers call at your expense.',
});

const createFields = [name, ipAddresses] as const;

const updateFields = [
	collection('updateFields', [
		...forUpdate([name]),
		textField('Add IP Addresses', {
			...addresses,
			name: 'addIpAddresses',
			description: 'Addresses or blocks that are added to those of the list',
		}),
		...forUpdate([
			{
				...ipAddresses,
				description: 'The whole list anew: addresses that are not named are refused from then on',
			},
		]),
	]),
] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>['updateFields'];

/** A single address is sent without its prefix length. */
export const addressText = ({ address, prefixLength, version, cidr }: AddressBlock): string =>
	prefixLength === (version === 4 ? 32 : 128) ? address : cidr;

/** An address in CIDR form; a text that is no address stays as it is. */
export const inCidrForm = (address: string): string => blockIn(address) ?? address;

const isTold = ({ ip_addresses: told }: IDataObject) => Array.isArray(told);

/** The addresses of a list as the provider tells them. */
export const addressesIn = ({ ip_addresses: told }: IDataObject): string[] =>
	Array.isArray(told)
		? told.filter((address): address is string => typeof address === 'string' && address !== '')
		: [];

/** All of a list in one text. */
const cidrsOf = (row: IDataObject) => addressesIn(row).map(inCidrForm).join(', ');

/** The same addresses may be entered twice, so a list is known by what it holds and the time of its creation. */
export async function createIpAccessControlEntry(
	client: ProviderClient,
	{ name: called, ipAddresses: blocks }: Create,
) {
	const sent = blocks.map(addressText);
	return await place.create(client, {
		body: { name: called, ip_addresses: sent },
		recovery: {
			identity: [called, ...sent],
			find: () => filtered(place.list(client), (row) => row.name === called),
			howToLook: `Look in the list of IP access control entries for the name "${called}"`,
		},
	});
}

/**
 * The request of an update. Addresses are written as a whole, so those that are added go with those that are there.
 *
 * @throws RequestFailure if nobody knows what they would be added to
 */
export function updateBody(current: IDataObject, changes: Changes): IDataObject {
	const { name: called, ipAddresses: whole, addIpAddresses: added } = changes;
	if (added !== undefined && whole === undefined && !isTold(current)) {
		throw new RequestFailure(
			'Plivo does not tell the addresses of the list, so none was added: the others would be lost.',
			{ cause: 'refused', advice: "Write the whole list, with 'IP Addresses'." },
		);
	}
	const before = whole?.map(addressText) ?? addressesIn(current);
	const isThere = ({ cidr }: AddressBlock) => before.some((one) => inCidrForm(one) === cidr);
	const more = (added ?? []).filter((block) => !isThere(block)).map(addressText);
	const list = whole === undefined && added === undefined ? undefined : [...before, ...more];
	return {
		...(called === undefined ? {} : { name: called }),
		...(list === undefined ? {} : { ip_addresses: list }),
	};
}

export const ipAccessControlEntries = place.crud({
	value: 'ipAccessControlEntry',
	one: pickerField('ipAccessControlEntry', { placeholder: UUID_EXAMPLE }),
	list: (client) => place.list(client),
	at: (client, { ipAccessControlEntryId: id }) => place.at(client, id),
	simplify: (row) =>
		ipAccessControlEntryRow({
			name: row.name,
			cidr: cidrsOf(row),
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.name || cidrsOf(row)),
		description: cidrsOf(row),
	}),
	get: { description: 'Retrieve one named list of addresses from which calls are accepted' },
	getAll: { description: 'Retrieve the named lists of addresses from which calls are accepted' },
	update: {
		description:
			'Change the name or the addresses of a list (IP access control list), on every trunk that uses it',
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(current, values.updateFields),
	},
	delete: {
		description:
			'Remove a list of addresses for good: calls from them are refused. One that a trunk uses is refused.',
		guard: {
			force: deleteIfInUse({
				description:
					'Whether to delete it although trunks use it. Calls from its addresses are refused there.',
			}),
			refuse: async (client, id, mayBeUsed) =>
				await refuseIfUsed(client, 'ipAccessControlEntry', id, mayBeUsed),
		},
	},
	operations: [
		operation('ipAccessControlEntry', 'create', {
			description:
				'Create a named list of addresses (IP access control list); no effect until an outbound trunk names it',
			fields: createFields,
			run: createIpAccessControlEntry,
		}),
	],
});
