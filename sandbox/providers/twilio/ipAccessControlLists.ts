import {
	type Call,
	checkFriendlyName,
	checkLimit,
	found,
	type Handlers,
	integer,
	requiredText,
	rfcDate,
	text,
} from './call';
import { CursorCollection } from './cursorCollection';
import { Refusal } from './errors';
import { apiList } from './paging';
import type { IpAccessControlList, IpAddress } from './state';
import type { Values } from './specification';

const friendlyNameRule = { longest: 255 };
const wholeAddress = 32;
/** Four numbers up to 255; the prefix length may also be written behind a slash. */
const addressPattern =
	/^((?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?=\d)|(?=\/|$))){4})(?:\/(\d{1,2}))?$/;

function uriOf(call: Call, listSid: string): string {
	return `/2010-04-01/Accounts/${call.account.sid}/SIP/IpAccessControlLists/${listSid}`;
}

function toAnswer(call: Call, list: IpAccessControlList): Record<string, unknown> {
	const uri = uriOf(call, list.sid);
	return {
		sid: list.sid,
		account_sid: call.account.sid,
		friendly_name: list.friendlyName,
		date_created: rfcDate(list.created),
		date_updated: rfcDate(list.updated),
		subresource_uris: { ip_addresses: `${uri}/IpAddresses.json` },
		uri: `${uri}.json`,
	};
}

function toAddressAnswer(
	call: Call,
	list: IpAccessControlList,
	address: IpAddress,
): Record<string, unknown> {
	return {
		sid: address.sid,
		account_sid: call.account.sid,
		ip_access_control_list_sid: list.sid,
		friendly_name: address.friendlyName,
		ip_address: address.ipAddress,
		cidr_prefix_length: address.cidrPrefixLength,
		date_created: rfcDate(address.created),
		date_updated: rfcDate(address.updated),
		uri: `${uriOf(call, list.sid)}/IpAddresses/${address.sid}.json`,
	};
}

function listOf(call: Call): IpAccessControlList {
	const sid = call.path.IpAccessControlListSid ?? call.path.Sid;
	return found(call, call.account.ipAccessControlLists.get(sid));
}

function addressOf(call: Call, list: IpAccessControlList): IpAddress {
	return found(call, list.addresses.get(call.path.Sid));
}

/** @throws {Refusal} 20002 or 21235 */
function readFriendlyName(call: Call, own?: IpAccessControlList): string {
	const name = requiredText(call.form, 'FriendlyName');
	checkFriendlyName(name, friendlyNameRule);
	const lists = call.account.ipAccessControlLists;
	if (lists.some((list) => list !== own && list.friendlyName === name)) {
		throw new Refusal(21235, 'An IP access control list with this FriendlyName already exists');
	}
	return name;
}

type AddressFields = Partial<Pick<IpAddress, 'friendlyName' | 'ipAddress' | 'cidrPrefixLength'>>;

/** @throws {Refusal} 20002 or 20422 (the latter assumed) */
function readAddress(form: Values): AddressFields {
	const friendlyName = text(form, 'FriendlyName');
	checkFriendlyName(friendlyName, friendlyNameRule);
	const written = text(form, 'IpAddress');
	const [matched, ipAddress, writtenPrefix] = addressPattern.exec(written ?? '') ?? [];
	if (written !== undefined && matched === undefined) {
		throw new Refusal(20422, 'IpAddress must be a complete IPv4 address');
	}
	const cidrPrefixLength =
		integer(form, 'CidrPrefixLength') ??
		(writtenPrefix === undefined ? undefined : Number(writtenPrefix));
	if (cidrPrefixLength !== undefined && (cidrPrefixLength < 0 || cidrPrefixLength > wholeAddress)) {
		throw new Refusal(20422, `CidrPrefixLength must be from 0 to ${wholeAddress}`);
	}
	return {
		...(friendlyName !== undefined && { friendlyName }),
		...(ipAddress !== undefined && { ipAddress }),
		...(cidrPrefixLength !== undefined && { cidrPrefixLength }),
	};
}

