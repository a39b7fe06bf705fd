import type { ConnectionKind } from './connectionKinds';
import { wrongValue } from './errors';
import type { Values } from './settings';
import type { Connection, TelnyxState } from './state';

/** What the schema alone cannot know of a connection. All of it refuses with 422. */
type Check = (state: TelnyxState, connection: Connection, kind: ConnectionKind) => void;

/** Once in all of the account's connections, in any case; assumed from the older API. */
const userNameIsFree: Check = ({ connections }, { id, user_name: wanted }) => {
	if (!wanted) return;
	const isTaken = connections.find(
		(other) => other.id !== id && other.user_name?.toLowerCase() === wanted.toLowerCase(),
	);
	if (isTaken !== undefined) {
		throw wrongValue('/user_name', `Invalid user_name: ${wanted} is already in use.`);
	}
};

const profileIsKnown: Check = ({ profiles }, { outbound }) => {
	const { outbound_voice_profile_id: id } = outbound;
	if (id === null || profiles.get(id) !== undefined) return;
	const pointer = '/outbound/outbound_voice_profile_id';
	throw wrongValue(pointer, `Invalid outbound_voice_profile_id: ${id} was not found.`);
};

const targetsAreOwn: Check = (state, { id, inbound }, { target }) => {
	if (target === undefined) return;
	const own = target === 'ip' ? state.ips : state.fqdns;
	for (const rank of ['primary', 'secondary', 'tertiary']) {
		const name = `default_${rank}_${target}_id`;
		const wanted = inbound[name] ?? null;
		if (wanted === null || own.get(String(wanted))?.connection_id === id) continue;
		throw wrongValue(`/inbound/${name}`, `Invalid ${name}: it does not belong to the connection.`);
	}
};

const isupHasStream: Check = (_state, { inbound, transport_protocol: transport }) => {
	if (inbound.isup_headers_enabled !== true || transport !== 'UDP') return;
	const pointer = '/inbound/isup_headers_enabled';
	throw wrongValue(pointer, 'Invalid isup_headers_enabled: it needs TCP or TLS.');
};

const texmlIsParked: Check = (_state, { webhook_api_version: version, outbound }) => {
	if (version !== 'texml' || outbound.call_parking_enabled === true) return;
	throw wrongValue(
		'/webhook_api_version',
		'Invalid webhook_api_version: texml needs call parking.',
	);
};

const checks: readonly Check[] = [
	userNameIsFree,
	profileIsKnown,
	targetsAreOwn,
	isupHasStream,
	texmlIsParked,
];

/** @throws {Refusal} */
export function checkContent(state: TelnyxState, connection: Values, kind: ConnectionKind): void {
	for (const check of checks) check(state, connection as Connection, kind);
}
