import { Collection } from '../../collection';

export interface VyomTrunk {
	trunk_id: string;
	trunk_name: string;
	trunk_type: 'twilio' | 'exotel';
	passthrough_mode: boolean;
	passthrough_webhook_url: string | null;
	is_active: boolean;
}

export interface VyomState {
	/** Deactivated trunks are kept, and only left out of the list. */
	trunks: Collection<VyomTrunk>;
}

export const createState = (): VyomState => ({
	trunks: new Collection(({ trunk_id }) => trunk_id),
});
