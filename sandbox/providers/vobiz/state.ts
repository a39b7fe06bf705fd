import { Collection } from '../../collection';
import { vobizAccount } from './account';

export interface VobizTrunk {
	trunk_id: string;
	account_id: string;
	name: string;
	trunk_domain: string;
	trunk_status: 'active' | 'inactive';
	secure: boolean;
	trunk_direction: string;
	concurrent_calls_limit: number;
	cps_limit: number;
	description: string;
	transport: string;
	recording: boolean;
	enable_transcription: boolean;
	pii_redaction: boolean;
	webhook_method: string;
	recording_webhook_enabled: boolean;
	created_at: string;
	updated_at: string;
	/** The rest is in answers only when it is set. */
	credential_uuid?: string;
	ipacl_uuid?: string;
	primary_uri_uuid?: string;
	fallback_uri_uuid?: string;
	inbound_destination?: string;
	pii_entity_types?: string;
	webhook_url?: string;
}

export interface VobizCredential {
	id: string;
	account_id: string;
	username: string;
	password: '<redacted>';
	realm: string;
	enabled: boolean;
	created_at: string;
	updated_at: string;
}

export interface VobizIpAclEntry {
	id: string;
	account_id: string;
	ip_address: string;
	description: string;
	enabled: boolean;
	created_at: string;
	updated_at: string;
}

export interface VobizOriginationUri {
	id: string;
	account_id: string;
	uri: string;
	priority: number;
	weight: number;
	enabled: boolean;
	transport: string;
	description: string;
	created_at: string;
	updated_at: string;
}

export interface VobizNumber {
	id: string;
	account_id: string;
	e164: string;
	country: string;
	region: string;
	status: string;
	currency: string;
	application_id?: string;
	/** Absent or null: no trunk. */
	trunk_group_id?: string | null;
	[key: string]: unknown;
}

export interface VobizState {
	trunks: Collection<VobizTrunk>;
	credentials: Collection<VobizCredential>;
	ipAcl: Collection<VobizIpAclEntry>;
	originationUris: Collection<VobizOriginationUri>;
	numbers: Collection<VobizNumber>;
}

export function createState(): VobizState {
	const numbers = new Collection<VobizNumber>(({ e164 }) => e164);
	// India has no range set aside for fiction, but no Indian number begins with a zero.
	const inIndia = { country: 'IN', region: 'Karnataka', currency: 'INR' };
	numbers.add(number(1, '+910055500121', inIndia));
	numbers.add({ ...number(2, '+910055500122', inIndia), trunk_group_id: null });
	numbers.add({ ...number(3, '+910055500123', inIndia), trunk_group_id: null, tags: null });
	numbers.add({ ...number(4, '+910055500124', inIndia), application_id: '20570000000000000' });
	numbers.add({
		...number(5, '+12025550125', { country: 'US', region: 'DC', currency: 'USD' }),
		trunk_group_id: null,
	});
	return {
		trunks: new Collection(({ trunk_id }) => trunk_id),
		credentials: new Collection(({ id }) => id),
		ipAcl: new Collection(({ id }) => id),
		originationUris: new Collection(({ id }) => id),
		numbers,
	};
}

type Place = Pick<VobizNumber, 'country' | 'region' | 'currency'>;

function number(position: number, e164: string, place: Place): VobizNumber {
	return {
		id: `dddd4444-0000-4000-a000-${String(position).padStart(12, '0')}`,
		account_id: vobizAccount.authId,
		e164,
		...place,
		capabilities: { voice: true, sms: false, mms: false, fax: false },
		status: 'active',
		provider: '',
		setup_fee: 100,
		monthly_fee: 300,
		voice_enabled: true,
		tags: [],
		purchased_at: '2026-04-02T06:00:00Z',
		is_blocked: false,
		is_trial_number: false,
		source: 'purchased',
		minimum_commitment_months: 0,
		aadhaar_verification_required: false,
		aadhaar_verified: false,
		created_at: '2026-04-02T06:00:00Z',
		updated_at: '2026-04-02T06:00:00Z',
	};
}

/** As in `2026-05-12T05:11:52.054462Z`; the clock has milliseconds, so the rest is zeros. */
export const microseconds = (time: Date): string => time.toISOString().replace('Z', '000Z');

/** IP access control list entries alone have times without a fraction. */
export const seconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');
