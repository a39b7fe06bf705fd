import { isPublicAddress, obstacleToAll, type CallModel } from '../../calls';
import type { TryVoxState } from './state';

/**
 * What calls need at TryVox.
 *
 * Outgoing: what the trunk's authentication asks for, a SIP credential or an allowed address.
 * Incoming: a number in service on the trunk, and an origination URI; a system that signs in may register instead.
 *
 * @see https://docs.tryvox.io/sip-trunking/create-trunk
 */
export const tryVoxCalls: CallModel<TryVoxState> = {
	incoming(state, id) {
		const trunk = state.trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		if (trunk.status !== 'active') return 'the trunk is not active';
		const isServed = state.numbers
			.filter(({ trunk_id: on }) => on === id)
			.some(({ status }) => status === 'active');
		if (!isServed) return 'no number in service is on the trunk';
		const mayRegister =
			trunk.auth_type === 'credential' &&
			state.credentials.find(({ trunk_id: of }) => of === id) !== undefined;
		return trunk.origination_uris.length === 0 && mayRegister
			? null
			: obstacleToAll(trunk.origination_uris.map((uri) => ({ uri })));
	},
	outgoing(state, id) {
		const trunk = state.trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		if (trunk.status !== 'active') return 'the trunk is not active';
		const mayCall =
			trunk.auth_type === 'credential'
				? state.credentials.find(({ trunk_id: of }) => of === id) !== undefined
				: state.ipAcl.find(({ trunk_id: of, ip }) => of === id && isPublicAddress(ip)) !==
					undefined;
		return mayCall ? null : 'nobody can sign in on the trunk';
	},
};
