import { Collection } from '../../collection';
import type { World } from '../../provider';
import type { Values } from './settings';

export type ConnectionType = 'credential_connection' | 'ip_connection' | 'fqdn_connection';

export interface Connection extends Values {
	id: string;
	record_type: ConnectionType;
	connection_name: string | null;
	active: boolean;
	user_name?: string;
	password?: string;
	inbound: Values;
	outbound: Values & { outbound_voice_profile_id: string | null };
	created_at: string;
	updated_at: string;
}

/** A connection that is no trunk: `/connections` lists them beside trunks. */
export interface OtherConnection extends Values {
	id: string;
	record_type: string;
	connection_name: string;
	active: boolean;
	created_at: string;
	updated_at: string;
}

/** An IP or an FQDN. */
export interface Target extends Values {
	id: string;
	record_type: 'ip' | 'fqdn';
	connection_id: string | null;
	port: number | null;
	created_at: string;
	updated_at: string;
}

export interface Profile extends Values {
	id: string;
	name: string;
	created_at: string;
	updated_at: string;
}

export interface TelnyxNumber extends Values {
	id: string;
	phone_number: string;
	status: string;
	country_iso_alpha2: string;
	connection_id: string | null;
	connection_name: string | null;
	tags: string[];
	purchased_at: string;
	updated_at: string;
}

export interface TelnyxState {
	connections: Collection<Connection>;
	otherConnections: Collection<OtherConnection>;
	ips: Collection<Target>;
	fqdns: Collection<Target>;
	profiles: Collection<Profile>;
	numbers: Collection<TelnyxNumber>;
	/** What was set for the calls of a number, by its id. */
	voiceSettings: Map<string, Values>;
	/** Accounts created since 2026-09-08 show a password once, and `********` from then on. */
	masksPasswords: boolean;
	/**
	 * What takes a number off its connection. None of it is documented: the schema of the request
	 * has no null, and an empty text may also do nothing.
	 */
	unassignedBy: 'null' | 'emptyText' | 'nothing';
	/** Lists of numbers answer 503, or 200 with errors beside the rows for clients that ask for it. */
	messagingProfilesFail: boolean;
}

const purchased = '2026-04-02T06:00:00.000Z';
const callControl = '1400000000000000001';

function number(position: number, phone_number: string, more: Values = {}): TelnyxNumber {
	return {
		id: `15000000000000000${String(position).padStart(2, '0')}`,
		record_type: 'phone_number',
		phone_number,
		status: 'active',
		country_iso_alpha2: 'US',
		phone_number_type: 'local',
		connection_id: null,
		connection_name: null,
		customer_reference: null,
		tags: [],
		external_pin: null,
		billing_group_id: null,
		emergency_enabled: false,
		emergency_address_id: null,
		call_forwarding_enabled: true,
		cnam_listing_enabled: false,
		caller_id_name_enabled: false,
		call_recording_enabled: false,
		t38_fax_gateway_enabled: false,
		hd_voice_enabled: false,
		deletion_lock_enabled: false,
		messaging_profile_id: null,
		messaging_profile_name: null,
		source_type: 'number_order',
		created_at: purchased,
		purchased_at: purchased,
		updated_at: purchased,
		...more,
	};
}

export function createState(): TelnyxState {
	const numbers = new Collection<TelnyxNumber>(({ id }) => id);
	// 555-01xx is set aside for fiction.
	for (const [index, last] of ['41', '42', '43'].entries()) {
		numbers.add(number(index + 1, `+120255501${last}`));
	}
	const inUse = { connection_id: callControl, connection_name: 'IVR' };
	numbers.add(number(4, '+12025550144', inUse));
	numbers.add(number(5, '+12025550145', { status: 'port-pending' }));
	const otherConnections = new Collection<OtherConnection>(({ id }) => id);
	const time = { created_at: purchased, updated_at: purchased };
	otherConnections.add({
		id: callControl,
		record_type: 'call_control_application',
		connection_name: 'IVR',
		active: true,
		...time,
	});
	otherConnections.add({
		id: '1400000000000000002',
		record_type: 'external_connection',
		connection_name: 'Zoom',
		active: true,
		...time,
	});
	return {
		connections: new Collection(({ id }) => id),
		otherConnections,
		ips: new Collection(({ id }) => id),
		fqdns: new Collection(({ id }) => id),
		profiles: new Collection(({ id }) => id),
		numbers,
		voiceSettings: new Map(),
		masksPasswords: false,
		unassignedBy: 'emptyText',
		messagingProfilesFail: false,
	};
}

/** 64-bit numbers as text: most do not fit into a number of JavaScript. */
export function newId(world: World<TelnyxState>): string {
	const digits = BigInt(`0x${world.hex(16)}`) % 1_000_000_000_000_000_000n;
	return String(1_000_000_000_000_000_000n + digits);
}

export const times = (world: World<TelnyxState>) => {
	const time = world.now().toISOString();
	return { created_at: time, updated_at: time };
};
