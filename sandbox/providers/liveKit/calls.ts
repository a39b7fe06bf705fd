import { isAddress, isPublicAddress, obstacleTo, type CallModel } from '../../calls';
import { shareNumber } from './numbers';
import type { DispatchRule, InboundTrunk, LiveKitState } from './state';

/** Entries of `allowed_addresses` with such characters are ignored. */
const ignored = /[()+*;, ]|:\/\//;

/** Whether a carrier can be among those that may call: without an entry that counts, everybody may. */
function admitsCarriers({ allowed_addresses: entries = [] }: InboundTrunk): boolean {
	const counting = entries.filter((entry) => !ignored.test(entry));
	if (counting.length === 0) return true;
	return counting.some((entry) => !isAddress(entry.split('/')[0]) || isPublicAddress(entry));
}

/** Whether a rule says into which room a call to the trunk goes. */
function answersFor(rule: DispatchRule, trunk: InboundTrunk): boolean {
	const { trunk_ids: trunkIds = [], numbers = [] } = rule;
	const own = trunk.numbers ?? [];
	const isOfTrunk = trunkIds.length === 0 || trunkIds.includes(trunk.sip_trunk_id);
	return isOfTrunk && (numbers.length === 0 || own.length === 0 || shareNumber(numbers, own));
}

/**
 * What calls need at LiveKit, which is the platform and not the carrier.
 *
 * Incoming: an inbound trunk that lets carriers in, and a dispatch rule that answers for its calls.
 * Outgoing: an outbound trunk whose address can be reached over its transport.
 *
 * @see https://docs.livekit.io/sip/
 */
export const liveKitCalls: CallModel<LiveKitState> = {
	incoming(state, id) {
		if (state.outboundTrunks.get(id) !== undefined) return 'the trunk is for outbound calls';
		const trunk = state.inboundTrunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		if (!admitsCarriers(trunk)) return 'no address of a carrier may call';
		const rule = state.dispatchRules.find((candidate) => answersFor(candidate, trunk));
		return rule === undefined ? 'no dispatch rule answers for the trunk' : null;
	},
	outgoing(state, id) {
		if (state.inboundTrunks.get(id) !== undefined) return 'the trunk is for inbound calls';
		const trunk = state.outboundTrunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		const transport = /^SIP_TRANSPORT_(UDP|TCP|TLS)$/.exec(String(trunk.transport))?.[1];
		return obstacleTo({
			uri: `sip:${trunk.address}`,
			...(transport === undefined ? {} : { transport: transport.toLowerCase() }),
		});
	},
};
