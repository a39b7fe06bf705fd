import { toUuid } from '../../identifiers';
import { violationsOf } from '../../validation';
import { invalid, missing } from './errors';
import type { PlivoIpAccessControlList } from './state';
import { dates, type Change, type Resource } from './zentrunk';

interface ListBody {
	name?: string;
	ip_addresses?: string[];
}

const violations = violationsOf({
	type: 'object',
	properties: {
		name: { type: 'string' },
		ip_addresses: { type: 'array', items: { type: 'string' }, minItems: 1 },
	},
});

const addressViolations = violationsOf({
	type: 'string',
	anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }],
});

/** An address of either version, or a block of them. */
function isBlock(text: string): boolean {
	const [address, prefix = '0', ...rest] = text.split('/');
	if (addressViolations(address).length > 0 || rest.length > 0) return false;
	return /^\d+$/.test(prefix) && Number(prefix) <= (address.includes(':') ? 128 : 32);
}

/** @throws {Refusal} */
function readBody({ body }: Change): ListBody {
	const [violation] = violations(body);
	if (violation !== undefined) throw invalid(violation.path.join('.'));
	const list = body as ListBody;
	if (list.ip_addresses?.every(isBlock) === false) throw invalid('ip_addresses');
	return list;
}

/** @see https://www.plivo.com/docs/sip-trunking/api/ip-access-control-lists */
export const ipAccessControlLists: Resource<PlivoIpAccessControlList> = {
	collection: 'IPAccessControlList',
	id: 'ipacl_uuid',
	idOf: (list) => list.ipacl_uuid,
	rows: (state) => state.ipAccessControlLists,
	words: {
		created: 'IP access control list created successfully.',
		updated: 'IP access control list updated successfully.',
	},
	toAnswer: (list) => list,

	create(change) {
		const { name = '', ip_addresses } = readBody(change);
		if (ip_addresses === undefined) throw missing();
		const ipacl_uuid = toUuid(change.world.hex(32));
		return { ipacl_uuid, name, ip_addresses, ...dates(change.world) };
	},

	update(change, list) {
		const { name, ip_addresses } = readBody(change);
		list.name = name ?? list.name;
		// The whole list: what is not named is gone.
		list.ip_addresses = ip_addresses ?? list.ip_addresses;
	},
};
