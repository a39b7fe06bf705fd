import type { Collection } from '../../collection';

export interface MiniVoiceTrunk {
	id: string;
	customer_id: string;
	name: string;
	direction: 'outbound';
	gateway_name?: string;
	proxy: string;
	username?: string;
	inbound_ip?: string;
	is_active: boolean;
	/** Set by a test; an active trunk reports `REGED` otherwise. */
	registration_status?: string;
	created_at: string;
	updated_at: string;
}

export interface MiniVoiceDid {
	id: string;
	customer_id: string;
	application_id: string;
	number_e164: string;
	provider: string;
	status: string;
	route_mode: string;
	created_at: string;
	updated_at: string;
}

export interface MiniVoiceState {
	trunks: Collection<MiniVoiceTrunk>;
	dids: MiniVoiceDid[];
	/** Trunks made so far: the last digits of the ids. */
	sequence: number;
}
