import { Collection } from '../../collection';
import { plivoAccount } from './account';

export type Values = Record<string, unknown>;

interface Dated extends Values {
	name: string;
	created_at: string;
	updated_at: string;
}

/** Ids of what a trunk uses, by the name of its field. */
export interface References {
	ipacl_uuid: string | null;
	credential_uuid: string | null;
	primary_uri_uuid: string | null;
	fallback_uri_uuid: string | null;
}

export interface PlivoTrunk extends Dated, References {
	trunk_id: string;
	trunk_domain: string;
	trunk_direction: 'inbound' | 'outbound';
	trunk_status: 'enabled' | 'disabled';
	secure: boolean;
}

export interface PlivoUri extends Dated {
	uri_uuid: string;
	uri: string;
	authentication_needed: boolean;
	username: string;
	password: string;
}

export interface PlivoCredential extends Dated {
	credential_uuid: string;
	username: string;
	password: string;
}

export interface PlivoIpAccessControlList extends Dated {
	ipacl_uuid: string;
	ip_addresses: string[];
}

export interface PlivoNumber extends Values {
	/** Digits without a plus sign. */
	number: string;
	alias: string | null;
	/** The path of a trunk or of a voice application; null or empty for none. */
	application: string | null;
	sub_account: string | null;
}

export interface PlivoState {
	trunks: Collection<PlivoTrunk>;
	uris: Collection<PlivoUri>;
	credentials: Collection<PlivoCredential>;
	ipAccessControlLists: Collection<PlivoIpAccessControlList>;
	numbers: Collection<PlivoNumber>;
	/** Ids of voice applications, to which numbers can be assigned as well. */
	applications: string[];
	/** One trunk is answered within `object`; the documentation shows it flat. */
	wrapsTrunks: boolean;
}

export const account = `/v1/Account/${plivoAccount.authId}`;
export const applicationPath = (id: string) => `${account}/Application/${id}/`;
export const trunkPath = (id: string) => `${account}/Zentrunk/Trunk/${id}/`;

const voiceApplication = '20570000000000001';

function number(digits: string, more: Values = {}): PlivoNumber {
	return {
		number: digits,
		alias: null,
		application: null,
		sub_account: null,
		added_on: '2026-04-02',
		carrier: 'Plivo',
		city: null,
		compliance_application_id: null,
		compliance_status: null,
		country: 'United States',
		monthly_rental_rate: '0.50000',
		number_type: 'local',
		region: 'Washington, D.C., UNITED STATES',
		renewal_date: '2026-06-02',
		resource_uri: `${account}/Number/${digits}/`,
		sms_enabled: false,
		sms_rate: '0.00000',
		type: 'fixed',
		voice_enabled: true,
		voice_rate: '0.00850',
		...more,
	};
}

export function createState(): PlivoState {
	const numbers = new Collection<PlivoNumber>((row) => row.number);
	// 555-01xx is set aside for fiction, and no Indian number begins with a zero.
	numbers.add(number('12025550151'));
	numbers.add(number('12025550152', { application: '' }));
	numbers.add(number('12025550153', { application: applicationPath(voiceApplication) }));
	numbers.add(number('910055500154', { country: 'India', region: 'Karnataka, INDIA' }));
	numbers.add(
		number('910055500155', {
			country: 'India',
			region: 'Karnataka, INDIA',
			compliance_application_id: 'f2c0e9a4-0000-4000-a000-000000000001',
			compliance_status: 'accepted',
		}),
	);
	return {
		trunks: new Collection(({ trunk_id }) => trunk_id),
		uris: new Collection(({ uri_uuid }) => uri_uuid),
		credentials: new Collection(({ credential_uuid }) => credential_uuid),
		ipAccessControlLists: new Collection(({ ipacl_uuid }) => ipacl_uuid),
		numbers,
		applications: [voiceApplication],
		wrapsTrunks: true,
	};
}
