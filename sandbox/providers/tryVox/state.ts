import { Collection } from '../../collection';

export interface TryVoxTrunk {
	id: string;
	name: string;
	auth_type: 'ip' | 'credential';
	sip_domain: string;
	termination_uri: string | null;
	origination_uris: string[];
	max_channels: number;
	status: string;
	created_at: string;
}

export interface TryVoxCredential {
	id: string;
	trunk_id: string;
	username: string;
	created_at: string;
}

export interface TryVoxIpAclEntry {
	id: string;
	trunk_id: string;
	ip: string;
	mask: number;
	cidr: string;
	description: string | null;
	created_at: string;
}

export interface TryVoxNumber {
	e164: string;
	country: string;
	type: string;
	region: string;
	status: string;
	capabilities: string[];
	monthly_fee: number;
	setup_fee: number;
	currency: string;
	trunk_id: string | null;
	application_id: string | null;
	created_at: string;
	updated_at: string;
}

export interface TryVoxState {
	trunks: Collection<TryVoxTrunk>;
	credentials: Collection<TryVoxCredential>;
	ipAcl: Collection<TryVoxIpAclEntry>;
	numbers: Collection<TryVoxNumber>;
}

export function createState(): TryVoxState {
	return {
		trunks: new Collection(({ id }) => id),
		credentials: new Collection(({ id }) => id),
		ipAcl: new Collection(({ id }) => id),
		numbers: seedNumbers(),
	};
}

function number(e164: string, country: string, region: string, currency: string): TryVoxNumber {
	return {
		e164,
		country,
		type: 'local',
		region,
		status: 'active',
		capabilities: ['voice'],
		monthly_fee: 1.25,
		setup_fee: 0,
		currency,
		trunk_id: null,
		application_id: null,
		created_at: '2026-03-15T08:20:00Z',
		updated_at: '2026-04-01T14:30:00Z',
	};
}

/** From ranges set aside for fiction; India has none, but no Indian number begins with a zero. */
function seedNumbers(): Collection<TryVoxNumber> {
	const numbers = new Collection<TryVoxNumber>(({ e164 }) => e164);
	numbers.add({
		...number('+12025550110', 'US', 'DC', 'USD'),
		capabilities: ['voice', 'sms', 'mms'],
	});
	numbers.add({ ...number('+18005550111', 'US', '', 'USD'), type: 'toll_free' });
	numbers.add({ ...number('+442079460112', 'GB', 'London', 'GBP'), application_id: 'app_9z8y7x' });
	numbers.add({ ...number('+61491570156', 'AU', '', 'AUD'), type: 'mobile' });
	numbers.add({ ...number('+910055500114', 'IN', 'Karnataka', 'INR'), status: 'pending' });
	return numbers;
}

export const seconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');
