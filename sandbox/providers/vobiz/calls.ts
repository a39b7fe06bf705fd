import { isPublicAddress, obstacleToAll, type CallModel, type CallTarget } from '../../calls';
import type { VobizState, VobizTrunk } from './state';

/**
 * What calls need at Vobiz: an active trunk of their direction.
 *
 * Outgoing: an enabled SIP credential or an enabled address that the trunk names.
 * Incoming: a number on the trunk that is in service, and an enabled origination URI or an inbound destination. A missing
 * port is taken for 5060. What the trunk stores as limits is not enforced.
 *
 * @see https://www.vobiz.ai/docs/trunks/create-trunk
 */
const allows = ({ trunk_status: status, trunk_direction: direction }: VobizTrunk, way: string) => {
	if (!['active', 'enabled'].includes(status)) return 'the trunk is not active';
	return [way, 'both'].includes(direction) ? null : `the trunk is for ${direction} calls`;
};

function targetsOf(state: VobizState, trunk: VobizTrunk): CallTarget[] {
	const sent = { transport: trunk.transport, missingPort: 5060, encrypts: trunk.secure };
	const { inbound_destination: destination } = trunk;
	const named = [trunk.primary_uri_uuid, trunk.fallback_uri_uuid, destination].flatMap((id) => {
		const found = id === undefined ? undefined : state.originationUris.get(id);
		return found?.enabled ? [{ uri: found.uri, ...sent }] : [];
	});
	if (destination === undefined || state.originationUris.get(destination) !== undefined)
		return named;
	const uri = destination.startsWith('sip:') ? destination : `sip:${destination}`;
	return [...named, { uri, ...sent }];
}

export const vobizCalls: CallModel<VobizState> = {
	incoming(state, id) {
		const trunk = state.trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		const isServed = state.numbers
			.filter(({ trunk_group_id: group }) => group === id)
			.some(({ status, is_blocked: isBlocked }) => status === 'active' && isBlocked !== true);
		return (
			allows(trunk, 'inbound') ??
			(isServed ? null : 'no number in service is on the trunk') ??
			obstacleToAll(targetsOf(state, trunk))
		);
	},
	outgoing(state, id) {
		const trunk = state.trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		const credential = state.credentials.get(trunk.credential_uuid ?? '');
		const address = state.ipAcl.get(trunk.ipacl_uuid ?? '');
		const mayCall =
			credential?.enabled === true ||
			(address?.enabled === true && isPublicAddress(address.ip_address));
		return allows(trunk, 'outbound') ?? (mayCall ? null : 'nobody can sign in on the trunk');
	},
};
