import type { CallModel } from '../../calls';
import type { VyomState } from './state';

/**
 * What calls need at Vyom: a trunk that was not deactivated. What it stores of the carrier is checked by nobody, and no
 * incoming call comes over such a trunk.
 *
 * @see https://api-livekit-vyom.indusnettechnologies.com/documentation/api/sip/deactivate
 */
export const vyomCalls: CallModel<VyomState> = {
	incoming: () => 'numbers lead to assistants, and to no trunk',
	outgoing({ trunks }, id) {
		const trunk = trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		return trunk.is_active ? null : 'the trunk is deactivated';
	},
};