/** That names must differ only within one list is assumed. */
function checkUnique(list: IpAccessControlList, fields: AddressFields, own?: IpAddress): void {
	const repeated = list.addresses.some(
		(address) =>
			address !== own &&
			(address.friendlyName === fields.friendlyName || address.ipAddress === fields.ipAddress),
	);
	if (repeated) throw new Refusal(21235, 'FriendlyName or IpAddress is already in the list');
}

/**
 * @see https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource
 * @see https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource
 */
export const ipAccessControlListHandlers: Handlers = {
	CreateSipIpAccessControlList: (call) => {
		const lists = call.account.ipAccessControlLists;
		const { ipAccessControlListLimit } = call.world.state;
		checkLimit(lists.size, ipAccessControlListLimit, 21255, 'IP access control lists');
		const friendlyName = readFriendlyName(call);
		const now = call.world.now();
		const list = lists.add({
			sid: `AL${call.world.hex(32)}`,
			friendlyName,
			addresses: new CursorCollection(),
			created: now,
			updated: now,
		});
		call.world.effect(call.request, 'IP access control list created', list.sid);
		return toAnswer(call, list);
	},

	ListSipIpAccessControlList: (call) =>
		apiList(call, call.account.ipAccessControlLists, 'AL', 'ip_access_control_lists', (list) =>
			toAnswer(call, list),
		),

	FetchSipIpAccessControlList: (call) => toAnswer(call, listOf(call)),

	UpdateSipIpAccessControlList: (call) => {
		const list = listOf(call);
		list.friendlyName = readFriendlyName(call, list);
		list.updated = call.world.now();
		call.world.effect(call.request, 'IP access control list renamed', list.sid);
		return toAnswer(call, list);
	},

	/**
	 * Documented only for SIP domains: a list in use cannot be deleted. Whether a trunk counts as use
	 * is not documented; the careful reading is that it does, so that clients detach the list first.
	 */
	DeleteSipIpAccessControlList: (call) => {
		const { sid } = listOf(call);
		if (
			call.world.state.trunks.some((trunk) => trunk.ipAccessControlLists.get(sid) !== undefined)
		) {
			throw new Refusal(21236, 'The IP access control list is still associated with a trunk');
		}
		call.account.ipAccessControlLists.remove(sid);
		call.world.effect(call.request, 'IP access control list deleted', sid);
		return undefined;
	},

	CreateSipIpAddress: (call) => {
		const list = listOf(call);
		checkLimit(list.addresses.size, call.world.state.ipAddressLimit, 21237, 'IP addresses');
		const fields = readAddress(call.form);
		checkUnique(list, fields);
		const now = call.world.now();
		const address = list.addresses.add({
			sid: `IP${call.world.hex(32)}`,
			friendlyName: fields.friendlyName ?? '',
			ipAddress: fields.ipAddress ?? '',
			cidrPrefixLength: fields.cidrPrefixLength ?? wholeAddress,
			created: now,
			updated: now,
		});
		call.world.effect(call.request, 'IP address created', address.sid);
		return toAddressAnswer(call, list, address);
	},

	ListSipIpAddress: (call) => {
		const list = listOf(call);
		return apiList(call, list.addresses, 'IP', 'ip_addresses', (address) =>
			toAddressAnswer(call, list, address),
		);
	},

	FetchSipIpAddress: (call) => {
		const list = listOf(call);
		return toAddressAnswer(call, list, addressOf(call, list));
	},

	UpdateSipIpAddress: (call) => {
		const list = listOf(call);
		const address = addressOf(call, list);
		const fields = readAddress(call.form);
		checkUnique(list, fields, address);
		Object.assign(address, fields);
		address.updated = call.world.now();
		call.world.effect(call.request, 'IP address updated', address.sid);
		return toAddressAnswer(call, list, address);
	},

	DeleteSipIpAddress: (call) => {
		const list = listOf(call);
		const { sid } = addressOf(call, list);
		list.addresses.remove(sid);
		call.world.effect(call.request, 'IP address deleted', sid);
		return undefined;
	},
};
