import { isPublicAddress, obstacleToAll, type CallModel } from '../../calls';
import { trunkPath, type PlivoState, type PlivoTrunk } from './state';

const allows = ({ trunk_status: status, trunk_direction: direction }: PlivoTrunk, way: string) => {
	if (status !== 'enabled') return 'the trunk is not enabled';
	return direction === way ? null : `the trunk is for ${direction} calls`;
};

/**
 * What calls need at Plivo: an enabled trunk of their direction.
 *
 * Outgoing: the SIP credential or the addresses that the trunk names, which must still be there.
 * Incoming: a number on the trunk, and the primary or the fallback URI.
 *
 * @see https://www.plivo.com/docs/sip-trunking/api/trunks
 */
export const plivoCalls: CallModel<PlivoState> = {
	incoming(state, id) {
		const trunk = state.trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		const isServed = state.numbers.find(({ application }) => application === trunkPath(id));
		const uris = [trunk.primary_uri_uuid, trunk.fallback_uri_uuid].flatMap((uriId) => {
			const uri = state.uris.get(uriId ?? '')?.uri;
			if (uri === undefined) return [];
			return [{ uri: /^sips?:/i.test(uri) ? uri : `sip:${uri}` }];
		});
		return (
			allows(trunk, 'inbound') ??
			(isServed === undefined ? 'no number is on the trunk' : null) ??
			obstacleToAll(uris)
		);
	},
	outgoing(state, id) {
		const trunk = state.trunks.get(id);
		if (trunk === undefined) return 'there is no such trunk';
		const credential = state.credentials.get(trunk.credential_uuid ?? '');
		const addresses = state.ipAccessControlLists.get(trunk.ipacl_uuid ?? '')?.ip_addresses ?? [];
		// A password that an update has blanked lets nobody in.
		const mayCall = Boolean(credential?.password) || addresses.some(isPublicAddress);
		return allows(trunk, 'outbound') ?? (mayCall ? null : 'nobody can sign in on the trunk');
	},
};
