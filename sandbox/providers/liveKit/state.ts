import { Collection } from '../../collection';
import type { Values } from './protojson';

/** Rows hold what was sent and nothing else; `encode` fills answers up with zero values. */
export interface InboundTrunk extends Values {
	sip_trunk_id: string;
	name?: string;
	numbers?: string[];
	allowed_addresses?: string[];
	allowed_numbers?: string[];
	auth_username?: string;
	auth_password?: string;
	media?: Media;
}

export interface OutboundTrunk extends Values {
	sip_trunk_id: string;
	name?: string;
	address?: string;
	numbers?: string[];
	from_host?: string;
	media?: Media;
}

export interface DispatchRule extends Values {
	sip_dispatch_rule_id: string;
	name?: string;
	rule?: Partial<Record<string, { pin?: string }>>;
	trunk_ids?: string[];
	inbound_numbers?: string[];
	numbers?: string[];
	attributes?: Record<string, string>;
	media?: Media;
}

export interface Media extends Values {
	codecs?: Array<{ name?: string; rate?: number }>;
	encryption?: string;
	media_timeout?: string;
}

export interface LiveKitState {
	inboundTrunks: Collection<InboundTrunk>;
	outboundTrunks: Collection<OutboundTrunk>;
	dispatchRules: Collection<DispatchRule>;
	/**
	 * LiveKit Cloud fills `created_at` and `updated_at`, and is taken to answer 404 to the deletion of
	 * an unknown trunk. A self-hosted server does neither.
	 */
	isCloud: boolean;
	/**
	 * What a list has in the place of an ID that it does not know. A self-hosted server leaves it
	 * out; the definition promises "a nil item", which becomes a blank one in JSON.
	 */
	unknownItem: 'leftOut' | 'blank' | 'null';
}

export function createState(): LiveKitState {
	return {
		inboundTrunks: new Collection(({ sip_trunk_id }) => sip_trunk_id),
		outboundTrunks: new Collection(({ sip_trunk_id }) => sip_trunk_id),
		dispatchRules: new Collection(({ sip_dispatch_rule_id }) => sip_dispatch_rule_id),
		isCloud: false,
		unknownItem: 'leftOut',
	};
}
