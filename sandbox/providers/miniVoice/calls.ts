import { isPublicAddress, obstacleTo, type CallModel } from '../../calls';
import type { MiniVoiceState } from './state';

/** Words of FreeSWITCH, whose state of a gateway MiniVoice shows: signed in, or without any sign-in. */
const usable = ['REGED', 'NOREG'];

/**
 * What calls need at MiniVoice, whose trunks lead to a carrier.
 *
 * Outgoing: an active trunk whose proxy can be reached and takes the sign-in. Incoming: an active trunk that names the
 * address from which the carrier sends.
 *
 * @see https://doc.minivoice.eu/docs/trunks/byoc
 */
export const miniVoiceCalls: CallModel<MiniVoiceState> = {
	incoming({ trunks }, id) {
		const trunk = trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		if (!trunk.is_active) return 'the trunk is not active';
		const from = trunk.inbound_ip ?? '';
		return isPublicAddress(from) ? null : 'the carrier sends from no address that is known';
	},
	outgoing({ trunks }, id) {
		const trunk = trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		if (!trunk.is_active) return 'the trunk is not active';
		const { registration_status: word } = trunk;
		if (word !== undefined && !usable.includes(word)) return `the registration is ${word}`;
		return obstacleTo({ uri: /^sips?:/i.test(trunk.proxy) ? trunk.proxy : `sip:${trunk.proxy}` });
	},
};
