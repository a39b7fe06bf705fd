import { createHash } from 'node:crypto';
import type { Sandbox } from '../../../sandbox/index';
import { telnyxAccount } from '../../../sandbox/providers/telnyx/account';
import { connectionKinds } from '../../../sandbox/providers/telnyx/connectionKinds';
import { initialValues } from '../../../sandbox/providers/telnyx/settings';
import type {
	Connection,
	ConnectionType,
	Profile,
	Target,
	TelnyxState,
} from '../../../sandbox/providers/telnyx/state';
import {
	addressOf,
	CHILDREN,
	longAgo,
	nameOf,
	TRUNKS,
	type AccountFacts,
	type Belongings,
	type Thing,
} from '../../account';

const dated = { created_at: longAgo.toISOString(), updated_at: longAgo.toISOString() };

const idOf = (kind: number, of: number, number = 0) =>
	`14${String(kind).padStart(2, '0')}0000000000000${of}${number}`;

/** Kinds of things in IDs. */
const FQDN_TRUNK = 1;
const IP_TRUNK = 2;
const FQDN = 3;
const IP = 4;
const PROFILE = 5;

/** A connection as somebody has made it in the portal. */
export function addConnection(
	{ connections }: TelnyxState,
	type: ConnectionType,
	own: Partial<Connection> & { id: string },
): Connection {
	const kind = connectionKinds.find((one) => one.type === type);
	const connection = {
		record_type: type,
		...initialValues(kind?.settings ?? {}),
		...kind?.extras,
		...dated,
		...own,
	} as Connection;
	connections.add(connection);
	return connection;
}

const fqdn = (own: Partial<Target> & { id: string }): Target =>
	({ record_type: 'fqdn', dns_record_type: 'a', port: 5060, ...dated, ...own }) as Target;

const ip = (own: Partial<Target> & { id: string }): Target =>
	({ record_type: 'ip', port: 5060, ...dated, ...own }) as Target;

function furnish(sandbox: Sandbox): Belongings {
	const state = sandbox.state('telnyx');
	const tags = [`key ${telnyxAccount.apiKey}`];
	for (let of = 0; of < TRUNKS; of++) {
		const connection_name = nameOf(of);
		addConnection(state, 'fqdn_connection', { id: idOf(FQDN_TRUNK, of), connection_name, tags });
		state.profiles.add({
			record_type: 'outbound_voice_profile',
			id: idOf(PROFILE, of),
			name: nameOf(of),
			enabled: true,
			whitelisted_destinations: ['US', 'CA'],
			...dated,
		} as Profile);
	}
	for (let of = 0; of < TRUNKS; of++) {
		const connection_name = nameOf(of + 5);
		addConnection(state, 'ip_connection', { id: idOf(IP_TRUNK, of), connection_name, tags });
	}
	for (let of = 0; of < TRUNKS; of++) {
		for (let number = 0; number < CHILDREN; number++) {
			state.fqdns.add(
				fqdn({
					id: idOf(FQDN, of, number),
					connection_id: idOf(FQDN_TRUNK, of),
					fqdn: `old-${number}.example.com`,
				}),
			);
			state.ips.add(
				ip({
					id: idOf(IP, of, number),
					connection_id: idOf(IP_TRUNK, of),
					ip_address: addressOf(number + 8),
				}),
			);
		}
	}
	const numbers = state.numbers.all();
	Object.assign(numbers[1], { connection_id: idOf(FQDN_TRUNK, 0), connection_name: nameOf(0) });
	const trunkId = (kind: number) => (_: number, number: number) => idOf(kind, number % TRUNKS);
	return {
		trunkId: trunkId(FQDN_TRUNK),
		'ipAccessControlEntry trunkId': trunkId(IP_TRUNK),
		originationUriId: (of, number) => idOf(FQDN, of % TRUNKS, number % CHILDREN),
		ipAccessControlEntryId: (of, number) => idOf(IP, of % TRUNKS, number % CHILDREN),
		outboundVoiceProfileId: (_, number) => idOf(PROFILE, number % TRUNKS),
		phoneNumber: (_, number) => numbers[number % 3].id,
	};
}

const digest = (password: string) => createHash('sha256').update(password).digest('hex');

const uriOf = ({ fqdn: host, port }: Target) =>
	`sip:${String(host)}${port === null ? '' : `:${port}`}`;

function things(sandbox: Sandbox): Thing[] {
	const { connections, fqdns, ips, profiles, numbers } = sandbox.state('telnyx');
	/** In the order in which the node lists them. */
	const types: ConnectionType[] = ['credential_connection', 'fqdn_connection', 'ip_connection'];
	return [
		...types.flatMap((type) =>
			connections
				.filter(({ record_type: own }) => own === type)
				.map(
					(connection): Thing => ({
						kind: 'trunk',
						id: connection.id,
						label: String(connection.connection_name),
						value: JSON.stringify({ ...connection, password: undefined }),
						...(type === 'credential_connection' && {
							passwordDigest: digest(String(connection.password)),
						}),
					}),
				),
		),
		...fqdns.all().map((target) => ({
			kind: 'originationUri',
			id: target.id,
			label: uriOf(target),
			parent: target.connection_id ?? undefined,
			value: JSON.stringify(target),
		})),
		...ips.all().map((target) => ({
			kind: 'ipAccessControlEntry',
			id: target.id,
			label: `${String(target.ip_address)}/32`,
			parent: target.connection_id ?? undefined,
			value: JSON.stringify(target),
		})),
		...profiles.all().map((profile) => ({
			kind: 'outboundVoiceProfile',
			id: profile.id,
			label: profile.name,
			value: JSON.stringify(profile),
		})),
		...numbers.all().map((number) => ({
			kind: 'phoneNumber',
			id: number.id,
			label: number.phone_number,
			parent: number.connection_id ?? undefined,
			value: '',
		})),
	];
}

export const account: AccountFacts = {
	furnish,
	things,
	/** A URI has no name, and is sent in parts. */
	knownBy: {
		originationUri: ({ sipUri }) => {
			const host = String(sipUri).replace(/^sip:/, '');
			return { label: `sip:${host}:5060`, mark: host };
		},
	},
};
